"""What a form asks of an officer, in order: the only list of fields; everything about each comes from the model.

Paths follow the contract file; « section? » stands for the switch of a whole section (oui / non).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from clausegen.imports.arbre import lire
from clausegen.marche.saisie import Saisie, saisie_de

GROUPES: tuple[tuple[str, str], ...] = (
    ("Acheteur", """
        acheteur.nom acheteur.siret acheteur.type acheteur.adresse acheteur.code_postal acheteur.ville acheteur.profil
        acheteur.courriel acheteur.telephone acheteur.representant.nom acheteur.representant.qualite
        acheteur.autorite_centrale acheteur.public acheteur.depenses_annuelles acheteur.tribunal
        acheteur.delegue_protection_donnees acheteur.groupement_de_commandes.membres
        acheteur.groupement_de_commandes.coordonnateur acheteur.groupement_de_commandes.payeur"""),
    ("Objet du marché", """
        reference objet description nature ccag cpv.principal cpv.secondaires lieu.texte lieu.departement montant_estime
        defense"""),
    ("Consultation", """
        date_consultation date_limite date_questions procedure motif_procedure negociation? negociation.nombre
        negociation.points variantes? variantes.nombre variantes.exigences validite_offres motif_non_allotissement
        explication_non_allotissement limite_lots.candidatures limite_lots.attribution limite_lots.regle visites.obligatoire
        visites.dates visites.contact candidature.chiffre_affaires_minimum candidature.motif_chiffre_affaires
        offre.echantillons notation_prix"""),
    ("Forme et durée", """
        forme accord_cadre.minimum accord_cadre.maximum accord_cadre.minimum_quantite accord_cadre.maximum_quantite
        accord_cadre.titulaires accord_cadre.nombre accord_cadre.emission accord_cadre.emetteurs accord_cadre.delai_commande
        accord_cadre.repartition accord_cadre.justification_duree duree reconductions duree_reconduction tacite
        preavis_non_reconduction debut periode_preparation intemperies"""),
    ("Prix et paiement", """
        prix.forme prix.variation prix.formule prix.partie_fixe prix.frequence prix.butoir prix.sauvegarde
        prix.matieres_premieres avance.option avance.taux avance.taux_pme avance.garantie retenue_de_garantie.taux
        retenue_de_garantie.taux_pme retenue_de_garantie.substitution paiement.delai paiement.periodicite
        paiement.chorus.service paiement.chorus.engagement comptable"""),
    ("Exécution", """
        environnement.conditions environnement.penalite penalites.retard.formule penalites.retard.montant
        penalites.retard.unite penalites.retard.plafond penalites.retard.exoneration verification.delai
        verification.responsable reception.unique garantie maintenance.perimetre maintenance.debut maintenance.redevance
        sous_traitance.taches_essentielles cotraitance.forme_exigee cotraitance.motif reprise_personnel?
        reprise_personnel.convention reprise_personnel.heures_mensuelles reprise_personnel.liste donnees_personnelles.finalite
        donnees_personnelles.categories donnees_personnelles.personnes donnees_personnelles.duree
        donnees_personnelles.sous_traitant confidentialite.niveau propriete_intellectuelle.besoins maitrise_oeuvre.nom
        maitrise_oeuvre.mission maitrise_oeuvre.courriel coordination_sps.nom coordination_sps.mission"""),
    ("Clauses sociales", """
        insertion.heures.valeur insertion.heures.par insertion.heures.minimum insertion.heures.source insertion.heures.motif
        insertion.calcul.part_main_oeuvre insertion.calcul.cout_horaire insertion.calcul.taux_insertion
        insertion.calcul.heures_totales insertion.perimetre insertion.periode insertion.publics.priorite
        insertion.facilitateur.structure insertion.facilitateur.courriel insertion.facilitateur.telephone
        insertion.referent.service insertion.referent.courriel insertion.suivi.releve insertion.penalites.heure.montant
        insertion.penalites.absence insertion.penalites.document insertion.penalites.unite_document
        insertion.penalites.action insertion.penalites.plafond insertion.formation.heures insertion.formation.publics
        insertion.apprentissage.nombre insertion.apprentissage.niveau reserve.motif reserve.part_minimale
        objet_insertion.places objet_insertion.parcours objet_insertion.heures objet_insertion.encadrement
        objet_insertion.sorties objet_insertion.support absence_de_condition_sociale.motif
        absence_de_condition_sociale.explication"""),
)  # fmt: skip

COLONNES_LOTS = """
    numero objet montant_estime cpv.principal lieu.texte lieu.departement duree reconductions accord_cadre.minimum
    accord_cadre.maximum insertion.heures.valeur insertion.calcul.part_main_oeuvre insertion.calcul.cout_horaire
    insertion.calcul.taux_insertion insertion.calcul.heures_totales reserve.motif reserve.part_minimale
    absence_de_condition_sociale.motif absence_de_condition_sociale.explication"""


def _saisies(noms: str, racine: tuple[str, ...] = ()) -> tuple[Saisie, ...]:
    trouvees = []
    for nom in noms.split():
        saisie = saisie_de((*racine, *nom.rstrip("?").split(".")))
        if saisie is None:  # pragma: no cover - a test reads the whole list
            raise KeyError(nom)
        trouvees.append(saisie)
    return tuple(trouvees)


@cache
def groupes() -> tuple[tuple[str, tuple[Saisie, ...]], ...]:
    """Titles and fields of the form of the contract."""
    return tuple((titre, _saisies(noms)) for titre, noms in GROUPES)


@cache
def champs_marche() -> tuple[Saisie, ...]:
    """Every field of the form of the contract, in order."""
    return tuple(saisie for _, saisies in groupes() for saisie in saisies)


@cache
def colonnes_lots() -> tuple[Saisie, ...]:
    """Columns of the lots; their paths start with « lots »."""
    return _saisies(COLONNES_LOTS, ("lots",))


@cache
def colonnes_criteres() -> tuple[Saisie, ...]:
    """Columns of the criteria, after those that say the lot, the criterion and the part of it."""
    return _saisies("type poids document methode", ("criteres",))


# Required by the model although a default is proposed, or asked for across fields.
_PROPOSES = frozenset({"prix.forme", "prix.variation"})
_SANS_SECTION = frozenset({
    "cpv", "lieu", "retenue_de_garantie", "maitrise_oeuvre", "coordination_sps", "reserve", "absence_de_condition_sociale",
    "facilitateur", "referent", "representant",
})  # fmt: skip


def manquants(arbre: dict[str, Any]) -> tuple[Saisie, ...]:
    """Fields that must be given and are not: those of the contract itself, not of sections that may be left out."""
    return tuple(
        s for s in champs_marche()
        if s.obligatoire and s.nom not in _PROPOSES and not _SANS_SECTION.intersection(s.chemin[:-1])
        and lire(arbre, s.chemin) is None and not _ecrit(arbre, s)
    )  # fmt: skip


def a_completer(arbre: dict[str, Any]) -> tuple[str, ...]:
    """Dotted names of what is left to give, criteria included."""
    noms = [s.nom for s in manquants(arbre)]
    lots = arbre.get("lots")
    par_lot = isinstance(lots, list) and bool(lots) and all(isinstance(lot, dict) and lot.get("criteres") for lot in lots)
    return tuple(noms if arbre.get("criteres") or par_lot else [*noms, "criteres"])


def _ecrit(arbre: dict[str, Any], saisie: Saisie) -> bool:
    """Something that a box cannot show is written there: a section with its own fields."""
    noeud: Any = arbre
    for nom in saisie.chemin:
        noeud = noeud.get(nom) if isinstance(noeud, dict) else None
    return bool(noeud)
