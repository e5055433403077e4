"""The volume of insertion: hours, how they were found, how they are counted and checked."""

from typing import Annotated, Any, Self

from pydantic import model_validator

from clausegen.marche.base import Section, champ, faute
from clausegen.marche.choix_sociaux import (
    Arrondi,
    BaseHeures,
    BilanFinal,
    Calibrage,
    ModeHeures,
    Releve,
    SourceHeures,
    Valideur,
)
from clausegen.marche.types import (
    LISTE,
    DureeT,
    Entier,
    Lecteur,
    MontantT,
    OuiNon,
    TauxLarge,
    TauxT,
    Texte,
    lire_entier,
    lire_taux,
)
from clausegen.values import Duree, Taux


def _volume(texte: str) -> int | Taux:
    return lire_taux(texte) if texte.rstrip().endswith("%") else lire_entier(texte)


VolumeT = Annotated[
    Any, Lecteur(_volume, (int, Taux), "cg_nombre", {"type": ["integer", "string"], "x-type": "entier"})
]


class Heures(Section):
    """Hours due. A bare number is a fixed volume, a bare rate a share of the hours worked."""

    champ_principal = "valeur"

    mode: ModeHeures = champ(
        "Mode de calcul des heures", "À défaut, déduit de ce qui est écrit.", "fixe", defaut=ModeHeures("fixe")
    )
    valeur: VolumeT = champ(
        "Heures d’insertion", "Nombre d’heures, ou taux en mode « pourcentage ».", "280", defaut=None, unite="h"
    )
    par: MontantT | None = champ(
        "Tranche de commandes", "Montant auquel les heures se rapportent.", "100 000 €", defaut=None, unite="€ HT"
    )
    base: BaseHeures = champ(
        "Base du calcul", "Montants facturés ou commandés.", "facture", defaut=BaseHeures("facture")
    )
    arrondi: Arrondi = champ(
        "Règle d’arrondi", "Au prorata ou par tranche entière.", "prorata", defaut=Arrondi("prorata")
    )
    assiette: Texte | None = champ(
        "Heures prises pour base", "En mode « pourcentage ».", "heures travaillées pour le marché", defaut=None
    )
    minimum: Entier | None = champ("Nombre minimal d’heures", "Dû en tout état de cause.", "70", defaut=None, unite="h")
    source: SourceHeures = champ(
        "Origine du nombre", "Calcul, facilitateur ou choix ; contrôlée.", "facilitateur", defaut=SourceHeures("manuel")
    )
    motif: Texte | None = champ(
        "Motif", "Pourquoi ce nombre, s’il s’écarte du calcul.", "marché local tendu", defaut=None
    )

    @classmethod
    def normaliser(cls, donnees: dict[str, Any]) -> dict[str, Any]:
        """The mode that the content implies when it is left out."""
        if "mode" in donnees:
            return donnees
        if str(donnees.get("valeur", "")).rstrip().endswith("%"):
            return {"mode": "pourcentage", **donnees}
        return {"mode": "prorata_commandes", **donnees} if "par" in donnees else donnees

    @model_validator(mode="after")
    def _coherence(self) -> Self:
        if self.mode in ("fixe", "pourcentage", "prorata_commandes") and self.valeur is None:
            raise faute("cg_heures", "le nombre d’heures (ou le taux) manque", "ajoutez « valeur »")
        if self.mode == "pourcentage" and not isinstance(self.valeur, Taux):
            raise faute("cg_heures", f"« {self.valeur} » n’est pas un taux", "écrivez par exemple « valeur: 5 % »")
        if self.mode != "pourcentage" and isinstance(self.valeur, Taux):
            raise faute("cg_heures", "un taux est donné là où un nombre d’heures est attendu",
                        "écrivez le nombre d’heures, ou « mode: pourcentage »")  # fmt: skip
        if self.mode == "prorata_commandes" and self.par is None:
            raise faute("cg_heures", "le montant auquel les heures se rapportent manque", "ajoutez « par: 100 000 € »")
        if self.mode == "prorata_commandes" and self.par == 0:
            raise faute("cg_heures", "le montant auquel les heures se rapportent ne peut être nul", "corrigez « par »")
        return self


class CalculReprise(Section):
    """Services with transfer of staff: what the hourly computation needs."""

    chiffre_affaires: MontantT | None = champ(
        "Chiffre d’affaires de la période", "Montant hors taxes de la période.", "600 000 €", defaut=None, unite="€ HT"
    )
    mois: Entier | None = champ("Durée de la période", "En mois.", "36", defaut=None, unite="mois")
    heures_mensuelles: Entier | None = champ(
        "Heures mensuelles transférables", "À défaut, celles de la reprise.", "650", defaut=None
    )
    montant_horaire: MontantT | None = champ(
        "Chiffre d’affaires par heure", "Ratio de la profession.", "25 €", defaut=None, unite="€/h"
    )


