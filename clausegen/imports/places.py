"""Where each value of a workbook stands: cells for what was typed, lines of the kept file for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from clausegen.findings import Finding, Location
from clausegen.imports.classeur import sans_guillemets
from clausegen.sources import Node
from clausegen.sources.workbooks import Sheet, column_letter

Chemin = tuple[str | int, ...]
_NOMBRE = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
_MULTIPLE = re.compile(r"(?i)\d\s*(?:k|m|millions?|milliers?)(?![a-zà-ÿ])")
_CENT_FOIS = re.compile(r": ([1-9]\d{2,3}|10000)[\u00a0 ]% — le taux")


@dataclass(slots=True)
class Places:
    """`cases`: cells by path, empty ones too. `listes`: rows and sheets. `rangs`: lot of the workbook → lot of the file.

    `fautes`: paths whose cell could not be read, already said.
    """

    path: str
    origine: Node | None = None
    cases: dict[Chemin, Location] = field(default_factory=dict)
    listes: dict[Chemin, Location] = field(default_factory=dict)
    rangs: dict[int, int] = field(default_factory=dict)
    fautes: set[Chemin] = field(default_factory=set)

    def situer(self, chemin: Chemin, cle: bool = False) -> Location:
        """Place of a path: its cell, else its line in the kept file, else what is nearest."""
        if chemin in self.cases:
            return self.cases[chemin]
        ligne = self._ligne(chemin)
        if ligne is not None:
            return ligne
        dessous = next((place for autre, place in self.cases.items() if autre[: len(chemin)] == chemin), None)
        if chemin and dessous is not None and chemin not in self.listes:
            return dessous
        for fin in range(len(chemin), 0, -1):
            if chemin[:fin] in self.listes:
                return self.listes[chemin[:fin]]
            if fin < len(chemin) and chemin[:fin] in self.cases:
                return self.cases[chemin[:fin]]
        return Location(self.path)

    def _ligne(self, chemin: Chemin) -> Location | None:
        """Line of the kept file where a path is written, when it is."""
        if len(chemin) > 1 and chemin[0] == "lots" and isinstance(chemin[1], int):
            if chemin[1] not in self.rangs:
                return None
            chemin = ("lots", self.rangs[chemin[1]], *chemin[2:])
        noeud = self.origine
        for pas in chemin:
            if noeud is None:
                return None
            if noeud.kind == "mapping" and isinstance(pas, str):
                noeud = noeud.value.get(pas)
            elif noeud.kind == "sequence" and isinstance(pas, int) and pas < len(noeud.value):
                noeud = noeud.value[pas]
            else:
                return None
        if noeud is None or not chemin:
            return None
        return Location(self.path, noeud.location.line, noeud.location.column, f"feuille masquée « Fichier », ligne {noeud.location.line + 1}")


def adapter(constats: Sequence[Finding], places: Places, textes: Callable[[str], str]) -> tuple[Finding, ...]:
    """Findings of the model, said for a workbook: no advice on quotes, the number to write when there is only one.

    `textes` gives the text typed at a dotted path. What a cell already said is not said twice.
    """
    gardes = []
    for constat in constats:
        chemin = tuple(int(p) if p.isdigit() else p for p in constat.field.split(".")) if constat.field else ()
        if constat.code == "CG112" and chemin in places.fautes:
            continue
        remede = sans_guillemets(constat.remede)
        if constat.code == "CG112":
            # The model points at the section; a form has a box for the missing field itself.
            constat = replace(constat, location=places.situer(chemin))
            remede = re.sub(r"^ajoutez par exemple « \w+: (.*) »$", r"écrivez par exemple « \1 »", remede)
        if constat.code == "CG105" and "n’est pas un" in constat.constat:
            remede = nombre_seul(textes(constat.field)) or remede
        cent_fois = _CENT_FOIS.search(constat.constat) if constat.code == "CG121" else None
        if cent_fois:
            # 60 pasted in a box of percentages is 6 000 %.
            remede = f"écrivez {Decimal(cent_fois[1]) / 100:f} %".replace(".", ",")
        gardes.append(replace(constat, constat=sans_guillemets(constat.constat), remede=remede))
    return tuple(gardes)


def nombre_seul(texte: str) -> str:
    """« écrivez 35 » for « env. 35 h »; empty when there is no number, or several, or one of thousands (« 2 M€ »)."""
    nombres = [] if _MULTIPLE.search(texte) else _NOMBRE.findall(texte)
    return f"écrivez {nombres[0]}" if len(nombres) == 1 and texte.strip() != nombres[0] else ""


def ranges(rangs: Sequence[int]) -> str:
    """« 4, 6, 7 », ten at most."""
    return ", ".join(map(str, rangs[:10])) + ("…" if len(rangs) > 10 else "")


def merges_of(feuille: Sheet) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges as (first row, first column, last row, last column)."""
    for plage in feuille.merged:
        lettres = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", plage)
        if lettres is not None:
            yield int(lettres[2]), _colonne(lettres[1]), int(lettres[4]), _colonne(lettres[3])


def merges_in(feuille: Sheet, case: Callable[[int, int], bool]) -> Iterator[str]:
    """Merged ranges that touch boxes, ten at most."""
    trouvees = 0
    for haut, gauche, bas, droite in merges_of(feuille):
        lignes = range(haut, min(bas, haut + 200) + 1)
        if any(case(r, c) for r in lignes for c in range(gauche, min(droite, gauche + 100) + 1)):
            trouvees += 1
            yield f"{column_letter(gauche)}{haut}:{column_letter(droite)}{bas}"
        if trouvees == 10:
            return


def _colonne(lettres: str) -> int:
    nombre = 0
    for lettre in lettres:
        nombre = nombre * 26 + ord(lettre) - 64
    return nombre
