"""Performance: checks, acceptance, subcontracting, data, intellectual property, environment."""

from typing import Annotated

from clausegen.marche.base import Section, champ
from clausegen.marche.choix import FormeGroupement, OptionPropriete
from clausegen.marche.types import LISTE, DureeT, MontantT, OuiNon, Texte, Textes


class EtapeVerification(Section):
    """Delay of verification of an element (design) or of a stage (IT)."""

    toujours = True

    etape: Texte = champ("Élément ou étape", "Ce qui est vérifié.", "APD")
    delai: DureeT = champ("Délai de vérification", "À compter de la remise ou de la présentation.", "30 jours")


class Verification(Section):
    """Checks and admission."""

    delai: DureeT | None = champ(
        "Délai de vérification",
        "À compter de la livraison ou de l’achèvement ; vide : celui du CCAG.",
        "15 jours",
        defaut=None,
    )
    responsable: Texte | None = champ(
        "Responsable des vérifications", "Fonction.", "chef du service logistique", defaut=None
    )
    etapes: Annotated[tuple[EtapeVerification, ...], LISTE] = champ(
        "Délais par élément ou par étape", "Maîtrise d’œuvre et informatique.", [{"etape": "APD", "delai": "30 jours"}],
        defaut=(), element="étape",
    )  # fmt: skip


class Reception(Section):
    """Acceptance of works."""

    champ_principal = "precisions"

    unique: OuiNon = champ("Réception unique", "Oui si tous les lots sont reçus ensemble.", "oui", defaut=True)
    precisions: Texte | None = champ(
        "Précisions sur la réception",
        "Réceptions partielles, conditions.",
        "réception partielle du bâtiment A",
        defaut=None,
    )


class Maintenance(Section):
    """Maintenance bought with the contract."""

    champ_principal = "perimetre"

    perimetre: Texte | None = champ(
        "Périmètre de la maintenance",
        "Préventive, corrective, évolutive.",
        "maintenance préventive et corrective",
        defaut=None,
    )
    debut: Texte | None = champ("Début de la maintenance", "Événement de départ.", "fin de la garantie", defaut=None)
    redevance: MontantT | None = champ(
        "Redevance mensuelle", "Base des pénalités.", "400 €", defaut=None, unite="€ HT par mois"
    )


class ProprieteIntellectuelle(Section):
    """Use of the results."""

    champ_principal = "besoins"

    besoins: Texte | None = champ(
        "Besoins et finalités d’usage des résultats", "Ils définissent l’étendue des droits.",
        "diffusion aux communes membres et publication en données ouvertes", defaut=None,
    )  # fmt: skip
    option: OptionPropriete = champ(
        "Régime des droits", "À défaut, celui du CCAG.", "ccag", defaut=OptionPropriete("ccag")
    )
    exploitation: Texte | None = champ("Modes d’exploitation", "Usages visés.", "reproduction, adaptation", defaut=None)
    territoire: Texte | None = champ("Territoire", "Vide : celui du CCAG.", "monde entier", defaut=None)
    duree: Texte | None = champ("Durée des droits", "Vide : celle du CCAG.", "durée légale de protection", defaut=None)


class Confidentialite(Section):
    """Confidentiality beyond the CCAG."""

    champ_principal = "niveau"

    niveau: Texte | None = champ(
        "Informations confidentielles", "Ce qui l’est pour ce marché.", "plans des locaux sensibles", defaut=None
    )


class DonneesPersonnelles(Section):
    """Personal data processed under the contract."""

    champ_principal = "finalite"

    finalite: Texte | None = champ(
        "Finalité du traitement", "À quoi servent les données.", "gestion des inscriptions", defaut=None
    )
    categories: Textes = champ("Catégories de données", "Données traitées.", ["identité", "coordonnées"], defaut=())
    personnes: Textes = champ("Personnes concernées", "Dont les données sont traitées.", ["usagers"], defaut=())
    duree: DureeT | None = champ("Durée de conservation", "À compter de la fin du marché.", "6 mois", defaut=None)
    sous_traitant: OuiNon = champ(
        "Traitement pour le compte de l’acheteur",
        "Le titulaire est alors sous-traitant au sens du RGPD.",
        "oui",
        defaut=True,
    )


class SousTraitance(Section):
    """Subcontracting."""

    autorisee: OuiNon = champ(
        "Sous-traitance autorisée", "Non seulement si des tâches essentielles sont nommées.", "oui", defaut=True
    )
    taches_essentielles: Textes = champ(
        "Tâches essentielles", "Que le titulaire exécute lui-même.", ["encadrement technique"], defaut=()
    )
    pose: OuiNon = champ(
        "Pose ou services compris", "Pour des fournitures : comprennent-elles de la pose, de l’installation ou des services ?",
        "non", defaut=False,
    )  # fmt: skip


class Cotraitance(Section):
    """Groups of firms."""

    forme_exigee: FormeGroupement = champ(
        "Forme exigée du groupement", "Après attribution.", "aucune", defaut=FormeGroupement("aucune")
    )
    motif: Texte | None = champ(
        "Motif de la forme exigée", "Imprimé au règlement.", "imbrication des prestations", defaut=None
    )
    mandataire_solidaire: OuiNon = champ("Mandataire solidaire", "D’un groupement conjoint.", "oui", defaut=True)
    plusieurs_candidatures: OuiNon = champ(
        "Plusieurs candidatures", "Un opérateur peut-il se présenter en plusieurs qualités ?", "non", defaut=False
    )


class Environnement(Section):
    """Environmental conditions of execution: without `conditions`, those of the library for the nature."""

    conditions: Textes = champ(
        "Conditions environnementales", "Vide : clause type de la nature.", ["produits écolabellisés"], defaut=()
    )
    penalite: MontantT | None = champ(
        "Pénalité environnementale", "Par manquement.", "100 €", defaut=None, unite="€ par manquement"
    )

    @property
    def clause_type(self) -> bool:
        """The conditions are those of the library."""
        return self._actif and not self.conditions
