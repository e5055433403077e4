"""Un texte n’est pas déclaré en français.

## Ce que la règle vérifie
La langue du document et celle de chaque passage sont le français.

## Pourquoi
La langue déclarée décide de la voix du lecteur d’écran, du correcteur et des césures.

## Exemple à éviter
Un passage collé d’un document anglais, dont la langue reste « anglais (États-Unis) ».

## Écrire plutôt
Révision, Langue : « Français ».

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, remplacer, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG812"
NIVEAU = Niveau.CONSEIL
TITRE = "Un texte n’est pas déclaré en français"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding for the document, one a paragraph that says another language."""
    reading = releve(sujet)
    if not reading.language.lower().startswith("fr"):
        said = f"«\u00a0{reading.language}\u00a0»" if reading.language else "aucune"
        yield sujet.finding(CODE, Niveau.A_CORRIGER, "styles", f"la langue du document n’est pas le français ({said})",
                            "dans Word : Révision, Langue, « Français », par défaut")  # fmt: skip
    for p in reading.paragraphs:
        other = sorted(x for x in p.languages if not x.lower().startswith("fr") and x != reading.language)
        if other:
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                f"passage déclaré en «\u00a0{other[0]}\u00a0»",
                "dans Word : Révision, Langue, « Français »",
            )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "passage anglais", ajouter(paragraphe("Le titulaire", passage='<w:lang w:val="en-US"/>')), ("« Le titulaire »",)
    ),
    ExempleWord(
        "document anglais", remplacer('<w:lang w:val="fr-FR"', '<w:lang w:val="en-US"', "word/styles.xml"), ("styles",)
    ),
)
