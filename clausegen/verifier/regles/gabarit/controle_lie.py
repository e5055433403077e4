"""Aucune balise n’est dans un contrôle lié à une donnée.

## Ce que la règle vérifie
Aucune balise n’est dans un contrôle de contenu lié à une propriété du document (titre, société, date…).

## Pourquoi
À l’ouverture, Word remplace le texte du contrôle par la donnée : la valeur imprimée disparaît.

## Exemple à éviter
`{{ marche.objet }}` dans le contrôle « Titre » d’une page de garde de Word.

## Écrire plutôt
La balise dans un paragraphe ordinaire (clic droit sur le contrôle › Supprimer le contrôle de contenu).

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire
from clausegen.verifier.retouches import rien, xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG329"
NIVEAU = Niveau.BLOQUANT
TITRE = "Aucune balise n’est dans un contrôle lié à une donnée"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    for at in dict.fromkeys(b.at for b in lire(sujet).balises if b.at.bound):
        yield a_la_balise(
            sujet,
            CODE,
            NIVEAU,
            at,
            "ce champ est dans un contrôle lié à une donnée : Word écraserait sa valeur",
            "clic droit sur le contrôle › Supprimer le contrôle de contenu",
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "contrôle « Titre »",
        xml(
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ marche.objet }}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
        ),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet }}\u00a0»",),
    ),
)
