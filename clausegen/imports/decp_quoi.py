"""Who buys and what, in a published contract: buyer, object, nature, CPV, CCAG."""

from __future__ import annotations

import re

from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau
from clausegen.imports import decp_valeurs as v
from clausegen.imports.decp_ligne import Ligne
from clausegen.imports.decp_tables import NATURES_DU_CCAG, ccag_de
from clausegen.imports.squelette import Note
from clausegen.marche.chemins import court
from clausegen.marche.saisie import saisie_de

CONCESSION = "concession"
_TRAVAUX = re.compile(r"\b(?:travaux|construction|renovation|rehabilitation|demolition|gros oeuvre)\b")
_TYPES_ACHETEURS = {"21": "commune", "22": "departement", "23": "region"}


def acheteur(ligne: Ligne) -> str:
    """Write the buyer; its identifier as published."""
    publie = ligne.objet_(ligne.brut.get("acheteur") or ligne.brut.get("autoriteConcedante"), "acheteur")
    nom = ligne.texte(publie.get("nom"), "acheteur.nom", "acheteur.nom")
    if nom and re.search(r"\bbudget\b", sans_accent(nom)):
        ligne.dire("CG163", f"acheteur.nom : « {court(nom)} » n’est pas le nom d’un acheteur", "à saisir", "acheteur.nom")
    elif nom:
        ligne.poser("acheteur.nom", nom)
    numero = v.identifiant(publie.get("id"))
    saisie = saisie_de(("acheteur", "siret"))
    assert saisie is not None
    if not numero:
        ligne.dire("CG161", "acheteur.id : le SIRET n’est pas publié", "à saisir", "acheteur.siret")
        return numero
    try:
        ligne.poser("acheteur.siret", saisie.lire(numero))
    except ValueError as faute:
        constat, _, remede = str(faute).partition(" — ")
        ligne.dire("CG110", f"acheteur.id : {constat} (publié : {court(numero, 30)})", remede.replace(" entre guillemets", "") or "à saisir",
                  "acheteur.siret")  # fmt: skip
        return numero
    genre = _TYPES_ACHETEURS.get(numero[:2])
    if genre:
        ligne.poser("acheteur.type", genre)
        ligne.notes["acheteur.type"] = Note("proposé d’après le SIRET : à confirmer")
    return numero


def quoi(ligne: Ligne) -> None:
    """Write the object, the nature, the CPV code and the CCAG."""
    objet = ligne.texte(ligne.brut.get("objet"), "objet", "objet")
    if objet:
        ligne.objet = objet
        ligne.poser("objet", objet)
        if len(objet) in (255, 256):
            ligne.dire("CG163", f"objet : le texte publié est sans doute coupé ({len(objet)} caractères)", "relisez-le et complétez-le", "objet")
    _nature(ligne)
    if ligne.arbre.get("nature") == CONCESSION:
        _cpv(ligne)
        return
    natures = {_cpv(ligne), _ccag(ligne)} - {""}
    en_travaux = bool(_TRAVAUX.search(sans_accent(ligne.objet)))
    if len(natures) == 1:
        nature = natures.pop()
        ligne.poser("nature", nature)
        ligne.dire("CG165", f"la nature « {nature} » est déduite du code CPV ou du CCAG publié", "à confirmer", "nature", Niveau.CONSEIL)
        if en_travaux and nature in ("fournitures", "services"):
            ligne.dire("CG162", f"l’objet parle de travaux, la nature déduite est « {nature} »", "vérifiez la nature et le code CPV", "nature")
    elif natures:
        ligne.dire("CG162", f"le code CPV et le CCAG publiés ne disent pas la même nature ({' et '.join(sorted(natures))})", "à choisir", "nature")


def _nature(ligne: Ligne) -> None:
    brut = ligne.brut.get("nature")
    plie = sans_accent(brut).replace("-", " ") if isinstance(brut, str) else ""
    if not plie:
        ligne.dire("CG161", "nature : la donnée n’est pas publiée", "marché ordinaire supposé", niveau=Niveau.CONSEIL)
    elif plie.startswith(("concession", "delegation de service public")):
        ligne.poser("nature", CONCESSION)
        ligne.findings.append(Finding("CG129", Niveau.BLOQUANT, f"« {court(str(brut))} » : clausegen rédige les pièces des marchés publics, "
                                     "non celles des concessions", "aucune pièce ne sera produite de ce fichier", ligne.place, "nature",
                                     refuse=True))  # fmt: skip
    elif plie.startswith("accord cadre"):
        ligne.accord_cadre = True
    elif plie == "marche subsequent":
        ligne.dire("CG165", "c’est un marché subséquent : son CCAP est celui de l’accord-cadre", "partez plutôt de l’accord-cadre", niveau=Niveau.CONSEIL)
    elif plie == "marche de defense ou de securite":
        ligne.poser("defense", "oui")
        ligne.dire("CG165", "le marché est publié comme un marché de défense ou de sécurité", "à confirmer", "defense")
    elif plie != "marche":
        ligne.dire("CG165", f"nature : « {court(str(brut))} » n’est pas une nature que clausegen connaît", "marché ordinaire supposé")


def _cpv(ligne: Ligne) -> str:
    """Nature that the code tells."""
    try:
        code = v.texte(ligne.brut.get("codeCPV"))
    except ValueError:
        code = str(ligne.brut.get("codeCPV"))
    if code is None:
        ligne.dire("CG161", "codeCPV : la donnée n’est pas publiée", "cherchez-le : clausegen cpv MOTS", "cpv.principal")
        return ""
    compact = re.sub(r"\s", "", code)
    if re.fullmatch(r"\d{8}(-\d)?", compact, re.ASCII):
        connu = ligne.cpv.get(compact)
        if connu is None:
            ligne.dire("CG164", f"codeCPV : {compact} n’est pas dans la nomenclature de 2008", "cherchez le code actuel : clausegen cpv MOTS",
                      "cpv.principal")  # fmt: skip
            return ""
        ligne.poser("cpv.principal", compact)
        return connu.nature
    propose = ligne.cpv.completer(code)
    if propose is not None:
        ligne.dire("CG164", f"codeCPV : « {court(code, 20)} » n’a pas huit chiffres ; ce serait {propose.code} ({court(propose.libelle, 60)})",
                  "à confirmer", "cpv.principal", proposition=propose.code)  # fmt: skip
    else:
        ligne.dire("CG164", f"codeCPV : « {court(code, 20)} » n’est pas un code CPV", "cherchez-le : clausegen cpv MOTS", "cpv.principal")
    return ""


def _ccag(ligne: Ligne) -> str:
    """Nature that the CCAG tells; that for services and supplies tells none."""
    brut = ligne.brut.get("ccag")
    if brut is None:
        return ""
    ccag = ccag_de(brut)
    if ccag is None:
        ligne.dire("CG165", f"ccag : {v.montrer(brut)} n’est pas un CCAG de la liste", "à choisir", "ccag")
        return ""
    ligne.poser("ccag", ccag)
    cpv = str(ligne.arbre.get("cpv", ""))
    if ccag == "FCS" and cpv.startswith("45"):
        return "services"
    return NATURES_DU_CCAG.get(ccag, "")
