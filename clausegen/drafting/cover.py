"""What the gabarit's own fields read: cover page, header, footer."""

from __future__ import annotations

from typing import Any

from clausegen.context import Contexte
from clausegen.drafting.filters import majuscule
from clausegen.drafting.typography import NBSP
from clausegen.drafting.values import text_of
from clausegen.model import Piece
from clausegen.views import Vide

MAX_LOTS = 12
SHORT = 70


def _lots(contexte: Contexte) -> str:
    lots = contexte.marche_brut.lots
    if len(lots) > MAX_LOTS:
        return f"{len(lots)}{NBSP}lots (liste à l’article relatif à la forme du marché)"
    return "\n".join(f"Lot n°{NBSP}{lot.numero}{NBSP}: {text_of(lot.objet)}" for lot in lots)


def _rows(plan: Piece, contexte: Contexte) -> list[tuple[str, Any]]:
    marche = contexte.marche
    rows: list[tuple[str, Any]] = [
        ("Référence", marche.reference),
        ("Procédure", majuscule(marche.procedure)),
        ("Forme du marché", majuscule(marche.forme)),
    ]
    if contexte.ccag != "aucun":
        rows.append(("CCAG applicable", contexte.library.references.ccag[contexte.ccag].sigle))
    if contexte.marche_brut.lots:
        rows.append(("Lots", _lots(contexte)))
    if plan.slug == "rc":
        rows.append(("Date et heure limites de remise des plis", marche.date_limite))
    return rows


def short_title(text: str, limit: int = SHORT) -> str:
    """The object cut at a word, for the header."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def cover_fields(plan: Piece, contexte: Contexte) -> tuple[dict[str, Any], int]:
    """Fields of the gabarit, and how many of them are left open.

    `marche` (whole contract), `piece.titre`, `piece.sigle`, `couverture` (rows `libelle`, `valeur`), `objet_court`.
    """
    rows = [(label, value) for label, value in _rows(plan, contexte)]
    missing = sum(isinstance(value, Vide) for _, value in rows)
    fields = {
        "marche": contexte.marche,
        "piece": {"titre": plan.titre, "sigle": plan.sigle},
        "couverture": [{"libelle": label, "valeur": value} for label, value in rows],
        "objet_court": short_title(text_of(contexte.marche.objet)),
    }
    return fields, missing
