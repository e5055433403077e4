"""La clause a été relue depuis moins d’un an.

## Ce que la règle vérifie
La date `revue_le` n’est ni à venir, ni passée de plus de douze mois.

## Pourquoi
Le droit de la commande publique change chaque année : une clause que personne n’a relue depuis plus longtemps n’est plus sûre.

## Exemple à éviter
`revue_le: 2024-02-01`

## Écrire plutôt
Une relecture, puis la date du jour.

## Références
Choix de ce projet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG484"
NIVEAU = Niveau.CONSEIL
TITRE = "La clause a été relue depuis moins d’un an"

DELAI = dt.timedelta(days=366)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding when the review is too old, or not yet made."""
    date, place = sujet.clause.revue_le, sujet.source.rubrique("revue_le")
    if date > sujet.aujourd_hui + dt.timedelta(days=1):
        yield sujet.finding(
            CODE,
            Niveau.A_CORRIGER,
            place,
            f"la relecture est datée du {date:%d/%m/%Y}, qui n’est pas encore venu",
            "écrivez la date de la dernière relecture",
        )
    elif sujet.aujourd_hui - date > DELAI:
        yield sujet.finding(
            CODE,
            NIVEAU,
            place,
            f"la dernière relecture juridique date du {date:%d/%m/%Y}, plus d’un an",
            "relisez la clause, puis datez la relecture",
        )


EXEMPLES = (
    Exemple("récente"),
    Exemple("ancienne", entete={"revue_le": "‸2024-02-01"}),
    Exemple("à venir", entete={"revue_le": "‸2031-01-01"}),
)  # fmt: skip
