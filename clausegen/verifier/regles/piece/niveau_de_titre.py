"""Un niveau de titre est sauté.

## Ce que la règle vérifie
Un titre n’est jamais plus profond de deux niveaux que le titre qui le précède ; le premier est de niveau 1.

## Pourquoi
Le plan et la navigation au clavier suivent les niveaux : un niveau sauté cache une partie du document aux lecteurs d’écran.

## Exemple à éviter
Un « Titre 3 » juste après un « Titre 1 ».

## Écrire plutôt
Un « Titre 2 ».

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG809"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un niveau de titre est sauté"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a jump."""
    last = 0
    for p in releve(sujet).body:
        if not p.level or p.table is not None:
            continue
        if p.level > last + 1:
            before = f"après un titre de niveau {last}" if last else "en premier"
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                f"titre de niveau {p.level} {before}",
                f"donnez-lui le style «\u00a0Titre {last + 1}\u00a0»",
            )
        last = p.level


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "niveau sauté", ajouter(paragraphe("Un", "Heading1") + paragraphe("Trois", "Heading3")), ("« Trois »",)
    ),
    ExempleWord("niveaux qui se suivent", ajouter(paragraphe("Un", "Heading1") + paragraphe("Deux", "Heading2"))),
)
