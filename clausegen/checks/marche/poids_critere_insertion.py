"""Poids du critère d’insertion.

## Ce que la règle vérifie
Le poids d’un critère d’insertion est compris entre 5 % et 20 %, sauf lorsque l’insertion est l’objet du marché.

## Pourquoi
En deçà, le critère ne change rien au classement ; au-delà, il pèse plus que la prestation achetée et son lien avec
l’objet du marché se discute. Ces bornes sont un usage, non une règle de droit.

## Exemple à éviter
`{nom: Insertion, type: insertion, poids: 2 %}`.

## Écrire plutôt
`{nom: Insertion, type: insertion, poids: 10 %}`.

## Références
Usage ; article R. 2152-7 du code de la commande publique et CE, 25 mai 2018, n° 417580 pour le lien avec l’objet.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent
from clausegen.findings import Finding, Niveau
from clausegen.values import Taux

CODE = "CG449"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le critère d’insertion pèse entre 5 % et 20 %"

MINIMUM = Taux("0.05")
MAXIMUM = Taux("0.20")


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each insertion criterion out of the usual bounds."""
    for lot in ctx.lots():
        if lot.lot.objet_insertion:
            continue
        for rang, critere in enumerate(lot.lot.criteres):
            if critere.type != "insertion" or critere.poids is None or MINIMUM <= critere.poids <= MAXIMUM:
                continue
            sens = "peu pour changer le classement" if critere.poids < MINIMUM else "beaucoup au regard de l’objet du marché"
            yield ctx.finding(
                CODE, NIVEAU, lot.champ(f"criteres.{rang}.poids"),
                f"le critère « {critere.nom} » pèse {pourcent(critere.poids)} : c’est {sens}",
                f"choisissez un poids entre {pourcent(MINIMUM)} et {pourcent(MAXIMUM)}", "ccp.R2152-7",
            )  # fmt: skip


def _criteres(poids: str, prix: str) -> dict[str, object]:
    return {"criteres": [{"nom": "Prix", "poids": prix}, {"nom": "Environnement", "type": "environnement", "poids": "10 %"},
                         {"nom": "Insertion", "type": "insertion", "poids": poids}]}  # fmt: skip


EXEMPLES = (
    Exemple("poids d’usage", "services-fcs", _criteres("10 %", "80 %")),
    Exemple("bornes admises", "services-fcs", _criteres("20 %", "70 %")),
    Exemple("trop léger", "services-fcs", _criteres("2 %", "88 %"), ("criteres.2.poids",)),
    Exemple("trop lourd", "services-fcs", _criteres("30 %", "60 %"), ("criteres.2.poids",)),
    Exemple("objet d’insertion", "objet-insertion"),
)  # fmt: skip
