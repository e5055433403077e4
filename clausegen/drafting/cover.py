"""What the gabarit's own fields read: cover page, header, footer."""

from __future__ import annotations

from typing import Any

from clausegen.context import Contexte
from clausegen.drafting.filters import majuscule
from clausegen.drafting.typography import NBSP
from clausegen.drafting.values import text_of
from clausegen.model import Piece
from clausegen.views import Vide, Vue

MAX_LOTS = 12
SHORT = 70
LAST_LINE = 15


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
        if contexte.faits.candidats_limites:
            # The offers come later, on an invitation that gives their own deadline.
            rows.append(("Date et heure limites de remise des candidatures", marche.candidature.date_limite))
        else:
            rows.append(("Date et heure limites de remise des plis", marche.date_limite))
    return rows


def short_title(text: str, limit: int = SHORT) -> str:
    """The object cut at a word, for the header."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def whole_end(text: str, least: int = LAST_LINE) -> str:
    r"""The text whose last words, `least` characters or more, stay on the same line: no « 16 » alone under a title.

    >>> whole_end("relance des lots 04, 11 et 16")
    'relance des lots\xa004,\xa011\xa0et\xa016'
    """
    words = text.split(" ")
    while len(words) > 2 and len(words[-1]) < least:
        words[-2:] = [f"{words[-2]}{NBSP}{words[-1]}"]
    return " ".join(words)


def cover_fields(plan: Piece, contexte: Contexte) -> tuple[dict[str, Any], int]:
    """Fields of the gabarit, and how many of them are left open.

    `marche` (whole contract), `piece.titre`, `piece.sigle`, `couverture` (rows `libelle`, `valeur`), `objet_court`.
    """
    rows = [(label, value) for label, value in _rows(plan, contexte)]
    missing = sum(isinstance(value, Vide) for _, value in rows)
    fields = {
        "marche": Vue(contexte.marche_brut, "", {"objet": whole_end(text_of(contexte.marche.objet))}),
        "piece": {"titre": plan.titre, "sigle": plan.sigle},
        "couverture": [{"libelle": label, "valeur": value} for label, value in rows],
        "objet_court": short_title(text_of(contexte.marche.objet)),
    }
    return fields, missing
