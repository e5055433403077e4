"""Les en-têtes d’un tableau ne se répètent pas.

## Ce que la règle vérifie
Dans le corps, un tableau de deux lignes ou plus, hors première page, a une première ligne d’en-tête répétée en haut de chaque page.

## Pourquoi
Les lecteurs d’écran annoncent les colonnes d’après cette ligne ; sur la page suivante, un tableau sans en-tête ne se lit plus.

## Exemple à éviter
Un tableau collé d’un autre document.

## Écrire plutôt
Outils de tableau, Disposition, « Répéter les lignes d’en-tête ».

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

CODE = "CG811"
NIVEAU = Niveau.CONSEIL
TITRE = "Les en-têtes d’un tableau ne se répètent pas"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a table; those of the first page, before the first heading, lay out texts."""
    reading = releve(sujet)
    first = next((p.rank for p in reading.body if p.level), 0)
    for grid in reading.tables:
        if grid.part == BODY and grid.rows > 1 and not grid.repeated and grid.paragraph > first:
            yield sujet.finding(CODE, NIVEAU, f"corps, ¶\u00a0{grid.paragraph}, tableau {grid.rank}",
                                "la première ligne de ce tableau n’est pas déclarée comme en-tête",
                                "dans Word : Disposition, « Répéter les lignes d’en-tête »", grid.paragraph)  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("sans en-tête", ajouter(tableau(("Lot", "Heures"), ("1", "200"))), ("tableau",)),
    ExempleWord("avec en-tête", ajouter(tableau(("Lot", "Heures"), ("1", "200"), entete="<w:tblHeader/>"))),
    ExempleWord("une seule ligne", ajouter(tableau(("Lot", "Heures")))),
)
