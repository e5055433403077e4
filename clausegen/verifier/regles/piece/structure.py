"""La structure du texte ne s’ouvrirait pas dans Word.

## Ce que la règle vérifie
Le texte est dans des paragraphes, les cellules finissent par un paragraphe, les contrôles ont un contenu.

## Pourquoi
Word refuse d’ouvrir un tel fichier, ou le « répare » en perdant du texte.

## Exemple à éviter
Un fichier modifié par un outil qui ne connaît pas Word.

## Écrire plutôt
Le fichier tel que Word l’enregistre, ou produit de nouveau.

## Références
ECMA-376, parties 1 et 2 ; ce que Word et LibreOffice acceptent.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.regles.piece._integrite import fautes
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG385"
NIVEAU = Niveau.BLOQUANT
TITRE = "La structure du texte ne s’ouvrirait pas dans Word"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Findings of the integrity check."""
    yield from fautes(sujet, CODE)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("texte hors d’un paragraphe", ajouter("égaré"), ("word/document.xml",)),
)
