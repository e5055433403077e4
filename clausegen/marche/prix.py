"""Prices, advance, retention, payment, penalties."""

from typing import Annotated

from clausegen.marche.base import Section, champ
from clausegen.marche.choix import (
    BaseAvance,
    FormePrix,
    Manquement,
    OptionAvance,
    Periodicite,
    Substitution,
    Variation,
)
from clausegen.marche.types import (
    LISTE,
    LISTE_DE_CODES,
    DureeT,
    MoisT,
    MontantOuAucun,
    MontantT,
    OuiNon,
    TauxOuAucun,
    TauxT,
    Texte,
)
from clausegen.values import Duree, Montant, Taux


class Index(Section):
    """An index of a price formula."""

    toujours = True

    code: Texte | None = champ("Code de l’index", "Sigle ou identifiant.", "ICHTrev-TS", defaut=None)
    libelle: Texte = champ(
        "Nom de l’index", "Nom complet et éditeur.", "coût horaire du travail révisé, tous salariés (Insee)"
    )
    poids: TauxT | None = champ(
        "Poids dans la formule", "Avec la partie fixe, les poids font 100 %.", "87,5 %", defaut=None, unite="%"
    )


class Prix(Section):
    """Form and variation of prices."""

    toujours = True

    forme: FormePrix = champ(
        "Forme des prix", "À défaut, selon la nature et la forme du marché.", "global", decp="formePrix"
    )
    variation: Variation = champ(
        "Variation des prix", "À défaut, selon la nature et la durée.", "revisable", decp="typePrix"
    )
    mois_zero: MoisT | None = champ(
        "Mois zéro",
        "Mois d’établissement des prix ; à défaut, celui de la date limite des offres.",
        "janvier 2027",
        defaut=None,
    )
    formule: Texte | None = champ(
        "Formule de variation",
        "Seulement pour en imposer une autre que celle que donnent la partie fixe et les index ; définissez chaque terme.",
        "P = P₀ × (0,125 + 0,5 × S ÷ S₀ + 0,375 × G ÷ G₀), où S est l’indice Syntec et G le gazole",
        defaut=None,
    )
    index: Annotated[tuple[Index, ...], LISTE] = champ(
        "Index", "Index de la formule.", [{"code": "BT01", "libelle": "tous corps d’état", "poids": "87,5 %"}], defaut=(),
        element="index",
    )  # fmt: skip
    partie_fixe: TauxT = champ(
        "Partie fixe", "Part du prix qui ne varie pas (choix de l’acheteur).", "12,5 %", defaut=Taux("0.125"), unite="%"
    )
    frequence: Texte | None = champ(
        "Fréquence de la révision", "Quand les prix sont révisés.", "chaque année à la date anniversaire de la notification",
        defaut=None,
    )  # fmt: skip
    butoir: TauxT | None = champ("Butoir", "Hausse maximale appliquée par an.", "3 %", defaut=None, unite="% par an")
    sauvegarde: TauxT | None = champ(
        "Clause de sauvegarde",
        "Hausse au-delà de laquelle l’acheteur peut résilier.",
        "5 %",
        defaut=None,
        unite="% par an",
    )
    matieres_premieres: OuiNon = champ(
        "Part importante de matières premières",
        "Oui si les prix suivent les cours mondiaux : la révision peut être obligatoire.", "non", defaut=False,
    )  # fmt: skip


class Remboursement(Section):
    """Refund of the advance."""

    debut: TauxT = champ(
        "Début du remboursement",
        "Part exécutée à partir de laquelle l’avance est remboursée.",
        "65 %",
        defaut=Taux("0.65"),
        unite="%",
    )
    fin: TauxT = champ(
        "Fin du remboursement", "Part exécutée à laquelle elle l’est en entier.", "80 %", defaut=Taux("0.80"), unite="%"
    )


