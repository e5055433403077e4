"""Maximum d’un accord-cadre.

## Ce que la règle vérifie
Un accord-cadre, et chacun de ses lots, a un maximum, en valeur ou en quantité.

## Pourquoi
L’article R. 2162-4 n’admet plus d’accord-cadre sans maximum : les candidats doivent connaître l’étendue de ce qu’on peut
leur commander.

## Exemple à éviter
`forme: bons_de_commande`, sans « accord_cadre.maximum ».

## Écrire plutôt
`accord_cadre: {maximum: 800 000 €}`, ou `maximum_quantite: 12 000 repas`.

## Références
Article R. 2162-4 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau
from clausegen.legal import applicable

CODE = "CG454"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un accord-cadre a un maximum"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot of a framework agreement without maximum."""
    if not ctx.faits.accord_cadre or not applicable(ctx.baremes, "maximum_accord_cadre", ctx.date):
        return
    for lot in ctx.lots():
        accord_cadre = lot.lot.accord_cadre
        if not accord_cadre or (accord_cadre.maximum is None and not accord_cadre.maximum_quantite):
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("accord_cadre.maximum"), "l’accord-cadre n’a pas de maximum",
                "donnez « maximum » (montant hors taxes) ou « maximum_quantite »", "ccp.R2162-4",
            )  # fmt: skip


EXEMPLES = (
    Exemple("maximum donné", "tic-accord-cadre"),
    Exemple("maximum en quantité", "tic-accord-cadre", {"accord_cadre": {"maximum": "", "maximum_quantite": "900 jours"}}),
    Exemple("aucun maximum", "tic-accord-cadre", {"accord_cadre": {"maximum": ""}}, ("accord_cadre.maximum",)),
    Exemple("section absente", "tic-accord-cadre", {"accord_cadre": ""}, ("accord_cadre.maximum",)),
    Exemple("marché ordinaire", "services-fcs"),
)  # fmt: skip
