"""The consultation: what the règlement says."""

from typing import Annotated, ClassVar

from clausegen.marche.base import Section, champ
from clausegen.marche.choix import Dume, Signature
from clausegen.marche.choix_sociaux import TypeCritere
from clausegen.marche.types import (
    LISTE,
    DureeT,
    Entier,
    Moment,
    MontantT,
    OuiNon,
    TauxT,
    Texte,
    Textes,
)
from clausegen.values import Duree


class Variantes(Section):
    """Variants; false when they are not allowed."""

    au_oui: ClassVar[dict[str, str]] = {"autorisees": "oui"}

    autorisees: OuiNon = champ("Variantes autorisées", "À dire, oui ou non.", "oui", defaut=True)
    exigees: OuiNon = champ("Variantes exigées", "Le candidat doit-il en présenter ?", "non", defaut=False)
    nombre: Entier | None = champ("Nombre maximal de variantes", "Par candidat.", "2", defaut=None)
    offre_de_base: OuiNon = champ("Offre de base exigée", "Avec la variante.", "oui", defaut=True)
    exigences: Texte | None = champ(
        "Exigences minimales des variantes",
        "Ce qu’elles doivent respecter.",
        "performances du CCTP, article 4",
        defaut=None,
    )

    def __bool__(self) -> bool:
        return self._actif and self.autorisees


class Pse(Section):
    """An optional service that the buyer may retain at award."""

    toujours = True

    numero: Texte = champ("Numéro", "Tel qu’il sera imprimé.", "1")
    objet: Texte = champ("Objet", "Prestation supplémentaire.", "entretien des vitres en hauteur")
    obligatoire: OuiNon = champ("Réponse obligatoire", "Le candidat doit-il y répondre ?", "non", defaut=False)


class Negociation(Section):
    """Negotiation; false when none is foreseen."""

    au_oui: ClassVar[dict[str, str]] = {"prevue": "oui"}

    prevue: OuiNon = champ("Négociation prévue", "En procédure adaptée, au choix de l’acheteur.", "oui", defaut=True)
    attribution_sans: OuiNon = champ(
        "Attribution sans négociation", "L’acheteur peut s’en dispenser.", "oui", defaut=True
    )
    nombre: Entier | None = champ(
        "Nombre de candidats admis à négocier", "Après un premier classement.", "3", defaut=None
    )
    points: Textes = champ("Points négociés", "Ce qui peut l’être.", ["prix", "délais"], defaut=())

    def __bool__(self) -> bool:
        return self._actif and self.prevue


class LimiteLots(Section):
    """Limits on the lots of a same firm."""

    candidatures: Entier | None = champ("Lots auxquels candidater", "Nombre maximal par opérateur.", "3", defaut=None)
    attribution: Entier | None = champ("Lots attribués", "Nombre maximal par opérateur.", "2", defaut=None)
    regle: Texte | None = champ(
        "Règle d’attribution", "En cas de dépassement.", "ordre de préférence du candidat", defaut=None
    )


class Visites(Section):
    """Visits of the place."""

    obligatoire: OuiNon = champ(
        "Visite obligatoire", "Une offre sans visite est alors irrégulière.", "non", defaut=False
    )
    dates: Texte | None = champ(
        "Dates de visite", "Créneaux et dernier jour.", "mardi 5 janvier 2027 de 9 h à 12 h", defaut=None
    )
    contact: Texte | None = champ(
        "Contact pour la visite", "Nom, téléphone ou courriel.", "02 00 00 00 00", defaut=None
    )


class CritereSelection(Section):
    """A criterion of selection of the candidates."""

    toujours = True
    champ_principal = "nom"

    nom: Texte = champ("Critère de sélection", "Sur les capacités seulement.", "moyens techniques")
    poids: TauxT | None = champ("Pondération", "Part dans la note.", "40 %", defaut=None, unite="%")


