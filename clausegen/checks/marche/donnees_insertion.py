"""Données que le CCAG attend d’une action d’insertion.

## Ce que la règle vérifie
Une action d’insertion demandée comme condition d’exécution donne un volume d’heures qui n’est pas nul, un périmètre,
et le délai de la réunion de mise au point. Un volume exprimé en pourcentage s’accompagne d’une estimation ou d’un
minimum. Les actions sans heures sont admises, par dérogation.

## Pourquoi
La clause du CCAG ne fonctionne que si les documents particuliers la complètent : périmètre, publics, volume horaire.
Un taux sans aucun chiffre ne permet pas au candidat de chiffrer son offre.

## Exemple à éviter
`heures: 0`, ou `heures: {mode: pourcentage, valeur: 5 %}` sans données de calcul ni minimum.

## Écrire plutôt
`heures: {mode: pourcentage, valeur: 5 %, minimum: 200}`.

## Références
CCAG, articles relatifs à l’insertion, au correspondant et à la réunion de mise au point.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG511"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une action d’insertion a les données que le CCAG attend"


def _volume(ctx: Contexte, lot: LotExamine) -> Iterator[Finding]:
    if not lot.faits.heures_dues or lot.faits.heures:
        return
    champ = lot.champ("insertion.heures")
    if lot.faits.mode_heures == "pourcentage":
        yield ctx.finding(
            CODE, Niveau.A_CORRIGER, champ, "le volume n’est qu’un taux : aucun nombre d’heures ne peut être estimé",
            "ajoutez un minimum (« minimum: 200 ») ou les données du calcul (« insertion.calcul »)", "ccag.insertion",
        )  # fmt: skip
    elif lot.faits.mode_heures != "prorata_commandes" and not _manque_de_tranches(lot):
        yield ctx.finding(CODE, NIVEAU, champ, "le volume d’heures d’insertion est nul",
                          "donnez le nombre d’heures, ou écrivez « insertion: non »", "ccag.insertion")  # fmt: skip
    elif lot.lot.insertion.heures.valeur == 0:
        yield ctx.finding(CODE, NIVEAU, champ, "le nombre d’heures par tranche de commandes est nul",
                          "donnez ce nombre, par exemple 35 heures par 100 000 €", "ccag.insertion")  # fmt: skip


def _manque_de_tranches(lot: LotExamine) -> bool:
    """The tranches carry no hours at all: the rule on modes says so."""
    return bool(lot.faits.mode_heures == "par_tranche")


def check(ctx: Contexte) -> Iterator[Finding]:
    """Volume, scope and delay of the meeting of each lot with an insertion action."""
    for lot in ctx.lots():
        if not lot.faits.insertion_active:
            continue
        yield from _volume(ctx, lot)
        insertion = lot.lot.insertion
        if not insertion.perimetre.strip():
            yield ctx.finding(CODE, NIVEAU, lot.champ("insertion.perimetre"), "le périmètre de l’action d’insertion manque",
                              "dites les prestations concernées", "ccag.insertion")  # fmt: skip
        if not insertion.suivi.reunion_lancement:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.suivi.reunion_lancement"), "le délai de la réunion de mise au point est nul",
                "donnez un délai à compter de la notification, par exemple 1 mois", "ccag.insertion.reunion",
            )  # fmt: skip


EXEMPLES = (
    Exemple("volume fixe", "services-fcs"),
    Exemple("actions seules, admises par dérogation", "services-fcs",
            {"insertion": {"heures": {"mode": "actions"}, "actions": [{"type": "stage", "duree": "35 heures"}]}}),
    Exemple("volume nul", "services-fcs", {"insertion": {"heures": "0"}}, ("insertion.heures",)),
    Exemple("taux sans chiffre", "services-fcs", {"insertion": {"heures": {"mode": "pourcentage", "valeur": "5 %"}}},
            ("insertion.heures",)),
    Exemple("taux avec un minimum", "services-fcs",
            {"insertion": {"heures": {"mode": "pourcentage", "valeur": "5 %", "minimum": "200"}}}),
    Exemple("délai de réunion nul", "services-fcs", {"insertion": {"suivi": {"reunion_lancement": "0 jour"}}},
            ("insertion.suivi.reunion_lancement",)),
)  # fmt: skip
