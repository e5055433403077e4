"""The insertion part of the contract, at the top or in a lot."""

from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from clausegen.marche.base import Section, champ, faute
from clausegen.marche.choix import lire_choix
from clausegen.marche.choix_sociaux import (
    Levier,
    ModePenalite,
    NiveauStage,
    ParAction,
    PeriodeHeures,
    Public,
    PublicPrioritaire,
    TypeAction,
    UniteDocument,
)
from clausegen.marche.heures import (
    Calcul,
    Comptage,
    Eligibilite,
    EngagementSupplementaire,
    Globalisation,
    Heures,
    Suivi,
)
from clausegen.marche.types import (
    LISTE,
    LISTE_DE_CODES,
    Courriel,
    DureeT,
    Entier,
    Lecteur,
    MontantT,
    OuiNon,
    TauxT,
    Texte,
    Textes,
    controler_texte,
    lire_taux,
)
from clausegen.values import Duree, Taux


class Parts(dict[str, Taux]):
    """Share of the hours by public; a public that is not there reads as None."""

    def __missing__(self, cle: str) -> None:
        return None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.lire)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "pattern": "%\\s*$"}, "x-type": "parts"}

    @classmethod
    def lire(cls, valeur: Any) -> Self:
        """From a mapping of public to rate as typed."""
        if isinstance(valeur, cls):
            return valeur
        if not isinstance(valeur, dict):
            raise faute(
                "cg_structure", "des rubriques sont attendues ici", "écrivez par exemple « parts: {qpv: 20 %} »"
            )
        lecteur = Lecteur(lire_taux, Taux, "cg_taux")
        for cle in valeur:
            controler_texte(str(cle))
        return cls(
            {str(lire_choix(PublicPrioritaire, str(cle))): lecteur.valider(taux) for cle, taux in valeur.items()}
        )


class Publics(Section):
    """Who the action is for."""

    liste: Annotated[tuple[Public, ...], LISTE_DE_CODES] = champ(
        "Publics retenus", "Lettres de la clause du CCAG ; vide : tous.", ["s.a", "s.b", "a", "b"], defaut=()
    )
    exclusive: OuiNon = champ("Liste fermée", "Oui : aucun autre public n’est admis.", "non", defaut=False)
    priorite: Annotated[tuple[PublicPrioritaire, ...], LISTE_DE_CODES] = champ(
        "Publics visés en priorité", "Sans quota.", ["qpv", "femmes"], defaut=()
    )
    parts: Parts = champ("Parts visées", "Part des heures par public.", {"qpv": "20 %"}, fabrique=Parts)


class Modalites(Section):
    """Ways of meeting the duty."""

    embauche: OuiNon = champ("Embauche directe", "Admise.", "oui", defaut=True)
    mise_a_disposition: OuiNon = champ(
        "Mise à disposition", "Par une structure d’insertion ou un groupement.", "oui", defaut=True
    )
    ett: OuiNon = champ("Travail temporaire", "Par une entreprise de travail temporaire ordinaire.", "oui", defaut=True)
    sous_traitance: OuiNon = champ(
        "Sous-traitance ou groupement", "Avec une structure d’insertion.", "oui", defaut=True
    )

    @model_validator(mode="after")
    def _une_au_moins(self) -> Self:
        if not (self.embauche or self.mise_a_disposition or self.ett or self.sous_traitance):
            raise faute("cg_heures", "aucune modalité n’est admise", "laissez-en au moins une à « oui »")
        return self


class Facilitateur(Section):
    """The facilitator."""

    champ_principal = "structure"

    structure: Texte = champ("Structure du facilitateur", "Dénomination.", "Maison de l’emploi du Val")
    courriel: Courriel | None = champ(
        "Courriel du facilitateur", "Adresse électronique.", "clauses@mde-val.example.fr", defaut=None
    )
    telephone: Texte | None = champ("Téléphone du facilitateur", "Numéro.", "02 00 00 00 00", defaut=None)
    territoire: Texte | None = champ(
        "Territoire du facilitateur", "Territoire d’intervention.", "arrondissement de Valmont", defaut=None
    )
    missions: Textes = champ(
        "Missions du facilitateur", "Vide : celles du CCAG.", ["orientation des candidats"], defaut=()
    )


