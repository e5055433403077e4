"""The sector of a purchase: its CPV code decides, the words of its object refine a general code or replace a missing one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausegen.conseil.mots import compiler, plier
from clausegen.conseil.tables import Secteur, Tables
from clausegen.legal.cpv import Nomenclature

_LOT = re.compile(r"\blots?(?: n)? ?[0-9a-z]{1,3}\b ?(?:- )?(.+)")
_FOURNITURES = re.compile(
    r"^(?:\S+ ){0,3}?(?:fournitures?|acquisitions?|achats?|livraisons?|location)\b(?! et (?:pose|mise en (?:oeuvre|place)|installation))"
)


@dataclass(frozen=True, slots=True)
class Rattachement:
    """The sector found (None: no row of the table fits), how, and what has to be checked."""

    secteur: Secteur | None
    comment: str
    par_mots: bool = False
    doute: str = ""


def rattacher(cpv: str, objet: str, tables: Tables, nomenclature: Nomenclature) -> Rattachement:
    """Sector of a purchase; `cpv` has eight digits, with or without its check digit, or is empty."""
    chiffres = cpv.split("-")[0].strip()
    du_code, du_texte = par_cpv(chiffres, tables), par_mots(objet, tables)
    connu = nomenclature.get(chiffres) if chiffres else None
    dit = f"code CPV {chiffres}" + (f" ({connu.libelle})" if connu else "")
    if du_code is None:
        if du_texte is None:
            raison = f"{dit} : hors de la table des secteurs" if chiffres else "ni code CPV ni mot reconnu dans l’objet"
            return Rattachement(None, raison)
        return Rattachement(
            du_texte,
            "d’après les mots de l’objet" + (f", le {dit} n’étant pas dans la table" if chiffres else ""),
            True,
        )
    if du_texte is None or du_texte is du_code:
        return Rattachement(du_code, f"d’après le {dit}")
    if (_general(chiffres) or du_code.general) and du_texte.cpv[0][:2] == chiffres[:2]:
        return Rattachement(du_texte, f"d’après les mots de l’objet, le {dit} étant général", True)
    if du_code.metier != du_texte.metier and not du_texte.general:
        return Rattachement(du_code, f"d’après le {dit}",
                            doute=f"l’objet fait penser à « {du_texte.nom} », le {dit} à « {du_code.nom} » : vérifiez le code")  # fmt: skip
    return Rattachement(du_code, f"d’après le {dit}")


def _general(chiffres: str) -> bool:
    """A division or a group: « 45000000 », « 45300000 »."""
    return len(chiffres.rstrip("0")) <= 3


def par_cpv(chiffres: str, tables: Tables) -> Secteur | None:
    """Sector of the longest beginning of a code that the table holds."""
    for longueur in range(min(len(chiffres), 8), 1, -1):
        code = tables.prefixes.get(chiffres[:longueur])
        if code:
            return tables.secteurs[code]
    return None


def par_mots(objet: str, tables: Tables) -> Secteur | None:
    """Sector that the words of an object name first; the words after « lot n° … » count before the others."""
    texte = plier(objet)
    lot = _LOT.search(texte)
    return (_premier(lot[1], tables) if lot else None) or _premier(texte, tables)


def _premier(texte: str, tables: Tables) -> Secteur | None:
    livraison = _FOURNITURES.match(texte) is not None
    trouves = []
    for secteur in tables.secteurs.values():
        motif = compiler(secteur.mots)
        trouve = motif.search(texte) if motif else None
        if trouve is None or (livraison and secteur.famille != "fournitures" and not secteur.aussi_fournitures):
            continue
        trouves.append((secteur.general, trouve.start(), trouve.start() - trouve.end(), secteur.code))
    return tables.secteurs[min(trouves)[3]] if trouves else None
