"""Typed values of a contract: amounts, rates, durations, choices.

A literal of a condition is decoded by the type of the other side: `marche.duree != "12 mois"` and
`lot.penalites.retard.plafond == "10 %"` compare values, not spellings. Amounts are euros excluding tax; a rate is held
as a fraction (« 5 % » is 0.05). Parsers raise `ValueError` with a French reason.
"""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_DIGIT_LIMIT = 18


def parse_number(text: str) -> Decimal:
    """A French or plain decimal number: « 1 250 000 », « 14,5 », « 14.10 »; a group separator is a space only."""
    compact = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(compact) or len(compact) > _DIGIT_LIMIT:
        raise ValueError(f"« {_short(text)} » n’est pas un nombre")
    groups = re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d{3}){2,}", compact)
    if groups:
        raise ValueError(f"« {_short(text)} » se lit de plusieurs façons — séparez les milliers par des espaces")
    return Decimal(compact.replace(",", "."))


def _short(text: str) -> str:
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 40 else clean[:37] + "…"


class _Decoded(Decimal):
    """A Decimal that reads the text it is compared with."""

    @staticmethod
    def _parse(text: str) -> Decimal:
        raise NotImplementedError

    def _other(self, other: Any) -> Any:
        if isinstance(other, str):
            try:
                return type(self)._parse(other)
            except ValueError:
                return NotImplemented
        return other

    def __eq__(self, other: object) -> bool:
        value = self._other(other)
        # Decimal answers NotImplemented for what is not a number (None, a text).
        return value is not NotImplemented and Decimal.__eq__(self, value) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return Decimal.__lt__(self, self._other(other))

    def __le__(self, other: Any) -> bool:
        return Decimal.__le__(self, self._other(other))

    def __gt__(self, other: Any) -> bool:
        return Decimal.__gt__(self, self._other(other))

    def __ge__(self, other: Any) -> bool:
        return Decimal.__ge__(self, self._other(other))

    def __hash__(self) -> int:
        return Decimal.__hash__(self)


class Montant(_Decoded):
    """An amount in euros, excluding tax unless its field says otherwise."""

    @staticmethod
    def _parse(text: str) -> Decimal:
        bare = re.sub(r"(?i)\s*(€|eur|euros?)?\s*(h\.?\s*t\.?|hors taxes?)?\s*$", "", text.strip(), count=1)
        return parse_number(bare)


class Taux(_Decoded):
    """A rate, held as a fraction; always written with its sign: « 5 % », « 12,5 % »."""

    @staticmethod
    def _parse(text: str) -> Decimal:
        bare = text.strip()
        if not bare.endswith("%"):
            raise ValueError(f"« {_short(text)} » n’est pas un taux — écrivez-le avec son signe, par exemple « 5 % »")
        return parse_number(bare[:-1]) / 100


def parse_montant(text: str) -> Montant:
    """« 1 250 000 € HT », « 180000 », « 180 000,50 € » → euros."""
    return Montant(Montant._parse(text))


def parse_taux(text: str) -> Taux:
    """« 5 % » → 0.05."""
    return Taux(Taux._parse(text))


_UNITS = {
    "jour": "jour", "j": "jour", "semaine": "semaine", "mois": "mois", "an": "an", "annee": "an", "heure": "heure",
    "h": "heure", "jour ouvre": "jour ouvré", "jour ouvrable": "jour ouvrable",
}  # fmt: skip
_DAYS = {"heure": Decimal(1) / 24, "jour": Decimal(1), "semaine": Decimal(7), "mois": Decimal(30), "an": Decimal(360)}
_DUREE = re.compile(r"([0-9]{1,6})\s*([a-z]+(?: ouvr(?:e|able)s?)?)")


