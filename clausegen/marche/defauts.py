"""Defaults that depend on what was written: computed in one place, on the plain tree, and reported.

Decisions of the conception page: general terms by nature, prices by nature and duration, place of the buyer's
postcode, environmental conditions with a penalty to confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from clausegen.marche import propositions
from clausegen.marche.base import est_eteint, plier
from clausegen.marche.choix import Forme, Nature, Procedure, TypeAcheteur, lire_choix
from clausegen.marche.dates import Mois, lire_date, lire_moment
from clausegen.marche.identifiants import departement_de
from clausegen.marche.marche import Default
from clausegen.values import Duree, parse_duree, parse_number, parse_oui_non, parse_taux

T = TypeVar("T")
Arbre = dict[str, Any]


def _lu(lire: Callable[[str], T], valeur: Any) -> T | None:
    """Value of a text that can be read, else None: faults are reported by the model, not here."""
    if not isinstance(valeur, str) or not valeur.strip():
        return None
    try:
        return lire(valeur.strip())
    except ValueError:
        return None


def _section(arbre: Mapping[str, Any], cle: str) -> Arbre:
    valeur = arbre.get(cle)
    return valeur if isinstance(valeur, dict) else {}


class Completeur:
    """Writes the missing values in a copy of the tree and remembers each one."""

    def __init__(self, arbre: Mapping[str, Any], prefixe: str = "") -> None:
        self.arbre: Arbre = dict(arbre)
        self.prefixe = prefixe
        self.defauts: list[Default] = []

    def poser(self, chemin: str, valeur: Any, raison: str, a_confirmer: bool = False, muet: bool = False) -> None:
        """Write a value where nothing is written; a section written off, or not a mapping, is left alone."""
        pas = chemin.split(".")
        niveau = self.arbre
        for cle in pas[:-1]:
            suivant = niveau.get(cle, "")
            if suivant == "" or (isinstance(suivant, str) and plier(suivant) == "oui"):
                suivant = {}
            if not isinstance(suivant, dict):
                return
            niveau[cle] = dict(suivant)
            niveau = niveau[cle]
        if niveau.get(pas[-1], "") not in ("", []):
            return
        niveau[pas[-1]] = valeur
        if not muet:
            affichee = valeur if isinstance(valeur, str) else propositions.en_clair(valeur)
            self.defauts.append(Default(self.prefixe + chemin, affichee, raison, a_confirmer))


def duree_totale_mois(arbre: Mapping[str, Any]) -> int | None:
    """Months, renewals included; None when the duration cannot be read."""
    duree = _lu(parse_duree, arbre.get("duree"))
    if duree is None:
        return None
    nombre = _lu(parse_number, arbre.get("reconductions", "0")) or Decimal(0)
    periode = _lu(parse_duree, arbre.get("duree_reconduction")) or duree
    return duree.mois + int(nombre) * periode.mois


def completer(plain: Mapping[str, Any]) -> tuple[Arbre, list[Default]]:
    """The contract tree with its computed defaults, and the list of them."""
    c = Completeur(plain)
    nature = _lu(lambda t: lire_choix(Nature, t), c.arbre.get("nature"))
    _acheteur(c)
    if nature is not None:
        c.poser("ccag", propositions.CCAG[nature], f"CCAG de la nature « {nature.libelle} »")
    _lieu(c)
    _forme(c)
    duree = _lu(parse_duree, c.arbre.get("duree"))
    communs(c, duree)
    if nature is not None:
        _prix(c, nature)
        _selon_nature(c, nature)
    _environnement(c)
    _procedure(c)
    return c.arbre, c.defauts


def communs(c: Completeur, duree: Duree | None) -> None:
    """Defaults of what a lot may also state: renewals, types of criteria, insertion."""
    if duree is not None:
        aucune = _lu(parse_number, c.arbre.get("reconductions", "0")) in (None, Decimal(0))
        texte = c.arbre.get("duree") if isinstance(c.arbre.get("duree"), str) else str(duree)
        c.poser("duree_reconduction", texte, "durée initiale du marché", muet=aucune)
    criteres = c.arbre.get("criteres")
    if isinstance(criteres, list):
        c.arbre["criteres"] = [_critere(critere) for critere in criteres]
    insertion = _section(c.arbre, "insertion")
    if insertion:
        qui = next((q for q in ("facilitateur", "referent") if _donnee(insertion.get(q))), "acheteur")
        eligibilite = insertion.get("eligibilite", "")
        if eligibilite == "" or isinstance(eligibilite, dict):
            c.poser(
                "insertion.eligibilite.validee_par", qui, "premier désigné entre facilitateur, référent et acheteur"
            )
        if isinstance(insertion.get("heures"), dict) and _donnee(insertion.get("calcul")):
            c.poser("insertion.heures.source", "calcul", "les données du calcul sont fournies", muet=True)


def _donnee(valeur: Any) -> bool:
    return bool(valeur) and not (isinstance(valeur, str) and est_eteint(valeur))


def _critere(critere: Any) -> Any:
    if not isinstance(critere, dict) or critere.get("type") or not isinstance(critere.get("nom"), str):
        return critere
    return {**critere, "type": propositions.type_de_critere(critere["nom"])}


def _acheteur(c: Completeur) -> None:
    acheteur = _section(c.arbre, "acheteur")
    genre = _lu(lambda t: lire_choix(TypeAcheteur, t), acheteur.get("type"))
    if genre == "etat":
        c.poser("acheteur.autorite_centrale", "oui", "l’État est une autorité publique centrale")
    elif genre == "etablissement_public_etat":
        c.poser("acheteur.autorite_centrale", "oui", "à dire pour un établissement public de l’État ; le seuil le plus bas "
                "est retenu", a_confirmer=True)  # fmt: skip
    elif genre in ("autre", "entite_adjudicatrice"):
        siret = str(acheteur.get("siret", "")).strip()
        c.poser("acheteur.public", "oui" if siret[:1] in ("1", "2") else "non", "d’après le premier chiffre du SIRET",
                a_confirmer=True)  # fmt: skip


def _lieu(c: Completeur) -> None:
    acheteur = _section(c.arbre, "acheteur")
    code = acheteur.get("code_postal")
    departement = departement_de(code.strip()) if isinstance(code, str) and len(code.strip()) == 5 else ""
    if isinstance(c.arbre.get("lieu"), str) and _donnee(c.arbre["lieu"]):
        c.arbre["lieu"] = {"texte": c.arbre["lieu"]}
    ville = acheteur.get("ville")
    if isinstance(ville, str) and ville:
        c.poser("lieu.texte", ville, "commune de l’acheteur")
    if departement:
        c.poser("lieu.departement", departement, "code postal de l’acheteur")


def _forme(c: Completeur) -> None:
    if _donnee(c.arbre.get("accord_cadre")):
        c.poser(
            "forme", "bons_de_commande", "un accord-cadre est décrit, sans que sa forme soit dite", a_confirmer=True
        )
    debut = c.arbre.get("debut")
    if isinstance(debut, str) and _lu(lire_date, debut) is not None:
        c.arbre["date_debut"], c.arbre["debut"] = debut, "date"


def _liste(arbre: Mapping[str, Any], nom: str) -> list[dict[str, Any]]:
    """The sections of a list as typed; empty when the field is anything else."""
    valeur = arbre.get(nom)
    return [element for element in valeur if isinstance(element, dict)] if isinstance(valeur, list) else []


def _criteres(arbre: dict[str, Any]) -> list[Any]:
    """Criteria as typed, of the contract then of its lots."""
    return [critere for porteur in (arbre, *_liste(arbre, "lots")) for critere in _liste(porteur, "criteres")]


def _selon_nature(c: Completeur, nature: Nature) -> None:
    if nature in ("travaux", "moe"):
        c.poser("assurances.decennale", "oui", "travaux ou maîtrise d’œuvre", muet=True)
    if nature == "moe":
        c.poser("forfait_provisoire", "oui", "rémunération d’abord provisoire en maîtrise d’œuvre", a_confirmer=True)
    forme_prix = str(_section(c.arbre, "prix").get("forme", ""))
    c.poser("pieces", propositions.pieces(nature, str(c.arbre.get("ccag", ""))), "pièces usuelles de cette nature")
    c.poser("offre.documents", propositions.documents_offre(forme_prix, _criteres(c.arbre)), "forme des prix")


def _prix(c: Completeur, nature: Nature) -> None:
    forme = _lu(lambda t: lire_choix(Forme, t), c.arbre.get("forme")) or Forme("ordinaire")
    c.poser("prix.forme", propositions.forme_prix(nature, forme), f"nature « {nature.libelle} », {forme.libelle}", True)
    total = duree_totale_mois(c.arbre)
    if total is not None:
        variation, raison = propositions.variation(nature, total)
        c.poser("prix.variation", variation, raison, a_confirmer=True)
    limite = _lu(lire_moment, c.arbre.get("date_limite"))
    if limite is not None:
        c.poser("prix.mois_zero", str(Mois.de(limite)), "mois de la date limite des offres")
    prix = _section(c.arbre, "prix")
    choisie = plier(str(prix.get("variation", "")))
    cpv = _section(c.arbre, "cpv").get("principal") or c.arbre.get("cpv")
    if choisie.startswith("revisable") and nature != "moe":
        fixe = _lu(parse_taux, prix.get("partie_fixe"))
        index = propositions.index(nature, str(cpv or ""), Decimal("0.125") if fixe is None else Decimal(fixe))
        # No formula is proposed: the clause writes it from the indices, of which there may be several.
        if index and not prix.get("formule"):
            c.poser("prix.index", [index], "index usuel de cette nature", a_confirmer=True)
        frequence = propositions.FREQUENCE_TRAVAUX if nature == "travaux" else propositions.FREQUENCE
        c.poser("prix.frequence", frequence, "usage", a_confirmer=True)
    elif choisie.startswith("actualisable") and nature == "travaux":
        index = propositions.index(nature, str(cpv or ""), None)
        if index:
            c.poser("prix.index", [index], "index usuel de ces travaux", a_confirmer=True)


def _environnement(c: Completeur) -> None:
    jour = _lu(lire_date, c.arbre.get("date_consultation"))
    ecrit = c.arbre.get("environnement", "")
    if isinstance(ecrit, list):
        c.arbre["environnement"] = ecrit = {"conditions": ecrit}
    requis = jour is not None and jour >= propositions.CONDITION_ENVIRONNEMENTALE
    defense = _lu(parse_oui_non, c.arbre.get("defense")) or False
    if isinstance(ecrit, str) and est_eteint(ecrit):
        return
    if ecrit == "" and (defense or not requis):
        return
    c.poser(
        "environnement.penalite",
        propositions.PENALITE_ENVIRONNEMENT,
        "proposition de la bibliothèque",
        a_confirmer=True,
    )


def _procedure(c: Completeur) -> None:
    procedure = _lu(lambda t: lire_choix(Procedure, t), c.arbre.get("procedure"))
    if procedure in ("negociee", "dialogue") and c.arbre.get("negociation", "") == "":
        c.poser("negociation.prevue", "oui", f"{procedure.libelle}" if procedure else "", muet=True)