class Referent(Section):
    """The buyer's own contact for insertion, when there is no facilitator."""

    champ_principal = "service"

    service: Texte = champ("Service du référent", "Service de l’acheteur.", "direction de l’emploi")
    courriel: Courriel | None = champ(
        "Courriel du référent", "Adresse électronique.", "insertion@ville.example.fr", defaut=None
    )


class PenaliteHeure(Section):
    """Penalty for an hour that was not done. A bare amount is a fixed sum."""

    champ_principal = "montant"

    mode: ModePenalite = champ(
        "Mode de la pénalité", "Somme fixe ou multiple d’un barème.", "forfait", defaut=ModePenalite("forfait")
    )
    montant: MontantT | None = champ("Pénalité par heure non réalisée", "Somme fixe.", "50 €", defaut=None, unite="€/h")
    coefficient: Entier | None = champ("Multiple", "Du SMIC ou du plafond horaire.", "2", defaut=None)

    @model_validator(mode="after")
    def _coherence(self) -> Self:
        if self.mode == "forfait" and self.montant is None:
            raise faute(
                "cg_heures", "le montant de la pénalité par heure manque", "écrivez par exemple « heure: 50 € »"
            )
        if self.mode != "forfait" and not self.coefficient:
            raise faute("cg_heures", "le multiple manque", "écrivez par exemple « coefficient: 2 »")
        return self


class PenalitesInsertion(Section):
    """Penalties of the insertion part."""

    heure: PenaliteHeure = champ(
        "Pénalité par heure", "Montant par heure non réalisée.", "50 €", fabrique=PenaliteHeure.eteinte, unite="€/h"
    )
    absence: MontantT | None = champ(
        "Pénalité par absence", "À une réunion de suivi.", "150 €", defaut=None, unite="€/absence"
    )
    document: MontantT | None = champ(
        "Pénalité pour document", "Remise tardive ou incomplète.", "50 €", defaut=None, unite="€"
    )
    unite_document: UniteDocument = champ(
        "Unité de la pénalité pour document", "Par document ou par jour.", "document", defaut=UniteDocument("document")
    )
    action: MontantT | None = champ("Pénalité par action non réalisée", "Montant.", "500 €", defaut=None, unite="€")
    plafond: TauxT | None = champ(
        "Plafond des pénalités d’insertion", "Part du montant hors taxes.", "5 %", defaut=None, unite="% du montant HT"
    )
    mise_en_demeure: DureeT = champ(
        "Mise en demeure", "Délai laissé, à compter de sa réception.", "15 jours", defaut=Duree(15, "jour")
    )


class Action(Section):
    """An action asked for instead of hours or with them."""

    toujours = True
    champ_principal = "type"

    type: TypeAction = champ("Type d’action", "Visite, stage, parrainage…", "stage")
    nombre: Entier = champ("Nombre d’actions", "Par période.", "1", defaut=1)
    duree: DureeT | None = champ("Durée de l’action", "Durée minimale.", "35 heures", defaut=None)
    par: ParAction = champ("Période", "Par an ou pour tout le marché.", "an", defaut=ParAction("an"))
    description: Texte | None = champ("Description", "Précision.", "rencontre d’un groupe", defaut=None)


class Formation(Section):
    """School-training clause."""

    champ_principal = "heures"

    heures: Entier | None = champ(
        "Heures de formation", "Vide : barème selon le montant ferme.", "150", defaut=None, unite="h"
    )
    publics: Texte | None = champ(
        "Publics de la formation", "Élèves et jeunes sortis sans diplôme.", "jeunes décrocheurs", defaut=None
    )


class Apprentissage(Section):
    """Apprenticeship."""

    champ_principal = "nombre"

    nombre: Entier | None = champ("Nombre d’apprentis", "Affectés au marché.", "1", defaut=None)
    heures: Entier | None = champ("Heures d’apprentissage", "Sur le marché.", "400", defaut=None, unite="h")
    niveau: Texte | None = champ("Niveau de formation", "Diplôme préparé.", "CAP", defaut=None)


