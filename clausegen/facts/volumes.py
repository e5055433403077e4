"""Which formula gives the hours of a lot. An estimate that cannot be made is said (a French sentence), never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from clausegen import hours
from clausegen.facts.registre import VueLot
from clausegen.hours import Volume

if TYPE_CHECKING:
    from clausegen.marche.heures import CalculReprise

Estimation: TypeAlias = Volume | str

SANS_MONTANT = "le montant estimé n’est pas connu : aucune estimation"
SANS_CALCUL = "la part de main-d’œuvre ou le coût horaire manque : aucune estimation"


def montant_du_lot(vue: VueLot) -> Decimal | None:
    """Amount of the lot over its whole duration: its estimate, else the maximum of its framework agreement."""
    lot = vue.lot
    if lot.montant_estime is not None:
        return Decimal(lot.montant_estime)
    return Decimal(lot.accord_cadre.maximum) if lot.accord_cadre and lot.accord_cadre.maximum is not None else None


def heures_du_lot(vue: VueLot) -> Estimation:
    """Hours of the lot over its whole duration, by the formula that its mode calls for."""
    mode = str(vue.faits.mode_heures)
    if mode == "par_tranche":
        return hours.cumul_tranches([(t.code, t.insertion or 0) for t in vue.lot.tranches or ()])
    volume = vue.lot.insertion.heures
    if mode == "prorata_commandes":
        montant = montant_du_lot(vue)
        return SANS_MONTANT if montant is None else _plancher(vue, _proportionnelles(vue, montant))
    if volume.valeur is None:
        return "le volume n’est pas renseigné"
    if mode == "fixe":
        return _fixes(vue, int(volume.valeur))
    return _plancher(vue, _pourcentage(vue, Decimal(volume.valeur)))


def _fixes(vue: VueLot, valeur: int) -> Estimation:
    """A figure for the whole duration, a year, a period of renewal or a tranche."""
    periode = str(vue.lot.insertion.periode)
    if periode == "par_tranche" and vue.lot.tranches:
        return hours.cumul_tranches([(t.code, valeur) for t in vue.lot.tranches])
    return hours.par_periode(valeur, periode, vue.faits.duree_totale_mois, vue.lot.reconductions)


def heures_au_maximum(vue: VueLot) -> Estimation:
    """Hours if the orders reach the maximum of the framework agreement."""
    accord_cadre = vue.lot.accord_cadre
    if not accord_cadre or accord_cadre.maximum is None:
        return "l’accord-cadre n’a pas de montant maximum"
    return _plancher(vue, _proportionnelles(vue, Decimal(accord_cadre.maximum)))


def heures_de_travail(vue: VueLot) -> Estimation:
    """Hours of work that the lot is worth: given, else amount × labour share ÷ hourly cost."""
    calcul = vue.lot.insertion.calcul
    if not calcul:
        return "les données du calcul ne sont pas renseignées"
    if calcul.heures_totales is not None:
        return hours.fixe(calcul.heures_totales)
    montant = montant_du_lot(vue)
    if montant is None:
        return SANS_MONTANT
    if calcul.part_main_oeuvre is None or not calcul.cout_horaire:
        return SANS_CALCUL
    return hours.heures_travail(montant, calcul.part_main_oeuvre, calcul.cout_horaire)


def _proportionnelles(vue: VueLot, montant: Decimal) -> Estimation:
    volume = vue.lot.insertion.heures
    if volume.valeur is None or not volume.par:
        return "les heures par tranche de commandes ne sont pas renseignées"
    formule = hours.tranches_entieres if volume.arrondi == "tranche_entiere" else hours.prorata
    return formule(volume.valeur, volume.par, montant)


def _pourcentage(vue: VueLot, taux: Decimal) -> Estimation:
    calcul = vue.lot.insertion.calcul
    montant = montant_du_lot(vue)
    if calcul.reprise:
        return _reprise(vue, calcul.reprise, montant, taux)
    if calcul.heures_totales is not None:
        return hours.par_heures(calcul.heures_totales, taux)
    if montant is None:
        return SANS_MONTANT
    if calcul.part_main_oeuvre is None or not calcul.cout_horaire:
        return SANS_CALCUL
    return hours.par_montant(montant, calcul.part_main_oeuvre, calcul.cout_horaire, taux)


def _reprise(vue: VueLot, reprise: CalculReprise, montant: Decimal | None, taux: Decimal) -> Estimation:
    """Staff taken over: data of the calculation, else those of the lot."""
    chiffre = reprise.chiffre_affaires if reprise.chiffre_affaires is not None else montant
    duree = reprise.mois or vue.faits.duree_totale_mois
    mensuelles = reprise.heures_mensuelles
    if mensuelles is None:
        mensuelles = vue.lot.reprise_personnel.heures_mensuelles
    if chiffre is None or mensuelles is None or not duree or not reprise.montant_horaire:
        return "les données de la reprise du personnel sont incomplètes : aucune estimation"
    return hours.reprise_personnel(chiffre, duree, mensuelles, reprise.montant_horaire, taux)


def _plancher(vue: VueLot, estimation: Estimation) -> Estimation:
    """The minimum that the buyer states prevails over a smaller estimate."""
    minimum = vue.lot.insertion.heures.minimum
    if minimum is None or (isinstance(estimation, Volume) and estimation.heures >= minimum):
        return estimation
    return hours.fixe(minimum)
