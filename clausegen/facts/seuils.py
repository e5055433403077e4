"""Thresholds of the annexed notice for a contract: which line and which column of the dated tables."""

from __future__ import annotations

from clausegen.ecriture import ht
from clausegen.facts.registre import VueMarche
from clausegen.values import Montant


def famille(vue: VueMarche) -> str:
    """Line of the tables: works, or supplies and services."""
    return "travaux" if vue.marche.nature == "travaux" else "fournitures_services"


def _acheteur(vue: VueMarche) -> str:
    """Column of the tables. Contracts of defence or security follow the threshold of entités adjudicatrices."""
    acheteur = vue.marche.acheteur
    if acheteur.type == "entite_adjudicatrice" or vue.marche.defense:
        return "entite_adjudicatrice"
    return "autorite_centrale" if acheteur.autorite_centrale else "pouvoir_adjudicateur"


def seuil_ordinaire(vue: VueMarche) -> Montant | None:
    """Threshold of formal procedures; None when the table does not reach the date."""
    trouve = vue.baremes.find("seuil_europeen", vue.date, famille=famille(vue), acheteur=_acheteur(vue))
    return None if trouve is None else trouve.valeur


PROPRE = "seuil européen propre aux services sociaux et autres services spécifiques"


def seuil_dit(vue: VueMarche) -> str:
    """« seuil de 216 000 € HT »; without its amount when the table does not hold it as verified."""
    propre = seuil_services_sociaux(vue)
    return PROPRE if propre is not None else f"seuil de {ht(seuil_ordinaire(vue) or 0)}"


def seuil_services_sociaux(vue: VueMarche) -> Montant | None:
    """Threshold of social and other specific services; None unless every lot is one of them.

    No text read holds it: it is used to advise, and never makes a duty below it.
    """
    if vue.marche.nature in ("travaux", "fournitures") or not all(f.services_sociaux for f in vue.lots_faits):
        return None
    acheteur = "entite_adjudicatrice" if vue.marche.acheteur.type == "entite_adjudicatrice" else "pouvoir_adjudicateur"
    trouve = vue.baremes.find("seuil_services_sociaux", vue.date, acheteur=acheteur)
    return None if trouve is None else trouve.valeur
