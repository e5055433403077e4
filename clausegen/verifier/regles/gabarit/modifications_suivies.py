"""Le gabarit n’a pas de modifications suivies.

## Ce que la règle vérifie
Aucune insertion, suppression ni mise en forme en attente, dans aucune partie du document.

## Pourquoi
Une balise supprimée en suivi serait encore exécutée, et les marques partiraient dans toutes les pièces.

## Exemple à éviter
Un gabarit relu en suivi des modifications.

## Écrire plutôt
Révision › Accepter toutes les modifications et arrêter le suivi.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire
from clausegen.verifier.retouches import remplace, rien, xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG307"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit n’a pas de modifications suivies"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    for histoire in lire(sujet).histoires.values():
        for at in histoire.endroits:
            if at.revisions:
                niveau = Niveau.A_CORRIGER if set(at.revisions) == {"mise en forme"} else NIVEAU
                yield a_la_balise(
                    sujet,
                    CODE,
                    niveau,
                    at,
                    f"modification suivie en attente ({', '.join(at.revisions)})",
                    "dans Word : Révision › Accepter toutes les modifications, puis enregistrez",
                )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "suppression",
        xml('<w:p><w:del w:id="9" w:author="a"><w:r><w:delText>a</w:delText></w:r></w:del></w:p>'),
        ("corps, ¶\u00a017",),
    ),
    ExempleWord(
        "insertion dans un en-tête",
        remplace(
            "<w:r><w:t>{{ marche.reference }}</w:t></w:r>",
            '<w:ins w:id="9" w:author="a"><w:r><w:t>{{ marche.reference }}</w:t></w:r></w:ins>',
            "word/header1.xml",
        ),
        ("en-tête 1, ¶\u00a01, tableau 1, ligne 1, colonne 1 «\u00a0{{ marche.reference }}\u00a0»",),
    ),
)
