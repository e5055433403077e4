"""Une dérogation est déclarée.

## Ce que la règle vérifie
Les mots « par dérogation » ou « déroge » n’apparaissent que par `{{ derogation("…") }}`, qui lit la rubrique `deroge`.

## Pourquoi
Une dérogation qui n’est pas reprise dans la liste du CCAP est réputée non écrite par les CCAG ; la liste est tirée des déclarations.

## Exemple à éviter
`Par dérogation au CCAG, le titulaire…`

## Écrire plutôt
`deroge: [{reference: ccag.penalites.plafond, motif: …}]` et `{{ derogation("ccag.penalites.plafond") }}le titulaire…`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG262"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une dérogation est déclarée"

_DEROGATION = re.compile(
    r"\b[Pp]ar dérogation\b|\b(?:présente? (?:clause|article|marché)|pièces?|CCAP) déroge(?:nt)?\b|\b[Ee]n dérogation\b"
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a phrase; the clause that prints the list of derogations is left out."""
    if "derogations" in sujet.lecture.lus:
        return
    for found in _DEROGATION.finditer(sujet.source.ecrit):
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« {found[0]} » est tapé à la main",
            'déclarez-la sous « deroge » et écrivez {{ derogation("…") }}',
        )


EXEMPLES = (
    Exemple("déclarée", '{{ derogation("ccag.penalites.plafond") }}le titulaire paie.', {"deroge": '\n  - {reference: ccag.penalites.plafond, motif: "Plafond"}'}),
    Exemple("tapée", "‸Par dérogation au CCAG, le titulaire paie."),
    Exemple("verbe", "La ‸présente clause déroge au CCAG."),
)  # fmt: skip
