"""Aucun attribut `{: … }`.

## Ce que la règle vérifie
Le texte ne contient pas `{: .classe }` ni `{: width=… }`.

## Pourquoi
Cette écriture d’autres outils s’imprime telle quelle, ou devient une ligne du tableau.

## Exemple à éviter
`{: .encadre}`

## Écrire plutôt
Le style du gabarit Word.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG243"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun attribut `{: … }`"

_ATTRIBUTS = re.compile(r"\{:[^}\n]*\}")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding an attribute list."""
    for found in _ATTRIBUTS.finditer(sujet.source.prose):
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« {found[0]} » s’imprimerait tel quel",
            "retirez-le : la mise en forme vient du gabarit",
        )


EXEMPLES = (
    Exemple("sans attribut", "Le titulaire."),
    Exemple("classe", "Le titulaire. ‸{: .encadre}"),
)  # fmt: skip
