"""Les clauses exigées ou exclues existent.

## Ce que la règle vérifie
Chaque identifiant de `exige` et de `exclut` est celui d’une autre clause de la bibliothèque.

## Pourquoi
Une relation vers une clause qui n’existe pas ne protège de rien.

## Exemple à éviter
`exige: [ccap-principe-insertion]`

## Écrire plutôt
`exige: [ccap-insertion-principe]`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lecture import voisin
from clausegen.verifier.sujets import SujetClause

CODE = "CG220"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les clauses exigées ou exclues existent"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding an identifier that is no other clause."""
    for key, given in (("exige", sujet.clause.exige), ("exclut", sujet.clause.exclut)):
        for identifier in given:
            if identifier in sujet.ids and identifier != sujet.clause.id:
                continue
            found = re.compile(rf"(?<![\w-]){re.escape(identifier)}(?![\w-])").search(
                sujet.source.texte, sujet.source.rubrique(key)
            )
            what = (
                "la clause se cite elle-même"
                if identifier == sujet.clause.id
                else f"aucune clause ne s’appelle « {identifier} »"
            )
            yield sujet.finding(CODE, NIVEAU, found.start() if found else sujet.source.rubrique(key), f"rubrique « {key} » : {what}",
                                voisin(identifier, sujet.ids - {sujet.clause.id}) or "retirez cet identifiant")  # fmt: skip


EXEMPLES = (
    Exemple("connues", entete={"exige": "[objet-du-marche]", "exclut": "[primes]"}),
    Exemple("exige l’inconnue", entete={"exige": "[‸objet-de-marche]"}),
    Exemple("s’exclut elle-même", entete={"exclut": "[primes, ‸clause-exemple]"}),
)  # fmt: skip
