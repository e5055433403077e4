"""Contenu d’une clause de révision.

## Ce que la règle vérifie
Un prix révisable a un mois zéro, un mode de calcul (formule ou index) et une fréquence ; la partie fixe et les poids des
index font 100 %.

## Pourquoi
L’article R. 2112-13 exige que la clause de révision fixe la date d’établissement du prix, les modalités de calcul et la
périodicité. Une formule dont les poids ne font pas 100 % augmente ou baisse le prix dès le premier jour.

## Exemple à éviter
`prix: {variation: revisable, partie_fixe: 20 %, index: [{libelle: BT01, poids: 70 %}]}`.

## Écrire plutôt
`prix: {variation: revisable, partie_fixe: 20 %, index: [{libelle: BT01, poids: 80 %}], frequence: chaque année}`.

## Références
Article R. 2112-13 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent
from clausegen.findings import Finding, Niveau

CODE = "CG458"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une clause de révision a son mois zéro, son calcul et sa fréquence"


def _manques(ctx: Contexte) -> Iterator[tuple[str, str, str]]:
    """Field, statement, remedy of what a revision lacks. The CCAG-MOE gives its own formula when the contract is silent."""
    prix = ctx.marche.prix
    if prix.mois_zero is None:
        yield "mois_zero", "le mois zéro de la révision manque", "écrivez par exemple « mois_zero: janvier 2027 »"
    if ctx.marche.ccag == "MOE":
        return
    if not prix.formule and not prix.index:
        yield "formule", "le mode de calcul de la révision manque", "donnez la formule, et l’index qui convient"
    if not prix.frequence:
        yield "frequence", "la fréquence de la révision manque", "écrivez par exemple « frequence: chaque année »"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when the officer chose a revision; à corriger when it is a proposal that remains to be completed."""
    prix = ctx.marche.prix
    if prix.variation != "revisable":
        return
    niveau = Niveau.A_CORRIGER if ctx.est_un_defaut("prix.variation") else NIVEAU
    for nom, constat, remede in _manques(ctx):
        yield ctx.finding(CODE, niveau, f"prix.{nom}", constat, remede, "ccp.R2112-13")
    poids = [index.poids for index in prix.index]
    donnes = [p for p in poids if p is not None]
    if donnes and len(donnes) < len(poids):
        yield ctx.finding(CODE, NIVEAU, "prix.index", "tous les index n’ont pas de poids", "donnez le poids de chacun", "ccp.R2112-13")
    elif donnes and _partie_fixe_dite(ctx) and sum(donnes, Decimal(prix.partie_fixe)) != 1:
        total = sum(donnes, Decimal(prix.partie_fixe))
        yield ctx.finding(
            CODE, NIVEAU, "prix.index",
            f"la partie fixe ({pourcent(prix.partie_fixe)}) et les poids des index font {pourcent(total)} au lieu de 100 %",
            "corrigez les poids ou la partie fixe", "ccp.R2112-13",
        )  # fmt: skip


def _partie_fixe_dite(ctx: Contexte) -> bool:
    """A formula of the officer's own holds its fixed part: the default one then says nothing of it."""
    prix = ctx.marche.prix
    return "partie_fixe" in prix.model_fields_set or not prix.formule


def _index(*poids: str) -> list[dict[str, str]]:
    return [{"libelle": f"index {rang}", "poids": p} for rang, p in enumerate(poids, 1)]


_REVISABLE = {"variation": "revisable", "frequence": "chaque année"}
EXEMPLES = (
    Exemple("index proposé", "services-fcs"),
    Exemple("maîtrise d’œuvre, formule du CCAG", "moe-ecole"),
    Exemple("prix ferme", "sans-ccag"),
    Exemple("poids justes", "mi-materiel",
            {"prix": {**_REVISABLE, "formule": "P = P0 × (…)", "partie_fixe": "20 %", "index": _index("50 %", "30 %")}}),
    Exemple("poids faux", "mi-materiel",
            {"prix": {**_REVISABLE, "formule": "P = P0 × (…)", "partie_fixe": "20 %", "index": _index("50 %", "20 %")}},
            ("prix.index",)),
    Exemple("formule écrite, qui contient sa partie fixe", "mi-materiel",
            {"prix": {**_REVISABLE, "formule": "P = P0 × (0,15 + 0,85 × I / I0)", "index": _index("85 %")}}),
    Exemple("un poids manque", "mi-materiel",
            {"prix": {**_REVISABLE, "formule": "P = P0 × (…)", "index": [{"libelle": "a", "poids": "50 %"}, {"libelle": "b"}]}},
            ("prix.index",)),
    Exemple("révision choisie sans formule", "mi-materiel", {"prix": {"variation": "revisable"}}, ("prix.formule",)),
    Exemple("révision proposée, formule à compléter", "mi-materiel", {}, ("prix.formule",)),
)  # fmt: skip
