"""Dates, hours and months as officers type them."""

from __future__ import annotations

import datetime as dt
import re

MOIS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre")  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LETTRES = re.compile(r"(\d{1,2})(?:er)?\s+([^\W\d_]+)\s+(\d{4})")
_HEURE = re.compile(r"(\d{1,2})\s*(?:[h:H]\s*(\d{2})?)(?::\d{2})?")
_ANNEES = range(1990, 2101)


def _numero(mot: str) -> int:
    from clausegen.marche.base import plier

    plies = [plier(m) for m in MOIS]
    mot = plier(mot)
    if mot not in plies:
        raise ValueError(f"« {mot} » n’est pas un mois")
    return plies.index(mot) + 1


def lire_date(texte: str, exemple: str = "2026-12-01 ou 01/12/2026") -> dt.date:
    """« 2026-12-01 », « 01/12/2026 », « 1er décembre 2026 »; `exemple` is what the message proposes."""
    if trouve := _ISO.fullmatch(texte):
        annee, mois, jour = (int(g) for g in trouve.groups())
    elif trouve := _FR.fullmatch(texte):
        jour, mois, annee = (int(g) for g in trouve.groups())
    elif trouve := _LETTRES.fullmatch(texte):
        jour, mois, annee = int(trouve[1]), _numero(trouve[2]), int(trouve[3])
    else:
        raise ValueError(f"« {texte[:40]} » n’est pas une date — écrivez par exemple {exemple}")
    if annee not in _ANNEES:
        raise ValueError(f"« {texte} » : l’année {annee} n’est pas plausible — vérifiez la date")
    try:
        return dt.date(annee, mois, jour)
    except ValueError:
        raise ValueError(f"« {texte} » : ce jour n’existe pas") from None


def _couper(texte: str) -> tuple[str, str]:
    propre = re.sub(r"[\s\u00a0\u202f]+", " ", texte.strip())
    trouve = re.fullmatch(r"(.*?)(?:\s*,\s*|\s+à\s+|T|\s+)(\d{1,2}\s*[hH:].*)", propre)
    return (trouve[1], trouve[2]) if trouve else (propre, "")


def lire_date_heure(texte: str) -> dt.datetime:
    """« 2027-01-12 12:00 », « 12/01/2027 à 12 h 00 », « 12 janvier 2027 à 12 h »: local time of the buyer."""
    moment = lire_moment(texte, "2027-01-12 12:00 ou 12/01/2027 à 12 h 00")
    if not isinstance(moment, dt.datetime):
        raise ValueError(f"« {texte} » : l’heure manque — écrivez par exemple {moment:%Y-%m-%d} 12:00")
    return moment


def lire_moment(texte: str, exemple: str = "2027-01-12 12:00 ou 12/01/2027") -> dt.date:
    """A date, or a date with its hour (then a datetime); `exemple` is what the message proposes."""
    date, heure = _couper(texte)
    jour = lire_date(date, exemple)
    if not heure:
        return jour
    trouve = _HEURE.fullmatch(heure.strip())
    if not trouve:
        raise ValueError(f"« {texte[:40]} » : l’heure ne se lit pas — écrivez par exemple 2027-01-12 12:00")
    try:
        return dt.datetime(jour.year, jour.month, jour.day, int(trouve[1]), int(trouve[2] or 0))
    except ValueError:
        raise ValueError(f"« {texte} » : cette heure n’existe pas") from None


class Mois(str):
    """A month, printed « janvier 2027 »; `premier_jour` serves comparisons."""

    __slots__ = ("premier_jour",)
    premier_jour: dt.date

    @classmethod
    def de(cls, jour: dt.date) -> Mois:
        """Month of a day."""
        mois = cls(f"{MOIS[jour.month - 1]} {jour.year}")
        mois.premier_jour = dt.date(jour.year, jour.month, 1)
        return mois


def lire_mois(texte: str) -> Mois:
    """« janvier 2027 », « 2027-01 », « 01/2027 », or any date of the month."""
    if trouve := re.fullmatch(r"(\d{4})-(\d{1,2})", texte):
        annee, mois = int(trouve[1]), int(trouve[2])
    elif trouve := re.fullmatch(r"(\d{1,2})/(\d{4})", texte):
        mois, annee = int(trouve[1]), int(trouve[2])
    elif trouve := re.fullmatch(r"([^\W\d_]+)\s+(\d{4})", texte):
        mois, annee = _numero(trouve[1]), int(trouve[2])
    else:
        return Mois.de(lire_date(texte))
    if not 1 <= mois <= 12 or annee not in _ANNEES:
        raise ValueError(f"« {texte} » : ce mois n’existe pas — écrivez par exemple « janvier 2027 »")
    return Mois.de(dt.date(annee, mois, 1))
