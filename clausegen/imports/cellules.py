"""A value of the contract file in a cell, and back: numbers are numbers, dates are dates, codes are texts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from clausegen.marche.saisie import Saisie
from clausegen.marche.types import en_texte
from clausegen.sources.workbook_writing import TEXT, Out
from clausegen.sources.workbooks import Cell
from clausegen.values import Taux

FORMATS = {
    "montant": '#,##0.00\\ "€"', "taux": "0.00%", "entier": "General", "date": "dd/mm/yyyy", "date_heure": "dd/mm/yyyy\\ hh:mm",
}  # fmt: skip
_JOUR_ZERO = dt.date(1899, 12, 30)


def vers_cellule(saisie: Saisie, texte: str | None) -> Out:
    """The box of a field, filled when there is a text; a text that cannot be read stays as it was typed."""
    form = FORMATS.get(saisie.genre, TEXT)
    if texte is None:
        return Out(None, "saisie", form)
    try:
        valeur = saisie.lire(texte)
    except ValueError:
        return Out(texte, "saisie", TEXT)
    if saisie.genre == "choix":
        return Out((saisie.choix or {}).get(str(valeur), texte), "saisie", TEXT)
    if isinstance(valeur, bool):
        return Out("oui" if valeur else "non", "saisie", TEXT)
    if isinstance(valeur, Taux):
        return _nombre(Decimal(valeur), texte, "0%" if (valeur * 100) % 1 == 0 else "0.00##%")
    if isinstance(valeur, Decimal):
        return _nombre(valeur, texte, '#,##0\\ "€"' if valeur % 1 == 0 else form)
    if isinstance(valeur, int):
        return Out(valeur, "saisie", "General")
    if isinstance(valeur, dt.datetime):
        # At midnight a date cell no longer tells an hour from none.
        return Out(valeur, "saisie", FORMATS["date_heure"]) if valeur.time() != dt.time() else Out(texte, "saisie", TEXT)
    if isinstance(valeur, dt.date):
        return Out(valeur, "saisie", FORMATS["date"])
    return Out(texte, "saisie", TEXT)


def _nombre(valeur: Decimal, texte: str, form: str) -> Out:
    """As a number when the workbook keeps all its digits, else as a text."""
    return Out(valeur, "saisie", form) if Decimal(repr(float(valeur))) == valeur else Out(texte, "saisie", TEXT)


def depuis_cellule(saisie: Saisie, cellule: Cell) -> tuple[str, str, str]:
    """Text for the contract file, with a statement and a remedy when the cell does not hold what was meant (else empty)."""
    genre, valeur = cellule.kind, cellule.value
    if genre == "erreur":
        return "", f"la cellule contient l’erreur de calcul {valeur}", "corrigez la formule, ou écrivez la valeur"
    if genre == "formule":
        return "", "la cellule contient une formule dont Excel n’a pas enregistré le résultat", "écrivez la valeur à la place"
    if genre == "texte":
        return saisie.ecrire(valeur), "", ""
    if genre == "oui_non":
        return ("oui" if valeur else "non"), "", ""
    if genre == "date":
        return _date(saisie, valeur)
    if genre == "pourcentage" and saisie.genre in ("taux", "entier"):
        return str(en_texte(Taux(valeur))), "", ""
    return _depuis_nombre(saisie, valeur)


def _date(saisie: Saisie, valeur: dt.date) -> tuple[str, str, str]:
    texte = valeur.strftime("%Y-%m-%d %H:%M") if isinstance(valeur, dt.datetime) else valeur.isoformat()
    if saisie.genre in ("date", "date_heure", "mois"):
        return (texte[:10] if saisie.genre == "date" else texte), "", ""
    if saisie.chemin == ("debut",):
        return texte[:10], "", ""
    return "", f"la cellule contient une date ({valeur:%d/%m/%Y}) : Excel a sans doute converti ce qui a été tapé", \
        "mettez la cellule au format « Texte », puis ressaisissez la valeur"  # fmt: skip


def _depuis_nombre(saisie: Saisie, valeur: Decimal) -> tuple[str, str, str]:
    texte = format(valeur, "f")
    if "." in texte:
        texte = texte.rstrip("0").rstrip(".").replace(".", ",")
    if saisie.genre in ("date", "date_heure") and 32874 <= valeur <= 73415:
        jour = _JOUR_ZERO + dt.timedelta(days=int(valeur))
        return "", f"la cellule contient le nombre {texte}, non une date", \
            f"si c’est le {jour:%d/%m/%Y}, mettez la cellule au format « Date »"  # fmt: skip
    return texte, "", ""
