"""Part minimale d’un marché réservé.

## Ce que la règle vérifie
Un marché réservé à des structures qui emploient des travailleurs handicapés, défavorisés ou des personnes détenues
exige d’elles une proportion d’au moins 50 %.

## Pourquoi
L’article R. 2113-7 fixe ce minimum : en dessous, la réservation n’est pas possible.

## Exemple à éviter
`reserve: {motif: siae, part_minimale: 30 %}`.

## Écrire plutôt
`reserve: {motif: siae}`, qui vaut 50 %.

## Références
Articles L. 2113-12 à L. 2113-14 et R. 2113-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent
from clausegen.findings import Finding, Niveau

CODE = "CG452"
NIVEAU = Niveau.BLOQUANT
TITRE = "La part minimale d’un marché réservé est d’au moins 50 %"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each reserved lot, ESS left out, whose share is missing or too low."""
    for lot in ctx.lots():
        reserve = lot.lot.reserve
        if not reserve or reserve.motif == "ess":
            continue
        minimum = ctx.bareme("reservation_part_minimale")
        if reserve.part_minimale is None or reserve.part_minimale < minimum:
            dite = "n’est pas donnée" if reserve.part_minimale is None else f"est de {pourcent(reserve.part_minimale)}"
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("reserve.part_minimale"),
                f"la proportion minimale {dite}, alors que la loi exige au moins {pourcent(minimum)}",
                f"écrivez « part_minimale: {pourcent(minimum)} » ou davantage", "ccp.R2113-7",
            )  # fmt: skip


EXEMPLES = (
    Exemple("valeur par défaut", "fournitures-reserve"),
    Exemple("part plus élevée", "fournitures-reserve", {"reserve": {"part_minimale": "70 %"}}),
    Exemple("part trop faible", "fournitures-reserve", {"reserve": {"part_minimale": "30 %"}}, ("reserve.part_minimale",)),
    Exemple("économie sociale et solidaire, sans part", "services-fcs", {"reserve": {"motif": "ess"}}),
)  # fmt: skip
