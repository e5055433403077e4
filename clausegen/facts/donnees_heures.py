"""What a contract gives to the calculation of hours: each value with the field it was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clausegen.hours.etude import Donnees, Entree, Reprise, en_euros, en_heures, en_mois, en_taux

if TYPE_CHECKING:
    from clausegen.facts.registre import VueLot

DANS_LE_FICHIER = "fichier de marché, «\u00a0{}\u00a0»"


def donnees_du_lot(vue: VueLot) -> Donnees:
    """Inputs of the calculation that the contract gives, each with its field."""
    lot, calcul = vue.lot, vue.lot.insertion.calcul
    cpv = str(lot.cpv.principal) if lot.cpv and lot.cpv.principal else ""
    return Donnees(
        montant=_montant(vue),
        part=_champ(en_taux, "Part de main-d’œuvre", calcul.part_main_oeuvre, "insertion.calcul.part_main_oeuvre"),
        cout=_champ(en_euros, "Coût horaire", calcul.cout_horaire, "insertion.calcul.cout_horaire"),
        taux=_taux(vue),
        heures_totales=_champ(en_heures, "Heures totales de travail", calcul.heures_totales, "insertion.calcul.heures_totales"),
        reprise=_reprise(vue), tranches=_tranches(vue), cpv=cpv,
        calibrage=str(calcul.calibrage) if calcul.calibrage else "",
        duree_mois=vue.faits.duree_totale_mois, etudes=str(vue.marche.nature) in ("pi", "moe"), nature=str(vue.marche.nature),
    )  # fmt: skip


def _champ(forme: Any, nom: str, valeur: Any, chemin: str) -> Entree | None:
    return None if valeur is None else forme(nom, valeur, DANS_LE_FICHIER.format(chemin))


def _montant(vue: VueLot) -> Entree | None:
    lot = vue.lot
    if lot.montant_estime is not None:
        return en_euros("Montant estimé hors taxes", lot.montant_estime, DANS_LE_FICHIER.format("montant_estime"))
    maximum = lot.accord_cadre.maximum if lot.accord_cadre else None
    return _champ(en_euros, "Maximum de l’accord-cadre hors taxes", maximum, "accord_cadre.maximum")


def _taux(vue: VueLot) -> Entree | None:
    """Rate given for the calculation, else the share of hours that the contract asks."""
    insertion = vue.lot.insertion
    if insertion.calcul.taux_insertion is not None:
        return _champ(en_taux, "Taux d’insertion", insertion.calcul.taux_insertion, "insertion.calcul.taux_insertion")
    if insertion.heures and str(insertion.heures.mode) == "pourcentage":
        return _champ(en_taux, "Taux d’insertion", insertion.heures.valeur, "insertion.heures.valeur")
    return None


def _reprise(vue: VueLot) -> Reprise | None:
    """Staff taken over: data of the calculation, else those of the lot; hours already known prevail over the latter."""
    calcul, lot = vue.lot.insertion.calcul, vue.lot
    donnees = calcul.reprise
    if not donnees and (
        not lot.reprise_personnel or lot.reprise_personnel.heures_mensuelles is None or calcul.heures_totales
    ):
        return None
    mensuelles = _champ(en_heures, "Heures mensuelles reprises", donnees.heures_mensuelles,
                        "insertion.calcul.reprise.heures_mensuelles")  # fmt: skip
    duree = vue.faits.duree_totale_mois
    return Reprise(
        _champ(en_euros, "Chiffre d’affaires de la période", donnees.chiffre_affaires, "insertion.calcul.reprise.chiffre_affaires"),
        _champ(en_mois, "Durée de la période", donnees.mois, "insertion.calcul.reprise.mois")
        or (en_mois("Durée de la période", duree, DANS_LE_FICHIER.format("duree")) if duree else None),
        mensuelles or _champ(en_heures, "Heures mensuelles reprises", lot.reprise_personnel.heures_mensuelles,
                             "reprise_personnel.heures_mensuelles"),
        _champ(en_euros, "Chiffre d’affaires par heure", donnees.montant_horaire or None,
               "insertion.calcul.reprise.montant_horaire"),
    )  # fmt: skip


def _tranches(vue: VueLot) -> tuple[tuple[str, Entree], ...]:
    tranches = vue.lot.tranches or ()
    source = DANS_LE_FICHIER.format("tranches")
    connues = [(t.code, t.montant) for t in tranches]
    trouvees = tuple(
        (code, en_euros(f"Montant de la tranche {code}", m, source)) for code, m in connues if m is not None
    )
    return trouvees if len(trouvees) == len(connues) else ()
