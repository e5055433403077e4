"""Avance.

## Ce que la règle vérifie
Quand l’avance est due, elle n’est pas supprimée, et son taux n’est pas inférieur au minimum légal, plus élevé pour les
petites et moyennes entreprises selon l’acheteur. Une garantie n’est demandée que si le code le permet : toujours pour une
collectivité, au-delà d’un taux pour les autres acheteurs.

## Pourquoi
L’avance est un droit du titulaire au-delà d’un montant initial et d’une durée fixés par le code. Une clause contraire
est réputée non écrite et prive l’entreprise de trésorerie.

## Exemple à éviter
`avance: {option: aucune}` pour un marché de 90 000 € sur douze mois.

## Écrire plutôt
Rien : l’option B et le taux légal s’appliquent. Ou `avance: {taux: 10 %, taux_pme: 30 %}`.

## Références
Articles R. 2191-3 à R. 2191-8 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht, pourcent
from clausegen.facts.themes.prix import COLLECTIVITES
from clausegen.findings import Finding, Niveau

CODE = "CG460"
NIVEAU = Niveau.BLOQUANT
TITRE = "L’avance due est prévue, au taux minimum légal au moins"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advance off when it is due (or may be, order by order); rates under the legal minimum."""
    due, avance = ctx.faits.avance_due, ctx.marche.avance
    yield from _garantie(ctx)
    if due is False:
        return
    if not avance:
        yield _supprimee(ctx, due)
        return
    minimum = ctx.bareme("avance_taux_minimum", beneficiaire="autre")
    if avance.taux is not None and avance.taux < minimum:
        yield ctx.finding(
            CODE, NIVEAU, "avance.taux", f"le taux de l’avance ({pourcent(avance.taux)}) est inférieur au minimum légal de {pourcent(minimum)}",
            f"écrivez au moins « taux: {pourcent(minimum)} »", "ccp.R2191-7",
        )  # fmt: skip
    minimum_pme = ctx.faits.avance_taux_minimum
    if avance.taux_pme is not None and avance.taux_pme < minimum_pme:
        yield ctx.finding(
            CODE, NIVEAU, "avance.taux_pme",
            f"le taux de l’avance d’une PME ({pourcent(avance.taux_pme)}) est inférieur au minimum légal de {pourcent(minimum_pme)} "
            f"pour cet acheteur ({ctx.marche.acheteur.type.libelle})", f"écrivez au moins « taux_pme: {pourcent(minimum_pme)} »",
            "ccp.R2191-7",
        )  # fmt: skip


def _garantie(ctx: Contexte) -> Iterator[Finding]:
    """A guarantee asked by a buyer that is not a local authority, for an advance that does not exceed the rate of the code."""
    avance, seuil = ctx.marche.avance, ctx.bareme("avance_taux_sans_garantie")
    if not avance or not avance.garantie or ctx.marche.acheteur.type in COLLECTIVITES:
        return
    if max([ctx.faits.avance_taux_minimum, *(t for t in (avance.taux, avance.taux_pme) if t is not None)]) <= seuil:
        yield ctx.finding(
            CODE, Niveau.A_CORRIGER, "avance.garantie",
            f"une garantie est demandée pour une avance qui ne dépasse pas {pourcent(seuil)} : cet acheteur "
            f"({ctx.marche.acheteur.type.libelle}) ne peut pas l’exiger", "retirez « garantie: oui »", "ccp.R2191-8",
        )  # fmt: skip


def _supprimee(ctx: Contexte, due: bool | None) -> Finding:
    seuil, delai = ctx.bareme("avance_seuil_montant"), ctx.bareme("avance_seuil_duree")
    if due:
        return ctx.finding(
            CODE, NIVEAU, "avance.option",
            f"aucune avance n’est prévue, alors qu’elle est due (montant initial supérieur à {ht(seuil)}, exécution de plus de {delai})",
            "retirez « option: aucune »", "ccp.R2191-3",
        )  # fmt: skip
    return ctx.finding(
        CODE, Niveau.A_CORRIGER, "avance.option",
        f"aucune avance n’est prévue : elle serait due pour tout montant ou bon de commande supérieur à {ht(seuil)} et de plus de {delai}",
        "retirez « option: aucune », ou vérifiez qu’aucun bon de commande n’atteindra ce montant", "ccp.R2191-3",
    )  # fmt: skip


_SANS = {"avance": {"option": "aucune"}}
EXEMPLES = (
    Exemple("option par défaut", "services-sans-clause"),
    Exemple("avance supprimée et due", "fournitures-sans-clause", _SANS, ("avance.option",)),
    Exemple("avance supprimée et non due", "sans-ccag", _SANS),
    Exemple("avance supprimée, bons de commande", "tic-accord-cadre", _SANS, ("avance.option",)),
    Exemple("taux trop bas", "fournitures-sans-clause", {"avance": {"taux": "3 %"}}, ("avance.taux",)),
    Exemple("taux des PME trop bas, État", "tic-accord-cadre", {"avance": {"taux_pme": "20 %"}}, ("avance.taux_pme",)),
    Exemple("garantie, commune", "fournitures-sans-clause", {"avance": {"garantie": "oui"}}),
    Exemple("garantie, État", "tic-accord-cadre", {"avance": {"garantie": "oui"}}, ("avance.garantie",)),
    Exemple("garantie d’une avance de 40 %, État", "tic-accord-cadre", {"avance": {"garantie": "oui", "taux": "40 %"}}),
    Exemple("même taux, commune", "fournitures-sans-clause", {"avance": {"taux_pme": "20 %"}}),
)  # fmt: skip
