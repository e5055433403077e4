"""Une dérogation déclarée est énoncée.

## Ce que la règle vérifie
Chaque référence de la rubrique `deroge` est énoncée dans le texte par `{{ derogation("…") }}`.

## Pourquoi
La liste des dérogations annoncerait une dérogation que la clause n’écrit pas.

## Exemple à éviter
Une rubrique `deroge` que le texte ignore.

## Écrire plutôt
`{{ derogation("ccag.penalites.plafond") }}le titulaire…` en tête de la phrase.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG263"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une dérogation déclarée est énoncée"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a reference that the text does not state."""
    if sujet.corps is None:
        return
    stated = set()
    for call in sujet.lecture.appels:
        if call.fonction == "derogation" and call.arguments:
            given = call.arguments[0]
            # A key chosen by a computation may be any of them.
            if given is None:
                return
            stated |= set(given) if isinstance(given, tuple) else {given}
    for key in dict.fromkeys(d.reference for d in sujet.clause.deroge):
        if key not in stated:
            place = re.compile(re.escape(key)).search(sujet.source.texte, sujet.source.rubrique("deroge"))
            yield sujet.finding(CODE, NIVEAU, place.start() if place else sujet.source.rubrique("deroge"),
                                f"la dérogation à « {key} » est déclarée et jamais énoncée", "écrivez {{ derogation(\"" + key + "\") }} dans le texte")  # fmt: skip


EXEMPLES = (
    Exemple("énoncée", '{{ derogation("ccag.penalites.plafond") }}le titulaire paie.', {"deroge": '\n  - {reference: ccag.penalites.plafond, motif: "Plafond"}'}),
    Exemple("jamais énoncée", "Le titulaire paie.", {"deroge": '\n  - {reference: ‸ccag.penalites.plafond, motif: "Plafond"}'}),
)  # fmt: skip
