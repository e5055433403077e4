"""How a published contract was awarded and performed: procedure, form, prices, place."""

from __future__ import annotations

from clausegen.ecriture import sans_accent
from clausegen.findings import Niveau
from clausegen.imports import decp_valeurs as v
from clausegen.imports.decp_ligne import Ligne
from clausegen.imports.decp_quoi import CONCESSION
from clausegen.imports.decp_tables import FORMES, PROCEDURES, VARIATIONS
from clausegen.marche.chemins import court


def comment(ligne: Ligne) -> None:
    """Write the procedure, the form, the prices and the place."""
    brut = ligne.brut.get("procedure")
    procedure = PROCEDURES.get(sans_accent(brut)) if isinstance(brut, str) else None
    if procedure:
        ligne.poser("procedure", procedure)
    elif ligne.arbre.get("nature") == CONCESSION:
        return
    elif brut is None:
        ligne.dire("CG161", "procedure : la donnée n’est pas publiée", "à choisir", "procedure")
    else:
        ligne.dire("CG165", f"procedure : {v.montrer(brut)} n’est pas une procédure de la liste", "à choisir", "procedure")
    ligne.accord_cadre = ligne.accord_cadre or "Accord-cadre" in ligne.liste("techniques", "technique")
    if ligne.accord_cadre:
        _forme(ligne)
    _prix(ligne)
    _lieu(ligne)


def _forme(ligne: Ligne) -> None:
    modalites = ligne.liste("modalitesExecution", "modaliteExecution")
    objet = sans_accent(ligne.objet)
    bons = "Bons de commande" in modalites or "bons de commande" in objet or "bon de commande" in objet
    subsequents = "Marchés subséquents" in modalites or "marches subsequents" in objet
    if bons or subsequents:
        ligne.poser("forme", "mixte" if bons and subsequents else "bons_de_commande" if bons else "marches_subsequents")
    else:
        ligne.dire("CG165", "c’est un accord-cadre, sans que soit dit s’il s’exécute par bons de commande", "à choisir", "forme",
                  Niveau.CONSEIL, "bons_de_commande")  # fmt: skip
    if "Tranches" in modalites:
        ligne.dire("CG165", "le marché publié comportait des tranches", "décrivez-les dans « tranches »", "tranches", Niveau.CONSEIL)


def _prix(ligne: Ligne) -> None:
    brut = ligne.brut.get("formePrix")
    plie = sans_accent(brut) if isinstance(brut, str) else ""
    if plie in FORMES:
        ligne.poser("prix.forme", FORMES[plie])
    elif plie in VARIATIONS:
        ligne.poser("prix.variation", VARIATIONS[plie])
        ligne.dire("CG165", f"formePrix : « {court(str(brut))} » dit la variation des prix, non leur forme", "la forme est à choisir", "prix.forme",
                  Niveau.CONSEIL)  # fmt: skip
    elif brut is not None:
        ligne.dire("CG165", f"formePrix : {v.montrer(brut)} n’est pas une forme de la liste", "à choisir", "prix.forme", Niveau.CONSEIL)
    types = [VARIATIONS.get(sans_accent(t)) for t in ligne.liste("typesPrix", "typePrix")]
    if len(types) == 1 and types[0]:
        ligne.poser("prix.variation", types[0])
    elif types:
        ligne.dire("CG165", "typesPrix : la variation des prix ne s’en déduit pas", "à choisir", "prix.variation", Niveau.CONSEIL)


def _lieu(ligne: Ligne) -> None:
    lieu = ligne.objet_(ligne.brut.get("lieuExecution"), "lieuExecution")
    nom = v.identifiant(lieu.get("nom")) and ligne.texte(lieu.get("nom"), "lieuExecution.nom", "lieu.texte")
    if nom:
        ligne.poser("lieu.texte", nom)
    genre, bonne_casse = v.type_de_lieu(lieu.get("typeCode"))
    if not bonne_casse:
        ligne.dire("CG166", f"lieuExecution.typeCode : {v.montrer(lieu.get('typeCode'))} n’est pas écrit comme dans la liste",
                  f"lu comme « {genre} »" if genre else "laissé de côté", niveau=Niveau.CONSEIL)  # fmt: skip
    code = v.identifiant(lieu.get("code"))
    trouve = v.departement(code, genre, nom or "")
    if trouve:
        ligne.poser("lieu.departement", trouve)
        return
    raison = {"code pays": "un code de pays", "code region": "un code de région"}.get(genre, f"« {court(code, 12)} »")
    constat = f"{raison} ne permet pas de déduire le département, donc le tribunal" if code else "aucun code : le département et le tribunal ne s’en déduisent pas"
    ligne.dire("CG166", f"lieuExecution : {constat}", "à saisir", "lieu.departement")
