"""The contract: the one definition of what a contract file may say."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import PrivateAttr

from clausegen.marche.acheteur import Acheteur
from clausegen.marche.base import champ
from clausegen.marche.choix import (
    Ccag,
    Debut,
    Forme,
    JugementPse,
    MotifNonAllotissement,
    Nature,
    NotationPrix,
    Procedure,
)
from clausegen.marche.consultation import (
    Attribution,
    Candidature,
    LimiteLots,
    Mediation,
    Negociation,
    Offre,
    Pse,
    Variantes,
    Visites,
)
from clausegen.marche.execution import (
    Confidentialite,
    Cotraitance,
    DonneesPersonnelles,
    Environnement,
    Maintenance,
    ProprieteIntellectuelle,
    Reception,
    SousTraitance,
    Verification,
)
from clausegen.marche.intervenants import EngagementsDeCout, Intervenant
from clausegen.marche.lot import Lot, Prestations
from clausegen.marche.pieces import Annexe, Clauses, PieceContractuelle
from clausegen.marche.prix import Assurances, Avance, Option, Paiement, Prix, Reexamen, Resiliation, RetenueDeGarantie
from clausegen.marche.types import (
    LISTE,
    DureeOuAucune,
    DureeT,
    Entier,
    Jour,
    JourHeure,
    Moment,
    MontantT,
    OuiNon,
    ReferenceT,
    Texte,
    Textes,
)
from clausegen.values import Duree


@dataclass(frozen=True, slots=True)
class Default:
    """A value that the officer did not write: dotted path, value as typed, French reason, whether to confirm it."""

    path: str
    valeur: str
    raison: str
    a_confirmer: bool = False


class Marche(Prestations):
    """A contract to be awarded. Built by `build_marche` or `read_marche` only."""

    toujours = True

    organisation: Texte | None = champ(
        "Organisation", "Son dossier ; à défaut, le plus proche qui contient « organisation.yaml ».", "../organisation", defaut=None
    )
    acheteur: Acheteur = champ("Acheteur", "Identité de l’acheteur.", {"nom": "Commune de Valmont-sur-Loire"})
    reference: ReferenceT = champ("Référence", "Numéro de la consultation.", "2026-014", decp="id")
    objet: Texte = champ("Objet du marché", "En une phrase.", "Nettoyage des bâtiments communaux", decp="objet")
    description: Texte | None = champ(
        "Description", "Précisions sur les prestations.", "nettoyage quotidien", defaut=None
    )
    nature: Nature = champ("Nature", "Ce qui est acheté.", "services")
    ccag: Ccag = champ(
        "CCAG", "À défaut, selon la nature ; « aucun » pour s’en passer.", "FCS", defaut=Ccag("aucun"), decp="ccag"
    )
    defense: OuiNon = champ("Défense ou sécurité", "Marché de défense ou de sécurité.", "non", defaut=False)

    date_consultation: Jour = champ(
        "Date de la consultation", "Envoi de l’avis, sinon engagement : décide du droit applicable.", "2026-12-01"
    )
    date_limite: JourHeure = champ("Date limite des offres", "Date et heure locale.", "2027-01-12 12:00")
    date_questions: Moment | None = champ(
        "Date limite des questions", "Des candidats.", "2027-01-04 12:00", defaut=None
    )
    delai_reponse_questions: DureeT = champ(
        "Délai de réponse aux questions", "Avant la date limite des offres.", "6 jours", defaut=Duree(6, "jour")
    )
    validite_offres: DureeT = champ(
        "Validité des offres", "À compter de la date limite.", "120 jours", defaut=Duree(120, "jour")
    )
    procedure: Procedure = champ("Procédure", "Procédure de passation.", "MAPA", decp="procedure")
    motif_procedure: Texte | None = champ(
        "Motif de la procédure", "Pour une procédure dérogatoire.", "droits exclusifs", defaut=None
    )
    negociation: Negociation = champ("Négociation", "Prévue ou non.", "non", fabrique=Negociation.eteinte)
    forme: Forme = champ("Forme du marché", "Ordinaire ou accord-cadre.", "ordinaire", defaut=Forme("ordinaire"))
    lots: Annotated[tuple[Lot, ...], LISTE] = champ(
        "Lots",
        "Chaque lot n’écrit que ce qui diffère.",
        [{"numero": "04", "objet": "Étanchéité"}],
        defaut=(),
        element="lot",
    )
    motif_non_allotissement: MotifNonAllotissement | None = champ(
        "Motif de non-allotissement", "S’il n’y a pas de lots : cas du code, ou texte.", "technique", defaut=None
    )
    explication_non_allotissement: Texte | None = champ(
        "Explication du non-allotissement",
        "Raisons propres à cet achat.",
        "les interventions se succèdent",
        defaut=None,
    )
    limite_lots: LimiteLots = champ(
        "Limite du nombre de lots", "Par opérateur.", {"attribution": "2"}, fabrique=LimiteLots.eteinte
    )
    debut: Debut = champ(
        "Début", "Événement dont court la durée ; une date est admise.", "notification", defaut=Debut("notification")
    )
    date_debut: Jour | None = champ("Date de début", "Si le début est une date.", "2027-03-01", defaut=None)
    tacite: OuiNon = champ("Reconduction tacite", "Non : décision expresse.", "oui", defaut=True)
    preavis_non_reconduction: DureeT = champ(
        "Préavis de non-reconduction", "Avant la fin de la période.", "3 mois", defaut=Duree(3, "mois")
    )
    periode_preparation: DureeT | None = champ(
        "Période de préparation", "À compter de l’ordre de service (travaux).", "30 jours", defaut=None
    )
    intemperies: Entier | None = champ(
        "Jours d’intempéries", "Prévisibles, compris dans le délai.", "10", defaut=None, unite="jours"
    )
    options: Annotated[tuple[Option, ...], LISTE] = champ(
        "Options", "Que l’acheteur pourra lever.", [{"objet": "maintenance"}], defaut=(), element="option"
    )
    prestations_similaires: OuiNon = champ(
        "Prestations similaires", "Marché ultérieur sans nouvelle concurrence.", "non", defaut=False
    )
    variantes: Variantes = champ("Variantes", "À dire, oui ou non.", "non")
    pse: Annotated[tuple[Pse, ...], LISTE] = champ(
        "Prestations supplémentaires éventuelles",
        "Retenues à l’attribution.",
        [{"numero": "1", "objet": "vitres"}],
        defaut=(),
        element="PSE",
    )
    jugement_pse: JugementPse = champ(
        "Jugement des PSE", "Dans le classement.", "base_et_pse", defaut=JugementPse("base_et_pse")
    )

    prix: Prix = champ("Prix", "Forme et variation.", {"forme": "global"})
    avance: Avance = champ("Avance", "Option, taux, remboursement.", {"option": "B"}, fabrique=Avance.allumee)
    retenue_de_garantie: RetenueDeGarantie = champ(
        "Retenue de garantie", "Aucune à défaut.", {"taux": "5 %"}, fabrique=RetenueDeGarantie.eteinte
    )
    paiement: Paiement = champ("Paiement", "Délai, facturation.", {"delai": "30 jours"}, fabrique=Paiement.allumee)
    ordonnateur: Texte | None = champ("Ordonnateur", "Qui ordonne le paiement.", "le maire", defaut=None)
    comptable: Texte | None = champ(
        "Comptable assignataire", "Nom et adresse.", "service de gestion comptable d’Orléans", defaut=None
    )
    verification: Verification = champ(
        "Vérifications", "Délais et responsable.", {"delai": "15 jours"}, fabrique=Verification.allumee
    )
    reception: Reception = champ("Réception", "Travaux.", {"unique": "non"}, fabrique=Reception.eteinte)
    garantie: DureeOuAucune | None = champ(
        "Garantie", "À compter de l’admission ou de la réception ; vide : celle du CCAG.", "12 mois", defaut=None
    )
    maintenance: Maintenance = champ("Maintenance", "Si elle est achetée.", "aucune", fabrique=Maintenance.eteinte)
    assurances: Assurances = champ(
        "Assurances", "Exigées du titulaire.", {"responsabilite_civile": "oui"}, fabrique=Assurances.allumee
    )
    sous_traitance: SousTraitance = champ(
        "Sous-traitance", "Conditions.", {"autorisee": "oui"}, fabrique=SousTraitance.allumee
    )
    cotraitance: Cotraitance = champ(
        "Cotraitance", "Groupements.", {"forme_exigee": "aucune"}, fabrique=Cotraitance.allumee
    )
    donnees_personnelles: DonneesPersonnelles = champ(
        "Données personnelles", "Traitées pour le marché.", "aucun", fabrique=DonneesPersonnelles.eteinte
    )
    confidentialite: Confidentialite = champ(
        "Confidentialité", "Au-delà du CCAG.", "oui", fabrique=Confidentialite.eteinte
    )
    propriete_intellectuelle: ProprieteIntellectuelle = champ(
        "Propriété intellectuelle", "Usages des résultats.", "oui", fabrique=ProprieteIntellectuelle.eteinte
    )
    environnement: Environnement = champ(
        "Environnement", "Conditions et pénalité.", {"penalite": "100 €"}, fabrique=Environnement.eteinte
    )
    reexamen: Annotated[tuple[Reexamen, ...], LISTE] = champ(
        "Clauses de réexamen",
        "Un cas par élément.",
        [{"cas": "ajout d’un site", "effet": "ajout des prestations"}],
        defaut=(),
        element="cas",
    )
    resiliation: Resiliation = champ(
        "Résiliation", "Indemnité.", {"interet_general": "5 %"}, fabrique=Resiliation.allumee
    )
    langue: Texte = champ("Langue", "Des documents et des échanges.", "français", defaut="français")

    maitrise_oeuvre: Intervenant = champ(
        "Maître d’œuvre", "Travaux.", {"nom": "Atelier Lagrange"}, fabrique=Intervenant.eteinte
    )
    opc: Intervenant = champ(
        "Ordonnancement, pilotage et coordination", "Travaux.", {"nom": "Pilote Exemple"}, fabrique=Intervenant.eteinte
    )
    controle_technique: Intervenant = champ(
        "Contrôleur technique", "Travaux.", {"nom": "Contrôle Exemple"}, fabrique=Intervenant.eteinte
    )
    coordination_sps: Intervenant = champ(
        "Coordonnateur SPS", "Travaux.", {"nom": "Prévention Exemple"}, fabrique=Intervenant.eteinte
    )
    pieces: Annotated[tuple[PieceContractuelle, ...], LISTE] = champ(
        "Pièces contractuelles",
        "À défaut, selon la nature.",
        [{"nom": "acte d’engagement", "rang": "1"}],
        defaut=(),
        element="pièce",
    )
    elements_de_mission: Textes = champ("Éléments de mission", "Maîtrise d’œuvre.", ["APS", "APD", "PRO"], defaut=())
    enveloppe_travaux: MontantT | None = champ(
        "Enveloppe des travaux", "Part affectée aux travaux.", "1 200 000 €", defaut=None, unite="€ HT"
    )
    forfait_provisoire: OuiNon = champ(
        "Forfait provisoire", "Maîtrise d’œuvre : rémunération d’abord provisoire.", "oui", defaut=False
    )
    engagements_de_cout: EngagementsDeCout = champ(
        "Engagements de coût", "Tolérances.", {"tolerance_previsionnel": "5 %"}, fabrique=EngagementsDeCout.eteinte
    )
    ouvrage_livre_iv: OuiNon = champ(
        "Ouvrage du livre IV",
        "La maîtrise d’œuvre porte-t-elle sur un ouvrage du livre IV de la deuxième partie du code ?",
        "oui",
        defaut=True,
    )

    visites: Visites = champ("Visites", "Du site.", "aucune", fabrique=Visites.eteinte)
    candidature: Candidature = champ(
        "Candidature", "Ce qui est demandé.", {"references": "3"}, fabrique=Candidature.allumee
    )
    offre: Offre = champ("Offre", "Contenu et remise.", {"formats": ["pdf"]}, fabrique=Offre.allumee)
    notation_prix: NotationPrix = champ(
        "Notation du prix", "Méthode.", "proportionnelle", defaut=NotationPrix("proportionnelle")
    )
    echelle: Textes = champ(
        "Échelle de notation", "Un niveau par ligne.", ["très satisfaisant : 100 % des points"], defaut=()
    )
    attribution: Attribution = champ(
        "Attribution", "Pièces de l’attributaire.", {"delai_pieces": "10 jours"}, fabrique=Attribution.allumee
    )
    mediation: Mediation = champ("Médiation", "Comité compétent.", {"comite": "…"}, fabrique=Mediation.eteinte)
    clauses: Clauses = champ(
        "Clauses", "Ajoutées ou retirées.", {"ajouter": [{"id": "primes"}]}, fabrique=Clauses.eteinte
    )
    annexes: Annotated[tuple[Annexe, ...], LISTE] = champ(
        "Annexes", "Documents annexés.", [{"nom": "plan"}], defaut=(), element="annexe"
    )

    _lots_effectifs: tuple[Lot, ...] = PrivateAttr(default=())
    _defauts: tuple[Default, ...] = PrivateAttr(default=())

    @property
    def lots_effectifs(self) -> tuple[Lot, ...]:
        """Each lot with everything it takes from the contract; one lot without number when there are none."""
        return self._lots_effectifs

    @property
    def defauts_calcules(self) -> tuple[Default, ...]:
        """Values that were computed because nothing was written, for the reports."""
        return self._defauts

    @property
    def limite(self) -> dt.date:
        """Day of the deadline for offers."""
        return self.date_limite.date()
