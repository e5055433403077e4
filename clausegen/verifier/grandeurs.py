"""Quantities written in a text (hours, amounts, rates, dates, durations, lots): what a hand change may contradict."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_N = r"(?<![\d,.])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)"
_ESP = r"[ \u00a0\u202f]*"
_FORMES = (
    ("montant", re.compile(rf"{_N}{_ESP}(?:€|euros?\b)")),
    ("taux", re.compile(rf"{_N}{_ESP}(?:%|pour cent)")),
    ("heures", re.compile(rf"{_N}{_ESP}heures?\b")),
    ("points", re.compile(rf"{_N}{_ESP}points?\b")),
    ("effectif", re.compile(rf"{_N}{_ESP}(?:personnes?|postes?|salariés?|apprentis?|contrats?|alternants?)\b")),
    ("nombre", re.compile(rf"^\s*{_N}\s*$")),
)
_DUREE = re.compile(rf"{_N}{_ESP}(jours? ouvrés?|jours? ouvrables?|jours?|semaines?|mois|ans?|années?)\b")
_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)?{_ESP}({'|'.join(_MOIS)}){_ESP}(\d{{4}})\b", re.IGNORECASE)
_CHIFFRES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_HORAIRE = re.compile(r"\b(\d{1,2})[ \u00a0\u202f]?(?:h|:)[ \u00a0\u202f]?(\d{2})?\b(?!eure)")
_LOTS = re.compile(r"\blots?\s+n(?:°|os|º)\s*((?:\d+\s*(?:,|et|à)?\s*)+)", re.IGNORECASE)
_CCAG = re.compile(r"CCAG[-\u2011](FCS|PI|TIC|Travaux|MOE|MI)\b")
_INSERTION = re.compile(rf"{_N}{_ESP}heures?{_ESP}(?:de travail{_ESP})?d[’']insertion")


@dataclass(frozen=True, slots=True)
class Grandeur:
    """A quantity: kind, value that tells it from another of its kind, text as written."""

    genre: str
    valeur: str
    texte: str


def grandeurs(texte: str) -> tuple[Grandeur, ...]:
    """Quantities of a text, in no promised order. A date is not read a second time as numbers."""
    return tuple(_toutes(texte))


def _toutes(texte: str) -> Iterator[Grandeur]:
    for genre, forme in _FORMES:
        for found in forme.finditer(texte):
            yield Grandeur(genre, nombre(found[1]), _net(found[0]))
    for found in _DUREE.finditer(texte):
        yield Grandeur("durée", _duree(nombre(found[1]), found[2]), _net(found[0]))
    for found in _DATE.finditer(texte):
        yield from _date(int(found[3]), _MOIS.index(found[2].lower()) + 1, int(found[1]), found[0])
    for found in _CHIFFRES.finditer(texte):
        yield from _date(int(found[3]), int(found[2]), int(found[1]), found[0])
    for found in _HORAIRE.finditer(texte):
        yield Grandeur("heure limite", f"{int(found[1]):02}:{found[2] or '00'}", _net(found[0]))
    for found in _LOTS.finditer(texte):
        for numero in re.findall(r"\d+", found[1]):
            yield Grandeur("lot", numero.lstrip("0") or "0", f"lot n°\u00a0{numero}")
    for found in _CCAG.finditer(texte):
        yield Grandeur("CCAG", found[1].lower(), found[0])


def _net(texte: str) -> str:
    return " ".join(texte.split())


def _date(annee: int, mois: int, jour: int, texte: str) -> Iterator[Grandeur]:
    try:
        yield Grandeur("date", dt.date(annee, mois, jour).isoformat(), _net(texte))
    except ValueError:
        return


def nombre(texte: str) -> str:
    """A number as typed → its canonical writing (« 1 250,50 » → « 1250.5 »)."""
    bare = re.sub(r"[ \u00a0\u202f]", "", texte).replace(",", ".")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return bare
    return format(value.normalize(), "f")


def _duree(valeur: str, unite: str) -> str:
    court = unite.lower()
    if court.startswith("an"):
        return f"{Decimal(valeur) * 12:f} mois"
    singulier = court if court == "mois" else " ".join(mot.rstrip("s") for mot in court.split())
    return f"{valeur} {singulier}"


def changees(avant: str, apres: str) -> tuple[tuple[Grandeur, ...], tuple[Grandeur, ...]]:
    """Quantities that were in `avant` and are no more in `apres`, and those that are new."""
    before, after = grandeurs(avant), grandeurs(apres)
    left = Counter((g.genre, g.valeur) for g in before) - Counter((g.genre, g.valeur) for g in after)
    right = Counter((g.genre, g.valeur) for g in after) - Counter((g.genre, g.valeur) for g in before)
    return (tuple(g for g in before if left[g.genre, g.valeur]), tuple(g for g in after if right[g.genre, g.valeur]))


def heures_insertion(texte: str) -> tuple[Grandeur, ...]:
    """Hours said to be of insertion in a text."""
    return tuple(Grandeur("heures", nombre(f[1]), _net(f[0])) for f in _INSERTION.finditer(texte))
