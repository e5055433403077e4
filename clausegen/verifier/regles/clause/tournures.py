"""Une clause dit ce qui vaut dans ce marché.

## Ce que la règle vérifie
Ni « le cas échéant », ni « et/ou », ni « s’il y a lieu », ni « ledit », « susvisé », « ci-avant » : le marché décide, la clause le sait.

## Pourquoi
Une option laissée ouverte se retourne contre l’acheteur ; une formule de style alourdit sans rien obliger.

## Exemple à éviter
`Le titulaire remet, le cas échéant, le plan.`

## Écrire plutôt
`{% if … %}Le titulaire remet le plan.{% endif %}`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG751"
NIVEAU = Niveau.CONSEIL
TITRE = "Une clause dit ce qui vaut dans ce marché"

_TOURNURES = re.compile(
    r"\b(?:[Ll]e cas échéant|et/ou|[Ss]’il y a lieu|[Ss]'il y a lieu|dudit|(?:les|des|aux)dits|ladite|ledit|susvisée?s?|susmentionnée?s?|susnommée?s?|nonobstant|[Ii]l est rappelé que|[Ii]l va de soi|[Dd]ans les meilleurs délais|[Dd]ans un délai raisonnable)\b"
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a phrase."""
    for found in _TOURNURES.finditer(sujet.source.ecrit):
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« {found[0]} » n’oblige personne",
            "dites ce qui vaut dans ce marché, par une balise s’il le faut",
        )


EXEMPLES = (
    Exemple("directe", "Le titulaire remet le plan sous cinq jours."),
    Exemple("option ouverte", "Le titulaire remet, ‸le cas échéant, le plan."),
    Exemple("ou et", "Le plan ‸et/ou le devis."),
    Exemple("délai vague", "Le titulaire répond ‸dans les meilleurs délais."),
)  # fmt: skip
