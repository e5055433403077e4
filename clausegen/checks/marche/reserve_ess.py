"""Réservation aux entreprises de l’économie sociale et solidaire.

## Ce que la règle vérifie
Cette réservation ne concerne que des services sociaux et autres services spécifiques (code CPV), passés par un pouvoir
adjudicateur, pour une durée totale de trois ans au plus.

## Pourquoi
Les articles L. 2113-15 et L. 2113-16 ne l’admettent qu’à ces conditions ; hors d’elles, elle écarte illégalement les
autres candidats.

## Exemple à éviter
`reserve: {motif: ess}` pour l’entretien d’espaces verts, ou pour quatre ans.

## Écrire plutôt
`reserve: {motif: siae}` pour les espaces verts ; une durée de 36 mois au plus, reconductions comprises.

## Références
Articles L. 2113-15 et L. 2113-16 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.checks.marche.motif_travaux_courts import duree_totale_jours
from clausegen.ecriture import mois
from clausegen.findings import Finding, Niveau

CODE = "CG451"
NIVEAU = Niveau.BLOQUANT
TITRE = "La réservation à l’économie sociale et solidaire respecte ses trois conditions"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each condition that a reserved lot does not meet."""
    for lot in ctx.lots():
        if not lot.lot.reserve or lot.lot.reserve.motif != "ess":
            continue
        champ = lot.champ("reserve.motif")
        if not lot.faits.services_sociaux:
            code = lot.lot.cpv.principal if lot.lot.cpv else None
            constat = (
                f"le code CPV {code} n’est pas celui d’un service social ou d’un autre service spécifique"
                if code else "aucun code CPV ne montre qu’il s’agit d’un service social ou d’un autre service spécifique"
            )  # fmt: skip
            yield ctx.finding(CODE, NIVEAU, champ, constat,
                              "vérifiez « cpv.principal », ou choisissez une autre réservation", "ccp.L2113-15")  # fmt: skip
        if not ctx.faits.pouvoir_adjudicateur:
            yield ctx.finding(CODE, NIVEAU, champ, "seul un pouvoir adjudicateur peut réserver un marché à ce titre",
                              "choisissez une autre réservation", "ccp.L2113-15")  # fmt: skip
        plafond = ctx.bareme("reservation_ess_duree")
        if duree_totale_jours(lot) > plafond.jours:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("duree"),
                f"la durée totale ({mois(lot.faits.duree_totale_mois)}, reconductions comprises) dépasse {plafond}",
                "réduisez la durée ou les reconductions", "ccp.L2113-16",
            )  # fmt: skip


_ESS = {"reserve": {"motif": "ess"}, "insertion": ""}
_SOCIAL = {**_ESS, "cpv": {"principal": "85312510"}, "reconductions": "2"}
EXEMPLES = (
    Exemple("aucune réservation", "services-fcs"),
    Exemple("trois ans de services sociaux", "services-fcs", _SOCIAL),
    Exemple("services de nettoyage", "services-fcs", {**_ESS, "reconductions": "2"}, ("reserve.motif",)),
    Exemple("sans code CPV", "services-fcs", {**_ESS, "reconductions": "2", "cpv": ""}, ("reserve.motif",)),
    Exemple("quatre ans", "services-fcs", {**_SOCIAL, "reconductions": "3"}, ("duree",)),
    Exemple("acheteur qui n’est pas pouvoir adjudicateur", "services-fcs",
            {**_SOCIAL, "acheteur": {"pouvoir_adjudicateur": "non"}}, ("reserve.motif",)),
    Exemple("autre réservation", "fournitures-reserve"),
)  # fmt: skip
