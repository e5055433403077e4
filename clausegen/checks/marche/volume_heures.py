"""Vraisemblance du volume d’heures.

## Ce que la règle vérifie
Le volume d’heures d’un lot n’est ni trop faible pour construire un parcours, ni supérieur à un cinquième des heures de
travail du lot, ni plus grand que ce que le lot peut porter : les heures de travail estimées, ou les salaires que le
montant estimé permet de payer.

## Pourquoi
Un volume impossible à tenir écarte les candidats et finit en pénalités ; un volume dérisoire ne sert personne. Le
plancher et le cinquième sont des usages : un motif écrit (« heures.motif ») vaut justification.

## Exemple à éviter
`montant_estime: 60 000 €` et `heures: 8000`.

## Écrire plutôt
Un volume calculé avec le facilitateur : montant × part de main-d’œuvre × taux d’insertion ÷ coût horaire.

## Références
Usage des facilitateurs ; article L. 2112-2 du code de la commande publique (lien avec l’objet du marché).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import euros, heures, ht, mois, pourcent
from clausegen.facts.volumes import heures_de_travail, montant_du_lot
from clausegen.findings import Finding, Niveau

CODE = "CG130"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le volume d’heures d’insertion est vraisemblable"

PART_MAXIMALE = Decimal("0.20")


def _salaires(ctx: Contexte, lot: LotExamine) -> str:
    """Why the amount cannot pay for the hours; empty when it can, or when it is not known."""
    montant = montant_du_lot(ctx.vue_lot(lot.rang))
    smic = ctx.smic(lot)
    if montant is None or smic is None or lot.faits.heures * smic <= montant:
        return ""
    return f"au SMIC horaire de {euros(smic)}, elles coûteraient plus que le montant estimé de {ht(montant)}"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant above what the lot can bear; à corriger above the usual share or under the usual floor."""
    for lot in ctx.lots():
        total = lot.faits.heures
        if not lot.faits.heures_dues or not total:
            continue
        champ = lot.champ("insertion.heures")
        travail = heures_de_travail(ctx.vue_lot(lot.rang))
        disponibles = None if isinstance(travail, str) else travail.heures
        plancher = ctx.bareme("plancher_heures")
        if disponibles is not None and total > disponibles:
            yield ctx.finding(
                CODE, Niveau.BLOQUANT, champ,
                f"{heures(total)} d’insertion dépassent les {heures(disponibles)} de travail que représente le lot",
                "corrigez le volume, ou les données du calcul",
            )  # fmt: skip
        elif salaires := _salaires(ctx, lot):
            yield ctx.finding(CODE, Niveau.BLOQUANT, champ, f"{heures(total)} d’insertion sont irréalisables : {salaires}",
                              "corrigez le volume, ou le montant estimé")  # fmt: skip
        elif lot.lot.insertion.heures.motif:
            continue
        elif disponibles is not None and total > disponibles * PART_MAXIMALE:
            yield ctx.finding(
                CODE, NIVEAU, champ, f"{heures(total)} d’insertion dépassent {pourcent(PART_MAXIMALE)} des {heures(disponibles)} "
                "de travail estimées", "réduisez le volume, ou donnez-en la raison (« heures.motif »)",
            )  # fmt: skip
        elif total < plancher:
            yield ctx.finding(
                CODE, NIVEAU, champ,
                f"{heures(total)} d’insertion pour {mois(lot.faits.duree_totale_mois)}, sous le seuil conseillé de {heures(plancher)}",
                "augmentez le volume, demandez des actions à la place des heures, ou donnez-en la raison (« heures.motif »)",
            )  # fmt: skip


EXEMPLES = (
    Exemple("volume d’usage", "services-fcs"),
    Exemple("sous le plancher", "services-fcs", {"insertion": {"heures": "60"}}, ("insertion.heures",)),
    Exemple("sous le plancher, avec un motif", "services-fcs",
            {"insertion": {"heures": {"valeur": "60", "motif": "avis du facilitateur"}}}),
    Exemple("plus que le montant ne paie", "services-fcs", {"insertion": {"heures": "20000"}}, ("insertion.heures",)),
    Exemple("plus d’un cinquième des heures", "services-fcs",
            {"insertion": {"heures": "1000", "calcul": {"part_main_oeuvre": "70 %", "cout_horaire": "30 €"}}},
            ("insertion.heures",)),
    Exemple("plus que les heures de travail", "services-fcs",
            {"insertion": {"heures": "5000", "calcul": {"heures_totales": "4000"}}}, ("insertion.heures",)),
    Exemple("part raisonnable des heures", "services-fcs",
            {"insertion": {"heures": "280", "calcul": {"heures_totales": "4000"}}}),
)  # fmt: skip
