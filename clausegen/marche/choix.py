"""Closed lists of the contract: code in the file, French wording inside a sentence."""

from __future__ import annotations

import difflib
from functools import cache
from typing import Any, ClassVar, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from clausegen.marche.base import plier
from clausegen.marche.types import Lecteur
from clausegen.values import Choix


class Liste(Choix):
    """A closed list of the contract; `alias` are other spellings, `libre` also admits a text of the officer's own."""

    alias: ClassVar[dict[str, str]] = {}
    libre: ClassVar[bool] = False

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _lecteur(cls).__get_pydantic_core_schema__(source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(_lecteur(cls).schema)


def _lecteur(classe: type[Liste]) -> Lecteur:
    # Editors check the case: the schema lists what the file should hold, the reader is more tolerant.
    codes = list(classe.valeurs)
    admis: dict[str, Any] = {"type": "string", "examples": codes} if classe.libre else {"enum": codes}
    schema = {**admis, "x-type": "choix", "x-libelles": dict(classe.valeurs)}
    return Lecteur(lambda texte: lire_choix(classe, texte), classe, "cg_choix", schema)


def _cle(texte: str) -> str:
    return plier(texte).replace(" ", "_").replace("-", "_").replace("'", "_")


C = TypeVar("C", bound=Choix)


@cache
def _formes(classe: type[Choix]) -> dict[str, str]:
    formes = {_cle(alias): code for alias, code in getattr(classe, "alias", {}).items()}
    for code, libelle in classe.valeurs.items():
        formes[_cle(libelle)] = code
    for code in classe.valeurs:
        formes[_cle(code)] = code
    return formes


def lire_choix(classe: type[C], texte: str) -> C:
    """A code, its wording or an alias, whatever the case and accents. `ValueError` names the nearest value."""
    formes = _formes(classe)
    code = formes.get(_cle(texte))
    if code is not None:
        return classe(code)
    if getattr(classe, "libre", False) and texte:
        return classe(texte)
    proches = difflib.get_close_matches(_cle(texte), formes, 1, 0.6)
    admis = ", ".join(classe.valeurs)
    remede = f"vouliez-vous écrire « {formes[proches[0]]} » ?" if proches else f"choisissez parmi : {admis}"
    raise ValueError(f"« {texte[:40]} » n’est pas une valeur admise — {remede}")


class TypeAcheteur(Liste):
    """Kind of buyer: decides thresholds, retention, payment delay, advance."""

    valeurs = {
        "etat": "État", "etablissement_public_etat": "établissement public de l’État",
        "hopital": "établissement public de santé", "commune": "commune",
        "epci": "établissement public de coopération intercommunale", "departement": "département", "region": "région",
        "etablissement_public_local": "établissement public local", "oph_bailleur": "bailleur social",
        "entite_adjudicatrice": "entité adjudicatrice", "autre": "autre acheteur soumis au code",
    }  # fmt: skip
    alias = {"ministere": "etat", "mairie": "commune", "ville": "commune", "metropole": "epci", "oph": "oph_bailleur"}


class Etablissement(Liste):
    """Kind of public body."""

    valeurs = {"administratif": "administratif", "industriel_commercial": "industriel et commercial"}
    alias = {"epic": "industriel_commercial", "epa": "administratif"}


class Nature(Liste):
    """What is bought."""

    valeurs = {
        "travaux": "travaux", "fournitures": "fournitures", "services": "services",
        "pi": "prestations intellectuelles", "tic": "techniques de l’information et de la communication",
        "mi": "marché industriel", "moe": "maîtrise d’œuvre",
    }  # fmt: skip
    alias = {"service": "services", "fourniture": "fournitures", "informatique": "tic"}


class Ccag(Liste):
    """General terms that the contract refers to; `titre` is the full title without « le »."""

    valeurs = {
        "Travaux": "CCAG-Travaux", "FCS": "CCAG-FCS", "PI": "CCAG-PI", "TIC": "CCAG-TIC", "MI": "CCAG-MI",
        "MOE": "CCAG-MOE", "aucun": "aucun CCAG",
    }  # fmt: skip
    alias = {"aucune": "aucun", "non": "aucun", "pas de ccag": "aucun"}
    titres: ClassVar[dict[str, str]] = {
        "Travaux": "cahier des clauses administratives générales applicables aux marchés publics de travaux",
        "FCS": "cahier des clauses administratives générales applicables aux marchés publics de fournitures courantes "
        "et de services",
        "PI": "cahier des clauses administratives générales applicables aux marchés publics de prestations "
        "intellectuelles",
        "TIC": "cahier des clauses administratives générales applicables aux marchés publics de techniques de "
        "l’information et de la communication",
        "MI": "cahier des clauses administratives générales applicables aux marchés publics industriels",
        "MOE": "cahier des clauses administratives générales applicables aux marchés publics de maîtrise d’œuvre",
    }

    @property
    def titre(self) -> str:
        """Full title inside a sentence; empty without CCAG."""
        return self.titres.get(str(self), "")


class Procedure(Liste):
    """Procedure of award (labels of DECP where it has one)."""

    valeurs = {
        "MAPA": "procédure adaptée", "appel_offres_ouvert": "appel d’offres ouvert",
        "appel_offres_restreint": "appel d’offres restreint", "negociee": "procédure avec négociation",
        "dialogue": "dialogue compétitif",
        "sans_publicite": "marché passé sans publicité ni mise en concurrence préalables",
    }  # fmt: skip
    alias = {
        "adaptee": "MAPA",
        "AO": "appel_offres_ouvert",
        "AOO": "appel_offres_ouvert",
        "AOR": "appel_offres_restreint",
    }


class Forme(Liste):
    """Form of the contract; tranches are read in `tranches`."""

    valeurs = {
        "ordinaire": "marché ordinaire", "bons_de_commande": "accord-cadre à bons de commande",
        "marches_subsequents": "accord-cadre à marchés subséquents",
        "mixte": "accord-cadre à bons de commande et à marchés subséquents",
    }  # fmt: skip


class Titulaires(Liste):
    """Number of holders of a framework agreement."""

    valeurs = {"mono": "un seul titulaire", "multi": "plusieurs titulaires"}


class MotifNonAllotissement(Liste):
    """Why there are no lots: one of the legal cases, or the officer's own words."""

    libre = True
    valeurs = {
        "coordination": "la coordination des prestations ne peut être assurée par l’acheteur lui-même",
        "concurrence": "l’allotissement risquerait de restreindre la concurrence",
        "technique": "l’allotissement rendrait l’exécution techniquement difficile",
        "economique": "l’allotissement rendrait l’exécution financièrement plus coûteuse",
    }


class Debut(Liste):
    """Event from which the contract runs."""

    valeurs = {
        "notification": "la notification du marché", "ordre_de_service": "l’ordre de service de démarrage",
        "date": "la date fixée par le marché", "premier_bon": "la notification du premier bon de commande",
    }  # fmt: skip

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # The day itself may be written: the defaults read it as « date » and keep it in `date_debut`.
        jour = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$|^\d\d/\d\d/\d{4}$"}
        return {"anyOf": [super().__get_pydantic_json_schema__(schema, handler), jour]}


class JugementPse(Liste):
    """How optional services count in the ranking."""

    valeurs = {
        "base_seule": "l’offre de base seule",
        "base_et_pse": "l’offre de base et ses prestations supplémentaires",
    }


class FormePrix(Liste):
    """Form of prices."""

    valeurs = {"global": "prix global et forfaitaire", "unitaires": "prix unitaires", "mixte": "prix mixtes"}
    alias = {"forfaitaire": "global", "forfait": "global", "unitaire": "unitaires"}


class Variation(Liste):
    """How prices vary."""

    valeurs = {"ferme": "prix fermes", "actualisable": "prix fermes actualisables", "revisable": "prix révisables"}
    alias = {"fermes": "ferme", "actualisables": "actualisable", "revisables": "revisable"}


class OptionAvance(Liste):
    """Option of the CCAG for the advance."""

    valeurs = {"A": "option A", "B": "option B", "aucune": "aucune avance"}
    alias = {"non": "aucune"}


class BaseAvance(Liste):
    """What the advance is computed on."""

    valeurs = {
        "marche": "le montant initial du marché", "tranche": "le montant de la tranche affermie",
        "bon_de_commande": "le montant du bon de commande", "minimum": "le montant minimum de l’accord-cadre",
        "periode": "le montant de la période",
    }  # fmt: skip


class Substitution(Liste):
    """What may replace the retention."""

    valeurs = {
        "garantie_premiere_demande": "garantie à première demande",
        "caution": "caution personnelle et solidaire",
    }


class Periodicite(Liste):
    """How often payments are made."""

    valeurs = {
        "mensuelle": "mensuelle", "bimestrielle": "bimestrielle", "trimestrielle": "trimestrielle",
        "semestrielle": "semestrielle", "annuelle": "annuelle", "a_l_achevement": "à l’achèvement",
    }  # fmt: skip
    alias = {"mensuel": "mensuelle", "trimestriel": "trimestrielle", "unique": "a_l_achevement"}


class Manquement(Liste):
    """Breach for which the contract fixes an amount."""

    valeurs = {
        "dechets": "défaut de justification de la gestion des déchets",
        "documents_finaux": "remise tardive des documents finaux",
        "donnees_personnelles": "manquement relatif aux données personnelles",
        "environnement": "manquement à une obligation environnementale", "securite": "manquement aux règles de sécurité",
        "absence_reunion": "absence à une réunion", "autre": "autre manquement",
    }  # fmt: skip


class FormeGroupement(Liste):
    """Form required of a groupement after award."""

    valeurs = {"aucune": "aucune forme imposée", "conjoint": "groupement conjoint", "solidaire": "groupement solidaire"}


class Dume(Liste):
    """Whether the European single document is accepted or required."""

    valeurs = {"accepte": "accepté", "impose": "imposé"}


class Signature(Liste):
    """When the offer is signed."""

    valeurs = {"depot": "lors du dépôt de l’offre", "attribution": "lors de l’attribution"}


class NotationPrix(Liste):
    """How the price is scored."""

    valeurs = {"proportionnelle": "méthode proportionnelle", "lineaire": "méthode linéaire"}


class OptionPropriete(Liste):
    """Regime of the rights on the results."""

    valeurs = {"ccag": "le régime du CCAG", "cession_exclusive": "une cession exclusive", "licence": "une licence"}
