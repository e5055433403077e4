"""Condition sociale qui ne répond qu’en partie à l’obligation.

## Ce que la règle vérifie
Quand une condition sociale est obligatoire, le marché en comporte une qui répond pleinement à l’article L. 2112-2-1 :
une réservation, une clause contre les discriminations ou une exigence d’accessibilité n’y répondent qu’en partie ;
d’autres clauses y répondent de façon discutée.

## Pourquoi
L’article vise le domaine social ou l’emploi. La réservation n’est pas une condition d’exécution, et l’article L. 2112-2
nomme à part la lutte contre les discriminations : s’en contenter est un risque.

## Exemple à éviter
Un marché de 400 000 € dont la seule mesure est `autres_considerations: {discriminations: oui}`.

## Écrire plutôt
La même mesure, avec une action d’insertion ou le motif légal de son absence.

## Références
Articles L. 2112-2 et L. 2112-2-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import liste
from clausegen.findings import Finding, Niveau

CODE = "CG441"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La condition sociale répond pleinement à l’obligation"

REMEDE = "ajoutez une condition d’emploi (par exemple des heures d’insertion), ou indiquez le motif légal qui en dispense"


def check(ctx: Contexte) -> Iterator[Finding]:
    """À corriger when no condition answers in full, or when every one that does is arguable."""
    presentes = conditions_sociales(ctx)
    # A ground frees the buyer only if the note that states it is written: a condition asked for, even debated, drops it.
    dispense = all(lot.lot.absence_de_condition_sociale and not lot.faits.condition_sociale_demandee for lot in ctx.lots())
    if not ctx.faits.condition_sociale_obligatoire or not presentes or dispense:
        return
    pleines = [c for c in presentes if c.pleine]
    noms = liste(list(dict.fromkeys(f"« {c.titre} »" for c in presentes)))
    if not pleines:
        constat = f"une condition sociale est obligatoire, et celles du marché n’y répondent qu’en partie : {noms}"
    elif all(c.discutee for c in pleines):
        constat = f"une condition sociale est obligatoire, et celles du marché y répondent de façon discutée : {noms}"
    else:
        return
    yield ctx.finding(CODE, NIVEAU, "insertion", constat, REMEDE, "ccp.L2112-2-1")


_MOTIF = {"motif": "lien_insuffisant", "explication": "achat sur étagère"}
_GRAND = {"montant_estime": "400 000 €", "insertion": ""}
EXEMPLES = (
    Exemple("action d’insertion", "tic-accord-cadre"),
    Exemple("sous le seuil", "services-fcs", {"insertion": "", "autres_considerations": {"discriminations": "oui"}}),
    Exemple("discriminations seulement", "services-fcs", {**_GRAND, "autres_considerations": {"discriminations": "oui"}},
            ("insertion",)),
    Exemple("réservation seulement", "fournitures-reserve",
            {"montant_estime": "400 000 €", "accord_cadre": {"maximum": "400 000 €"}, "reserve": {"motif": "penitentiaire"}},
            ("insertion",)),
    Exemple("discriminations, et un motif d’absence", "services-fcs",
            {**_GRAND, "autres_considerations": {"discriminations": "oui"}, "absence_de_condition_sociale": _MOTIF}),
    Exemple("discriminations et égalité", "services-fcs",
            {**_GRAND, "autres_considerations": {"discriminations": "oui", "egalite": "oui"}}),
)  # fmt: skip
