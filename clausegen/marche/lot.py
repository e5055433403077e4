"""What the contract and each of its lots say alike, and the lot."""

from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from clausegen.marche.base import Section, champ, est_eteint, faute, texte_de
from clausegen.marche.consultation import Critere
from clausegen.marche.duree import AccordCadre, Cpv, DelaiExecution, Lieu, ReprisePersonnel, Tranche
from clausegen.marche.insertion import Insertion
from clausegen.marche.prix import Penalites
from clausegen.marche.social import AbsenceDeConditionSociale, AutresConsiderations, ObjetInsertion, Reserve
from clausegen.marche.types import LISTE, DureeT, Entier, MontantT, Texte, controler_texte
from clausegen.values import Duree


class Parametres(dict[str, Any]):
    """Values of the clauses' own parameters as typed (text, list or mapping); the library decodes them."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.lire)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": True, "x-type": "parametres"}

    @classmethod
    def lire(cls, valeur: Any) -> Self:
        """From a mapping of names to plain values; every text is checked."""
        if isinstance(valeur, str) and est_eteint(valeur):
            return cls()
        if not isinstance(valeur, dict):
            raise faute("cg_structure", "des rubriques sont attendues ici", "écrivez « nom_du_parametre: valeur »")
        return cls({str(cle): _verifie(element) for cle, element in valeur.items() if element != ""})


def _verifie(valeur: Any) -> Any:
    valeur = texte_de(valeur)
    if isinstance(valeur, str):
        controler_texte(valeur)
        return valeur.strip()
    if isinstance(valeur, (list, tuple)):
        return tuple(_verifie(element) for element in valeur)
    if isinstance(valeur, dict):
        return {str(cle): _verifie(element) for cle, element in valeur.items()}
    return valeur


class Prestations(Section):
    """Fields that a lot may state for itself and otherwise takes from the contract."""

    cpv: Cpv = champ("Codes CPV", "Nomenclature des achats.", {"principal": "90911200"}, fabrique=Cpv.eteinte)
    lieu: Lieu = champ(
        "Lieu", "Lieu d’exécution.", {"texte": "bâtiments communaux", "departement": "45"}, fabrique=Lieu.eteinte
    )
    montant_estime: MontantT | None = champ(
        "Montant estimé", "Hors taxes, tous lots, options et reconductions compris ; décide des obligations.", "180 000 €",
        defaut=None, unite="€ HT", decp="montant",
    )  # fmt: skip
    duree: DureeT = champ("Durée", "Sans les reconductions, à compter du début.", "12 mois", decp="dureeMois")
    reconductions: Entier = champ("Reconductions", "Nombre.", "3", defaut=0)
    duree_reconduction: DureeT = champ(
        "Durée d’une reconduction", "À défaut, la durée initiale.", "12 mois", defaut=Duree(0, "mois")
    )
    tranches: Annotated[tuple[Tranche, ...], LISTE] = champ(
        "Tranches",
        "Ferme et optionnelles.",
        [{"code": "TF", "objet": "Études", "ferme": "oui"}],
        defaut=(),
        element="tranche",
    )
    accord_cadre: AccordCadre = champ(
        "Accord-cadre", "Minimum, maximum, titulaires.", {"maximum": "800 000 €"}, fabrique=AccordCadre.eteinte
    )
    delais_execution: Annotated[tuple[DelaiExecution, ...], LISTE] = champ(
        "Délais d’exécution", "Par prestation.", [{"prestation": "travaux du lot", "delai": "17 semaines"}], defaut=(),
        element="délai",
    )  # fmt: skip
    reprise_personnel: ReprisePersonnel = champ(
        "Reprise du personnel", "Du titulaire sortant.", "non", fabrique=ReprisePersonnel.eteinte
    )
    criteres: Annotated[tuple[Critere, ...], LISTE] = champ(
        "Critères d’attribution",
        "Leurs poids font 100 %.",
        [{"nom": "Prix", "poids": "50 %"}],
        defaut=(),
        element="critère",
    )
    penalites: Penalites = champ(
        "Pénalités", "De retard et autres.", {"retard": {"plafond": "10 %"}}, fabrique=Penalites.allumee
    )
    insertion: Insertion = champ(
        "Insertion", "Action d’insertion demandée.", {"heures": "280"}, fabrique=Insertion.eteinte
    )
    reserve: Reserve = champ("Réservation", "Marché ou lot réservé.", "ea_esat", fabrique=Reserve.eteinte)
    objet_insertion: ObjetInsertion = champ(
        "Objet d’insertion", "L’insertion est l’objet même.", {"places": "12"}, fabrique=ObjetInsertion.eteinte
    )
    autres_considerations: AutresConsiderations = champ(
        "Autres considérations sociales",
        "Égalité, accessibilité…",
        {"egalite": "oui"},
        fabrique=AutresConsiderations.eteinte,
    )
    absence_de_condition_sociale: AbsenceDeConditionSociale = champ(
        "Absence de condition sociale", "Motif et explication.", {"motif": "lien_insuffisant", "explication": "…"},
        fabrique=AbsenceDeConditionSociale.eteinte,
    )  # fmt: skip
    parametres: Parametres = champ(
        "Paramètres des clauses",
        "Valeurs propres aux clauses.",
        {"penalites_contradictoire": "20 jours"},
        fabrique=Parametres,
    )


class Lot(Prestations):
    """A lot with everything it takes from the contract. `numero` is None for the lot of a contract without lots."""

    toujours = True

    numero: Texte | None = champ("Numéro du lot", "Tel qu’il sera imprimé, entre guillemets.", "04")
    objet: Texte = champ("Objet du lot", "Intitulé.", "Étanchéité")

    @property
    def designation(self) -> str:
        """« le lot n° 04 », « le marché »."""
        return f"le lot n°\u00a0{self.numero}" if self.numero else "le marché"

    @property
    def alloti(self) -> bool:
        """The contract file lists this lot."""
        return self.numero is not None
