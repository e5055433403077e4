"""The formulas. Amounts are euros excluding tax, rates are fractions, results are hours.

A formula returns a `Volume`; it raises `ValueError` (in French) for operands that make no sense, which callers turn
into « inconnu » or into a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clausegen.ecriture import INSECABLE, euros, heures, mois, nombre, pluriel, pourcent
from clausegen.hours.arrondis import Arrondi, produit, quotient
from clausegen.hours.equivalents import Equivalents, equivalents


@dataclass(frozen=True, slots=True)
class Volume:
    """Hours found by a formula: number of the formula, value before and after its rounding, calculation in French.

    `unite`: one and several, for the few results that are not hours.
    """

    formule: str
    exact: Decimal
    heures: Decimal
    arrondi: Arrondi
    calcul: str
    unite: tuple[str, str] = ("h", "h")

    def _dit(self, valeur: Decimal) -> str:
        return pluriel(valeur, *self.unite)

    @property
    def numero(self) -> str:
        """« F1 », empty for a figure that no formula of the practice gives."""
        return self.formule if self.formule[1:].isdigit() else ""

    @property
    def equivalents(self) -> Equivalents:
        """Days of 7 h, weeks of 35 h, full-time posts (of a number of hours)."""
        return equivalents(self.heures)

    @property
    def resultat(self) -> str:
        """Value kept, with its unit: « 833 h »."""
        return self._dit(self.heures)

    @property
    def explication(self) -> str:
        """The calculation with its result and its rounding: « 1 000 000 € × 50 % × 5 % ÷ 30 €/h = 833,33 h, … »."""
        resultat = f"{self.calcul} = {self._dit(self.exact)}" if self.calcul else self._dit(self.exact)
        if self.exact == self.heures:
            return resultat
        return f"{resultat}, {self.arrondi.phrase}{INSECABLE}: {self.resultat}"


def volume(formule: str, exact: Decimal, arrondi: Arrondi, calcul: str) -> Volume:
    """A result, never below zero, with the rounding of its formula."""
    borne = max(exact, Decimal(0))
    return Volume(formule, borne, arrondi.applique(borne), arrondi, calcul)


def positif(valeur: Decimal, quoi: str) -> None:
    """ValueError (in French) for a divisor that is not above zero."""
    if valeur <= 0:
        raise ValueError(f"{quoi} doit être supérieur à zéro")


def fixe(valeur: Decimal | int) -> Volume:
    """A figure that the buyer states."""
    return volume("fixe", Decimal(valeur), Arrondi.EXACT, "volume fixé par l’acheteur")


def par_periode(valeur: Decimal | int, periode: str, duree_totale_mois: int, reconductions: int) -> Volume:
    """Whole duration from a figure for a period. `periode`: totale, annuelle (by month elapsed), par_reconduction."""
    base = Decimal(valeur)
    if periode == "annuelle":
        exact = quotient(produit(base, duree_totale_mois), 12)
        calcul = f"{heures(base)} par an × {mois(duree_totale_mois)} ÷ 12"
        return volume("reconductions", exact, Arrondi.HEURE, calcul)
    if periode == "par_reconduction":
        periodes = reconductions + 1
        calcul = f"{heures(base)} × {pluriel(periodes, 'période')} (période initiale et reconductions)"
        return volume("reconductions", produit(base, periodes), Arrondi.HEURE, calcul)
    return fixe(base)


def par_montant(
    montant: Decimal, part_main_oeuvre: Decimal, cout_horaire: Decimal, taux: Decimal, formule: str = "F1"
) -> Volume:
    """F1 (F17 for studies and design): amount × labour share × insertion rate ÷ hourly cost."""
    positif(cout_horaire, "le coût horaire")
    exact = quotient(produit(montant, part_main_oeuvre, taux), cout_horaire)
    calcul = f"{euros(montant)} × {pourcent(part_main_oeuvre)} × {pourcent(taux)} ÷ {euros(cout_horaire)} de l’heure"
    return volume(formule, exact, Arrondi.HEURE, calcul)


def heures_travail(montant: Decimal, part_main_oeuvre: Decimal, cout_horaire: Decimal) -> Volume:
    """Hours of work that an amount pays for: amount × labour share ÷ hourly cost (base of F1)."""
    positif(cout_horaire, "le coût horaire")
    exact = quotient(produit(montant, part_main_oeuvre), cout_horaire)
    calcul = f"{euros(montant)} × {pourcent(part_main_oeuvre)} ÷ {euros(cout_horaire)} de l’heure"
    return volume("F1", exact, Arrondi.HEURE, calcul)


def etp(postes: Decimal | int, heures_annuelles: Decimal | int) -> Volume:
    """F3: full-time posts × hours of a year (1 607 by law, 1 820 paid: one convention a contract, stated)."""
    calcul = (
        f"{pluriel(postes, 'équivalent temps plein', 'équivalents temps plein')} × {heures(heures_annuelles)} par an"
    )
    return volume("F3", produit(Decimal(postes), heures_annuelles), Arrondi.HEURE, calcul)


def par_heures(heures_totales: Decimal | int, taux: Decimal) -> Volume:
    """F2: total hours of work × insertion rate."""
    calcul = f"{heures(heures_totales)} travaillées × {pourcent(taux)}"
    return volume("F2", produit(Decimal(heures_totales), taux), Arrondi.HEURE, calcul)


def potentiel_reprise(
    montant: Decimal, duree_mois: int, heures_mensuelles: Decimal | int, ca_par_heure: Decimal
) -> Decimal:
    """F4, share of the activity that the staff taken over leaves open: 1 − (hours × turnover per hour) ÷ monthly turnover.

    Zero or less: nothing is open to insertion.
    """
    positif(montant, "le chiffre d’affaires")
    return Decimal(1) - quotient(produit(Decimal(heures_mensuelles), ca_par_heure, duree_mois), montant)


def reprise_personnel(
    montant: Decimal, duree_mois: int, heures_mensuelles: Decimal | int, ca_par_heure: Decimal, taux: Decimal
) -> Volume:
    """F4: (amount − monthly hours taken over × months × turnover per hour) ÷ turnover per hour × rate; zero at least.

    Staff taken over already fills part of the posts; only the rest is open to insertion.
    """
    positif(ca_par_heure, "le chiffre d’affaires par heure")
    repris = produit(Decimal(heures_mensuelles), duree_mois, ca_par_heure)
    exact = quotient(produit(montant - repris, taux), ca_par_heure)
    calcul = (
        f"({euros(montant)} − {heures(heures_mensuelles)} reprises par mois × {mois(duree_mois)} × "
        f"{euros(ca_par_heure)} de l’heure) ÷ {euros(ca_par_heure)} de l’heure × {pourcent(taux)}"
    )
    return volume("F4", exact, Arrondi.HEURE, calcul)


def prorata(heures_par_tranche: Decimal | int, tranche: Decimal, cumul: Decimal) -> Volume:
    """F5, pro rata of the cumulated amount: 35 h for each 100 000 €, 450 000 € → 157.5 h."""
    positif(tranche, "le montant de la tranche")
    exact = quotient(produit(Decimal(heures_par_tranche), cumul), tranche)
    calcul = f"{heures(heures_par_tranche)} × {euros(cumul)} ÷ {euros(tranche)}"
    return volume("F5", exact, Arrondi.CENTIEME, calcul)


def tranches_entieres(heures_par_tranche: Decimal | int, tranche: Decimal, cumul: Decimal) -> Volume:
    """F5, whole slices only: 35 h for each 100 000 € reached, 450 000 € → 140 h."""
    positif(tranche, "le montant de la tranche")
    nombre_de_tranches = cumul // tranche
    calcul = (
        f"{heures(heures_par_tranche)} × {pluriel(nombre_de_tranches, 'tranche')} "
        f"{'entière' if nombre_de_tranches < 2 else 'entières'} de {euros(tranche)} dans {euros(cumul)}"
    )
    return volume("F5", produit(Decimal(heures_par_tranche), nombre_de_tranches), Arrondi.EXACT, calcul)


def cumul_tranches(tranches: Sequence[tuple[str, Decimal | int]]) -> Volume:
    """F7: hours of the firm tranche plus those of the optional tranches (code, hours), all confirmed."""
    total = sum((Decimal(h) for _, h in tranches), Decimal(0))
    calcul = " + ".join(f"{nombre(h)} ({code})" for code, h in tranches) or "aucune tranche"
    return volume("F7", total, Arrondi.EXACT, calcul)
