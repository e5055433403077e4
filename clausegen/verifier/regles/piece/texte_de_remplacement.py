"""Une image n’a pas de texte de remplacement.

## Ce que la règle vérifie
Chaque image a un texte de remplacement, ou est déclarée décorative.

## Pourquoi
Sans lui, l’image n’existe pas pour un lecteur d’écran.

## Exemple à éviter
Un logo collé sans description.

## Écrire plutôt
Clic droit, « Modifier le texte de remplacement » : « Logo de la commune ».

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG813"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une image n’a pas de texte de remplacement"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding an image."""
    for p in releve(sujet).paragraphs:
        for name in p.images:
            yield constat(sujet, CODE, NIVEAU, p, f"image sans texte de remplacement («\u00a0{name}\u00a0»)",
                          "clic droit sur l’image : « Modifier le texte de remplacement », ou « Marquer comme décoratif »")  # fmt: skip


_IMAGE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Image 1" descr="{description}"/></wp:inline></w:drawing></w:r></w:p>'
)
EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("logo sans description", ajouter(_IMAGE.format(description="")), ("corps, ¶",)),
    ExempleWord("logo décrit", ajouter(_IMAGE.format(description="Logo de la commune"))),
)
