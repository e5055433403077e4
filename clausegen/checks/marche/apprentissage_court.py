"""Apprentissage dans un marché court.

## Ce que la règle vérifie
Un apprentissage n’est pas demandé dans un marché de moins de douze mois sans y avoir réfléchi.

## Pourquoi
Un contrat d’apprentissage suit l’année de formation : le titulaire d’un marché plus court devra le poursuivre hors du
marché, ou ne pourra pas le conclure.

## Exemple à éviter
`duree: 6 mois`, `insertion: {apprentissage: 1}`.

## Écrire plutôt
Un stage, ou des heures d’insertion.

## Références
Usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import mois
from clausegen.findings import Finding, Niveau

CODE = "CG518"
NIVEAU = Niveau.CONSEIL
TITRE = "L’apprentissage convient à la durée du marché"

DUREE_MINIMALE = 12


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice for each lot shorter than a year of training."""
    for lot in ctx.lots():
        duree = lot.faits.duree_totale_mois
        if lot.lot.insertion and lot.lot.insertion.apprentissage and duree < DUREE_MINIMALE:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.apprentissage"),
                f"un apprentissage est demandé pour un marché de {mois(duree)}, plus court qu’une année de formation",
                "demandez plutôt un stage ou des heures d’insertion",
            )  # fmt: skip


EXEMPLES = (
    Exemple("quatre ans", "services-fcs", {"insertion": {"apprentissage": "1"}}),
    Exemple("six mois", "fournitures-sans-clause", {"insertion": {"apprentissage": "1"}}, ("insertion.apprentissage",)),
    Exemple("sans apprentissage", "fournitures-sans-clause"),
)  # fmt: skip