class Duree:
    """A duration as it was written: a whole number and a unit. « 12 mois » equals « 1 an »; days stay days.

    Units: heure, jour (calendar), jour ouvré, jour ouvrable, semaine, mois, an. Ordering takes 30 days a month and
    counts working days as calendar days: it serves findings and conditions, never a computation of dates.
    """

    __slots__ = ("nombre", "unite")

    def __init__(self, nombre: int, unite: str) -> None:
        self.nombre = nombre
        self.unite = unite

    @property
    def jours(self) -> Decimal:
        """Length in days (30 a month, 360 a year; a working day is a day)."""
        return self.nombre * _DAYS.get(self.unite, Decimal(1))

    @property
    def mois(self) -> int:
        """Length in months, days divided by 30 and rounded up."""
        if self.unite == "mois":
            return self.nombre
        if self.unite == "an":
            return self.nombre * 12
        return math.ceil(self.jours / 30)

    def _key(self) -> tuple[Decimal, bool]:
        return (self.jours, self.unite in ("jour ouvré", "jour ouvrable"))

    def _other(self, other: object) -> Duree | None:
        if isinstance(other, Duree):
            return other
        if isinstance(other, str):
            try:
                return parse_duree(other)
            except ValueError:
                return None
        return None

    def __eq__(self, other: object) -> bool:
        value = self._other(other)
        return value is not None and self._key() == value._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __lt__(self, other: Duree | str) -> bool:
        value = self._other(other)
        if value is None:
            raise TypeError(f"« {other} » n’est pas une durée")
        return self.jours < value.jours

    def __gt__(self, other: Duree | str) -> bool:
        value = self._other(other)
        if value is None:
            raise TypeError(f"« {other} » n’est pas une durée")
        return self.jours > value.jours

    def __le__(self, other: Duree | str) -> bool:
        return not self > other

    def __ge__(self, other: Duree | str) -> bool:
        return not self < other

    def __bool__(self) -> bool:
        return self.nombre > 0

    def __str__(self) -> str:
        """« 15 jours », « 10 jours ouvrés », « 1 an »: a no-break space before the unit."""
        words = self.unite.split(" ")
        plural = self.nombre > 1
        unit = " ".join(w if w.endswith("s") or not plural else w + "s" for w in words)
        return f"{self.nombre}\u00a0{unit}"

    def __repr__(self) -> str:
        return f"Duree({self.nombre}, {self.unite!r})"


def parse_duree(text: str) -> Duree:
    """« 12 mois », « 90 jours », « 10 jours ouvrés », « 2 ans », « 17 semaines », « 48 heures »."""
    plain = unicodedata.normalize("NFD", _SPACES.sub(" ", text.strip().lower()))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = _DUREE.fullmatch(plain)
    unit = None
    if found:
        words = [w if w == "mois" else w.rstrip("s") for w in found[2].split(" ")]
        unit = _UNITS.get(" ".join(words))
    if not found or unit is None:
        raise ValueError(f"« {_short(text)} » n’est pas une durée — écrivez par exemple « 12 mois » ou « 15 jours »")
    return Duree(int(found[1]), unit)


class Choix(str):
    """A value of a closed list: compares as its code, `libelle` is what is printed. Subclasses give `valeurs`."""

    valeurs: ClassVar[dict[str, str]] = {}

    @property
    def libelle(self) -> str:
        """French wording of the choice inside a sentence."""
        return self.valeurs.get(str(self), str(self))


class Reference(str):
    """Reference of a contract: compares and names files as typed, but is printed whole, never cut at a hyphen."""

    __slots__ = ()

    @property
    def insecable(self) -> str:
        """With non-breaking hyphens (U+2011)."""
        return self.replace("-", "\u2011")


def parse_decimal(text: str) -> Decimal:
    """A bare number; `ValueError` in French otherwise."""
    try:
        return parse_number(text)
    except InvalidOperation as error:  # pragma: no cover - the pattern forbids it
        raise ValueError(f"« {_short(text)} » n’est pas un nombre") from error


def parse_oui_non(text: str) -> bool:
    """« oui » / « non » (also vrai/faux, true/false)."""
    word = text.strip().lower()
    if word in ("oui", "vrai", "true", "o"):
        return True
    if word in ("non", "faux", "false", "n"):
        return False
    raise ValueError(f"« {_short(text)} » : répondez par « oui » ou « non »")
