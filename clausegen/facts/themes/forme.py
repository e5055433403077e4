"""Facts on the shape of the contract: lots, framework agreement, procedure, family of rules, names of the parties."""

from __future__ import annotations

from clausegen.ecriture import liste, pluriel
from clausegen.facts.parties import PARTIES, Parties
from clausegen.facts.registre import CHOIX, LISTE, OBJET, OUI_NON, Dit, VueMarche, fait
from clausegen.values import Choix

FORMALISEES = ("appel_offres_ouvert", "appel_offres_restreint", "negociee", "dialogue")
EN_DEUX_TEMPS = ("appel_offres_restreint", "negociee", "dialogue")


class Regime(Choix):
    """Family of rules of the contract."""

    valeurs = {
        "travaux": "travaux", "fcs": "fournitures courantes et services", "pi": "prestations intellectuelles",
        "tic": "techniques de l’information et de la communication", "mi": "marchés industriels",
        "moe": "maîtrise d’œuvre",
    }  # fmt: skip


@fait("faits.alloti", "marché alloti", OUI_NON, lit=("lots",), sources=("ccp.L2113-10",))
def alloti(vue: VueMarche) -> Dit:
    """The contract file lists lots."""
    lots = vue.marche.lots
    return Dit(bool(lots), pluriel(len(lots), "lot") if lots else "aucun lot")


@fait("faits.regime", "famille de règles", CHOIX, lit=("ccag", "nature"), valeurs=tuple(Regime.valeurs))
def regime(vue: VueMarche) -> Dit:
    """Family of the CCAG cited; of the nature when none is (supplies and services give fcs)."""
    ccag, nature = str(vue.marche.ccag), str(vue.marche.nature)
    if ccag != "aucun":
        return Dit(Regime(ccag.lower()), f"celle du CCAG-{ccag}")
    code = "fcs" if nature in ("fournitures", "services") else nature
    return Dit(Regime(code), f"aucun CCAG : celle de la nature « {vue.marche.nature.libelle} »")


@fait("faits.parties", "noms des parties", OBJET, lit=("ccag", "nature"))
def parties(vue: VueMarche) -> Dit:
    """Names under which the pieces call the buyer, the firm and the maître d'œuvre."""
    ccag = str(vue.marche.ccag)
    cle = ccag if ccag != "aucun" else {"travaux": "Travaux", "moe": "MOE"}.get(str(vue.marche.nature), "aucun")
    noms: Parties = PARTIES[cle]
    return Dit(noms, f"{noms.acheteur}, {noms.titulaire}")


@fait("faits.accord_cadre", "accord-cadre", OUI_NON, lit=("forme",), sources=("ccp.R2162-2",))
def accord_cadre(vue: VueMarche) -> Dit:
    """Orders, subsequent contracts, or both."""
    forme = vue.marche.forme
    return Dit(forme in ("bons_de_commande", "marches_subsequents", "mixte"), f"forme « {forme.libelle} »")


@fait("faits.bons_de_commande", "bons de commande", OUI_NON, lit=("forme",), sources=("ccp.R2162-2",))
def bons_de_commande(vue: VueMarche) -> Dit:
    """The framework agreement is performed by orders, for all or part."""
    forme = vue.marche.forme
    return Dit(forme in ("bons_de_commande", "mixte"), f"forme « {forme.libelle} »")


@fait("faits.marches_subsequents", "marchés subséquents", OUI_NON, lit=("forme",), sources=("ccp.R2162-2",))
def marches_subsequents(vue: VueMarche) -> Dit:
    """The framework agreement is performed by subsequent contracts, for all or part."""
    forme = vue.marche.forme
    return Dit(forme in ("marches_subsequents", "mixte"), f"forme « {forme.libelle} »")


@fait("faits.procedure_formalisee", "procédure formalisée", OUI_NON, lit=("procedure",), sources=("ccp.R2124-2_R2124-6",))
def procedure_formalisee(vue: VueMarche) -> Dit:
    """Appel d'offres, procédure avec négociation, dialogue compétitif."""
    procedure = vue.marche.procedure
    return Dit(procedure in FORMALISEES, f"procédure « {procedure.libelle} »")


@fait("faits.candidats_limites", "sélection des candidats avant les offres", OUI_NON, lit=("procedure",),
      sources=("ccp.R2142-15",))  # fmt: skip
def candidats_limites(vue: VueMarche) -> Dit:
    """Procedure in two steps."""
    procedure = vue.marche.procedure
    return Dit(procedure in EN_DEUX_TEMPS, f"procédure « {procedure.libelle} »")


@fait("faits.reprise_personnel", "reprise du personnel", OUI_NON, lit=("reprise_personnel",), sources=("ctrav.L1224-1",))
def reprise_personnel(vue: VueMarche) -> Dit:
    """The section is on, for the contract or one of its lots."""
    repris = bool(vue.marche.reprise_personnel) or any(lot.reprise_personnel for lot in vue.lots)
    return Dit(repris, "du personnel est à reprendre" if repris else "aucun personnel à reprendre")


@fait("faits.clauses_demandees", "clauses demandées", LISTE, lit=("clauses.ajouter",))
def clauses_demandees(vue: VueMarche) -> Dit:
    """Identifiers of the optional clauses that the officer asks for."""
    demandees = tuple(item.id for item in vue.marche.clauses.ajouter) if vue.marche.clauses else ()
    return Dit(demandees, liste(demandees) or "aucune")


@fait("faits.pieces_contractuelles", "pièces contractuelles", LISTE, lit=("pieces", "annexes"), sources=("ccag.pieces",))
def pieces_contractuelles(vue: VueMarche) -> Dit:
    """Names of the pieces of the contract in order, as the contract model lists them by default or as given."""
    noms = tuple(piece.nom for piece in vue.marche.pieces)
    return Dit(noms, liste(noms))
