"""Une liste est précédée d’une ligne vide.

## Ce que la règle vérifie
Le premier élément d’une liste vient après une ligne vide, un autre élément ou le début du texte.

## Pourquoi
Sans ligne vide, la liste se lit comme la suite du paragraphe : les tirets s’impriment au milieu de la phrase.

## Exemple à éviter
`Le titulaire remet :` suivi, sans ligne vide, de `- le plan ;`.

## Écrire plutôt
Une ligne vide entre les deux.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lignes import lignes
from clausegen.verifier.sujets import SujetClause

CODE = "CG240"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une liste est précédée d’une ligne vide"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding at the first item of each list glued to a paragraph."""
    before = None
    for line in lignes(sujet.source):
        if (
            line.puce
            and before is not None
            and not line.autre_branche
            and not before.vide
            and not before.puce
            and not before.texte.startswith("    ")
        ):
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut,
                "cette liste n’est pas précédée d’une ligne vide : elle se lirait comme du texte",
                "ajoutez une ligne vide avant elle",
            )
        before = line


EXEMPLES = (
    Exemple("ligne vide", "Le titulaire remet :\n\n- le plan ;\n- le devis."),
    Exemple("collée", "Le titulaire remet :\n‸- le plan ;\n- le devis."),
    Exemple("numérotée, collée", "Le titulaire remet :\n‸1. le plan ;\n2. le devis."),
    Exemple("balise seule entre les deux", "Le titulaire remet :\n\n{% if marche.lots %}\n- le plan.\n{% endif %}"),
    Exemple("balise seule, collée", "Le titulaire remet :\n{% if marche.lots %}\n‸- le plan.\n{% endif %}"),
)  # fmt: skip
