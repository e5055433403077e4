"""Heures d’insertion dans des travaux courts.

## Ce que la règle vérifie
Des heures d’insertion ne sont pas demandées dans des travaux de moins de six mois sans y avoir réfléchi.

## Pourquoi
Recruter, accueillir et former demande du temps : dans un chantier court, les heures se font mal, ou en intérim de
quelques jours. La loi admet d’ailleurs d’y renoncer.

## Exemple à éviter
`nature: travaux`, `duree: 3 mois`, `insertion: {heures: 400}`.

## Écrire plutôt
Des actions (visite de chantier, stage) à la place des heures, ou un volume confirmé par le facilitateur.

## Références
Article L. 2112-2-1, II, 4°, du code de la commande publique ; usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.checks.marche.motif_travaux_courts import duree_totale_jours
from clausegen.findings import Finding, Niveau

CODE = "CG515"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Des heures d’insertion dans des travaux courts sont confirmées"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot of short works with hours."""
    seuil = ctx.baremes.find("travaux_courts", ctx.date)
    if ctx.marche.nature != "travaux" or seuil is None:
        return
    for lot in ctx.lots():
        if lot.faits.heures_dues and duree_totale_jours(lot) < seuil.valeur.jours:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.heures"),
                f"des heures d’insertion sont demandées dans des travaux de moins de {seuil.valeur} ({lot.lot.duree})",
                "confirmez le volume avec le facilitateur, ou demandez des actions à la place",
            )  # fmt: skip


EXEMPLES = (
    Exemple("travaux de vingt mois", "travaux-lots"),
    Exemple("travaux de quatre mois", "travaux-lots", {"duree": "4 mois"},
            ("lots.0.insertion.heures",)),
    Exemple("services courts", "services-fcs", {"duree": "4 mois", "reconductions": "0"}),
)  # fmt: skip
