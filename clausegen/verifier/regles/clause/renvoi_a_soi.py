"""Une clause ne renvoie pas à elle-même.

## Ce que la règle vérifie
Aucun `renvoi` ne désigne la clause où il est écrit.

## Pourquoi
Le lecteur tourne en rond : c’est presque toujours un renvoi recopié d’une autre clause.

## Exemple à éviter
`l’article {{ renvoi("reconduction") }}`, dans la clause `reconduction`.

## Écrire plutôt
« le présent article », ou le renvoi à la clause voulue.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG267"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une clause ne renvoie pas à elle-même"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a call."""
    own = sujet.clause.id
    for call in sujet.lecture.appels:
        if call.fonction != "renvoi" or not call.arguments:
            continue
        given = call.arguments[0]
        if own in (given if isinstance(given, tuple) else (given,)):
            place = sujet.place(rf"(?<=[\"']){re.escape(own)}(?=[\"'])", call.ligne)
            yield sujet.finding(CODE, NIVEAU, place, "ce renvoi mène à la clause où il est écrit",
                                "écrivez « le présent article », ou nommez la clause voulue")  # fmt: skip


EXEMPLES = (
    Exemple("vers une autre", "Voir l’article {{ renvoi(\"objet-du-marche\") }}."),
    Exemple("vers soi", "Voir l’article {{ renvoi(\"‸clause-exemple\") }}."),
)  # fmt: skip
