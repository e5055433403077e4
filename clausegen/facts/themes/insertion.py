"""Facts on the insertion action: is it on, how is its volume said, how many hours, which penalty."""

from __future__ import annotations

from decimal import Decimal

from clausegen import hours
from clausegen.ecriture import heures as en_heures
from clausegen.ecriture import liste, pourcent
from clausegen.facts.etude_heures import etude_du_lot, reperes_du_lot
from clausegen.facts.formation import formation_du_lot, montant_ferme
from clausegen.facts.registre import CHOIX, ENTIER, OBJET, OUI_NON, TAUX, Dit, VueLot, VueMarche, fait
from clausegen.facts.volumes import Estimation, heures_au_maximum, heures_du_lot
from clausegen.values import Choix

MODES_EN_HEURES = ("fixe", "pourcentage", "prorata_commandes", "par_tranche")


class ModeHeures(Choix):
    """How the volume of hours is expressed."""

    valeurs = {
        "fixe": "volume fixe", "pourcentage": "part des heures travaillées",
        "prorata_commandes": "proportionnel aux commandes", "par_tranche": "par tranche",
        "actions": "actions sans volume d’heures", "aucun": "aucun",
    }  # fmt: skip


class ModePenalite(Choix):
    """How the penalty for an hour not done is set."""

    valeurs = {
        "forfait": "montant forfaitaire", "smic": "multiple du SMIC horaire",
        "plafond_ss": "multiple du plafond horaire de la sécurité sociale", "aucun": "aucune",
    }  # fmt: skip


@fait("lot.faits.mode_heures", "expression du volume d’heures", CHOIX,
      lit=("insertion.heures", "insertion.actions", "tranches"), valeurs=tuple(ModeHeures.valeurs))  # fmt: skip
def mode_heures(vue: VueLot) -> Dit:
    """Mode given; else per tranche when tranches carry hours; else actions; else none."""
    insertion = vue.lot.insertion
    if not insertion:
        code = "aucun"
    elif insertion.heures:
        code = str(insertion.heures.mode)
    elif any(t.insertion for t in vue.lot.tranches or ()):
        code = "par_tranche"
    else:
        code = "actions" if insertion.actions else "aucun"
    mode = ModeHeures(code)
    return Dit(mode, mode.libelle)


@fait("lot.faits.insertion_active", "action d’insertion", OUI_NON,
      lit=("insertion.leviers", "insertion.heures", "insertion.actions", "objet_insertion"), sources=("ccag.insertion",))  # fmt: skip
def insertion_active(vue: VueLot) -> Dit:
    """The lot carries an insertion action as a condition of execution."""
    lot = vue.lot
    if not lot.insertion:
        return Dit(False, "la rubrique « insertion » est sans objet")
    if lot.objet_insertion:
        return Dit(False, "l’insertion est l’objet même du marché")
    if vue.faits.mode_heures == "aucun":
        return Dit(False, "ni heures ni actions")
    leviers = [str(levier) for levier in lot.insertion.leviers or ()]
    if leviers and not {"condition_execution", "combine"} & set(leviers):
        return Dit(False, f"levier choisi : {liste(leviers)}")
    return Dit(True, f"condition d’exécution, {vue.faits.mode_heures.libelle}")


@fait("faits.insertion_active", "action d’insertion dans un lot au moins", OUI_NON)
def insertion_active_marche(vue: VueMarche) -> Dit:
    """At least one lot carries an insertion action."""
    numeros = [str(lot.numero) for lot, f in zip(vue.lots, vue.lots_faits, strict=True) if f.insertion_active]
    if not numeros:
        return Dit(False, "aucune action d’insertion")
    return Dit(True, f"lots {liste(numeros)}" if vue.marche.lots else "dans le marché")


@fait("lot.faits.heures_dues", "heures d’insertion dues", OUI_NON)
def heures_dues(vue: VueLot) -> Dit:
    """The action is on and its volume is said in hours."""
    if not vue.faits.insertion_active:
        return Dit(False, "aucune action d’insertion")
    mode = vue.faits.mode_heures
    return Dit(mode in MODES_EN_HEURES, mode.libelle)


def _entier(estimation: Estimation) -> Dit:
    if isinstance(estimation, str):
        return Dit(0, estimation)
    # A number of hours that conditions and texts read is a whole one, rounded down once.
    entieres = int(hours.Arrondi.HEURE.applique(estimation.heures))
    suite = "" if Decimal(entieres) == estimation.heures else f", retenues pour {en_heures(entieres)}"
    return Dit(entieres, estimation.explication + suite)


@fait("lot.faits.heures", "heures d’insertion sur toute la durée", ENTIER,
      lit=("insertion.heures", "insertion.periode", "insertion.calcul", "montant_estime", "reconductions", "tranches"))  # fmt: skip
