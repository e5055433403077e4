"""Amount, duration, dates and social purpose of a published contract: what is implausible is told and left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from clausegen.findings import Niveau
from clausegen.imports import decp_valeurs as v
from clausegen.imports.decp_ligne import Ligne
from clausegen.imports.decp_tables import AUCUNE, CLAUSE, CRITERE, RESERVE
from clausegen.marche.chemins import court

_BOOLEENS = ("marcheInnovant", "attributionAvance", "sousTraitanceDeclaree")
_LONGUE = 120


def quantites(ligne: Ligne) -> Decimal | None:
    """Write duration and amount; the amount that hours may be computed on, if any."""
    _duree(ligne)
    return _montant(ligne)


def _montant(ligne: Ligne) -> Decimal | None:
    brut = ligne.brut.get("montant", ligne.brut.get("valeurGlobale"))
    try:
        montant, publie = v.nombre(brut)
    except ValueError:
        ligne.dire("CG160", f"montant : {v.montrer(brut)} n’est pas un nombre", "à saisir", "montant_estime")
        return None
    if not publie:
        ligne.dire("CG160", f"montant : publié comme un texte ({v.montrer(brut)})", "vérifiez-le", niveau=Niveau.CONSEIL)
    if montant is None:
        ligne.dire("CG161", "montant : la donnée n’est pas publiée", "à estimer", "montant_estime")
    elif montant < 0:
        ligne.dire("CG162", f"montant : {court(str(montant))} est négatif", "à estimer", "montant_estime")
    elif montant == 0:
        ligne.dire("CG162", "montant non communiqué (0) : aucun calcul d’heures n’est possible", "à estimer", "montant_estime")
    elif not v.montant_plausible(montant):
        ligne.dire("CG162", f"montant : {court(str(montant))} est une valeur de remplissage, écartée du calcul", "à estimer", "montant_estime")
    elif montant < v.UNITAIRE:
        ligne.dire("CG162", f"montant : {v.en_euros(montant)} est sans doute un prix unitaire, écarté du calcul d’heures", "à estimer", "montant_estime")
    else:
        ligne.poser("montant_estime", v.en_euros(montant))
        if montant >= v.A_CONFIRMER:
            ligne.dire("CG162", f"montant : {v.en_euros(montant)}, cent millions ou plus", "à confirmer", "montant_estime")
        if ligne.accord_cadre:
            ligne.poser("accord_cadre.maximum", v.en_euros(montant))
            ligne.dire("CG165", "le montant publié d’un accord-cadre est son maximum ou son estimation", "confirmez le maximum", "accord_cadre.maximum",
                       Niveau.CONSEIL)  # fmt: skip
        return montant
    return None


def _duree(ligne: Ligne) -> None:
    brut = ligne.brut.get("dureeMois")
    try:
        duree, publiee = v.nombre(brut)
    except ValueError:
        ligne.dire("CG160", f"dureeMois : {v.montrer(brut)} n’est pas un nombre de mois", "à saisir", "duree")
        return
    if not publiee:
        ligne.dire("CG160", f"dureeMois : publiée comme un texte ({v.montrer(brut)})", "vérifiez-la", niveau=Niveau.CONSEIL)
    if duree is None:
        ligne.dire("CG161", "dureeMois : la donnée n’est pas publiée", "à saisir", "duree")
        return
    if duree <= 0 or duree != duree.to_integral_value() or duree > 1200:
        ligne.dire("CG162", f"dureeMois : {court(str(duree))} n’est pas une durée possible", "à saisir", "duree")
        return
    mois = int(duree)
    ligne.poser("duree", f"{mois} mois")
    annees = v.annees_annoncees(ligne.objet)
    if annees and mois <= 12 * (annees - 2):
        ligne.dire("CG162", f"dureeMois : {mois} mois, alors que l’objet annonce {annees} années", "à vérifier", "duree")
    elif ligne.accord_cadre and ligne.plafond is not None and mois > ligne.plafond.mois:
        ligne.dire("CG162", f"dureeMois : {mois} mois ; un accord-cadre de plus de {ligne.plafond.mois} mois se justifie",
                   "vérifiez la durée, ou écrivez « justification_duree »", "accord_cadre.justification_duree",
                   article=ligne.plafond.article)  # fmt: skip
    if mois > _LONGUE:
        ligne.dire("CG162", f"dureeMois : {mois} mois, plus de dix ans", "à vérifier", "duree")
    if mois and "duree" not in ligne.notes:
        ligne.dire("CG165", "la durée publiée comprend les reconductions", "séparez la durée initiale des reconductions", "duree", Niveau.CONSEIL)


def controler(ligne: Ligne, indices: frozenset[str]) -> tuple[str, ...]:
    """Dates, types and social purpose; identifiers of the holders, cleaned."""
    _dates(ligne)
    for champ in _BOOLEENS:
        valeur = ligne.brut.get(champ)
        if valeur is not None and not isinstance(valeur, bool):
            ligne.dire("CG160", f"{champ} : {v.montrer(valeur)} n’est pas « true » ou « false »", "la donnée est laissée de côté", niveau=Niveau.CONSEIL)
    offres = ligne.brut.get("offresRecues")
    if offres is not None and (isinstance(offres, bool) or not isinstance(offres, (int, float)) or not offres >= 1):
        ligne.dire("CG162", f"offresRecues : {v.montrer(offres)} n’est pas un nombre d’offres possible", "la donnée est laissée de côté", niveau=Niveau.CONSEIL)
    _social(ligne, indices)
    return _titulaires(ligne.brut.get("titulaires"))


def _dates(ligne: Ligne) -> None:
    lues: dict[str, Any] = {}
    for champ in ("dateNotification", "datePublicationDonnees"):
        brut = ligne.brut.get(champ)
        try:
            lues[champ] = v.jour(brut)
        except ValueError:
            ligne.dire("CG160", f"{champ} : {v.montrer(brut)} n’est pas une date", "la donnée est laissée de côté", niveau=Niveau.CONSEIL)
            continue
        if lues[champ] is None and champ == "dateNotification":
            ligne.dire("CG161", "dateNotification : la donnée n’est pas publiée", "les dates de la nouvelle consultation sont à saisir", "date_consultation")
    notification, publication = lues.get("dateNotification"), lues.get("datePublicationDonnees")
    if notification and publication and publication < notification:
        ligne.dire("CG162", "datePublicationDonnees : la publication serait antérieure à la notification", "vérifiez ces dates", niveau=Niveau.CONSEIL)


def _social(ligne: Ligne, indices: frozenset[str]) -> None:
    brut = ligne.brut.get("considerationsSociales")
    valeurs = set(ligne.liste("considerationsSociales", "considerationSociale"))
    inconnues = valeurs - {CLAUSE, CRITERE, RESERVE, AUCUNE}
    if inconnues:
        ligne.dire("CG165", f"considerationsSociales : {v.montrer(sorted(inconnues)[0])} n’est pas de la liste", "laissée de côté", niveau=Niveau.CONSEIL)
    for valeur, champ, remede in (
        (CLAUSE, "insertion", "reprenez ses heures et son facilitateur dans « insertion »"),
        (CRITERE, "criteres", "reprenez-le dans « criteres »"),
        (RESERVE, "reserve", "dites à qui il est réservé : « reserve: ea_esat », « siae »…"),
    ):
        if valeur in valeurs:
            ligne.dire("CG168", f"le marché publié déclarait : {valeur.lower()}", remede, champ, Niveau.CONSEIL)
    if brut or valeurs:
        return
    if "reserve" in indices:
        ligne.dire("CG168", "l’objet parle d’un marché réservé", "dites à qui il est réservé : « reserve: ea_esat », « siae »…", "reserve", Niveau.CONSEIL)
    if "objet_insertion" in indices:
        ligne.dire("CG168", "l’objet parle d’insertion professionnelle", "si c’est l’objet même du marché, remplissez « objet_insertion »", "objet_insertion",
                   Niveau.CONSEIL)  # fmt: skip


def _titulaires(brut: Any) -> tuple[str, ...]:
    trouves = []
    for titulaire in brut if isinstance(brut, list) else []:
        if isinstance(titulaire, Mapping):
            dedans = titulaire.get("titulaire", titulaire)
            numero = v.identifiant(dedans.get("id")) if isinstance(dedans, Mapping) else ""
            trouves += [numero] if numero else []
    return tuple(trouves)
