"""Montants des pénalités d’insertion.

## Ce que la règle vérifie
Quand des heures sont dues, une pénalité par heure non réalisée est fixée. Quand une action d’insertion est demandée, le
sont aussi les pénalités pour absence à une réunion de suivi et pour document manquant, et celle des actions lorsqu’elles
remplacent les heures.

## Pourquoi
Le CCAG laisse ces montants aux documents particuliers : sans eux, l’engagement n’a pas de sanction.

## Exemple à éviter
`insertion: {heures: 280}` sans « penalites ».

## Écrire plutôt
`penalites: {heure: 50 €, absence: 150 €, document: 50 €}`.

## Références
CCAG, article relatif aux pénalités d’insertion.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG513"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les pénalités d’insertion ont un montant"


def _manquantes(lot: LotExamine) -> Iterator[tuple[Niveau, str, str, str]]:
    """Level, field, statement, remedy of each amount that is missing."""
    penalites = lot.lot.insertion.penalites
    sans_montant = lot.faits.mode_penalite_heure == "aucun" or penalites.heure.montant == 0
    if lot.faits.heures_dues and sans_montant:
        yield (NIVEAU, "heure", "des heures sont dues et aucune pénalité n’est fixée par heure non réalisée",
               "fixez-la, par exemple « heure: 50 € »")  # fmt: skip
    if penalites.absence is None:
        yield (Niveau.A_CORRIGER, "absence", "aucune pénalité n’est fixée pour l’absence à une réunion de suivi",
               "fixez-la, par exemple « absence: 150 € »")  # fmt: skip
    if penalites.document is None:
        yield (Niveau.A_CORRIGER, "document", "aucune pénalité n’est fixée pour un document manquant ou tardif",
               "fixez-la, par exemple « document: 50 € »")  # fmt: skip
    if lot.faits.mode_heures == "actions" and penalites.action is None:
        yield (Niveau.A_CORRIGER, "action", "aucune pénalité n’est fixée pour une action non réalisée",
               "fixez-la, par exemple « action: 500 € »")  # fmt: skip


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each amount missing in each lot with an insertion action."""
    for lot in ctx.lots():
        if lot.faits.insertion_active:
            for niveau, nom, constat, remede in _manquantes(lot):
                yield ctx.finding(CODE, niveau, lot.champ(f"insertion.penalites.{nom}"), constat, remede,
                                  "ccag.insertion.penalites")  # fmt: skip


EXEMPLES = (
    Exemple("les trois montants", "services-fcs"),
    Exemple("pénalité indexée", "services-fcs", {"insertion": {"penalites": {"heure": {"mode": "smic", "coefficient": "2"}}}}),
    Exemple("aucune pénalité", "services-fcs", {"insertion": {"penalites": ""}},
            ("insertion.penalites.heure", "insertion.penalites.absence", "insertion.penalites.document")),
    Exemple("pénalité de zéro euro", "services-fcs", {"insertion": {"penalites": {"heure": "0 €"}}},
            ("insertion.penalites.heure",)),
    Exemple("actions sans pénalité", "services-fcs",
            {"insertion": {"heures": {"mode": "actions"}, "actions": [{"type": "stage"}]}}, ("insertion.penalites.action",)),
)  # fmt: skip
