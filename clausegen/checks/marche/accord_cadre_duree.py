"""Durée d’un accord-cadre.

## Ce que la règle vérifie
La durée d’un accord-cadre, reconductions comprises, ne dépasse pas quatre ans (huit pour une entité adjudicatrice), sauf
justification.

## Pourquoi
L’article L. 2125-1 fixe cette durée, sauf cas exceptionnels dûment justifiés, notamment par l’objet ou par
l’amortissement d’investissements.

## Exemple à éviter
`forme: bons_de_commande`, `duree: 24 mois`, `reconductions: 2`.

## Écrire plutôt
`reconductions: 1`, ou `accord_cadre: {justification_duree: amortissement des équipements sur six ans}`.

## Références
Article L. 2125-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import mois
from clausegen.findings import Finding, Niveau

CODE = "CG469"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un accord-cadre ne dépasse pas la durée légale sans justification"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot of a framework agreement that is too long without a reason."""
    if not ctx.faits.accord_cadre:
        return
    entite = ctx.marche.acheteur.type == "entite_adjudicatrice"
    plafond = ctx.bareme("accord_cadre_duree", acheteur="entite_adjudicatrice" if entite else "pouvoir_adjudicateur")
    for lot in ctx.lots():
        total = lot.faits.duree_totale_mois
        if total > plafond.mois and not lot.lot.accord_cadre.justification_duree:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("accord_cadre.justification_duree"),
                f"l’accord-cadre dure {mois(total)}, reconductions comprises, alors que la durée légale est de {plafond}",
                "réduisez la durée ou les reconductions, ou donnez la justification", "ccp.L2125-1",
            )  # fmt: skip


EXEMPLES = (
    Exemple("quatre ans", "tic-accord-cadre"),
    Exemple("six ans", "tic-accord-cadre", {"reconductions": "2"}, ("accord_cadre.justification_duree",)),
    Exemple("six ans justifiés", "tic-accord-cadre",
            {"reconductions": "2", "accord_cadre": {"justification_duree": "amortissement de la plateforme"}}),
    Exemple("six ans, entité adjudicatrice", "tic-accord-cadre",
            {"reconductions": "2", "acheteur": {"type": "entite_adjudicatrice"}}),
    Exemple("six ans, marché ordinaire", "services-fcs", {"reconductions": "5"}),
)  # fmt: skip
