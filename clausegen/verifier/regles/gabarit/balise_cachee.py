"""Aucune balise n’est en texte masqué.

## Ce que la règle vérifie
Aucune balise n’est mise en forme « masqué ».

## Pourquoi
La valeur serait dans le fichier sans être vue : l’acheteur croit qu’elle n’y est pas, le candidat la trouve.

## Exemple à éviter
`{{ marche.montant_estime }}` en texte masqué.

## Écrire plutôt
La balise retirée, ou visible.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import rien, xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG328"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucune balise n’est en texte masqué"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a tag that prints something."""
    for b in lire(sujet).balises:
        if b.kind == "{{" and any(a < b.end and z > b.start for a, z in b.at.hidden):
            yield a_la_balise(
                sujet,
                CODE,
                NIVEAU,
                b,
                f"« {abrege(b.raw)} » est en texte masqué",
                "retirez-le, ou retirez la mise en forme « Masqué »",
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "masqué",
        xml("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{{ marche.objet }}</w:t></w:r></w:p>"),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet }}\u00a0»",),
    ),
)