class Avance(Section):
    """Advance; false with the option « aucune »."""

    champ_principal = "option"

    option: OptionAvance = champ(
        "Option de l’avance", "Option du CCAG, ou aucune avance.", "B", defaut=OptionAvance("B")
    )
    taux: TauxT | None = champ("Taux de l’avance", "À défaut, le minimum légal.", "10 %", defaut=None, unite="%")
    taux_pme: TauxT | None = champ(
        "Taux pour une petite ou moyenne entreprise", "À défaut, le minimum légal.", "30 %", defaut=None, unite="%"
    )
    base: BaseAvance | None = champ("Base de l’avance", "Montant sur lequel elle se calcule.", "marche", defaut=None)
    garantie: OuiNon = champ("Garantie demandée", "Garantie à première demande.", "non", defaut=False)
    remboursement: Remboursement = champ(
        "Remboursement de l’avance",
        "Choix de l’acheteur.",
        {"debut": "65 %", "fin": "80 %"},
        fabrique=Remboursement.allumee,
    )
    refus_possible: OuiNon = champ("Refus possible", "Le titulaire peut refuser l’avance.", "oui", defaut=True)

    def __bool__(self) -> bool:
        return self._actif and self.option != "aucune"


class RetenueDeGarantie(Section):
    """Retention money."""

    champ_principal = "taux"

    taux: TauxT = champ("Taux de la retenue de garantie", "Prélevé sur chaque paiement.", "5 %", unite="%")
    taux_pme: TauxT | None = champ("Taux pour une PME", "S’il est différent.", "3 %", defaut=None, unite="%")
    substitution: Annotated[tuple[Substitution, ...], LISTE_DE_CODES] = champ(
        "Garanties de substitution", "Ce qui peut remplacer la retenue.", ["garantie_premiere_demande", "caution"],
        defaut=(Substitution("garantie_premiere_demande"),),
    )  # fmt: skip


class Chorus(Section):
    """What the electronic invoice must bear."""

    service: Texte | None = champ("Code service", "Code du service destinataire.", "SERV-TECH", defaut=None)
    engagement: Texte | None = champ(
        "Numéro d’engagement", "Ou comment le titulaire l’obtient.", "porté sur chaque bon", defaut=None
    )


class Acomptes(Section):
    """Interim payments."""

    champ_principal = "conditions"

    periodicite: Periodicite | None = champ("Périodicité des acomptes", "Si elle diffère.", "mensuelle", defaut=None)
    conditions: Texte | None = champ(
        "Conditions des acomptes",
        "Phases, pourcentages.",
        "40 % à la remise du diagnostic, le solde à l’admission",
        defaut=None,
    )


class Paiement(Section):
    """Payment."""

    delai: DureeT = champ("Délai de paiement", "Délai global.", "30 jours", defaut=Duree(30, "jour"))
    chorus: Chorus = champ(
        "Facturation électronique", "Codes à porter sur la facture.", {"service": "SERV-TECH"}, fabrique=Chorus.allumee
    )
    periodicite: Periodicite = champ(
        "Périodicité des paiements", "Rythme des demandes de paiement.", "mensuelle", defaut=Periodicite("mensuelle")
    )
    acomptes: Acomptes = champ("Acomptes", "Conditions particulières.", "aucun", fabrique=Acomptes.eteinte)


class PenaliteRetard(Section):
    """Penalty for lateness: that of the CCAG unless a formula or an amount is given."""

    formule: Texte | None = champ("Formule", "Si elle n’est pas celle du CCAG.", "P = V × R / 500", defaut=None)
    montant: MontantT | None = champ(
        "Montant", "Montant forfaitaire par unité de retard.", "100 €", defaut=None, unite="€"
    )
    unite: Texte | None = champ("Unité de retard", "À quoi le montant se rapporte.", "jour de retard", defaut=None)
    plafond: TauxOuAucun = champ(
        "Plafond des pénalités de retard", "Part du montant hors taxes ; « aucun » pour l’écarter.", "10 %",
        defaut=Taux("0.10"), unite="% du montant HT",
    )  # fmt: skip
    exoneration: MontantOuAucun = champ(
        "Exonération", "Total en deçà duquel aucune pénalité n’est due ; « aucune » pour l’écarter.", "1 000 €",
        defaut=Montant(1000), unite="€",
    )  # fmt: skip


