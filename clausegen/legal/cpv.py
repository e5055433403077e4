"""The CPV nomenclature in French: labels, nature by division, search by words.

Source of the table: CPV 2008 (Regulation (EC) No 213/2008), eForms SDK, CC BY 4.0; see its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from clausegen.legal.cpv_recherche import Entree, Index, mots_de
from clausegen.sources import read_text

TABLE = Path("nomenclatures") / "cpv-2008.csv"
USAGES = Path("nomenclatures") / "cpv-usages.csv"
_CODE = re.compile(r"\d{8}", re.ASCII)


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


@dataclass(frozen=True)
class Nomenclature:
    """Labels by the eight digits of their code; codes by the usual words that buyers look for them with."""

    codes: Mapping[str, str] = field(repr=False)
    usages: Mapping[str, str] = field(default_factory=dict, repr=False)

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
    def _index(self) -> Index:
        entrees = (Entree(c, CodeCpv(c, "").nature, mots_de(libelle), len(c) - len(c.rstrip("0"))) for c, libelle in self.codes.items())
        return Index(entrees, {frozenset(mots_de(mots)): code for mots, code in self.usages.items() if code in self.codes})

    def chercher(self, texte: str, limite: int = 15) -> tuple[CodeCpv, ...]:
        """Best codes for some words (accents, case, plurals and typing faults aside), or for the beginning of a code."""
        chiffres = re.sub(r"[\s.]", "", texte).split("-")[0]
        if re.fullmatch(r"\d{2,8}", chiffres, re.ASCII):
            debut = chiffres.rstrip("0") if len(chiffres) == 8 and chiffres not in self.codes else chiffres
            return self._codes(sorted(c for c in self.codes if c.startswith(debut))[:limite])
        return self._codes(self._index.chercher(texte, limite))

    def _codes(self, codes: Iterable[str]) -> tuple[CodeCpv, ...]:
        return tuple(CodeCpv(code, self.codes[code]) for code in codes)


def _couples(texte: str) -> Iterator[tuple[str, str]]:
    for ligne in texte.split("\n"):
        gauche, _, droite = ligne.strip().partition(";")
        if droite and not gauche.startswith("#"):
            yield gauche, droite


@lru_cache(maxsize=4)
def load_cpv(library: Path) -> Nomenclature:
    """The nomenclature of a library folder; raises `Refused` when its file cannot be read."""
    codes = {code: libelle for code, libelle in _couples(read_text(library / TABLE)) if _CODE.fullmatch(code)}
    usages = library / USAGES
    mots = _couples(read_text(usages)) if usages.is_file() else ()
    return Nomenclature(codes, {usuels: code for usuels, code in mots if _CODE.fullmatch(code)})
