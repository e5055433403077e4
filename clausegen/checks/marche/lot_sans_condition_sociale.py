"""Lots sans condition sociale dans un marché qui y est soumis.

## Ce que la règle vérifie
Quand la condition sociale est obligatoire et que certains lots seulement en portent une, chaque autre lot a son motif.

## Pourquoi
Le texte ne dit pas si chaque lot doit porter une condition. Consigner une raison pour chaque lot qui n’en a pas est la
lecture prudente : les motifs sont conservés avec les documents de la procédure.

## Exemple à éviter
Trois lots, des heures d’insertion sur le seul lot 1, rien sur les deux autres.

## Écrire plutôt
Dans chacun de ces lots : `absence_de_condition_sociale: {motif: …, explication: …}`.

## Références
Articles L. 2112-2-1 et L. 2184-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG443"
NIVEAU = Niveau.CONSEIL
TITRE = "Chaque lot sans condition sociale a son motif"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice for each lot without condition nor ground, when another lot has a condition."""
    presentes = conditions_sociales(ctx)
    if not ctx.marche.lots or not ctx.faits.condition_sociale_obligatoire or not presentes:
        return
    couverts = frozenset().union(*(c.lots for c in presentes))
    for lot in ctx.lots():
        if lot.rang not in couverts and not lot.lot.absence_de_condition_sociale:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("absence_de_condition_sociale"),
                "aucune condition sociale dans ce lot, alors que le marché y est soumis",
                "consignez-en le motif (« absence_de_condition_sociale »), ou ajoutez une condition", "ccp.L2112-2-1",
            )  # fmt: skip


_GRAND = {"montant_estime": "6 000 000 €"}
EXEMPLES = (
    Exemple("sous le seuil", "travaux-lots"),
    Exemple("un lot sans condition ni motif", "travaux-lots", _GRAND, ("absence_de_condition_sociale",)),
    Exemple("tous les lots avec une condition ou un motif", "travaux-lots",
            {**_GRAND, "absence_de_condition_sociale": {"motif": "lien_insuffisant", "explication": "pose spécialisée"}}),
    Exemple("marché non alloti", "tic-accord-cadre"),
)  # fmt: skip
