"""Motif « travaux de moins de six mois ».

## Ce que la règle vérifie
Le motif « travaux_courts » n’est retenu que pour des travaux dont la durée totale est inférieure à six mois.

## Pourquoi
L’article L. 2112-2-1 ne dispense de condition sociale, à ce titre, que les marchés de travaux : ni les services, ni les
fournitures, ni des travaux plus longs.

## Exemple à éviter
`nature: services`, `absence_de_condition_sociale: {motif: travaux_courts, explication: …}`.

## Écrire plutôt
Le motif qui correspond, par exemple « lien_insuffisant » ou « concurrence_ou_difficulte », et ses raisons.

## Références
Article L. 2112-2-1, II, 4°, du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG442"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le motif « travaux courts » ne vaut que pour des travaux de moins de six mois"


def duree_totale_jours(lot: LotExamine) -> Decimal:
    """Duration in days (30 a month), renewals included."""
    periode = lot.lot.duree_reconduction or lot.lot.duree
    return lot.lot.duree.jours + lot.lot.reconductions * periode.jours


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot whose ground does not fit its nature or its duration."""
    for lot in ctx.lots():
        absence = lot.lot.absence_de_condition_sociale
        seuil = ctx.baremes.find("travaux_courts", ctx.date)
        if not absence or absence.motif != "travaux_courts" or seuil is None:
            continue
        if ctx.marche.nature != "travaux":
            constat = f"ce motif ne vaut que pour des travaux (nature : {ctx.marche.nature.libelle})"
        elif duree_totale_jours(lot) >= seuil.valeur.jours:
            constat = f"ce motif ne vaut que pour des travaux de moins de {seuil.valeur} (durée totale : {lot.faits.duree_totale_mois} mois)"
        else:
            continue
        yield ctx.finding(CODE, NIVEAU, lot.champ("absence_de_condition_sociale.motif"), constat,
                          "choisissez le motif qui correspond au marché", "ccp.L2112-2-1")  # fmt: skip


_MOTIF = {"absence_de_condition_sociale": {"motif": "travaux_courts", "explication": "réfection de quelques semaines"}}
EXEMPLES = (
    Exemple("aucun motif", "travaux-lots"),
    Exemple("services", "services-fcs", _MOTIF, ("absence_de_condition_sociale.motif",)),
    Exemple("travaux longs", "travaux-lots", _MOTIF, ("absence_de_condition_sociale.motif",)),
    Exemple("travaux de cinq mois", "travaux-lots", {**_MOTIF, "duree": "5 mois"}),
    Exemple("travaux de six mois", "travaux-lots", {**_MOTIF, "duree": "6 mois"}, ("absence_de_condition_sociale.motif",)),
    Exemple("travaux de vingt-cinq semaines", "travaux-lots", {**_MOTIF, "duree": "25 semaines"}),
)  # fmt: skip
