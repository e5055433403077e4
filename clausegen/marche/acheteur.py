"""The buyer."""

from typing import Annotated

from clausegen.marche.base import Section, champ
from clausegen.marche.choix import Etablissement, TypeAcheteur
from clausegen.marche.types import (
    LISTE,
    Adresse,
    CodePostal,
    Courriel,
    MontantT,
    OuiNon,
    Siret,
    Texte,
)


class Representant(Section):
    """The person who signs for the buyer."""

    champ_principal = "nom"

    nom: Texte = champ("Nom du signataire", "Personne habilitée à signer le marché.", "Camille Bellanger")
    qualite: Texte | None = champ("Qualité du signataire", "Fonction de cette personne.", "maire", defaut=None)


class GroupementCommandes(Section):
    """Several buyers together."""

    membres: Annotated[tuple[Texte, ...], LISTE] = champ(
        "Membres du groupement de commandes",
        "Nom de chaque acheteur membre.",
        ["Commune de Valmont", "CCAS"],
        defaut=(),
    )
    coordonnateur: Texte | None = champ(
        "Coordonnateur", "Membre chargé de passer le marché pour les autres.", "Commune de Valmont", defaut=None
    )
    payeur: Texte | None = champ(
        "Payeur", "Qui commande et paie pendant l’exécution.", "chaque membre pour ses besoins", defaut=None
    )


class Acheteur(Section):
    """The buyer: its identity, and what decides thresholds, court and payment."""

    toujours = True

    nom: Texte = champ("Nom de l’acheteur", "Dénomination officielle.", "Commune de Valmont-sur-Loire", decp="acheteur")
    siret: Siret = champ(
        "SIRET de l’acheteur", "Quatorze chiffres, entre guillemets.", "21459990400015", decp="acheteur.id"
    )
    type: TypeAcheteur = champ(
        "Type d’acheteur",
        "Décide des seuils, de l’avance, de la retenue de garantie et du délai de paiement.",
        "commune",
    )
    adresse: Texte = champ("Adresse de l’acheteur", "Numéro et voie.", "1 place de la Mairie")
    code_postal: CodePostal = champ("Code postal", "Cinq chiffres, entre guillemets.", "45001")
    ville: Texte = champ("Ville", "Commune de l’adresse.", "Valmont-sur-Loire")
    profil: Adresse = champ("Profil d’acheteur", "Adresse internet de la plateforme.", "https://marches.example.fr")
    autorite_centrale: OuiNon = champ(
        "Autorité publique centrale",
        "Oui pour l’État ; à dire pour un établissement public de l’État, dont elle abaisse le seuil européen.",
        "non", defaut=False,
    )  # fmt: skip
    pouvoir_adjudicateur: OuiNon = champ(
        "Pouvoir adjudicateur",
        "Un pouvoir adjudicateur le reste lorsqu’il agit en entité adjudicatrice.",
        "oui",
        defaut=True,
    )
    public: OuiNon = champ(
        "Personne morale de droit public", "Non pour une société ou une association : le juge n’est pas le même.", "oui",
        defaut=True,
    )  # fmt: skip
    etablissement: Etablissement = champ(
        "Caractère de l’établissement public", "Administratif, ou industriel et commercial.", "administratif",
        defaut=Etablissement("administratif"),
    )  # fmt: skip
    entreprise_publique: OuiNon = champ(
        "Entreprise publique",
        "Oui pour une entreprise publique, dont le délai de paiement diffère.",
        "non",
        defaut=False,
    )
    comptable_public: OuiNon | None = champ(
        "Comptable public", "L’acheteur est-il doté d’un comptable public ? À dire s’il n’est ni l’État, ni un établissement "
        "public, ni une collectivité.", "oui", defaut=None,
    )  # fmt: skip
    representant: Representant = champ(
        "Signataire", "Personne qui signe le marché.", {"nom": "Camille Bellanger", "qualite": "maire"},
        fabrique=Representant.eteinte,
    )  # fmt: skip
    courriel: Courriel | None = champ(
        "Courriel de l’acheteur", "Service des marchés.", "marches@ville.example.fr", defaut=None
    )
    telephone: Texte | None = champ("Téléphone de l’acheteur", "Service des marchés.", "02 00 00 00 00", defaut=None)
    tribunal: Texte | None = champ(
        "Tribunal compétent", "Laissez vide : il suit le département d’exécution.", "tribunal administratif d’Orléans",
        defaut=None,
    )  # fmt: skip
    depenses_annuelles: MontantT | None = champ(
        "Dépenses annuelles de fonctionnement", "Décide du taux de l’avance et de la retenue pour les PME.", "75 000 000 €",
        defaut=None, unite="€",
    )  # fmt: skip
    groupement_de_commandes: GroupementCommandes = champ(
        "Groupement de commandes", "À remplir si plusieurs acheteurs passent ce marché ensemble.", "aucun",
        fabrique=GroupementCommandes.eteinte,
    )  # fmt: skip
    assistant: Texte | None = champ(
        "Assistant de l’acheteur", "Assistant à maîtrise d’ouvrage : nom et limites de ce qu’il peut décider.",
        "Conseil Exemple, sans pouvoir de décision", defaut=None,
    )  # fmt: skip
    delegue_protection_donnees: Courriel | None = champ(
        "Délégué à la protection des données", "Son adresse électronique.", "dpd@ville.example.fr", defaut=None
    )
