"""Retenue de garantie.

## Ce que la règle vérifie
La retenue de garantie ne dépasse pas le maximum légal, plus bas pour les petites et moyennes entreprises selon
l’acheteur, et n’existe que si le marché a un délai de garantie.

## Pourquoi
Elle ne couvre que les réserves à la réception et celles du délai de garantie : sans garantie, elle n’a pas d’objet, et
ne peut pas servir à garantir des heures d’insertion.

## Exemple à éviter
`retenue_de_garantie: {taux: 10 %}`, ou une retenue dans un marché d’études sans garantie.

## Écrire plutôt
`retenue_de_garantie: {taux: 5 %, taux_pme: 3 %}` pour l’État.

## Références
Articles R. 2191-32 et R. 2191-33 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent
from clausegen.findings import Finding, Niveau

CODE = "CG461"
NIVEAU = Niveau.BLOQUANT
TITRE = "La retenue de garantie respecte son maximum et suppose une garantie"


def _sans_garantie(ctx: Contexte) -> bool:
    """No guarantee is written, and no CCAG gives one (that of design contracts does not)."""
    garantie = ctx.marche.garantie
    if garantie is not None:
        return not garantie
    return str(ctx.marche.ccag) in ("aucun", "MOE")


def check(ctx: Contexte) -> Iterator[Finding]:
    """Common rate, rate of SMEs, absence of guarantee."""
    retenue = ctx.marche.retenue_de_garantie
    if not retenue or not retenue.taux:
        return
    maximum = ctx.bareme("retenue_taux_maximum", beneficiaire="autre")
    maximum_pme = ctx.faits.retenue_taux_maximum
    taux_pme = retenue.taux if retenue.taux_pme is None else retenue.taux_pme
    if retenue.taux > maximum:
        yield ctx.finding(
            CODE, NIVEAU, "retenue_de_garantie.taux",
            f"la retenue de garantie ({pourcent(retenue.taux)}) dépasse le maximum légal de {pourcent(maximum)}",
            f"écrivez au plus « taux: {pourcent(maximum)} »", "ccp.R2191-33",
        )  # fmt: skip
    elif taux_pme > maximum_pme:
        yield ctx.finding(
            CODE, NIVEAU, "retenue_de_garantie.taux_pme",
            f"la retenue de garantie d’une PME ({pourcent(taux_pme)}) dépasse le maximum légal de {pourcent(maximum_pme)} pour cet "
            f"acheteur ({ctx.marche.acheteur.type.libelle})", f"écrivez « taux_pme: {pourcent(maximum_pme)} »", "ccp.R2191-33",
        )  # fmt: skip
    if _sans_garantie(ctx):
        yield ctx.finding(
            CODE, NIVEAU, "retenue_de_garantie", "une retenue de garantie est prévue alors que le marché n’a pas de délai de garantie",
            "retirez la retenue, ou donnez une durée de garantie", "ccp.R2191-32",
        )  # fmt: skip


_CINQ = {"retenue_de_garantie": {"taux": "5 %"}}
EXEMPLES = (
    Exemple("aucune retenue", "services-fcs"),
    Exemple("maximum légal", "travaux-lots", _CINQ),
    Exemple("taux trop élevé", "travaux-lots", {"retenue_de_garantie": {"taux": "10 %"}}, ("retenue_de_garantie.taux",)),
    Exemple("taux des PME, État", "services-sans-clause", _CINQ, ("retenue_de_garantie.taux_pme",)),
    Exemple("taux des PME donné, État", "services-sans-clause", {"retenue_de_garantie": {"taux": "5 %", "taux_pme": "3 %"}}),
    Exemple("maîtrise d’œuvre, sans garantie", "moe-ecole", _CINQ, ("retenue_de_garantie",)),
    Exemple("garantie écartée", "mi-materiel", {**_CINQ, "garantie": "aucune"}, ("retenue_de_garantie",)),
)  # fmt: skip
