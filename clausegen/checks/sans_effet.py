"""What a contract file states that nothing of this contract reads, each with its reason: one line a case.

A field is listed here when the contract model admits it everywhere and only some contracts use it. The conditions are those
of the clauses that read the field, or the clause itself when one alone does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from clausegen.checks.contexte import Contexte, LotExamine

RETIRER = "retirez cette ligne"
DEUX_TEMPS = ("negociee", "dialogue")
APPELS_D_OFFRES = ("appel_offres_ouvert", "appel_offres_restreint")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line applies: the contract, the lot (None for a field of the contract), the section that holds the field."""

    ctx: Contexte
    lot: LotExamine | None
    section: Any

    def kept(self, clause: str) -> bool:
        """True when the clause is in the contract and, for a lot, concerns it. True too before the clauses are chosen."""
        selection = self.ctx.selection
        if selection is None:
            return True
        found = selection.decisions.get(clause)
        if found is None or not found.retenue:
            return False
        return self.lot is None or not found.clause.par_lot or self.lot.rang in found.lots


@dataclass(frozen=True, slots=True)
class SansEffet:
    """Fields (« [] » for each item of a list), why they change nothing, when, what to do instead."""

    champs: tuple[str, ...]
    raison: str
    quand: Callable[[Place], bool]
    remede: str = RETIRER
    par_lot: bool = False


def _regime(*regimes: str) -> Callable[[Place], bool]:
    return lambda p: p.ctx.faits.regime not in regimes


def _sans(clause: str) -> Callable[[Place], bool]:
    return lambda p: not p.kept(clause)


def _formation_seule(p: Place) -> bool:
    return p.lot is not None and bool(p.lot.faits.formation) and not p.lot.faits.insertion_active


def _penalite(manquement: str, quand: Callable[[Place], bool]) -> Callable[[Place], bool]:
    return lambda p: p.section.manquement == manquement and quand(p)


_INSERTION = (
    "periode", "publics.liste", "publics.exclusive", "publics.priorite", "publics.parts", "modalites.embauche",
    "modalites.mise_a_disposition", "modalites.ett", "modalites.sous_traitance", "comptage.embauche_max", "comptage.formation",
    "comptage.plafond_par_personne", "globalisation.bassin", "eligibilite.validee_par", "eligibilite.delai_reponse",
    "eligibilite.duree", "facilitateur.structure", "referent.service", "suivi.releve", "suivi.jour_limite",
    "suivi.reunion_lancement", "suivi.correspondant", "suivi.premier_contact", "suivi.bilan_annuel", "suivi.bilan_final",
    "suivi.pieces", "penalites.action", "engagement_supplementaire.note", "donnees.logiciel",
)  # fmt: skip

