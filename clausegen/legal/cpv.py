"""The CPV nomenclature in French: labels, nature by division, search by words.

Source of the table: CPV 2008 (Regulation (EC) No 213/2008), eForms SDK, CC BY 4.0; see its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from clausegen.ecriture import sans_accent
from clausegen.sources import read_text

TABLE = Path("nomenclatures") / "cpv-2008.csv"
_MOTS = re.compile(r"[a-z0-9]+")
# Words that most labels start with: they tell a nature, never an object.
_GENERIQUES = {"service": "services", "prestation": "services", "travau": "travaux", "fourniture": "fournitures", "achat": "fournitures"}
# What buyers say and the nomenclature says otherwise.
_SYNONYMES = {"demenagement": "services de déplacement", "menage": "nettoyage", "maitrise oeuvre": "architecture", "moe": "architecture",
              "cantine": "restauration scolaire"}  # fmt: skip
_VIDES = frozenset(["a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une", "dans", "autre", "autres", "que"])


@dataclass(frozen=True, slots=True)
class CodeCpv:
    """A code of eight digits and its French label."""

    code: str
    libelle: str

    @property
    def nature(self) -> str:
        """« travaux » (division 45), « fournitures » (03 to 44, 48) or « services » (50 and over)."""
        division = int(self.code[:2])
        if division == 45:
            return "travaux"
        return "fournitures" if division < 50 else "services"


def _racine(mot: str) -> str:
    """A word without the mark of its plural."""
    return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot


def _mots(texte: str) -> tuple[str, ...]:
    trouves = (_racine(m) for m in _MOTS.findall(sans_accent(texte)) if m not in _VIDES)
    return tuple(m for m in trouves if m not in _GENERIQUES)


def _nature(texte: str) -> str:
    """Nature that the words of a query tell; empty when they tell none."""
    mots = (_racine(m) for m in _MOTS.findall(sans_accent(texte)))
    return next((_GENERIQUES[m] for m in mots if m in _GENERIQUES), "")


@dataclass(frozen=True)
class Nomenclature:
    """Codes by their eight digits."""

    codes: Mapping[str, str] = field(repr=False)

    def __contains__(self, code: str) -> bool:
        """True for a code of the nomenclature, with or without its check digit."""
        return code.split("-")[0] in self.codes

    def get(self, code: str) -> CodeCpv | None:
        """The code and its label, None when it is not in the nomenclature."""
        chiffres = code.split("-")[0].strip()
        libelle = self.codes.get(chiffres)
        return CodeCpv(chiffres, libelle) if libelle is not None else None

    def completer(self, texte: str) -> CodeCpv | None:
        """The code that a damaged one must have been: a zero lost at the head, signs around eight digits."""
        chiffres = re.sub(r"\s", "", texte.split("-")[0])
        if re.fullmatch(r"\d{7}", chiffres, re.ASCII):
            return self.get("0" + chiffres)
        huit = re.findall(r"(?<!\d)\d{8}(?!\d)", texte, re.ASCII)
        return self.get(huit[0]) if len(huit) == 1 else None

    @cached_property
    def _index(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((code, _mots(libelle)) for code, libelle in self.codes.items())

    def chercher(self, texte: str, limite: int = 15) -> tuple[CodeCpv, ...]:
        """Best codes for some words (accents, case and plurals aside), or for the beginning of a code."""
        chiffres = re.sub(r"[\s.]", "", texte).split("-")[0]
        if re.fullmatch(r"\d{2,8}", chiffres, re.ASCII):
            debut = chiffres.rstrip("0") if len(chiffres) == 8 and chiffres not in self.codes else chiffres
            return self._codes(sorted(c for c in self.codes if c.startswith(debut))[:limite])
        return self._par_mots(_SYNONYMES.get(" ".join(_mots(texte)), texte), limite)

    def _par_mots(self, texte: str, limite: int) -> tuple[CodeCpv, ...]:
        demandes, nature = tuple(dict.fromkeys(_mots(texte))), _nature(texte)
        notes = []
        for code, mots in self._index:
            points = [_points(demande, mots) for demande in demandes]
            trouves = sum(p > 0 for p in points)
            if trouves:
                # Short labels and general codes first: the officer narrows down from there.
                note = sum(points) - 2 * max(0, len(mots) - trouves) + len(code) - len(code.rstrip("0"))
                note += 4 if nature and CodeCpv(code, "").nature == nature else 0
                notes.append((-trouves, -note, code))
        notes.sort()
        return self._codes(code for rang, _, code in notes[:limite] if rang == notes[0][0])

    def _codes(self, codes: Iterable[str]) -> tuple[CodeCpv, ...]:
        return tuple(CodeCpv(code, self.codes[code]) for code in codes)


def _points(demande: str, mots: tuple[str, ...]) -> int:
    """How well a word is found among those of a label: the word itself, its beginning, a part of it."""
    note = 0
    for rang, mot in enumerate(mots):
        if mot == demande:
            ici = 12
        elif len(demande) >= 3 and mot.startswith(demande):
            ici = 7
        elif len(mot) >= 6 and demande.startswith(mot[:-1]):
            ici = 4
        elif len(demande) >= 4 and demande in mot:
            ici = 3
        else:
            continue
        note = max(note, ici + (2 if rang == 0 else 0))
    return note


@lru_cache(maxsize=4)
def load_cpv(library: Path) -> Nomenclature:
    """The nomenclature of a library folder; raises `Refused` when its file cannot be read."""
    codes: dict[str, str] = {}
    for ligne in read_text(library / TABLE).split("\n"):
        code, _, libelle = ligne.partition(";")
        if re.fullmatch(r"\d{8}", code, re.ASCII) and libelle:
            codes[code] = libelle
    return Nomenclature(codes)
