"""Accord-cadre mixte à plusieurs titulaires.

## Ce que la règle vérifie
Un accord-cadre conclu avec plusieurs titulaires et exécuté à la fois par bons de commande et par marchés subséquents
annonce ce qui distingue les deux.

## Pourquoi
Depuis 2025, cette forme est admise à des conditions qui doivent figurer dans les documents de la consultation :
possibilité annoncée, cas où l’on remet en concurrence, termes concernés.

## Exemple à éviter
`forme: mixte`, `accord_cadre: {titulaires: multi}` sans règle de répartition.

## Écrire plutôt
`accord_cadre: {titulaires: multi, repartition: bons de commande au premier classé ; remise en concurrence au-delà de …}`.

## Références
Article R. 2162-3 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG475"
NIVEAU = Niveau.CONSEIL
TITRE = "Un accord-cadre mixte à plusieurs titulaires annonce ses conditions"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice for each lot of that form without a rule of distribution."""
    if ctx.marche.forme != "mixte":
        return
    for lot in ctx.lots():
        accord_cadre = lot.lot.accord_cadre
        if accord_cadre and accord_cadre.titulaires == "multi" and not accord_cadre.repartition:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("accord_cadre.repartition"),
                "plusieurs titulaires, bons de commande et marchés subséquents : la règle qui les distingue n’est pas écrite",
                "dites dans « repartition » quels besoins sont remis en concurrence et lesquels ne le sont pas", "ccp.R2162-3",
            )  # fmt: skip


_MIXTE = {"forme": "mixte", "accord_cadre": {"titulaires": "multi", "nombre": "3"}}
EXEMPLES = (
    Exemple("un seul titulaire", "tic-accord-cadre", {"forme": "mixte"}),
    Exemple("plusieurs titulaires sans règle", "tic-accord-cadre", _MIXTE, ("accord_cadre.repartition",)),
    Exemple("règle écrite", "tic-accord-cadre",
            {"forme": "mixte", "accord_cadre": {"titulaires": "multi", "nombre": "3", "repartition": "au premier classé"}}),
)  # fmt: skip
