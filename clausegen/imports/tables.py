"""Tables of a buyer's own workbook, recognised by the titles of their columns, on one row or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clausegen.imports.entetes import FRAGMENT, colonne_de, plat, unite_de
from clausegen.imports.places import merges_of
from clausegen.sources.workbooks import Cell, Sheet

_LIGNES_D_ENTETE = 60
TAXES = ("tva", "ttc")
_DETAIL = re.compile(r"(\d{1,3})(?:\.\d{1,3})+\.?")


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table: its sheet, the last row of its titles, what each column holds, its unit, its whole title.

    `premiere` is the first row of titles: another one when they stand on two rows.
    """

    feuille: Sheet
    entete: int
    colonnes: dict[int, str]
    unites: dict[int, int]
    titres: dict[int, str] = field(default_factory=dict)
    premiere: int = 0

    def colonne(self, champ: str) -> int:
        """Column of a field, 0 when there is none."""
        return next((c for c, nom in self.colonnes.items() if nom == champ), 0)

    def cellule_du_titre(self, colonne: int) -> Cell:
        """Cell of the title of a column: the lowest one."""
        rangs = (self.entete, self.premiere)
        cellules = self.feuille.cells
        return next((cellules[r, colonne] for r in rangs if (r, colonne) in cellules), Cell(self.entete, colonne, "texte", self.titres[colonne]))

    def details(self) -> frozenset[int]:
        """Rows numbered under another one (« 1.1 » under « 1 »): parts of a lot, not lots."""
        colonne = self.colonne("numero")
        numeros = {r: numero_de(c) for (r, k), c in self.feuille.cells.items() if k == colonne and r > self.entete}
        connus = set(numeros.values())
        return frozenset(r for r, n in numeros.items() if (trouve := _DETAIL.fullmatch(n)) and trouve[1] in connus)

    def note(self) -> int:
        """How much it looks like a table of lots: fields named, amounts that can be read under them."""
        montants, objets = self.colonne("montant_estime"), self.colonne("objet") or self.colonne("numero")
        lignes = [r for r, c in self.feuille.cells if c == montants and r > self.entete and (r, objets) in self.feuille.cells]
        nombres = sum(self.feuille.cells[(r, montants)].kind == "nombre" for r in lignes)
        return 3 * len(set(self.colonnes.values()) - set(TAXES)) + (10 if montants else 0) + 2 * min(len(lignes), 10) + min(nombres, 10)


def numero_de(cellule: Cell) -> str:
    """What a cell of numbers holds, as a text: « 1 » for 1 and for 1.0, « 1.1 » for both 1.1 and « 1.1 »."""
    if cellule.kind == "nombre" and cellule.value == cellule.value.to_integral_value():
        return str(int(cellule.value))
    return " ".join(str(cellule.value).split())


def tableaux(feuille: Sheet) -> Iterator[Tableau]:
    """Tables that a sheet may hold, one a row of titles."""
    rangs = dict(feuille.rows())
    for rang, cellules in rangs.items():
        if rang > _LIGNES_D_ENTETE:
            return
        dessous = rangs.get(rang + 1, [])
        deux = bool(dessous) and all(c.kind == "texte" and _fragment(c) for c in dessous)
        titres = _sur_deux_lignes(feuille, cellules, dessous) if deux else {c.column: str(c.value) for c in cellules if c.kind == "texte"}
        colonnes: dict[int, str] = {}
        for colonne, titre in titres.items():
            champ = colonne_de(titre)
            if champ and (champ not in colonnes.values() or champ in TAXES):
                colonnes[colonne] = champ
        if set(colonnes.values()) & {"numero", "objet"} and len(set(colonnes.values()) - set(TAXES)) >= 2:
            yield Tableau(feuille, rang + deux, colonnes, {c: unite_de(titres[c]) for c in colonnes}, titres, rang)


def _fragment(cellule: Cell) -> bool:
    mot = plat(str(cellule.value))
    return FRAGMENT.fullmatch(mot) is not None


def _sur_deux_lignes(feuille: Sheet, dessus: Sequence[Cell], dessous: Sequence[Cell]) -> dict[int, str]:
    """Titles on two rows: « Montants » over « HT », « TVA », « TTC » names three columns."""
    titres = {c.column: str(c.value) for c in dessus if c.kind == "texte"}
    bas = {c.column: str(c.value) for c in dessous}
    etendue: dict[int, str] = {}
    for haut, gauche, fin, droite in merges_of(feuille):
        if dessus[0].row == haut == fin and gauche in titres:
            etendue |= dict.fromkeys(range(gauche, droite + 1), titres[gauche])
    courant = ""
    for colonne in range(1, max([*titres, *bas]) + 1):
        # Without a merged cell, a title on the left holds for the columns that have only a lower one.
        courant = titres.get(colonne, courant if colonne in bas else "")
        titre = etendue.get(colonne, courant)
        if titre or colonne in bas:
            etendue[colonne] = f"{titre} {bas.get(colonne, '')}".strip()
    return {c: t for c, t in sorted(etendue.items()) if c in titres or c in bas}
