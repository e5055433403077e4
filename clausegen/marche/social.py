"""Other social tools: reservation, insertion as the object, other considerations, absence of a condition."""

from typing import Any

from clausegen.marche.base import Section, champ
from clausegen.marche.choix_sociaux import (
    MotifAbsence,
    MotifReserve,
    NiveauAccessibilite,
    NiveauDiscriminations,
    UniteObjet,
)
from clausegen.marche.types import Entier, OuiNon, TauxT, Texte, Textes
from clausegen.values import Taux


class Reserve(Section):
    """Reservation of the contract or of the lot."""

    champ_principal = "motif"

    motif: MotifReserve = champ("Motif de la réservation", "Bénéficiaires.", "ea_esat")
    part_minimale: TauxT | None = champ(
        "Proportion minimale", "De personnes concernées ; sans objet pour l’économie sociale et solidaire.", "50 %",
        defaut=None, unite="%",
    )  # fmt: skip

    @classmethod
    def normaliser(cls, donnees: dict[str, Any]) -> dict[str, Any]:
        """The share that the code asks for, unless the ground has none."""
        if str(donnees.get("motif", "")).strip().lower() == "ess" or "part_minimale" in donnees:
            return donnees
        return {**donnees, "part_minimale": Taux("0.5")}


class ObjetInsertion(Section):
    """A contract whose object is insertion itself."""

    places: Entier | None = champ("Nombre de places", "Places conventionnées.", "12", defaut=None)
    parcours: Entier | None = champ("Nombre de parcours", "Parcours attendus.", "20", defaut=None)
    heures: Entier | None = champ("Nombre d’heures", "Heures en insertion.", "9 000", defaut=None, unite="h")
    unite: UniteObjet = champ(
        "Unité de rémunération", "À défaut, selon ce qui est donné.", "place", defaut=UniteObjet("place")
    )
    encadrement: TauxT | None = champ(
        "Taux d’encadrement", "Encadrants rapportés aux personnes en parcours.", "12,5 %", defaut=None, unite="%"
    )
    sorties: TauxT | None = champ(
        "Taux de sorties attendu", "Vers l’emploi ou la formation.", "40 %", defaut=None, unite="%"
    )
    support: Texte | None = champ("Activité support", "Activité exercée.", "ramassage des cartons", defaut=None)

    @classmethod
    def normaliser(cls, donnees: dict[str, Any]) -> dict[str, Any]:
        """The unit that the content implies."""
        if "unite" in donnees:
            return donnees
        for cle, unite in (("places", "place"), ("parcours", "parcours"), ("heures", "heure")):
            if cle in donnees:
                return {**donnees, "unite": unite}
        return donnees


class Egalite(Section):
    """Equality between women and men in the performance."""

    actions: Textes = champ("Actions d’égalité", "Menées par l’équipe du marché.", ["référent désigné"], defaut=())
    bilan: OuiNon = champ("Bilan d’égalité", "Une page par an.", "oui", defaut=True)


class Discriminations(Section):
    """Fight against discrimination."""

    champ_principal = "niveau"

    niveau: NiveauDiscriminations = champ(
        "Niveau d’engagement", "Information, formation ou diagnostic.", "formation_encadrants",
        defaut=NiveauDiscriminations("formation_encadrants"),
    )  # fmt: skip
    heures: Entier = champ("Durée de la formation", "Par encadrant.", "3", defaut=3, unite="h")


class Accessibilite(Section):
    """Accessibility for all users."""

    champ_principal = "exigences"

    exigences: Texte | None = champ(
        "Exigences d’accessibilité", "Ou l’article du CCTP qui les dit.", "article 5 du CCTP", defaut=None
    )
    justification: Texte | None = champ("Justification", "Si aucune exigence n’est fixée.", "aucun usager", defaut=None)


class AccessibiliteNumerique(Section):
    """Digital accessibility."""

    champ_principal = "niveau"

    niveau: NiveauAccessibilite = champ(
        "Niveau d’accessibilité numérique", "A ou AA.", "AA", defaut=NiveauAccessibilite("AA")
    )
    audit: OuiNon = champ("Audit par un tiers", "Avant l’admission.", "oui", defaut=True)


class CommerceEquitable(Section):
    """Fair trade."""

    part: TauxT | None = champ("Part des quantités", "Minimum.", "30 %", defaut=None, unite="%")
    produits: Textes = champ("Produits concernés", "Liste.", ["café", "thé"], defaut=())


class ConditionsTravail(Section):
    """Rights at work along the supply chain."""

    conventions: Textes = champ("Conventions visées", "Vide : celles du CCAG.", ["travail des enfants"], defaut=())
    sites: OuiNon = champ("Liste des sites de production", "Demandée au titulaire.", "oui", defaut=True)
    audit: OuiNon = champ("Audit", "L’acheteur peut faire auditer les sites.", "oui", defaut=True)


class HorairesJournee(Section):
    """Work during the day."""

    champ_principal = "plage"

    plage: Texte = champ("Plage d’intervention", "Heures de la journée.", "6 h à 20 h", defaut="6 h à 20 h")


class AutresConsiderations(Section):
    """Other social considerations."""

    egalite: Egalite = champ(
        "Égalité entre les femmes et les hommes", "Actions du marché.", "oui", fabrique=Egalite.eteinte
    )
    discriminations: Discriminations = champ(
        "Lutte contre les discriminations", "Niveau.", "oui", fabrique=Discriminations.eteinte
    )
    accessibilite: Accessibilite = champ(
        "Accessibilité", "Exigences.", "article 5 du CCTP", fabrique=Accessibilite.eteinte
    )
    accessibilite_numerique: AccessibiliteNumerique = champ(
        "Accessibilité numérique", "Services en ligne.", "AA", fabrique=AccessibiliteNumerique.eteinte
    )
    commerce_equitable: CommerceEquitable = champ(
        "Commerce équitable", "Produits.", "oui", fabrique=CommerceEquitable.eteinte
    )
    conditions_travail: ConditionsTravail = champ(
        "Conditions de travail", "Chaîne d’approvisionnement.", "oui", fabrique=ConditionsTravail.eteinte
    )
    vigilance: OuiNon = champ("Plan de vigilance", "L’acheteur se réserve cette exclusion.", "non", defaut=False)
    horaires_journee: HorairesJournee = champ(
        "Horaires de journée", "Intervention en journée.", "6 h à 20 h", fabrique=HorairesJournee.eteinte
    )


class AbsenceDeConditionSociale(Section):
    """Why there is no social condition although the code asks for one."""

    champ_principal = "motif"

    motif: MotifAbsence = champ(
        "Motif d’absence de condition sociale", "Un des quatre cas du code.", "lien_insuffisant"
    )
    explication: Texte = champ(
        "Explication", "Raisons propres à ce marché.", "livraison de consommables sans prestation de main-d’œuvre"
    )
