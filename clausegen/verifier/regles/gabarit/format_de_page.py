"""Les pages sont au format A4.

## Ce que la règle vérifie
Chaque section est au format A4, en hauteur ou en largeur.

## Pourquoi
Un document au format américain (Letter) se réimprime mal et change de pagination.

## Exemple à éviter
21,59 × 27,94 cm (Letter).

## Écrire plutôt
21 × 29,7 cm : Mise en page › Taille › A4.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import remplace
from clausegen.verifier.sujets import SujetWord
from clausegen.word.decor import A4

CODE = "CG321"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les pages sont au format A4"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a section."""
    for width, height, found in lire(sujet).decor.papers:
        if any(abs(a - b) > 40 for a, b in zip(sorted((width, height)), A4, strict=True)):
            shown = f"{_cm(width)} × {_cm(height)} cm" if width and height else "non indiqué"
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.place,
                f"format de page {shown} au lieu de A4",
                "dans Word : Mise en page › Taille › A4",
                found.rank,
            )


def _cm(twips: int) -> str:
    return f"{twips / 567:.1f}".replace(".", ",")


EXEMPLES = (
    ExempleWord("paysage", remplace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
    ExempleWord("Letter", remplace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), ("corps",)),
)
