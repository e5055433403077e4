"""Scales by step of amount: school training (F6), orders of magnitude of purchases in jobs (F8).

A step holds the amounts from its floor, included, to the floor of the next, left out: no amount falls between two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from clausegen.ecriture import euros, heures, pluriel
from clausegen.hours.arrondis import Arrondi, quotient
from clausegen.hours.formules import Volume, volume

Palier = tuple[Decimal, Decimal]


def formation(montant_ferme: Decimal, paliers: Sequence[Palier], vide: Decimal = Decimal(0)) -> Volume:
    """F6: hours of school training for the amount of the firm period. `paliers`: (floor in euros, hours), in any order.

    `vide`: what the published bounds leave out below each floor; an amount met there is said to be so.
    """
    if montant_ferme < 0:
        raise ValueError("le montant de la période ferme ne peut être négatif")
    ordonnes = sorted(paliers)
    bas, valeur = max((p for p in ordonnes if p[0] <= montant_ferme), key=lambda p: p[0])
    haut = next((p[0] for p in ordonnes if p[0] > montant_ferme), None)
    tranche = f"à partir de {euros(bas)}" if haut is None else f"de {euros(bas)} inclus à {euros(haut)} exclus"
    calcul = f"{euros(montant_ferme)} pour la période ferme, palier {tranche}"
    if dans_un_vide(montant_ferme, paliers, vide):
        calcul += " (montant dans un vide du barème publié, lu en intervalles semi-ouverts)"
    return volume("F6", valeur, Arrondi.PALIER, calcul)


def dans_un_vide(montant_ferme: Decimal, paliers: Sequence[Palier], vide: Decimal) -> bool:
    """True when the published bounds leave the amount out: 99 500 € between « …99 000 » and « 100 000… »."""
    return any(bas - vide < montant_ferme < bas for bas, _ in paliers if bas > 0)


def formation_admise(heures_voulues: Decimal | int, paliers: Sequence[Palier]) -> bool:
    """True for one of the volumes of the scale: 375 h is none of them."""
    return any(valeur == heures_voulues for _, valeur in paliers)


def achat_en_emplois(montant: Decimal | int, cout_heure: Decimal | int, cout_mois: Decimal | int) -> Volume:
    """F8: what a purchase from inclusive suppliers is worth, as an order of magnitude (never a volume to ask for).

    Hours over a month below the cost of a month of work, months of work from there on: `Volume.calcul` says which.
    Rounded half to even, as the published calculator does.
    """
    exact = Decimal(montant)
    if exact < cout_mois:
        calcul = f"{euros(exact)} ÷ {euros(cout_heure)} de l’heure"
        return volume("F8", quotient(exact, cout_heure), Arrondi.DEMI_PAIR, calcul)
    calcul = f"{euros(exact)} ÷ {euros(cout_mois)} par mois d’emploi"
    return replace(volume("F8", quotient(exact, cout_mois), Arrondi.DEMI_PAIR, calcul), unite=("mois", "mois"))


def emplois_sur_un_an(montant: Decimal | int, cout_mois: Decimal | int) -> Decimal:
    """F8, jobs over a year, not rounded."""
    return quotient(quotient(Decimal(montant), cout_mois), 12)


def plancher(volume_calcule: Volume, heures_minimales: Decimal | int) -> str:
    """F16: why a volume is too small for a clause; empty when it is not."""
    if volume_calcule.heures >= heures_minimales:
        return ""
    if volume_calcule.heures == 0:
        return "aucune heure n’est ouverte à l’insertion"
    calculees = pluriel(volume_calcule.heures, "heure")
    return f"{calculees}, sous le plancher d’usage de {heures(heures_minimales)}, trop peu pour construire un parcours"
