"""Expression du volume d’heures et forme du marché.

## Ce que la règle vérifie
Le mode choisi pour exprimer les heures d’insertion suppose quelque chose du marché : « prorata_commandes » un
accord-cadre, « par_tranche » des tranches qui portent des heures, « actions » une liste d’actions. Des heures ne se
demandent pas sur un lot dont l’insertion est déjà l’objet.

## Pourquoi
Sans cela, la clause ne peut pas être écrite : le titulaire ne saurait pas combien d’heures il doit.

## Exemple à éviter
`heures: {mode: prorata_commandes, valeur: 35, par: 100 000 €}` dans un marché ordinaire, sans commandes.

## Écrire plutôt
`heures: 280` dans un marché ordinaire ; le prorata dans un accord-cadre à bons de commande.

## Références
CCAG, article relatif à l’insertion : les documents particuliers fixent le volume horaire.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG510"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le mode de calcul des heures convient au marché"

_REMEDES = {
    "prorata_commandes": (
        "les heures suivent les commandes alors que le marché n’est pas un accord-cadre",
        "donnez un nombre d’heures fixe, ou choisissez une forme d’accord-cadre",
    ),
    "par_tranche": (
        "les heures sont demandées par tranche alors qu’aucune tranche n’en porte",
        "donnez les heures de chaque tranche (« tranches: … insertion: »), ou un nombre fixe",
    ),
    "actions": (
        "des actions remplacent les heures, mais aucune action n’est décrite",
        "décrivez-les dans « insertion.actions », ou donnez un nombre d’heures",
    ),
}


def _manque(ctx: Contexte, lot: LotExamine, mode: str) -> bool:
    if mode == "prorata_commandes":
        return not ctx.faits.accord_cadre
    if mode == "par_tranche":
        return not any(t.insertion for t in lot.lot.tranches)
    return mode == "actions" and not lot.lot.insertion.actions


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot whose mode has no support, or that has both hours and insertion as its object."""
    for lot in ctx.lots():
        if not lot.lot.insertion:
            continue
        mode = str(lot.faits.mode_heures)
        if _manque(ctx, lot, mode):
            constat, remede = _REMEDES[mode]
            yield ctx.finding(CODE, NIVEAU, lot.champ("insertion.heures"), constat, remede, "ccag.insertion")
        if lot.lot.objet_insertion and mode not in ("aucun", "actions"):
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("objet_insertion"),
                "des heures d’insertion sont demandées alors que l’insertion est déjà l’objet du marché",
                "gardez « objet_insertion » ou « insertion.heures », pas les deux",
            )  # fmt: skip


EXEMPLES = (
    Exemple("heures fixes", "services-fcs"),
    Exemple("prorata dans un accord-cadre", "tic-accord-cadre"),
    Exemple("prorata sans accord-cadre", "services-fcs",
            {"insertion": {"heures": {"mode": "prorata_commandes", "valeur": "35", "par": "100 000 €"}}},
            ("insertion.heures",)),
    Exemple("par tranche sans tranches", "services-fcs", {"insertion": {"heures": {"mode": "par_tranche"}}},
            ("insertion.heures",)),
    Exemple("par tranche avec des tranches", "services-fcs",
            {"insertion": {"heures": {"mode": "par_tranche"}},
             "tranches": [{"code": "TF", "objet": "Première phase", "ferme": "oui", "insertion": "200"},
                          {"code": "TO1", "objet": "Seconde phase", "insertion": "80"}]}),
    Exemple("actions non décrites", "services-fcs", {"insertion": {"heures": {"mode": "actions"}}}, ("insertion.heures",)),
    Exemple("heures et objet d’insertion", "objet-insertion",
            {"insertion": {"heures": "200", "penalites": {"heure": "50 €"}}}, ("objet_insertion",)),
)  # fmt: skip
