"""Cells of a programme as values: what cannot be read gives a statement and a remedy, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from clausegen.conseil.outils import Outils
from clausegen.ecriture import MOIS, sans_accent
from clausegen.imports.entetes import plat
from clausegen.imports.tableau import montant_de
from clausegen.marche.base import plier
from clausegen.marche.chemins import court
from clausegen.marche.choix import Nature
from clausegen.marche.dates import lire_date
from clausegen.sources.workbooks import Cell
from clausegen.values import parse_duree, parse_number, parse_oui_non, parse_taux

_MONTANTS = ("montant", "maximum", "chiffre_affaires", "cout_horaire")
_ENTIERS = ("fournisseurs", "heures_reprises", "heures_totales")
_TAUX = ("part_main_oeuvre", "taux_insertion")
_VIDES = {"", "-", "–", "—", "nc", "n/c", "nd", "sans objet", "so", "?", "a definir", "a completer", "neant", "inconnu"}
_MOIS = {sans_accent(m): rang for rang, m in enumerate(MOIS, 1)}
_NATURES = (("travaux", "travaux"), ("fourniture", "fournitures"), ("service", "services"), ("prestations intellectuelles", "pi"), ("pi", "pi"),
            ("informatique", "tic"), ("tic", "tic"), ("maitrise d'oeuvre", "moe"), ("moe", "moe"), ("maitrise d oeuvre", "moe"))  # fmt: skip
_LIMITE = 100_000_000

Lu = tuple[Any, str, str]


def lire_cellule(champ: str, cellule: Cell, unite: int, outils: Outils, reserves: list[str]) -> Lu:
    """Value of a field (None when there is none), statement, remedy. `reserves` receives what was understood loosely."""
    if cellule.kind == "texte" and plat(cellule.value) in _VIDES:
        return None, "", ""
    if cellule.kind in ("erreur", "formule"):
        dit = (
            f"l’erreur de calcul {cellule.value}"
            if cellule.kind == "erreur"
            else "une formule dont Excel n’a pas enregistré le résultat"
        )
        return None, f"la cellule contient {dit}", "écrivez la valeur à la place"
    if champ in _MONTANTS:
        return montant_de(cellule, unite)
    if champ == "cpv":
        return _cpv(cellule, outils, reserves)
    lecteur = {"duree": _duree, "duree_ans": _annees, "lancement": _date, "nature": _nature, "reprise": _reprise}.get(
        champ
    )
    if lecteur is not None:
        return lecteur(cellule)
    if champ in _ENTIERS:
        return _entier(cellule)
    if champ in _TAUX:
        return _taux(cellule)
    return " ".join(str(cellule.value).split()), "", ""


def _entier(cellule: Cell) -> Lu:
    valeur = cellule.value
    if cellule.kind == "texte":
        try:
            valeur = parse_number(valeur)
        except ValueError as faute:
            return None, str(faute), "écrivez un nombre entier"
    if not isinstance(valeur, Decimal) or valeur != valeur.to_integral_value() or not 0 <= valeur < _LIMITE:
        return None, f"{court(str(cellule.value))} n’est pas un nombre entier possible", "écrivez par exemple 12"
    return int(valeur), "", ""


def _taux(cellule: Cell) -> Lu:
    if cellule.kind == "pourcentage":
        taux = Decimal(cellule.value)
    elif cellule.kind == "texte":
        try:
            taux = Decimal(parse_taux(cellule.value))
        except ValueError as faute:
            constat, _, remede = str(faute).partition(" — ")
            return None, constat, remede
    else:
        return None, f"{court(str(cellule.value))} n’a pas le signe %", f"écrivez {court(str(cellule.value))} %"
    return (
        (taux, "", "")
        if 0 < taux <= 1
        else (None, f"{court(str(cellule.value))} n’est pas une part", "écrivez un taux entre 0 et 100 %")
    )


def _duree(cellule: Cell) -> Lu:
    if cellule.kind == "nombre":
        return _mois(Decimal(cellule.value), cellule)
    if cellule.kind != "texte":
        return None, "la cellule ne contient pas une durée", "écrivez par exemple 12 mois"
    texte = plat(cellule.value)
    periodes = re.fullmatch(
        r"(\d{1,3}) ?(mois|ans?|annees?)? ?(?:\+|reconductibles?|x|renouvelables?) ?(\d{1,2}) ?(?:x|fois)? ?(\d{1,3})? ?(mois|ans?|annees?)?.*",
        texte,
    )
    if periodes and periodes[2] and periodes[5]:
        annees = 12 if periodes[2].startswith("an") else 1
        autres = 12 if periodes[5].startswith("an") else 1
        nombre, longueur = (int(periodes[3]), int(periodes[4])) if periodes[4] else (1, int(periodes[3]))
        return int(periodes[1]) * annees + nombre * longueur * autres, "", ""
    try:
        return parse_duree(cellule.value).mois or None, "", ""
    except ValueError:
        pass
    try:
        return _mois(parse_number(cellule.value), cellule)
    except ValueError:
        return (
            None,
            f"« {court(cellule.value)} » n’est pas une durée",
            "écrivez par exemple 12 mois, reconductions comprises",
        )


def _annees(cellule: Cell) -> Lu:
    if cellule.kind == "nombre":
        return _mois(Decimal(cellule.value) * 12, cellule)
    valeur, constat, remede = _duree(cellule)
    nu = cellule.kind == "texte" and plat(str(cellule.value)).isdigit()
    return (valeur * 12 if nu and valeur else valeur), constat, remede


def _mois(nombre: Decimal, cellule: Cell) -> Lu:
    if nombre != nombre.to_integral_value() or not 0 < nombre <= 1200:
        return None, f"{court(str(cellule.value))} n’est pas un nombre de mois possible", "écrivez par exemple 12 mois"
    return int(nombre), "", ""


def _date(cellule: Cell) -> Lu:
    """A day, a month (« mars 2027 », « 03/2027 ») or a quarter (« T2 2027 »): its first day."""
    valeur = cellule.value
    if isinstance(valeur, dt.datetime):
        return valeur.date(), "", ""
    if isinstance(valeur, dt.date):
        return valeur, "", ""
    texte = plat(str(valeur)) if cellule.kind == "texte" else ""
    trimestre = (
        re.fullmatch(r"(?:t|q)? ?([1-4])(?:er|e|eme)?(?: trim(?:estre)?)? ?(20\d\d)", texte)
        if texte[:1] in "tq1234"
        else None
    )
    mois = re.fullmatch(r"([a-z]+) (20\d\d)", texte)
    chiffres = (
        re.fullmatch(r"(0?[1-9]|1[0-2])[ -]+(20\d\d)", texte) if "/" in str(valeur) or "-" in str(valeur) else None
    )
    try:
        if chiffres:
            return dt.date(int(chiffres[2]), int(chiffres[1]), 1), "", ""
        if trimestre:
            return dt.date(int(trimestre[2]), 3 * int(trimestre[1]) - 2, 1), "", ""
        if mois and mois[1] in _MOIS:
            return dt.date(int(mois[2]), _MOIS[mois[1]], 1), "", ""
        return lire_date(str(valeur).strip()), "", ""
    except (ValueError, TypeError):
        return (
            None,
            f"« {court(str(valeur))} » n’est pas une date",
            "écrivez par exemple 01/03/2027, mars 2027 ou T1 2027",
        )


def _nature(cellule: Cell) -> Lu:
    mot = plat(str(cellule.value))
    trouve = next(
        (code for debut, code in _NATURES if mot == debut or (mot.startswith(debut) and len(debut) > 3)), None
    )
    if trouve is None and plier(str(cellule.value)) in Nature.valeurs:
        trouve = plier(str(cellule.value))
    return trouve, "", ""


def _reprise(cellule: Cell) -> Lu:
    if cellule.kind == "oui_non":
        return bool(cellule.value), "", ""
    try:
        return parse_oui_non(str(cellule.value)), "", ""
    except ValueError:
        return None, f"« {court(str(cellule.value))} » ne dit ni oui ni non", "écrivez oui ou non"


def _cpv(cellule: Cell, outils: Outils, reserves: list[str]) -> Lu:
    texte = (
        f"{int(cellule.value)}"
        if cellule.kind == "nombre" and cellule.value == int(cellule.value)
        else str(cellule.value).strip()
    )
    code = re.match(r"\s*(\d{8})(?:-\d)?\b", texte, re.ASCII)
    if code and outils.cpv.get(code[1]) is not None:
        return code[1], "", ""
    propose = outils.cpv.completer(texte)
    if propose is not None:
        reserves.append(
            f"code CPV « {court(texte, 20)} » lu comme {propose.code} ({court(propose.libelle, 60)}) : à confirmer"
        )
        return propose.code, "", ""
    return None, f"« {court(texte, 30)} » n’est pas un code CPV de 2008", "cherchez-le : clausegen cpv MOTS"