def heures(vue: VueLot) -> Dit:
    """Hours over the whole duration, renewals included; an estimate for the modes that follow amounts or hours."""
    if not vue.faits.heures_dues:
        return Dit(0, "aucune heure n’est due")
    return _entier(heures_du_lot(vue))


@fait("lot.faits.heures_maximum", "heures d’insertion au maximum de l’accord-cadre", ENTIER,
      lit=("insertion.heures.valeur", "insertion.heures.par", "insertion.heures.arrondi", "accord_cadre.maximum"))  # fmt: skip
def heures_maximum(vue: VueLot) -> Dit:
    """Theoretical maximum when the volume follows the orders."""
    if not vue.faits.heures_dues or vue.faits.mode_heures != "prorata_commandes":
        return Dit(0, "le volume ne suit pas les commandes")
    return _entier(heures_au_maximum(vue))


@fait("lot.faits.mode_penalite_heure", "pénalité par heure non réalisée", CHOIX, lit=("insertion.penalites.heure",),
      sources=("ccag.insertion.penalites",), valeurs=tuple(ModePenalite.valeurs))  # fmt: skip
def mode_penalite_heure(vue: VueLot) -> Dit:
    """Lump sum, multiple of an index, or none."""
    penalite = vue.lot.insertion.penalites.heure if vue.lot.insertion else None
    mode = ModePenalite(str(penalite.mode) if penalite else "aucun")
    return Dit(mode, mode.libelle)


@fait("lot.faits.formation", "clause sociale de formation", OUI_NON, lit=("insertion.formation",))
def formation(vue: VueLot) -> Dit:
    """Hours of training for pupils and drop-outs."""
    donnee = bool(vue.lot.insertion and vue.lot.insertion.formation)
    return Dit(donnee, "rubrique renseignée" if donnee else "rubrique non renseignée")


@fait("lot.faits.heures_formation", "heures de formation sous statut scolaire", ENTIER,
      lit=("insertion.formation.heures", "montant_estime", "duree", "reconductions", "tranches"))  # fmt: skip
def heures_formation(vue: VueLot) -> Dit:
    """Hours given, else those of the published scale for the amount of the firm period; 0 when they are not known."""
    trouvees = formation_du_lot(vue)
    if trouvees is None:
        return Dit(0, "aucune clause de formation")
    if isinstance(trouvees, str):
        return Dit(0, trouvees)
    ferme = montant_ferme(vue) if trouvees.formule == "F6" else None
    return Dit(int(trouvees.heures), trouvees.explication + (f" ({ferme[1]})" if ferme else ""))


@fait("lot.faits.taux_insertion", "taux d’insertion", TAUX,
      lit=("insertion.calcul.taux_insertion", "insertion.calcul.calibrage", "insertion.heures.valeur"))  # fmt: skip
def taux_insertion(vue: VueLot) -> Dit:
    """Rate given, else that of the calibrage when a document supports it, else none: a piece prints no other."""
    calcul = vue.lot.insertion.calcul
    if calcul.taux_insertion is not None:
        return Dit(calcul.taux_insertion, pourcent(calcul.taux_insertion))
    if calcul.calibrage is None:
        return Dit(None, "ni taux ni calibrage")
    repere = reperes_du_lot(vue).taux_insertion(str(calcul.calibrage))
    if repere is None:
        return Dit(None, f"calibrage {calcul.calibrage.libelle}, sans taux dans les tables")
    dit = f"calibrage {calcul.calibrage.libelle}, {pourcent(repere.valeur)}"
    return Dit(repere.valeur, dit) if repere.imprimable else Dit(None, f"{dit}, {repere.reserve}")


@fait("lot.faits.etude_heures", "étude du volume d’heures", OBJET,
      lit=("insertion.heures.source", "insertion.heures.motif", "insertion.calcul", "montant_estime", "cpv.principal"))  # fmt: skip
def etude_heures(vue: VueLot) -> Dit:
    """Proposal, hours asked, sensitivity, feasibility: what the note de calcul prints."""
    etude = etude_du_lot(vue)
    return Dit(etude, str(etude))


@fait("lot.faits.combine", "clause et critère d’insertion combinés", OUI_NON)
def combine(vue: VueLot) -> Dit:
    """The lot has both the condition of execution and the criterion."""
    deux = vue.faits.insertion_active and vue.faits.critere_insertion
    return Dit(deux, "condition d’exécution et critère" if deux else "l’un sans l’autre, ou aucun des deux")


@fait("lot.faits.egalite", "égalité entre les femmes et les hommes", OUI_NON, lit=("autres_considerations.egalite",))
def egalite(vue: VueLot) -> Dit:
    """The consideration is asked for."""
    donnee = bool(vue.lot.autres_considerations and vue.lot.autres_considerations.egalite)
    return Dit(donnee, "rubrique renseignée" if donnee else "rubrique non renseignée")