class Candidature(Section):
    """What is asked of candidates."""

    chiffre_affaires_minimum: MontantT | None = champ(
        "Chiffre d’affaires minimal", "Annuel.", "200 000 €", defaut=None, unite="€ HT"
    )
    motif_chiffre_affaires: Texte | None = champ(
        "Motif du chiffre d’affaires exigé",
        "Imprimé au règlement au-delà du plafond légal.",
        "risque financier",
        defaut=None,
    )
    niveaux_minimaux: Textes = champ("Niveaux minimaux", "Autres niveaux exigés.", ["deux agents certifiés"], defaut=())
    references: Entier = champ("Nombre de références", "Prestations récentes demandées.", "3", defaut=3)
    documents: Textes = champ(
        "Documents de candidature", "Pièces demandées.", ["DC1", "DC2 ou DUME"], defaut=("DC1", "DC2, ou DUME")
    )
    effectifs: OuiNon = champ("Effectifs demandés", "Déclaration des effectifs.", "oui", defaut=True)
    nombre_candidats: Entier | None = champ("Nombre de candidats admis", "Procédures en deux temps.", "5", defaut=None)
    criteres_selection: Annotated[tuple[CritereSelection, ...], LISTE] = champ(
        "Critères de sélection des candidats", "Procédures en deux temps.", [{"nom": "moyens", "poids": "60 %"}], defaut=(),
        element="critère de sélection",
    )  # fmt: skip
    date_limite: Moment | None = champ(
        "Date limite des candidatures", "Procédures en deux temps.", "2026-12-20 12:00", defaut=None
    )
    dume: Dume = champ("DUME", "Accepté ou imposé.", "accepte", defaut=Dume("accepte"))


class Offre(Section):
    """What an offer contains and how it is sent."""

    documents: Textes = champ(
        "Documents de l’offre",
        "À défaut, selon la forme des prix.",
        ["acte d’engagement", "mémoire technique"],
        defaut=(),
    )
    formats: Textes = champ(
        "Formats de fichier", "Formats admis.", ["pdf", "docx"], defaut=("pdf", "docx", "xlsx", "odt", "ods")
    )
    signature: Signature = champ(
        "Signature de l’offre", "Moment de la signature.", "attribution", defaut=Signature("attribution")
    )
    copie_sauvegarde_electronique: OuiNon = champ(
        "Copie de sauvegarde électronique", "Admise en plus de la copie sur support matériel.", "oui", defaut=True
    )
    adresse_copie_sauvegarde: Texte | None = champ(
        "Adresse de la copie de sauvegarde",
        "Vide : adresse de l’acheteur.",
        "1 place de la Mairie, 45001 Valmont",
        defaut=None,
    )
    echantillons: Texte | None = champ(
        "Échantillons", "Lesquels et combien.", "deux rouleaux par référence", defaut=None
    )


class SousCritere(Section):
    """A part of a criterion."""

    toujours = True

    nom: Texte = champ("Nom du sous-critère", "Tel qu’il sera imprimé.", "Moyens humains")
    poids: TauxT | None = champ(
        "Pondération du sous-critère", "En part du critère, ou de la note totale.", "40 %", defaut=None, unite="%"
    )
    type: TypeCritere | None = champ(
        "Type du sous-critère", "S’il diffère de celui du critère.", "environnement", defaut=None
    )
    document: Texte | None = champ(
        "Document jugé", "Où se trouve la réponse.", "mémoire technique, partie 2", defaut=None
    )


class Critere(Section):
    """A criterion of award."""

    toujours = True

    nom: Texte = champ("Nom du critère", "Tel qu’il sera imprimé.", "Valeur technique")
    type: TypeCritere = champ("Type du critère", "À défaut, déduit du nom.", "technique", defaut=TypeCritere("autre"))
    poids: TauxT | None = champ(
        "Pondération du critère", "Les critères d’un lot font 100 %.", "40 %", defaut=None, unite="%"
    )
    sous_criteres: Annotated[tuple[SousCritere, ...], LISTE] = champ(
        "Sous-critères",
        "Avec leur pondération.",
        [{"nom": "Moyens humains", "poids": "60 %"}],
        defaut=(),
        element="sous-critère",
    )
    document: Texte | None = champ("Document jugé", "Où se trouve la réponse.", "mémoire technique", defaut=None)
    methode: Texte | None = champ("Méthode de notation", "Si elle est propre à ce critère.", "note sur 20", defaut=None)


class Attribution(Section):
    """Award."""

    delai_pieces: DureeT = champ(
        "Délai de remise des pièces",
        "À compter de la demande faite à l’attributaire.",
        "10 jours",
        defaut=Duree(10, "jour"),
    )


class Mediation(Section):
    """Mediation."""

    champ_principal = "comite"

    comite: Texte = champ(
        "Comité consultatif", "Comité compétent.", "comité consultatif de règlement amiable de Nantes"
    )
    adresse: Texte | None = champ("Adresse du comité", "Adresse postale.", "1 quai Exemple, 44000 Nantes", defaut=None)
