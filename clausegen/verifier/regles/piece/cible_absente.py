"""Le fichier Word vise un élément absent.

## Ce que la règle vérifie
Styles, numérotations, relations, notes et commentaires employés existent.

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

CODE = "CG384"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le fichier Word vise un élément absent"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Findings of the integrity check."""
    yield from fautes(sujet, CODE)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "style inconnu", ajouter('<w:p><w:pPr><w:pStyle w:val="Inconnu"/></w:pPr></w:p>'), ("word/document.xml",)
    ),
)
