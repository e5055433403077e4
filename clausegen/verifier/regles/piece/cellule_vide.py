"""Un tableau a une ligne ou une cellule vide.

## Ce que la règle vérifie
Dans les tableaux du corps, aucune ligne n’est entièrement vide, et aucune cellule ne l’est (conseil).

## Pourquoi
Une ligne vide se lit comme un oubli ; une cellule vide ne dit pas si la valeur manque ou si elle est sans objet, et les lecteurs d’écran la sautent.

## Exemple à éviter
Une dernière ligne ajoutée par la touche Tabulation et laissée vide.

## Écrire plutôt
Le tableau sans cette ligne ; « sans objet » ou « — » dans une cellule qui n’a rien à dire.

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche, tableau
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import BODY

CODE = "CG806"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un tableau a une ligne ou une cellule vide"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a table for its empty rows, one for its other empty cells."""
    reading = releve(sujet)
    for grid in reading.tables:
        if grid.part != BODY:
            continue
        place = f"corps, ¶\u00a0{grid.paragraph}, tableau {grid.rank}"
        if grid.empty_rows:
            rows = ", ".join(map(str, grid.empty_rows))
            plural = "s" if len(grid.empty_rows) > 1 else ""
            yield sujet.finding(CODE, NIVEAU, f"{place}, ligne {rows}", f"ligne{plural} de tableau vide{plural}",
                                "supprimez-la, ou remplissez-la", grid.paragraph)  # fmt: skip
        cells = [(row, column) for row, column in grid.empty_cells if row not in grid.empty_rows]
        if cells:
            row, column = cells[0]
            more = f" (et {len(cells) - 1} autre{'s' if len(cells) > 2 else ''})" if len(cells) > 1 else ""
            yield sujet.finding(CODE, Niveau.CONSEIL, f"{place}, ligne {row}, colonne {column}", f"cellule de tableau vide{more}",
                                "écrivez la valeur, « sans objet » ou « — »", grid.paragraph)  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("ligne vide", ajouter(tableau(("Lot", "Heures"), ("", ""), entete="<w:tblHeader/>")), ("ligne 2",)),
    ExempleWord(
        "cellule vide", ajouter(tableau(("Lot", "Heures"), ("1", ""), entete="<w:tblHeader/>")), ("ligne 2, colonne 2",)
    ),
)
