"""Délai du maître d’œuvre pour vérifier les demandes de paiement.

## Ce que la règle vérifie
Le maître d’œuvre vérifie une demande de paiement dans le délai que le code laisse à celui dont l’intervention conditionne le
paiement.

## Pourquoi
Le délai de paiement de l’acheteur court pendant cette vérification : un maître d’œuvre à qui le marché laisse plus de temps
expose l’acheteur à des intérêts moratoires.

## Exemple à éviter
`parametres: {moe_delai_decompte_mensuel: 25 jours}`.

## Écrire plutôt
`parametres: {moe_delai_decompte_mensuel: 7 jours}`, ou rien.

## Références
Article R. 2192-19 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau
from clausegen.values import parse_duree

CODE = "CG486"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le maître d’œuvre vérifie les demandes de paiement dans le délai légal"

PARAMETRES = ("moe_delai_decompte_mensuel",)
# Article R. 2192-19 names the State, its administrative bodies, local authorities and their bodies.
HORS_DU_TEXTE = ("entite_adjudicatrice", "autre")


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for a delay given above the legal one. Parameters that cannot be read are said elsewhere (CG141)."""
    if ctx.faits.regime != "moe" or ctx.marche.acheteur.type in HORS_DU_TEXTE or not ctx.marche.acheteur.public:
        return
    maximum = ctx.bareme("intervention_paiement")
    for nom in PARAMETRES:
        try:
            donne = parse_duree(str(ctx.marche.parametres[nom]))
        except (KeyError, ValueError):
            continue
        if donne > maximum:
            yield ctx.finding(
                CODE, NIVEAU, f"parametres.{nom}",
                f"le maître d’œuvre aurait {donne} pour vérifier une demande de paiement, plus que les {maximum} que le code lui laisse",
                f"écrivez au plus « {maximum} »", "ccp.R2192-19",
            )  # fmt: skip


EXEMPLES = (
    Exemple("délai proposé", "moe-ecole"),
    Exemple("délai trop long", "moe-ecole", {"parametres": {"moe_delai_decompte_mensuel": "25 jours"}},
            ("parametres.moe_delai_decompte_mensuel",)),
    Exemple("délai court", "moe-ecole", {"parametres": {"moe_delai_decompte_mensuel": "5 jours"}}),
    Exemple("services", "services-fcs", {"parametres": {"moe_delai_decompte_mensuel": "25 jours"}}),
)  # fmt: skip
