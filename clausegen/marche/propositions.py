"""What the computed defaults propose, by nature: choices of the engine, each shown to the officer to be confirmed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from clausegen.marche.base import plier

CCAG = {
    "travaux": "Travaux", "fournitures": "FCS", "services": "FCS", "pi": "PI", "tic": "TIC", "mi": "MI", "moe": "MOE",
}  # fmt: skip

# L. 2112-2 in its version of that day asks for an environmental condition of execution.
CONDITION_ENVIRONNEMENTALE = dt.date(2026, 8, 22)
PENALITE_ENVIRONNEMENT = "100 €"
FREQUENCE = "chaque année, à la date anniversaire de la notification"
FREQUENCE_TRAVAUX = "chaque mois"

_INDEX = {
    "services": ("ICHTrev-TS", "coût horaire du travail révisé, tous salariés (Insee)"),
    "pi": ("Syntec", "indice Syntec du coût du travail (Fédération Syntec)"),
    "tic": ("Syntec", "indice Syntec du coût du travail (Fédération Syntec)"),
}
_BATIMENT = ("4521", "4526", "453", "454")
_TRAVAUX_PUBLICS = ("4511", "4522", "4523", "4524", "4525")

_MOTS_CRITERES = (
    ("apprenti", "apprentissage"), ("remuneration equitable", "remuneration_equitable"), ("egalite", "egalite"),
    ("insertion", "insertion"), ("environnement", "environnement"), ("ecologi", "environnement"),
    ("social", "social"), ("cout", "cout"), ("prix", "prix"), ("delai", "delai"), ("technique", "technique"),
    ("qualite", "technique"),
)  # fmt: skip


def type_de_critere(nom: str) -> str:
    """Type that the name of a criterion tells; « autre » when it tells none."""
    mots = plier(nom)
    return next((genre for mot, genre in _MOTS_CRITERES if mot in mots), "autre")


def forme_prix(nature: str, forme: str) -> str:
    """Unit prices for orders and supplies, a global price otherwise."""
    if forme == "ordinaire":
        return "unitaires" if nature == "fournitures" else "global"
    return "mixte" if forme == "mixte" else "unitaires"


def variation(nature: str, total_mois: int) -> tuple[str, str]:
    """Variation of prices and its reason, by nature and total duration in months.

    Works: article R. 2112-10 asks for the updating of any firm price, whatever the duration.
    """
    if nature == "travaux":
        return "actualisable", "travaux : un prix ferme est actualisable"
    if total_mois > 12:
        return "revisable", "plus d’un an, reconductions comprises"
    return "ferme", "un an au plus, reconductions comprises"


def _pourcent(taux: Decimal) -> str:
    return f"{(taux * 100).normalize():f}".replace(".", ",") + " %"


def index(nature: str, cpv: str, partie_fixe: Decimal | None) -> dict[str, str] | None:
    """Index of the nature with its weight (none for an updating, which has no fixed part); None without proposal."""
    code, libelle = _INDEX.get(nature, ("", ""))
    if nature == "travaux" and cpv.startswith(_BATIMENT):
        code, libelle = "BT01", "index du bâtiment, tous corps d’état (Insee)"
    elif nature == "travaux" and cpv.startswith(_TRAVAUX_PUBLICS):
        code, libelle = "TP01", "index général tous travaux publics (Insee)"
    if not code:
        return None
    poids = {} if partie_fixe is None else {"poids": _pourcent(1 - partie_fixe)}
    return {"code": code, "libelle": libelle, **poids}


def pieces(nature: str, ccag: str) -> list[dict[str, str]]:
    """Contractual pieces in the order of the CCAG of the nature."""
    noms = ["l’acte d’engagement et ses annexes financières", "le présent CCAP et ses annexes"]
    if nature == "travaux":
        noms.append("le calendrier détaillé d’exécution")
    noms.append("le cahier des clauses techniques particulières (CCTP) et ses annexes")
    if nature == "moe":
        noms.append("le programme et l’enveloppe financière affectée aux travaux")
    if plier(ccag) not in ("", "aucun", "aucune", "non"):
        noms.append("le CCAG")
    noms.append("l’offre technique du titulaire")
    noms.append("les actes spéciaux de sous-traitance")
    return [{"nom": nom, "rang": str(rang)} for rang, nom in enumerate(noms, 1)]


MEMOIRE = "mémoire technique et environnemental"


def nom_du_document(texte: str) -> str:
    """Name of a document without what locates the answer in it: « mémoire technique, partie 2 » → « mémoire technique »."""
    return texte.partition(",")[0].strip()


def _memoire(criteres: Any) -> str:
    """Name that the criteria give to the mémoire, so that it is asked for under that name; the usual one failing that."""
    for critere in criteres if isinstance(criteres, list) else ():
        if isinstance(critere, dict):
            nom = nom_du_document(str(critere.get("document", "")))
            if "memoire" in plier(nom):
                return nom
            if (nom := _memoire(critere.get("sous_criteres"))) != MEMOIRE:
                return nom
    return MEMOIRE


def documents_offre(forme: str, criteres: Any = ()) -> list[str]:
    """Documents of the offer by form of prices; the mémoire has the name that the criteria, as typed, give it."""
    prix = {
        "global": ["décomposition du prix global et forfaitaire"],
        "unitaires": ["bordereau des prix unitaires", "détail quantitatif estimatif"],
    }.get(forme, ["décomposition du prix global et forfaitaire", "bordereau des prix unitaires",
                  "détail quantitatif estimatif"])  # fmt: skip
    return ["acte d’engagement et ses annexes", *prix, _memoire(criteres)]


def en_clair(valeur: Any) -> str:
    """A proposed list or mapping, in words for the report."""
    if isinstance(valeur, list):
        return " ; ".join(en_clair(element) for element in valeur)
    if isinstance(valeur, dict):
        return ", ".join(str(v) for cle, v in valeur.items() if cle != "rang")
    return str(valeur)
