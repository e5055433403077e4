"""Le gabarit ne contient que du texte et des images.

## Ce que la règle vérifie
Ni objet incorporé (classeur, PDF), ni contrôle ActiveX, ni document inséré, ni signature, ni ruban personnalisé.

## Pourquoi
Un objet exécute un autre programme chez le candidat ; une signature tombe à la production.

## Exemple à éviter
Un tableau Excel collé comme objet.

## Écrire plutôt
Un tableau Word, ou une image.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import partie, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG336"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le gabarit ne contient que du texte et des images"


_OBJETS = {
    "word/embeddings/": "objet incorporé",
    "word/activex/": "contrôle ActiveX",
    "word/afchunk": "document inséré",
    "_xmlsignatures/": "signature électronique",
    "customui/": "ruban personnalisé",
    "word/printersettings/": "",
}


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a part."""
    for name in sorted(lire(sujet).parts):
        what = next((w for start, w in _OBJETS.items() if name.lower().startswith(start)), "")
        if what and not name.endswith(".rels"):
            yield sujet.finding(
                CODE,
                NIVEAU,
                name,
                f"le gabarit contient un élément à retirer : {what}",
                "remplacez-le par du texte ou une image",
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("classeur collé", partie("word/embeddings/classeur.xlsx", b"x"), ("word/embeddings/classeur.xlsx",)),
)
