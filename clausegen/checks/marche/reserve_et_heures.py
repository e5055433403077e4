"""Réservation et heures d’insertion sur le même lot.

## Ce que la règle vérifie
Un lot réservé ne porte pas, en plus, un volume d’heures d’insertion.

## Pourquoi
Le titulaire d’un lot réservé emploie déjà des personnes handicapées, défavorisées ou détenues : la seconde exigence fait
double emploi et renchérit l’offre.

## Exemple à éviter
`reserve: {motif: siae}` et `insertion: {heures: 300}` sur le même lot.

## Écrire plutôt
La réservation seule, avec l’accompagnement des personnes ; les heures sur les autres lots.

## Références
Usage des facilitateurs.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG514"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un lot réservé ne porte pas en plus des heures d’insertion"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot that has both."""
    for lot in ctx.lots():
        if lot.lot.reserve and lot.faits.heures_dues:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.heures"),
                f"des heures d’insertion s’ajoutent à une réservation ({lot.lot.reserve.motif.libelle})",
                "gardez la réservation seule (« insertion: non » dans ce lot), ou les heures seules",
            )  # fmt: skip


EXEMPLES = (
    Exemple("réservation seule", "fournitures-reserve"),
    Exemple("heures seules", "services-fcs"),
    Exemple("les deux", "services-fcs", {"reserve": {"motif": "siae"}}, ("insertion.heures",)),
)  # fmt: skip
