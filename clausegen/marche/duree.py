"""Place, time, form: what a lot may state for itself."""

from typing import Annotated

from clausegen.marche.base import Section, champ
from clausegen.marche.choix import Titulaires
from clausegen.marche.types import (
    LISTE,
    CodeCpv,
    Departement,
    DureeT,
    Entier,
    MontantT,
    OuiNon,
    TauxT,
    Texte,
    Textes,
)


class Cpv(Section):
    """CPV codes."""

    champ_principal = "principal"

    principal: CodeCpv = champ("Code CPV principal", "Huit chiffres, entre guillemets.", "90911200", decp="codeCPV")
    secondaires: Annotated[tuple[CodeCpv, ...], LISTE] = champ(
        "Codes CPV secondaires", "Autres codes de la nomenclature.", ["90919200"], defaut=()
    )


class Lieu(Section):
    """Place of performance: decides the court and what depends on the territory."""

    champ_principal = "texte"

    texte: Texte | None = champ(
        "Lieu d’exécution",
        "En clair.",
        "bâtiments communaux de Valmont-sur-Loire",
        defaut=None,
        decp="lieuExecution.nom",
    )
    departement: Departement | None = champ(
        "Département d’exécution", "Code, entre guillemets ; à défaut, celui de l’acheteur.", "45", defaut=None,
        decp="lieuExecution.code",
    )  # fmt: skip
    nuts: Texte | None = champ("Code NUTS", "Code NUTS 3 de l’avis.", "FRB06", defaut=None)


class Tranche(Section):
    """A part of the contract, firm or to be activated."""

    toujours = True

    code: Texte = champ("Code de la tranche", "Tel qu’il sera imprimé.", "TF")
    objet: Texte = champ("Objet de la tranche", "Ce qu’elle comprend.", "Études et première phase")
    ferme: OuiNon = champ("Tranche ferme", "Non pour une tranche optionnelle.", "oui", defaut=False)
    duree: DureeT | None = champ("Durée de la tranche", "À compter de son démarrage.", "12 mois", defaut=None)
    delai_affermissement: DureeT | None = champ(
        "Délai d’affermissement", "À compter de la notification du marché.", "18 mois", defaut=None
    )
    montant: MontantT | None = champ("Montant de la tranche", "Hors taxes.", "120 000 €", defaut=None, unite="€ HT")
    insertion: Entier | None = champ(
        "Heures d’insertion de la tranche", "Dues une fois la tranche affermie.", "140", defaut=None, unite="h"
    )
    dedit: MontantT | None = champ(
        "Indemnité de dédit", "Si la tranche n’est pas affermie.", "2 000 €", defaut=None, unite="€ HT"
    )
    attente: MontantT | None = champ(
        "Indemnité d’attente", "Par mois de retard de l’affermissement.", "500 €", defaut=None, unite="€ HT par mois"
    )
    rabais: TauxT | None = champ("Rabais", "Sur le montant de la tranche.", "2 %", defaut=None, unite="%")


class CritereSubsequent(Section):
    """A criterion of the subsequent contracts."""

    toujours = True
    champ_principal = "nom"

    nom: Texte = champ("Nom du critère", "Critère d’attribution des marchés subséquents.", "Prix")
    poids: TauxT | None = champ("Pondération", "Part dans la note.", "60 %", defaut=None, unite="%")


class MarchesSubsequents(Section):
    """Subsequent contracts."""

    criteres: Annotated[tuple[CritereSubsequent, ...], LISTE] = champ(
        "Critères des marchés subséquents", "Annoncés dès l’accord-cadre.", [{"nom": "Prix", "poids": "60 %"}], defaut=(),
        element="critère",
    )  # fmt: skip
    delai: DureeT | None = champ(
        "Délai de remise des offres", "À compter de l’envoi de la consultation des titulaires.", "10 jours", defaut=None
    )


class AccordCadre(Section):
    """Framework agreement."""

    minimum: MontantT | None = champ("Montant minimum", "Sur la durée totale.", "20 000 €", defaut=None, unite="€ HT")
    maximum: MontantT | None = champ(
        "Montant maximum", "Sur la durée totale ; obligatoire.", "800 000 €", defaut=None, unite="€ HT"
    )
    minimum_quantite: Texte | None = champ(
        "Quantité minimum", "Si le minimum est en quantité.", "1 000 repas", defaut=None
    )
    maximum_quantite: Texte | None = champ(
        "Quantité maximum", "Si le maximum est en quantité.", "12 000 repas", defaut=None
    )
    titulaires: Titulaires = champ("Titulaires", "Un seul ou plusieurs.", "mono", defaut=Titulaires("mono"))
    nombre: Entier | None = champ("Nombre de titulaires", "S’il y en a plusieurs.", "3", defaut=None)
    emission: Texte | None = champ(
        "Émission des bons de commande", "Rythme ou circonstances.", "au fur et à mesure des besoins", defaut=None
    )
    emetteurs: Textes = champ(
        "Émetteurs des bons de commande", "Fonctions ou services habilités.", ["service des achats"], defaut=()
    )
    delai_commande: DureeT | None = champ(
        "Délai maximal d’exécution d’une commande",
        "À compter de la notification du bon de commande.",
        "5 jours",
        defaut=None,
    )
    dernier_bon: Texte | None = champ(
        "Dernier bon de commande", "Jusqu’à quand un bon peut être émis ; vide : dernier jour de l’accord-cadre.",
        "un mois avant la fin de l’accord-cadre", defaut=None,
    )  # fmt: skip
    repartition: Texte | None = champ(
        "Répartition entre titulaires", "Règle objective qui désigne le titulaire d’une commande.",
        "par ordre de classement des offres", defaut=None,
    )  # fmt: skip
    marches_subsequents: MarchesSubsequents = champ(
        "Marchés subséquents", "Critères et délai annoncés.", "aucun", fabrique=MarchesSubsequents.eteinte
    )
    justification_duree: Texte | None = champ(
        "Justification de la durée", "Pourquoi la durée dépasse la durée ordinaire d’un accord-cadre.",
        "amortissement des équipements", defaut=None,
    )  # fmt: skip


class DelaiExecution(Section):
    """A delay of performance."""

    toujours = True

    prestation: Texte = champ("Prestation", "Prestation ou livrable concerné.", "travaux du lot")
    delai: DureeT = champ("Délai", "À compter de l’événement de départ.", "17 semaines")
    depart: Texte | None = champ(
        "Départ du délai", "Événement dont il court.", "notification du bon de commande", defaut=None
    )


class ReprisePersonnel(Section):
    """Transfer of the staff of the outgoing firm."""

    convention: Texte | None = champ(
        "Convention collective",
        "Celle qui impose la reprise.",
        "entreprises de propreté et services associés",
        defaut=None,
    )
    heures_mensuelles: Entier | None = champ(
        "Heures mensuelles reprises", "Total des heures du personnel à reprendre.", "650", defaut=None, unite="h/mois"
    )
    liste: Textes = champ("Liste du personnel", "Annexe qui la contient, ou ses lignes.", "annexe 2 au CCAP", defaut=())