TABLE: tuple[SansEffet, ...] = (
    SansEffet(("motif_procedure",), "le règlement n’imprime de motif que pour un marché passé sans publicité ; les raisons du recours "
              "à cette procédure se gardent au dossier", lambda p: p.ctx.marche.procedure in DEUX_TEMPS,
              "reportez-le au rapport de présentation"),
    SansEffet(("motif_procedure",), "seul un marché passé sans publicité ni mise en concurrence se motive",
              lambda p: p.ctx.marche.procedure not in (*DEUX_TEMPS, "sans_publicite")),
    SansEffet(("negociation",), "cette procédure comporte toujours une négociation ou un dialogue",
              lambda p: p.ctx.marche.procedure in DEUX_TEMPS and not p.ctx.marche.negociation),
    SansEffet(("negociation",), "un appel d’offres exclut toute négociation",
              lambda p: p.ctx.marche.procedure in APPELS_D_OFFRES and bool(p.ctx.marche.negociation),
              "retirez cette ligne, ou choisissez une autre procédure"),
    SansEffet(("negociation.attribution_sans",), "dans cette procédure, seul l’avis permet d’attribuer sur les offres initiales",
              lambda p: p.ctx.marche.procedure in DEUX_TEMPS, "écrivez-le dans l’avis"),
    SansEffet(("negociation.nombre",), "dans cette procédure, tous les candidats invités participent",
              lambda p: p.ctx.marche.procedure in DEUX_TEMPS, "fixez le nombre de candidats : « candidature.nombre_candidats »"),
    SansEffet(("candidature.nombre_candidats", "candidature.criteres_selection", "candidature.date_limite"),
              "les candidatures et les offres sont remises ensemble", lambda p: not p.ctx.faits.candidats_limites),
    SansEffet(("verification.etapes",), "les délais par élément ou par étape ne s’impriment que sous le CCAG-MOE ou sans CCAG",
              lambda p: p.ctx.marche.ccag not in ("MOE", "aucun") or p.ctx.faits.regime == "travaux",
              "donnez « verification.delai » ou, en informatique, les paramètres de la mise en service"),
    SansEffet(("verification.delai", "verification.responsable"), "des travaux sont reçus, et non vérifiés puis admis",
              lambda p: p.ctx.faits.regime == "travaux", "donnez les délais de la réception par les paramètres de sa clause"),
    SansEffet(("reception.unique", "reception.precisions"), "seuls des travaux sont reçus", _regime("travaux"),
              "écrivez ces précisions à « verification »"),
    SansEffet(("maitrise_oeuvre.nom",), "le maître d’œuvre n’est nommé que dans un marché de travaux", _regime("travaux")),
    SansEffet(("opc.nom", "controle_technique.nom", "coordination_sps.nom"),
              "cet intervenant n’est nommé que dans un marché de travaux ou de maîtrise d’œuvre", _regime("travaux", "moe")),
    SansEffet(("elements_de_mission", "enveloppe_travaux", "forfait_provisoire", "engagements_de_cout.tolerance_previsionnel",
               "engagements_de_cout.tolerance_definitif", "ouvrage_livre_iv"),
              "cette rubrique ne sert qu’à un marché de maîtrise d’œuvre", _regime("moe")),
    SansEffet(("periode_preparation", "intemperies"), "cette rubrique ne sert qu’à un marché de travaux", _regime("travaux")),
    SansEffet(("periode_preparation", "intemperies"), "chaque commande fixe sa préparation et ses délais",
              lambda p: bool(p.ctx.faits.regime == "travaux" and p.ctx.faits.accord_cadre),
              "écrivez-le dans les commandes ou les marchés subséquents"),
    SansEffet(("limite_lots.candidatures", "limite_lots.attribution", "limite_lots.regle"), "le marché n’est pas alloti",
              lambda p: not p.ctx.marche.lots),
    SansEffet(("motif_non_allotissement", "explication_non_allotissement"), "le marché est alloti",
              lambda p: bool(p.ctx.marche.lots)),
    SansEffet(("jugement_pse",), "aucune prestation supplémentaire éventuelle n’est prévue", lambda p: not p.ctx.marche.pse),
    SansEffet(("tacite", "preavis_non_reconduction"), "aucune reconduction n’est prévue",
              lambda p: not any(lot.lot.reconductions for lot in p.ctx.lots())),
    SansEffet(("date_debut",), "la durée ne part pas d’une date", lambda p: p.ctx.marche.debut != "date",
              "écrivez « debut: date », ou retirez cette ligne"),
    SansEffet(("sous_traitance.pose",), "la question ne se pose que pour des fournitures",
              lambda p: p.ctx.marche.nature != "fournitures"),
    SansEffet(("cotraitance.motif",), "aucune forme de groupement n’est exigée",
              lambda p: p.ctx.marche.cotraitance.forme_exigee == "aucune"),
    SansEffet(("candidature.motif_chiffre_affaires",), "aucun chiffre d’affaires minimal n’est exigé",
              lambda p: p.ctx.marche.candidature.chiffre_affaires_minimum is None),
    SansEffet(("prix.frequence",), "le CCAG veut une périodicité en mois pour les matières premières et les denrées : elle vient du paramètre "
              "« matieres_premieres_frequence »",
              lambda p: p.ctx.selection is not None and p.kept("prix-matieres-premieres") and p.ctx.marche.ccag in ("FCS", "TIC", "MI"),
              "donnez ce paramètre (trois mois à défaut)"),
    SansEffet(("prix.frequence", "prix.butoir", "prix.sauvegarde"), "les prix ne sont pas révisables",
              lambda p: p.ctx.marche.prix.variation != "revisable", "écrivez « variation: revisable », ou retirez cette ligne"),
    SansEffet(("prix.formule", "prix.index", "prix.partie_fixe"), "les prix ne varient pas",
              lambda p: p.ctx.marche.prix.variation == "ferme", "écrivez « variation: revisable », ou retirez cette ligne"),
    SansEffet(("paiement.periodicite",), "sous le CCAG-MOE, les acomptes suivent les éléments de mission",
              lambda p: p.ctx.marche.ccag == "MOE" and p.ctx.marche.paiement.acomptes.periodicite is not None),
    SansEffet(("propriete_intellectuelle.option", "propriete_intellectuelle.exploitation", "propriete_intellectuelle.territoire",
               "propriete_intellectuelle.duree"),
              "le CCAG-MOE fixe lui-même les droits ; le marché n’en précise que les besoins", lambda p: p.ctx.marche.ccag == "MOE",
              "décrivez l’usage voulu à « propriete_intellectuelle.besoins »"),
    SansEffet(("donnees_personnelles.finalite", "donnees_personnelles.categories", "donnees_personnelles.personnes",
               "donnees_personnelles.duree"),
              "le titulaire ne traite pas de données pour le compte de l’acheteur : la fiche de traitement n’est pas écrite",
              lambda p: not p.ctx.marche.donnees_personnelles.sous_traitant,
              "écrivez « sous_traitant: oui » s’il en traite, ou retirez cette ligne"),
    SansEffet(("criteres.[].document", "criteres.[].sous_criteres.[].document"),
              "ce critère est jugé sur le seul cadre de réponse « Insertion »", lambda p: p.section.type in ("insertion", "apprentissage"), par_lot=True),
    SansEffet(("penalites.autres.[].montant",), "la rubrique « environnement » fixe déjà la pénalité environnementale",
              _penalite("environnement", lambda p: p.ctx.marche.environnement.penalite is not None),
              "gardez « environnement.penalite » seul", par_lot=True),
    SansEffet(("penalites.autres.[].montant",), "aucune clause sur les déchets n’est écrite pour cette nature de marché",
              _penalite("dechets", lambda p: p.ctx.marche.nature in ("pi", "moe")), par_lot=True),
    SansEffet(("penalites.autres.[].montant",), "seuls des travaux donnent lieu à des documents de fin de travaux",
              _penalite("documents_finaux", _regime("travaux")), "écrivez « manquement: autre » et décrivez le fait", par_lot=True),
    SansEffet(("penalites.autres.[].montant",), "le titulaire ne traite pas de données pour le compte de l’acheteur",
              _penalite("donnees_personnelles", _sans("donnees-personnelles-sous-traitance")), par_lot=True),
    SansEffet(("absence_de_condition_sociale.motif",), "aucune condition sociale n’est obligatoire pour ce marché",
              lambda p: p.ctx.faits.condition_sociale_obligatoire == "non", par_lot=True),
    SansEffet(("absence_de_condition_sociale.motif",), "le marché demande une condition sociale : la note qui en motive l’absence n’est pas "
              "écrite", lambda p: bool(p.ctx.faits.condition_sociale_obligatoire == "oui" and not p.kept("note-motivation-motif")),
              "retirez ce motif, ou la condition sociale si elle ne convient pas", par_lot=True),
    SansEffet(("insertion.periode",), "la période ne règle que des heures fixées d’avance, et celles-ci suivent les tranches, les commandes "
              "ou le montant", lambda p: p.lot is not None and bool(p.lot.faits.heures_dues) and p.lot.faits.mode_heures != "fixe",
              par_lot=True),
    SansEffet(tuple(f"insertion.{champ}" for champ in _INSERTION),
              "le lot ne porte que la clause sociale de formation, qui a ses propres règles", _formation_seule,
              "retirez cette ligne, ou demandez des heures d’insertion", par_lot=True),
)  # fmt: skip


def ecrits(racine: Any, chemin: str) -> Iterator[tuple[str, Any]]:
    """Where a field is written: its path, and the item of the first list that holds it (the contract or the lot without list)."""
    for ici, item in _suivre(racine, chemin.split("."), "", None):
        yield ici, racine if item is None else item


def _suivre(objet: Any, pas: list[str], deja: str, item: Any) -> Iterator[tuple[str, Any]]:
    nom, suite = pas[0], pas[1:]
    if nom == "[]":
        for rang, element in enumerate(objet or ()):
            yield from _suivre(element, suite, f"{deja}.{rang}", element if item is None else item)
        return
    if not hasattr(objet, "model_fields_set"):
        return
    valeur = getattr(objet, nom)
    ici = f"{deja}.{nom}" if deja else nom
    if suite:
        yield from _suivre(valeur, suite, ici, item)
    elif nom in objet.model_fields_set and valeur is not None and valeur != ():
        yield ici, item