class PenaliteAutre(Section):
    """Penalty for another breach."""

    toujours = True

    manquement: Manquement = champ("Manquement", "Nature du manquement.", "absence_reunion")
    montant: MontantT = champ("Montant de la pénalité", "Par unité.", "100 €", unite="€")
    unite: Texte = champ("Unité", "À quoi le montant se rapporte.", "absence", defaut="manquement constaté")
    texte: Texte | None = champ(
        "Précision", "Description, si le manquement est « autre ».", "badge non restitué", defaut=None
    )


class Penalites(Section):
    """Penalties other than those of insertion."""

    retard: PenaliteRetard = champ(
        "Pénalités de retard", "À défaut, celles du CCAG.", {"plafond": "10 %"}, fabrique=PenaliteRetard.allumee
    )
    autres: Annotated[tuple[PenaliteAutre, ...], LISTE] = champ(
        "Autres pénalités", "Un montant par manquement.",
        [{"manquement": "absence_reunion", "montant": "100 €", "unite": "absence"}], defaut=(), element="pénalité",
    )  # fmt: skip


class Option(Section):
    """A right of the buyer to add something later."""

    toujours = True
    champ_principal = "objet"

    objet: Texte = champ("Objet de l’option", "Ce que l’acheteur pourra ajouter.", "maintenance au-delà de la garantie")
    delai: DureeT | None = champ("Délai de levée", "À compter de la notification du marché.", "12 mois", defaut=None)
    montant: MontantT | None = champ(
        "Montant maximal de l’option", "Hors taxes ; compris dans le montant estimé.", "10 000 €", defaut=None, unite="€ HT"
    )
    conditions: Texte | None = champ(
        "Conditions", "Comment elle est levée.", "décision notifiée au titulaire", defaut=None
    )


class Reexamen(Section):
    """A case of revision of the contract."""

    toujours = True

    cas: Texte = champ("Événement", "Fait objectif qui ouvre la modification.", "ajout d’un site à entretenir")
    effet: Texte = champ("Effet", "Ce qui peut changer.", "ajout des prestations du site")
    limite: Texte | None = champ("Limite", "Quantité, durée ou montant.", "15 % du montant initial", defaut=None)
    prix: Texte | None = champ("Prix", "Comment le prix est fixé.", "prix du bordereau", defaut=None)


class Resiliation(Section):
    """Termination."""

    interet_general: TauxOuAucun = champ(
        "Indemnité de résiliation pour motif d’intérêt général", "Part du montant hors taxes restant.", "5 %",
        defaut=Taux("0.05"), unite="% du montant HT restant",
    )  # fmt: skip
    sans_mise_en_demeure: OuiNon = champ(
        "Résiliation sans mise en demeure", "Un cas ajouté est-il dispensé de mise en demeure ?", "non", defaut=False
    )


class MontantAssurance(Section):
    """A minimum amount of insurance."""

    toujours = True

    garantie: Texte = champ("Garantie", "Dommages couverts.", "dommages corporels")
    montant: MontantT = champ("Montant minimal", "Par sinistre ou par an.", "5 000 000 €", unite="€")
    unite: Texte | None = champ("Par", "Sinistre ou année.", "sinistre", defaut=None)


class Assurances(Section):
    """Insurance."""

    responsabilite_civile: OuiNon = champ(
        "Assurance de responsabilité civile", "Exigée du titulaire.", "oui", defaut=True
    )
    decennale: OuiNon = champ(
        "Assurance décennale", "À défaut, oui pour les travaux et la maîtrise d’œuvre.", "oui", defaut=False
    )
    montants: Annotated[tuple[MontantAssurance, ...], LISTE] = champ(
        "Montants minimaux", "Montants exigés, s’il y en a.", [{"garantie": "dommages corporels", "montant": "5 000 000 €"}],
        defaut=(), element="montant",
    )  # fmt: skip
