"""Condition sociale obligatoire au-dessus des seuils européens.

## Ce que la règle vérifie
Quand la valeur estimée atteint le seuil européen, le marché comporte une condition d’exécution relative au domaine
social ou à l’emploi, ou bien le fichier dit lequel des quatre motifs légaux en dispense. Si la valeur estimée n’est pas
donnée, l’obligation ne peut pas être tranchée.

## Pourquoi
L’article L. 2112-2-1 impose cette condition depuis le 22 août 2026. Sans elle ni motif, le marché est irrégulier : rien
n’est écrit.

## Exemple à éviter
`montant_estime: 800 000 €`, et aucune rubrique sociale.

## Écrire plutôt
`insertion: {heures: 400, …}`, ou `absence_de_condition_sociale: {motif: solution_immediate, explication: …}`.

## Références
Article L. 2112-2-1 du code de la commande publique ; articles R. 2121-1 et suivants pour la valeur estimée.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales, demandees
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht, liste
from clausegen.facts.seuils import seuil_dit
from clausegen.findings import Finding, Niveau

CODE = "CG440"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une condition sociale est prévue lorsque la loi l’impose"

TEXTE = "ccp.L2112-2-1"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Refusal without condition nor ground; bloquant when the estimate is not known."""
    obligation = ctx.faits.condition_sociale_obligatoire
    if obligation == "inconnu":
        yield _inconnue(ctx)
    elif obligation and not conditions_sociales(ctx) and not _dispense(ctx):
        voulues = liste(list(dict.fromkeys(c.titre for c in demandees(ctx) if c.pleine)))
        manque = (
            f"aucune clause retenue n’écrit celle qui est demandée ({voulues})" if voulues else "le marché n’en comporte aucune"
        )
        yield ctx.finding(
            CODE, NIVEAU, "insertion",
            f"la valeur estimée ({ht(ctx.faits.valeur_estimee)}) atteint le {seuil_dit(ctx.facts.vue)} : une "
            f"condition d’exécution sociale ou d’emploi est obligatoire, et {manque}",
            "demandez une action d’insertion ou une autre condition sociale, ou indiquez le motif légal qui en dispense "
            "(« absence_de_condition_sociale »)", TEXTE, refuse=True,
        )  # fmt: skip


def _dispense(ctx: Contexte) -> bool:
    """Every lot has its ground (a ground written for the contract holds for each)."""
    return all(lot.lot.absence_de_condition_sociale for lot in ctx.lots())


def _inconnue(ctx: Contexte) -> Finding:
    seuil = ctx.faits.seuil_europeen
    if seuil is None:
        return ctx.finding(CODE, NIVEAU, "date_consultation", "aucun seuil européen n’est connu à la date de la consultation",
                           "vérifiez la date, ou mettez les barèmes de la bibliothèque à jour", TEXTE)  # fmt: skip
    return ctx.finding(
        CODE, NIVEAU, "montant_estime",
        f"la valeur estimée n’est pas connue : impossible de dire si une condition sociale est obligatoire ({seuil_dit(ctx.facts.vue)})",
        "donnez « montant_estime », tous lots, options et reconductions compris", TEXTE,
    )  # fmt: skip


_AUCUNE = {"montant_estime": "400 000 €", "insertion": ""}
EXEMPLES = (
    Exemple("sous le seuil", "fournitures-sans-clause"),
    Exemple("au-dessus du seuil, avec une action d’insertion", "tic-accord-cadre"),
    Exemple("au-dessus du seuil, sans condition ni motif", "services-fcs", _AUCUNE, ("insertion",)),
    Exemple("au seuil exactement", "services-fcs", {**_AUCUNE, "montant_estime": "216 000 €"}, ("insertion",)),
    Exemple("un euro sous le seuil", "services-fcs", {**_AUCUNE, "montant_estime": "215 999 €"}),
    Exemple("au-dessus du seuil, avec un motif", "services-fcs",
            {**_AUCUNE, "absence_de_condition_sociale": {"motif": "lien_insuffisant", "explication": "achat sur étagère"}}),
    Exemple("avant le 22 août 2026", "services-fcs",
            {**_AUCUNE, "date_consultation": "2026-08-20", "date_limite": "2026-10-01 12:00"}),
    Exemple("marché de défense", "services-fcs", {**_AUCUNE, "defense": "oui"}),
    Exemple("valeur estimée inconnue", "fournitures-sans-clause", {"montant_estime": ""}, ("montant_estime",)),
)  # fmt: skip
