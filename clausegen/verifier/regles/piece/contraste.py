"""Un texte n’est pas assez contrasté.

## Ce que la règle vérifie
Le contraste d’un texte avec son fond est d’au moins 4,5, ou 3 pour un grand texte (18 points, ou 14 en gras).

## Pourquoi
En dessous, le texte ne se lit pas par un malvoyant, ni sur une photocopie.

## Exemple à éviter
Un texte gris clair, ou jaune sur blanc.

## Écrire plutôt
Un texte noir, ou d’une couleur sombre.

## Références
WCAG 2.1, critère 1.4.3 ; RGAA, critère 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord
from clausegen.word.couleurs import contrast

CODE = "CG814"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un texte n’est pas assez contrasté"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph, for its worst pair of colours."""
    for p in releve(sujet).paragraphs:
        faint = [(contrast(text, background), text, background) for text, background, large in p.colours
                 if contrast(text, background) < (3.0 if large else 4.5)]  # fmt: skip
        if faint:
            ratio, text, background = min(faint)
            shown = f"{ratio:.1f}".replace(".", ",")
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                f"contraste de {shown} (texte #{text} sur fond #{background})",
                "choisissez une couleur plus sombre",
            )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("gris clair", ajouter(paragraphe("Note", passage='<w:color w:val="BBBBBB"/>')), ("« Note »",)),
    ExempleWord("gris sombre", ajouter(paragraphe("Note", passage='<w:color w:val="444444"/>'))),
)
