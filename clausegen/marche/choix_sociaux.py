"""Closed lists of the criteria and of the social part."""

from __future__ import annotations

from clausegen.marche.choix import Liste


class TypeCritere(Liste):
    """What a criterion judges."""

    valeurs = {
        "prix": "prix", "cout": "coût global", "technique": "valeur technique",
        "environnement": "performances environnementales", "insertion": "performances en matière d’insertion",
        "apprentissage": "apprentissage", "egalite": "égalité professionnelle",
        "remuneration_equitable": "rémunération équitable des producteurs", "social": "performances sociales",
        "delai": "délai", "autre": "autre critère",
    }  # fmt: skip
    alias = {"environnemental": "environnement", "valeur technique": "technique", "couts": "cout", "delais": "delai"}


class Levier(Liste):
    """How insertion is asked for."""

    valeurs = {
        "condition_execution": "condition d’exécution", "critere": "critère d’attribution",
        "combine": "condition d’exécution et critère d’attribution",
    }  # fmt: skip


class ModeHeures(Liste):
    """How the volume of insertion is expressed."""

    valeurs = {
        "fixe": "volume fixe", "pourcentage": "part des heures travaillées",
        "prorata_commandes": "prorata des commandes", "par_tranche": "volume par tranche",
        "actions": "actions sans volume d’heures",
    }  # fmt: skip
    alias = {"prorata": "prorata_commandes", "pourcent": "pourcentage", "taux": "pourcentage"}


class BaseHeures(Liste):
    """What the hours of a framework agreement follow."""

    valeurs = {"facture": "les montants facturés", "commande": "les montants commandés"}


class Arrondi(Liste):
    """Rounding of the hours of a framework agreement."""

    valeurs = {"prorata": "au prorata", "tranche_entiere": "par tranche entière"}


class SourceHeures(Liste):
    """Where the number of hours comes from."""

    valeurs = {"calcul": "le calcul", "facilitateur": "l’étude du facilitateur", "manuel": "le choix de l’acheteur"}


class Calibrage(Liste):
    """Share of the labour hours, when no rate is given."""

    valeurs = {"prudent": "prudent", "equilibre": "équilibré", "ambitieux": "ambitieux"}


class PeriodeHeures(Liste):
    """Period to which the hours relate."""

    valeurs = {
        "totale": "pour toute la durée du marché", "annuelle": "par année d’exécution",
        "par_reconduction": "par période d’exécution", "par_tranche": "par tranche",
    }  # fmt: skip


_STRUCTURES = "abcdef"
_CRITERES = "abcdefghij"


class Public(Liste):
    """Publics of the CCAG clause by their letters: structures (s.a to s.f), personal criteria (a to j)."""

    valeurs = {
        **{f"s.{lettre}": f"structures, {lettre}" for lettre in _STRUCTURES},
        **{lettre: f"critères, {lettre}" for lettre in _CRITERES},
    }


class PublicPrioritaire(Liste):
    """Publics aimed at first; a text of the officer's own is admitted."""

    libre = True
    valeurs = {
        "qpv": "habitants des quartiers prioritaires de la politique de la ville", "femmes": "femmes",
        "jeunes": "jeunes de moins de vingt-six ans", "seniors": "personnes de plus de cinquante ans",
        "brsa": "bénéficiaires du revenu de solidarité active", "rqth": "travailleurs handicapés",
        "deld": "demandeurs d’emploi de longue durée", "refugies": "réfugiés et bénéficiaires de la protection subsidiaire",
        "detenus": "personnes placées sous main de justice",
    }  # fmt: skip


class Valideur(Liste):
    """Who checks that a person is eligible."""

    libre = True
    valeurs = {"facilitateur": "le facilitateur", "referent": "le référent insertion", "acheteur": "l’acheteur"}


class Releve(Liste):
    """How often hours are reported."""

    valeurs = {
        "mensuel": "mensuel", "bimestriel": "bimestriel", "trimestriel": "trimestriel", "semestriel": "semestriel",
    }  # fmt: skip
    alias = {"mensuelle": "mensuel", "trimestrielle": "trimestriel"}


class BilanFinal(Liste):
    """When the final report is due."""

    valeurs = {
        "mois_precedant_la_fin": "dans le mois qui précède la fin de l’exécution",
        "un_mois_apres": "dans le mois qui suit la fin de l’exécution",
        "trois_mois_apres": "dans les trois mois qui suivent la fin de l’exécution",
    }


class ModePenalite(Liste):
    """How the penalty for an hour that was not done is fixed."""

    valeurs = {
        "forfait": "montant forfaitaire", "smic": "multiple du SMIC horaire brut",
        "plafond_ss": "multiple du plafond horaire de la sécurité sociale",
    }  # fmt: skip


class UniteDocument(Liste):
    """What the penalty for a late document is counted by."""

    valeurs = {
        "document": "par document", "jour": "par document et par jour de retard",
        "jour_ouvre": "par document et par jour ouvré de retard",
    }  # fmt: skip


class TypeAction(Liste):
    """Kind of action; a text of the officer's own is admitted."""

    libre = True
    valeurs = {
        "visite": "visite de l’entreprise ou du chantier", "stage": "stage ou immersion sous convention",
        "parrainage": "parrainage d’un demandeur d’emploi", "information": "information collective sur les métiers",
        "rencontre": "rencontre avec un groupe de demandeurs d’emploi", "sensibilisation": "sensibilisation d’un encadrant",
    }  # fmt: skip


class ParAction(Liste):
    """Period over which actions are counted."""

    valeurs = {"an": "par année d’exécution", "marche": "pour toute la durée du marché"}


class NiveauStage(Liste):
    """School level of the trainees."""

    valeurs = {"troisieme": "élèves de troisième", "seconde": "élèves de seconde", "autre": "stagiaires"}
    alias = {"3e": "troisieme", "2de": "seconde"}


class MotifReserve(Liste):
    """Ground of a reservation."""

    valeurs = {
        "ea_esat": "entreprises adaptées et établissements et services d’accompagnement par le travail",
        "siae": "structures d’insertion par l’activité économique",
        "ea_esat_siae": "entreprises adaptées, établissements et services d’accompagnement par le travail et structures "
        "d’insertion par l’activité économique",
        "penitentiaire": "opérateurs employant des personnes détenues",
        "ess": "entreprises de l’économie sociale et solidaire",
    }
    alias = {"EA-ESAT": "ea_esat", "ea": "ea_esat", "esat": "ea_esat"}


class UniteObjet(Liste):
    """What an insertion contract pays for."""

    valeurs = {"place": "la place", "parcours": "le parcours", "heure": "l’heure"}


class NiveauDiscriminations(Liste):
    """Level of the commitment against discrimination."""

    valeurs = {
        "information": "information de l’équipe", "formation_encadrants": "formation des encadrants",
        "diagnostic": "diagnostic des recrutements",
    }  # fmt: skip


class NiveauAccessibilite(Liste):
    """Level of digital accessibility."""

    valeurs = {"A": "niveau A", "AA": "niveau AA"}


class MotifAbsence(Liste):
    """Legal ground for having no social condition."""

    valeurs = {
        "solution_immediate": "le besoin peut être satisfait par une solution immédiatement disponible",
        "lien_insuffisant": "une telle condition ne présente pas de lien suffisant avec l’objet du marché",
        "concurrence_ou_difficulte": "une telle condition restreindrait la concurrence ou rendrait l’exécution "
        "techniquement ou économiquement difficile",
        "travaux_courts": "il s’agit de travaux d’une durée inférieure à six mois",
    }
