"""Prix comme critère unique.

## Ce que la règle vérifie
Depuis le 21 août 2026, le prix n’est pas le seul critère d’attribution.

## Pourquoi
L’article R. 2152-7 n’admet plus de critère unique que le coût, selon une approche globale qui prend en compte
l’environnement. Cela vaut aussi pour les achats standardisés.

## Exemple à éviter
`criteres: [{nom: Prix, poids: 100 %}]`.

## Écrire plutôt
`criteres: [{nom: Prix, poids: 90 %}, {nom: Performances environnementales, type: environnement, poids: 10 %}]`.

## Références
Articles L. 2152-7 et R. 2152-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG447"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le prix n’est pas le seul critère"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot judged on its price alone."""
    if not ctx.faits.critere_environnemental_requis:
        return
    for lot in ctx.lots():
        if lot.faits.critere_unique and lot.lot.criteres[0].type == "prix":
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("criteres"), "le prix est le seul critère d’attribution",
                "ajoutez un critère environnemental, ou remplacez le prix par un coût global qui prend en compte l’environnement",
                "ccp.R2152-7",
            )  # fmt: skip


_PRIX = {"criteres": [{"nom": "Prix", "poids": "100 %"}]}
EXEMPLES = (
    Exemple("plusieurs critères", "services-fcs"),
    Exemple("prix seul", "fournitures-sans-clause", _PRIX, ("criteres",)),
    Exemple("coût seul", "fournitures-sans-clause", {"criteres": [{"nom": "Coût global", "type": "cout", "poids": "100 %"}]}),
    Exemple("prix seul avant le 21 août 2026", "fournitures-sans-clause",
            {**_PRIX, "date_consultation": "2026-08-20", "date_limite": "2026-10-01 12:00"}),
)  # fmt: skip
