"""French writing of values inside messages and explanations: numbers, amounts, rates, dates, lists.

Facts, hours and findings are said to users before any text is drafted; they need the same typography as the pieces
(narrow no-break space between thousands, no-break space before « € » and « % », « 1er ») without the drafting step
and its dependencies.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

FINE = "\u202f"
INSECABLE = "\u00a0"
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def nombre(valeur: Decimal | int, decimales: int = 2) -> str:
    """« 1 250 000 », « 157,5 »: at most `decimales` figures after the comma, zeros at the end left out."""
    pas = Decimal(1).scaleb(-decimales)
    arrondi = Decimal(valeur).quantize(pas, rounding=ROUND_HALF_UP)
    texte = f"{arrondi:,f}".replace(",", FINE)
    entier, _, fraction = texte.partition(".")
    fraction = fraction.rstrip("0")
    return f"{entier},{fraction}" if fraction else entier


def euros(valeur: Decimal | int) -> str:
    """« 50 000 € », « 30,50 € »: two figures for cents as soon as there are any."""
    montant = Decimal(valeur)
    texte = nombre(montant)
    if "," in texte and len(texte.rpartition(",")[2]) == 1:
        texte += "0"
    return f"{texte}{INSECABLE}€"


def ht(valeur: Decimal | int) -> str:
    """« 50 000 € HT »."""
    return f"{euros(valeur)}{INSECABLE}HT"


def pourcent(taux: Decimal) -> str:
    """A fraction as « 5 % », « 12,5 % »."""
    return f"{nombre(Decimal(taux) * 100)}{INSECABLE}%"


def heures(valeur: Decimal | int) -> str:
    """« 157,5 h »."""
    return f"{nombre(valeur)}{INSECABLE}h"


def mois(nombre_de_mois: int) -> str:
    """« 12 mois »."""
    return f"{nombre(nombre_de_mois)}{INSECABLE}mois"


def date_longue(jour: dt.date) -> str:
    """« 1er décembre 2026 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def oui_non(valeur: bool) -> str:
    """« oui » or « non »."""
    return "oui" if valeur else "non"


def liste(mots: Sequence[str], mot: str = "et") -> str:
    """« a, b et c »."""
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} {mot} {mots[-1]}"


def pluriel(valeur: Decimal | int, singulier: str, forme_plurielle: str = "") -> str:
    """« 1 reconduction », « 3 reconductions »: the figure and its word."""
    mot = singulier if abs(Decimal(valeur)) < 2 else forme_plurielle or f"{singulier}s"
    return f"{nombre(valeur)}{INSECABLE}{mot}"


def sans_accent(texte: str) -> str:
    """Lower case, without accents nor typographic apostrophe: for words that users type in many ways."""
    decompose = unicodedata.normalize("NFKD", texte.lower().replace("œ", "oe").replace("’", "'"))
    return " ".join("".join(c for c in decompose if not unicodedata.combining(c)).split())
