"""Services sociaux au-dessus du seuil ordinaire.

## Ce que la règle vérifie
Un marché de services sociaux ou d’autres services spécifiques, dont la valeur estimée dépasse le seuil ordinaire sans
atteindre leur seuil propre, comporte une condition sociale ou garde la trace de son absence.

## Pourquoi
Le code renvoie au seuil européen « applicable » sans dire lequel vaut pour ces services, et aucun texte lu ne porte le
montant de leur seuil propre. Prévoir une condition est la lecture prudente.

## Exemple à éviter
Une action de réadaptation de 500 000 € sans condition sociale, ni motif.

## Écrire plutôt
Une condition adaptée, ou `absence_de_condition_sociale`.

## Références
Article L. 2112-2-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht
from clausegen.facts.seuils import seuil_ordinaire, seuil_services_sociaux
from clausegen.findings import Finding, Niveau
from clausegen.legal import applicable

CODE = "CG444"
NIVEAU = Niveau.CONSEIL
TITRE = "Services sociaux : le seuil de la condition sociale est incertain"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice between the ordinary threshold and that of social services, when nothing social is asked."""
    vue = ctx.facts.vue
    ordinaire, propre, valeur = seuil_ordinaire(vue), seuil_services_sociaux(vue), ctx.faits.valeur_estimee
    if ctx.marche.defense or not applicable(ctx.baremes, "condition_sociale", ctx.date):
        return
    if ordinaire is None or propre is None or valeur is None or not ordinaire <= valeur < propre:
        return
    if not conditions_sociales(ctx) and not all(lot.lot.absence_de_condition_sociale for lot in ctx.lots()):
        yield ctx.finding(
            CODE, NIVEAU, "montant_estime",
            f"services sociaux : la valeur estimée ({ht(valeur)}) dépasse le seuil ordinaire de {ht(ordinaire)} ; le texte ne dit "
            "pas lequel des seuils rend la condition sociale obligatoire",
            "prévoyez une condition sociale, ou consignez le motif de son absence", "ccp.L2112-2-1",
        )  # fmt: skip


_SOCIAUX = {"cpv": {"principal": "85312510"}, "insertion": "", "montant_estime": "500 000 €"}
EXEMPLES = (
    Exemple("services ordinaires", "services-fcs"),
    Exemple("services sociaux sans condition", "services-fcs", _SOCIAUX, ("montant_estime",)),
    Exemple("services sociaux avec un motif", "services-fcs",
            {**_SOCIAUX, "absence_de_condition_sociale": {"motif": "lien_insuffisant", "explication": "équipe fermée"}}),
    Exemple("services sociaux sous le seuil ordinaire", "services-fcs", {**_SOCIAUX, "montant_estime": "100 000 €"}),
)  # fmt: skip