class Stages(Section):
    """Pupils received for observation."""

    niveau: NiveauStage = champ("Niveau des stagiaires", "Classe.", "troisieme", defaut=NiveauStage("troisieme"))
    nombre: Entier = champ("Stagiaires par an", "Nombre.", "1", defaut=1)
    jours: Entier = champ("Durée d’un stage", "En jours.", "5", defaut=5, unite="jours")


class DonneesInsertion(Section):
    """Personal data of the persons in insertion."""

    conservation: Texte = champ(
        "Durée de conservation", "Des données des personnes.", "la durée du marché et vingt-quatre mois après sa fin",
        defaut="la durée du marché et vingt-quatre mois après sa fin",
    )  # fmt: skip
    logiciel: Texte | None = champ("Logiciel de suivi", "S’il y en a un.", "Clause", defaut=None)


class Insertion(Section):
    """Insertion asked for."""

    champ_principal = "heures"

    leviers: Annotated[tuple[Levier, ...], LISTE_DE_CODES] = champ(
        "Leviers", "À défaut, déduits de ce qui est demandé.", ["condition_execution"], defaut=()
    )
    heures: Heures = champ("Heures d’insertion", "Nombre, taux ou calcul.", "280", fabrique=Heures.eteinte, unite="h")
    calcul: Calcul = champ(
        "Calcul des heures", "Données du calcul.", {"taux_insertion": "5 %"}, fabrique=Calcul.eteinte
    )
    perimetre: Texte = champ(
        "Périmètre", "Prestations auxquelles l’action se rapporte.", "toutes les prestations du lot",
        defaut="toutes les prestations du lot",
    )  # fmt: skip
    periode: PeriodeHeures = champ(
        "Période des heures", "Sur quelle durée elles sont dues.", "totale", defaut=PeriodeHeures("totale")
    )
    publics: Publics = champ("Publics", "Personnes visées.", {"priorite": ["qpv"]}, fabrique=Publics.allumee)
    modalites: Modalites = champ("Modalités", "Voies admises.", {"ett": "non"}, fabrique=Modalites.allumee)
    comptage: Comptage = champ(
        "Comptage", "Règles de comptage.", {"embauche_max": "24 mois"}, fabrique=Comptage.allumee
    )
    globalisation: Globalisation = champ(
        "Globalisation", "Entre plusieurs marchés.", "non", fabrique=Globalisation.eteinte
    )
    eligibilite: Eligibilite = champ(
        "Éligibilité",
        "Vérification avant la prise de poste.",
        {"validee_par": "facilitateur"},
        fabrique=Eligibilite.allumee,
    )
    facilitateur: Facilitateur = champ(
        "Facilitateur",
        "Structure qui accompagne.",
        {"structure": "Maison de l’emploi du Val"},
        fabrique=Facilitateur.eteinte,
    )
    referent: Referent = champ(
        "Référent insertion", "Service de l’acheteur.", {"service": "direction de l’emploi"}, fabrique=Referent.eteinte
    )
    suivi: Suivi = champ("Suivi", "Relevés, réunions et bilans.", {"releve": "mensuel"}, fabrique=Suivi.allumee)
    penalites: PenalitesInsertion = champ(
        "Pénalités d’insertion", "Montants.", {"heure": "50 €"}, fabrique=PenalitesInsertion.allumee
    )
    actions: Annotated[tuple[Action, ...], LISTE] = champ(
        "Actions",
        "À la place des heures ou en plus.",
        [{"type": "stage", "duree": "35 heures"}],
        defaut=(),
        element="action",
    )
    formation: Formation = champ("Formation", "Clause sociale de formation.", "aucun", fabrique=Formation.eteinte)
    apprentissage: Apprentissage = champ(
        "Apprentissage", "Apprentis sur le marché.", "aucun", fabrique=Apprentissage.eteinte
    )
    stages: Stages = champ("Stages", "Accueil d’élèves.", "aucun", fabrique=Stages.eteinte)
    engagement_supplementaire: EngagementSupplementaire = champ(
        "Engagement supplémentaire",
        "Heures offertes au-delà du minimum.",
        "aucun",
        fabrique=EngagementSupplementaire.eteinte,
    )
    donnees: DonneesInsertion = champ(
        "Données des personnes", "Conservation et logiciel.", {"logiciel": "Clause"}, fabrique=DonneesInsertion.allumee
    )
