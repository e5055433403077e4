"""Facts on what the law requires of this contract at its date: threshold, social and environmental duties."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from clausegen.ecriture import date_longue, ht
from clausegen.facts.obligation import Obligation
from clausegen.facts.registre import CHOIX, MONTANT, OUI_NON, Dit, VueMarche, fait
from clausegen.facts.seuils import PROPRE, seuil_dit, seuil_ordinaire, seuil_services_sociaux
from clausegen.legal import applicable, date_application
from clausegen.values import Montant

if TYPE_CHECKING:
    from clausegen.marche.lot import Lot


@fait("faits.valeur_estimee", "valeur estimée du besoin", MONTANT,
      lit=("montant_estime", "accord_cadre.maximum", "lots[].montant_estime"),
      sources=("ccp.R2121-1", "ccp.R2121-3", "ccp.R2121-8"))  # fmt: skip
def valeur_estimee(vue: VueMarche) -> Dit:
    """Estimate of the contract; else maximum of the framework agreement; else sum of the lots, when all are known.

    A maximum written at the top of an allotted contract holds for each lot: the lots are then added up.
    """
    marche = vue.marche
    if marche.montant_estime is not None:
        return Dit(marche.montant_estime, ht(marche.montant_estime))
    montants = [_montant_du_lot(lot) for lot in vue.lots]
    connus = [m for m in montants if m is not None]
    if len(connus) < len(montants):
        return Dit(None, "le montant estimé n’est pas renseigné")
    total = Montant(sum(connus, Decimal(0)))
    return Dit(total, f"{ht(total)}, " + ("somme des lots" if marche.lots else "maximum de l’accord-cadre"))


def _montant_du_lot(lot: Lot) -> Decimal | None:
    if lot.montant_estime is not None:
        return lot.montant_estime
    return lot.accord_cadre.maximum if lot.accord_cadre else None


@fait("faits.pouvoir_adjudicateur", "pouvoir adjudicateur", OUI_NON, lit=("acheteur.pouvoir_adjudicateur",),
      sources=("ccp.L2113-15",))  # fmt: skip
def pouvoir_adjudicateur(vue: VueMarche) -> Dit:
    """The buyer is a pouvoir adjudicateur, which it may also be when it acts as an entité adjudicatrice."""
    acheteur = vue.marche.acheteur
    return Dit(acheteur.pouvoir_adjudicateur, f"acheteur : {acheteur.type.libelle}")


@fait("faits.seuil_europeen", "seuil européen applicable", MONTANT,
      lit=("date_consultation", "acheteur.type", "acheteur.autorite_centrale", "nature", "cpv.principal", "defense"),
      sources=("ccp.annexe_2",))  # fmt: skip
def seuil_europeen(vue: VueMarche) -> Dit:
    """Threshold for this nature and this buyer at the date of the consultation; that of social services when every lot
    is one of them. None when the table does not reach the date.
    """
    seuil = seuil_ordinaire(vue)
    if seuil is None:
        return Dit(None, f"aucun seuil connu au {date_longue(vue.date)}")
    dit = f"{ht(seuil)} au {date_longue(vue.date)} ({vue.marche.nature.libelle}, {vue.marche.acheteur.type.libelle})"
    propre = seuil_services_sociaux(vue)
    if propre is None:
        return Dit(seuil, dit)
    return Dit(propre, f"{PROPRE}, dont le montant est à vérifier ; seuil ordinaire : {dit}")


@fait("faits.condition_sociale_obligatoire", "condition sociale obligatoire", CHOIX,
      lit=("date_consultation", "defense", "montant_estime"), sources=("ccp.L2112-2-1", "ccp.R2121-1"),
      valeurs=tuple(Obligation.valeurs))  # fmt: skip
def condition_sociale_obligatoire(vue: VueMarche) -> Dit:
    """Law in force at the date, not defence, and estimate at or above the threshold; unknown without an estimate."""
    if vue.marche.defense:
        return Dit(Obligation("non"), "les marchés de défense ou de sécurité n’y sont pas soumis")
    if not applicable(vue.baremes, "condition_sociale", vue.date):
        debut = date_application(vue.baremes, "condition_sociale")
        return Dit(Obligation("non"), f"elle ne vaut que pour les consultations engagées depuis le {date_longue(debut)}")
    valeur, seuil = vue.faits.valeur_estimee, vue.faits.seuil_europeen
    if seuil is None:
        return Dit(Obligation("inconnu"), f"aucun seuil européen connu au {date_longue(vue.date)}")
    if valeur is None:
        return Dit(Obligation("inconnu"), f"la valeur estimée n’est pas connue ; {seuil_dit(vue)}")
    if valeur >= seuil:
        return Dit(Obligation("oui"), f"valeur estimée de {ht(valeur)}, {seuil_dit(vue)} atteint")
    return Dit(Obligation("non"), f"valeur estimée de {ht(valeur)}, {seuil_dit(vue)} non atteint")


def _depuis(vue: VueMarche, regle: str) -> Dit:
    """A duty of every contract from a date on, defence left out."""
    if vue.marche.defense:
        return Dit(False, "les marchés de défense ou de sécurité n’y sont pas soumis")
    debut = date_application(vue.baremes, regle)
    return Dit(vue.date >= debut, f"consultation du {date_longue(vue.date)}, obligation depuis le {date_longue(debut)}")


@fait("faits.condition_environnementale_requise", "condition d’exécution environnementale obligatoire", OUI_NON,
      lit=("date_consultation", "defense"), sources=("ccp.L2112-2",))  # fmt: skip
def condition_environnementale_requise(vue: VueMarche) -> Dit:
    """Every contract since the date of application, defence left out."""
    return _depuis(vue, "condition_environnementale")


@fait("faits.critere_environnemental_requis", "critère environnemental obligatoire", OUI_NON,
      lit=("date_consultation", "defense"), sources=("ccp.R2152-7",))  # fmt: skip
def critere_environnemental_requis(vue: VueMarche) -> Dit:
    """Every contract since the date of application, defence left out."""
    return _depuis(vue, "critere_environnemental")


@fait("faits.environnement_clause_type", "clause environnementale type de la nature", OUI_NON,
      lit=("environnement.conditions", "nature"))  # fmt: skip
def environnement_clause_type(vue: VueMarche) -> Dit:
    """The section is on and the officer wrote no condition: those of the library for the nature apply."""
    environnement = vue.marche.environnement
    if not environnement:
        return Dit(False, "la rubrique « environnement » est sans objet")
    type_ = not environnement.conditions
    return Dit(type_, "aucune condition propre au marché" if type_ else "conditions propres au marché")
