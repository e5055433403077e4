"""Clause sociale de formation et période ferme.

## Ce que la règle vérifie
La clause sociale de formation n’est demandée que sur une période ferme d’au moins douze mois.

## Pourquoi
Le parcours d’un élève ou d’un jeune sorti sans diplôme suit l’année scolaire : sur une période plus courte, il ne se
construit pas. C’est la condition posée par le dispositif du ministère chargé de l’éducation.

## Exemple à éviter
`duree: 6 mois`, `insertion: {formation: 150}`.

## Écrire plutôt
`duree: 12 mois`, ou des heures d’insertion à la place.

## Références
Modèle de clause sociale de formation du ministère chargé de l’éducation (usage).
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import mois
from clausegen.findings import Finding, Niveau

CODE = "CG453"
NIVEAU = Niveau.BLOQUANT
TITRE = "La clause sociale de formation suppose une période ferme de douze mois"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot with the clause on a shorter firm period."""
    for lot in ctx.lots():
        minimum = ctx.bareme("formation_scolaire_duree")
        if lot.faits.formation and lot.faits.duree_ferme_mois < minimum.mois:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.formation"),
                f"la période ferme est de {mois(lot.faits.duree_ferme_mois)}, alors que la clause de formation en suppose au moins "
                f"{minimum.mois}", "allongez la période ferme, ou retirez la clause de formation",
            )  # fmt: skip


EXEMPLES = (
    Exemple("douze mois fermes", "services-fcs", {"insertion": {"formation": "150"}}),
    Exemple("six mois", "fournitures-sans-clause", {"insertion": {"formation": "150"}}, ("insertion.formation",)),
    Exemple("six mois sans formation", "fournitures-sans-clause"),
)  # fmt: skip
