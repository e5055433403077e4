"""Cells of a buyer's own workbook as values of the contract file: amounts in French forms, numbers in words, tax included."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from clausegen.imports.cellules import depuis_cellule
from clausegen.imports.decp_valeurs import abime, en_euros
from clausegen.imports.entetes import RIEN, plat
from clausegen.imports.places import nombre_seul
from clausegen.marche.chemins import court
from clausegen.marche.saisie import Saisie
from clausegen.sources.workbooks import Cell
from clausegen.values import parse_montant

_POINTS = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
_LOT = re.compile(r"(?i)lots?(?![a-z])\s*(?:n\s*[°ºo]?\s*)?([0-9]{1,3}[a-z]?|[a-z]|[ivx]{1,4})\s*(?:[-–—:.)]+\s*|\s+)(\S.*)", re.DOTALL)
_RANG = re.compile(r"([0-9]{1,3}[A-Za-z]?)\s*(?:[-–—:.)]+\s+|\s+)(\S.*)", re.DOTALL)
_FOIS = {"une": "1", "deux": "2", "trois": "3", "quatre": "4"}
_RECONDUITE = re.compile(r"(?i)(\d+ ?(?:ans?|années?|mois))\W*(?:tacitement )?(?:reconductible|renouvelable)s? (\d|une|deux|trois|quatre) fois")
_SEUL = re.compile(r"(?i)lots?(?![a-z])\s*(?:n\s*[°ºo]?\s*)?([0-9]{1,3}[a-z]?|[a-z]|[ivx]{1,4})")


def montant_de(cellule: Cell, unite: int = 1) -> tuple[Decimal | None, str, str]:
    """An amount in euros, else why it cannot be read and what to write."""
    if cellule.kind in ("nombre", "pourcentage"):
        montant = Decimal(cellule.value) * unite
        return (montant, "", "") if montant >= 0 else (None, f"{montant} est négatif", "écrivez un montant positif")
    if cellule.kind == "erreur":
        return None, f"la cellule contient l’erreur de calcul {cellule.value}", "corrigez la formule, ou écrivez la valeur"
    if cellule.kind == "formule":
        return None, "la cellule contient une formule dont Excel n’a pas enregistré le résultat", "écrivez la valeur à la place"
    if cellule.kind != "texte":
        return None, "la cellule ne contient pas un montant", "écrivez par exemple 180 000 €"
    texte = str(cellule.value).strip()
    if re.search(r"(?i)\bttc\b", texte):
        return None, f"« {court(texte)} » est un montant toutes taxes comprises", "écrivez le montant hors taxes"
    nu = re.sub(r"(?i)\s*(€|eur(?:os?)?)?\s*(h\.?\s*t\.?|hors taxes?)?\s*$", "", texte)
    points = _POINTS.fullmatch(nu.replace(" ", "").replace("\u00a0", "").replace("\u202f", ""))
    if points:
        entier = points[1].replace(".", "")
        if points[2] is None and points[1].count(".") == 1:
            return None, f"« {court(texte)} » se lit de deux façons", f"écrivez {en_euros(Decimal(entier))}"
        return Decimal(f"{entier}.{points[2] or '0'}") * unite, "", ""
    try:
        montant = Decimal(parse_montant(texte)) * unite
    except ValueError:
        return None, f"« {court(texte)} » n’est pas un montant", nombre_seul(texte) or "écrivez par exemple 180 000 €"
    return (montant, "", "") if montant >= 0 else (None, f"« {court(texte)} » est négatif", "écrivez un montant positif")


def est_vide(cellule: Cell) -> bool:
    """A word or a sign that says that there is nothing: « - », « néant », « sans objet »."""
    return cellule.kind == "texte" and plat(cellule.value) in ("", *RIEN)


def montant_annonce(texte: str) -> Decimal | None:
    """Amount written after its label: « Total HT : 500 000 € »."""
    trouve = re.search(r"(?<![\d,.])\d[\d\s.,]*(?:€|eur(?:os?)?)?(?:\s*h\.?t\.?)?\s*$", texte, re.IGNORECASE)
    return montant_de(Cell(0, 0, "texte", trouve[0]))[0] if trouve else None


def reconduite(cellule: Cell) -> tuple[Cell, str] | None:
    """« 1 an reconductible 3 fois »: the cell of the first duration, and the number of renewals; None for another text."""
    if cellule.kind != "texte":
        return None
    trouve = _RECONDUITE.fullmatch(" ".join(cellule.value.split()))
    if trouve is None:
        return None
    return replace(cellule, value=trouve[1]), _FOIS.get(trouve[2].lower(), trouve[2])


def _taux_nu(valeur: Decimal, entete: str) -> tuple[str, str, str]:
    """A bare number where a rate is wanted: its sign is that of the title of the column, when the title has one."""
    ecrit = format(valeur.normalize(), "f").replace(".", ",")
    if valeur <= 1:
        return "", f"{ecrit} n’a pas le signe %", f"écrivez {format((valeur * 100).normalize(), 'f').replace('.', ',')} %, si c’est bien cela"
    return (f"{ecrit} %", "", "") if "%" in entete else ("", f"{ecrit} n’a pas le signe %", f"écrivez {ecrit} %")


def _nombre(cellule: Cell) -> Decimal | None:
    """A number without its unit, stored as a number or typed as text (« 50 », « 12,5 »); None for anything else."""
    if cellule.kind == "nombre":
        return Decimal(str(cellule.value))
    texte = str(cellule.value).strip() if cellule.kind == "texte" else ""
    return Decimal(texte.replace(",", ".")) if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?", texte) else None


def valeur_de(saisie: Saisie, cellule: Cell, unite: int = 1, entete: str = "") -> tuple[str, str, str]:
    """Text for a field of the contract file, else why the cell cannot be read and what to write.

    `entete`: title of the column, which may hold the unit of its bare numbers.
    """
    if saisie.genre == "montant":
        montant, constat, remede = montant_de(cellule, unite)
        return (en_euros(montant) if montant is not None else ""), constat, remede
    if saisie.genre == "duree" and cellule.kind == "nombre" and cellule.value == int(cellule.value):
        return f"{int(cellule.value)} mois", "", ""
    if saisie.genre == "taux" and (nombre := _nombre(cellule)) is not None and 0 < nombre <= 100:
        return _taux_nu(nombre, entete)
    texte, constat, remede = depuis_cellule(saisie, cellule)
    texte = " ".join(texte.split()) if saisie.genre == "texte" else texte
    if constat or not texte:
        return "", constat, remede
    if abime(texte):
        return "", f"« {court(texte)} » a perdu ses accents", "ressaisissez-le"
    try:
        saisie.lire(texte)
    except ValueError as faute:
        dit, _, autre = str(faute).partition(" — ")
        return "", dit, nombre_seul(texte) if saisie.genre == "entier" and nombre_seul(texte) else autre
    return texte, "", ""


def numero_et_objet(texte: str) -> tuple[str, str]:
    """« Lot n° 2 - Peinture », « 02. Peinture », « Lot 3 »: number and object, each may be empty."""
    propre = " ".join(texte.split())
    for forme in (_LOT, _RANG):
        trouve = forme.fullmatch(propre)
        if trouve:
            return trouve[1], trouve[2].strip(" -–—:.")
    seul = _SEUL.fullmatch(propre)
    if seul:
        return seul[1], ""
    return (propre, "") if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2}|[A-Za-z])?|[A-Z]", propre) else ("", propre)
