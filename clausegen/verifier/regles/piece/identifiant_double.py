"""Un identifiant du fichier Word est en double.

## Ce que la règle vérifie
Styles, numérotations, relations et contrôles de contenu ont des identifiants uniques.

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
from clausegen.verifier.regles.piece._retouches import remplacer, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG382"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un identifiant du fichier Word est en double"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Findings of the integrity check."""
    yield from fautes(sujet, CODE)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "style défini deux fois",
        remplacer(
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="copie"/></w:style></w:styles>',
            "word/styles.xml",
        ),
        ("word/styles.xml",),
    ),
)