class Calcul(Section):
    """Data of the computation of hours."""

    part_main_oeuvre: TauxT | None = champ(
        "Part de main-d’œuvre", "Dans le montant du lot.", "50 %", defaut=None, unite="%"
    )
    cout_horaire: MontantT | None = champ("Coût horaire", "Chargé.", "30 €", defaut=None, unite="€/h")
    taux_insertion: TauxT | None = champ(
        "Taux d’insertion", "Part des heures de travail.", "5 %", defaut=None, unite="%"
    )
    calibrage: Calibrage | None = champ(
        "Calibrage", "Choisit le taux quand aucun n’est donné.", "equilibre", defaut=None
    )
    heures_totales: Entier | None = champ(
        "Heures totales de travail", "Si elles sont connues.", "35 000", defaut=None, unite="h"
    )
    reprise: CalculReprise = champ(
        "Reprise de personnel", "Données de la formule.", "aucun", fabrique=CalculReprise.eteinte
    )


class Comptage(Section):
    """How hours are counted."""

    embauche_max: DureeT = champ(
        "Durée de comptage d’une embauche directe", "À compter de l’embauche.", "24 mois", defaut=Duree(24, "mois")
    )
    formation: OuiNon = champ("Heures de formation comptées", "Pendant le parcours.", "oui", defaut=True)
    plafond_par_personne: Entier | None = champ(
        "Plafond d’heures par personne", "Vide : aucun.", "1 600", defaut=None, unite="h"
    )


class Globalisation(Section):
    """Pooling of hours with other contracts."""

    champ_principal = "bassin"

    bassin: Texte = champ("Bassin d’emploi", "Territoire de la globalisation.", "le bassin d’emploi du lieu d’exécution",
                          defaut="le bassin d’emploi du lieu d’exécution")  # fmt: skip
    accord: Texte = champ(
        "Accord", "L’acheteur, ou l’instance dont l’accord est requis en plus du sien.", "acheteur", defaut="acheteur"
    )
    conditions: Texte | None = champ("Conditions", "Autres conditions.", "marchés du même acheteur", defaut=None)


class Eligibilite(Section):
    """Check of the persons before they start."""

    champ_principal = "validee_par"

    validee_par: Valideur = champ(
        "Qui valide l’éligibilité", "À défaut, le facilitateur, sinon le référent, sinon l’acheteur.", "facilitateur",
        defaut=Valideur("acheteur"),
    )  # fmt: skip
    delai: Texte = champ(
        "Moment de la validation", "Toujours avant.", "avant la prise de poste", defaut="avant la prise de poste"
    )
    delai_reponse: DureeT = champ(
        "Délai de réponse",
        "À compter de la réception d’une demande complète.",
        "5 jours ouvrés",
        defaut=Duree(5, "jour ouvré"),
    )
    duree: DureeT | None = champ(
        "Durée de l’éligibilité", "À compter de la validation ; vide : celle du CCAG.", "24 mois", defaut=None
    )


class Suivi(Section):
    """Follow-up."""

    champ_principal = "releve"

    releve: Releve = champ("Périodicité des relevés", "Relevés d’heures.", "trimestriel", defaut=Releve("trimestriel"))
    jour_limite: Entier = champ(
        "Jour limite du relevé", "Du mois qui suit la période.", "15", defaut=15, unite="jour du mois"
    )
    reunion_lancement: DureeT = champ(
        "Réunion de mise au point", "À compter de la notification.", "1 mois", defaut=Duree(1, "mois")
    )
    correspondant: DureeT = champ(
        "Désignation du correspondant", "À compter de la notification.", "15 jours", defaut=Duree(15, "jour")
    )
    premier_contact: DureeT = champ(
        "Premier contact", "À compter de la notification.", "15 jours", defaut=Duree(15, "jour")
    )
    bilan_annuel: OuiNon = champ("Bilan annuel", "À la fin de chaque année d’exécution.", "oui", defaut=True)
    bilan_final: BilanFinal = champ(
        "Bilan final", "Moment de sa remise.", "mois_precedant_la_fin", defaut=BilanFinal("mois_precedant_la_fin")
    )
    pieces: Annotated[tuple[Texte, ...], LISTE] = champ(
        "Pièces jointes au relevé", "Justificatifs.", ["date d’embauche", "type de contrat"],
        defaut=("date d’embauche", "type de contrat", "poste occupé", "heures réalisées", "justificatif d’éligibilité"),
    )  # fmt: skip

    @model_validator(mode="after")
    def _jour(self) -> Self:
        if not 1 <= self.jour_limite <= 28:
            raise faute(
                "cg_borne", f"jour limite du relevé : {self.jour_limite} — le jour doit être compris entre 1 et 28"
            )
        return self


class EngagementSupplementaire(Section):
    """Hours offered above the minimum."""

    note: OuiNon = champ("Heures supplémentaires notées", "Sont-elles notées ?", "oui", defaut=True)
    plafond: TauxLarge = champ(
        "Plafond des heures notées", "Rapporté au minimum.", "150 %", defaut=Taux("1.5"), unite="% du minimum"
    )
