"""Les images ont un texte de remplacement.

## Ce que la règle vérifie
Chaque image du gabarit dit ce qu’elle montre, ou est marquée comme décorative.

## Pourquoi
Un lecteur d’écran n’a rien d’autre à lire ; le logo est dans toutes les pièces.

## Exemple à éviter
Un logo inséré sans texte de remplacement.

## Écrire plutôt
Clic droit sur l’image › Afficher le texte de remplacement : « Logo de la commune de … ».

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import abrege, lire
from clausegen.verifier.retouches import rien, xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG332"
NIVEAU = Niveau.CONSEIL
TITRE = "Les images ont un texte de remplacement"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding an image."""
    for found in lire(sujet).decor.images:
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.place,
            f"image sans texte de remplacement{f' (« {abrege(found.what)} »)' if found.what else ''}",
            "dans Word : clic droit sur l’image › Afficher le texte de remplacement",
            found.rank,
        )


_IMAGE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="logo"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing></w:r></w:p>'
)
EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("logo muet", xml(_IMAGE), ("corps, ¶\u00a017",)),
)
