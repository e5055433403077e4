"""What happens to hours once the contract runs: members of a group, penalties, offers, amendments, actions.

Amounts are euros; indexes are those of the day that the caller chose. ValueError (in French) for operands without sense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clausegen.ecriture import INSECABLE, euros, heures, mois, pluriel
from clausegen.hours.arrondis import Arrondi, produit, quotient
from clausegen.hours.formules import Volume, positif, volume


@dataclass(frozen=True, slots=True)
class Somme:
    """Euros found by a formula: its number, exact value, value kept, calculation in French."""

    formule: str
    exact: Decimal
    euros: Decimal
    arrondi: Arrondi
    calcul: str

    @property
    def explication(self) -> str:
        """« 420 h × 35 € = 14 700 € »."""
        suite = "" if self.exact == self.euros else f" ({self.arrondi.phrase})"
        return f"{self.calcul} = {euros(self.euros)}{suite}"


def _somme(formule: str, exact: Decimal, calcul: str) -> Somme:
    return Somme(formule, exact, Arrondi.CENTIME.applique(exact), Arrondi.CENTIME, calcul)


def repartition(total: int, montants: Sequence[Decimal | int]) -> tuple[int, ...]:
    """F9: whole hours of each member of a group, by its share of the amount; the sum is the total, always.

    Largest remainder: each takes the whole part of its share, and the hours left go to the largest remainders (the
    first member at equality).
    """
    somme = sum((Decimal(m) for m in montants), Decimal(0))
    if any(m < 0 for m in montants):
        raise ValueError("la part d’un membre du groupement ne peut être négative")
    positif(somme, "le montant du groupement")
    exactes = [quotient(produit(Decimal(m), total), somme) for m in montants]
    entieres = [int(Arrondi.PLUS_FORT_RESTE.applique(e)) for e in exactes]
    rangs = sorted(range(len(exactes)), key=lambda i: (entieres[i] - exactes[i], i))
    for rang in rangs[: total - sum(entieres)]:
        entieres[rang] += 1
    return tuple(entieres)


def manquantes(dues: Decimal | int, validees: Decimal | int, exonerees: Decimal | int = 0) -> Decimal:
    """Hours not done: due − validated − exempted, zero at least."""
    return max(Decimal(0), Decimal(dues) - Decimal(validees) - Decimal(exonerees))


def penalite_forfait(heures_manquantes: Decimal | int, montant: Decimal | int) -> Somme:
    """F10: hours not done × sum for an hour."""
    calcul = f"{heures(heures_manquantes)} manquantes × {euros(montant)}"
    return _somme("F10", produit(Decimal(heures_manquantes), montant), calcul)


def penalite_indexee(heures_manquantes: Decimal | int, multiple: Decimal | int, indice: Decimal, nom: str) -> Somme:
    """F11: hours not done × multiple × index of the day (« SMIC horaire brut », « plafond horaire… »)."""
    calcul = f"{heures(heures_manquantes)} manquantes × {multiple} × {euros(indice)} ({nom})"
    return _somme("F11", produit(Decimal(heures_manquantes), multiple, indice), calcul)


def penalite_documents(documents: int, jours: int, montant: Decimal | int) -> Somme:
    """F12: missing documents × days × sum."""
    calcul = f"{pluriel(documents, 'document')} × {pluriel(jours, 'jour')} × {euros(montant)}"
    return _somme("F12", produit(documents, jours, montant), calcul)


def heures_offertes(minimum: Decimal | int, offre: Decimal | int) -> Volume:
    """F13: what is offered above the minimum binds; less than the minimum is the minimum."""
    calcul = f"le plus grand de {heures(minimum)} (minimum) et de {heures(offre)} (offre)"
    return volume("F13", max(Decimal(minimum), Decimal(offre)), Arrondi.EXACT, calcul)


def avenant(heures_dues: Decimal | int, montant: Decimal, montant_modifie: Decimal) -> Volume:
    """F14: hours × new amount ÷ amount."""
    positif(montant, "le montant du marché")
    calcul = f"{heures(heures_dues)} × {euros(montant_modifie)} ÷ {euros(montant)}"
    return volume("F14", quotient(produit(Decimal(heures_dues), montant_modifie), montant), Arrondi.HEURE, calcul)


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions due over a duration, and how they were counted."""

    nombre: int
    calcul: str


def actions_dues(nombre: int, par_an: bool, duree_mois: int) -> Actions:
    """F15: actions asked for each year of performance (a year begun counts), or for the whole contract."""
    if not par_an:
        return Actions(nombre, f"{pluriel(nombre, 'action')} pour toute la durée")
    annees = max(1, int(Arrondi.SUPERIEUR.applique(quotient(Decimal(duree_mois), 12))))
    calcul = f"{pluriel(nombre, 'action')} par an × {pluriel(annees, 'année')} ({mois(duree_mois)}){INSECABLE}= {annees * nombre}"
    return Actions(nombre * annees, calcul)
