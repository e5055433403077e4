"""Cells of a buyer's own workbook as values of the contract file: amounts in French forms, numbers in words, tax included."""

from __future__ import annotations

import re
from decimal import Decimal

from clausegen.imports.cellules import depuis_cellule
from clausegen.imports.decp_valeurs import abime, en_euros
from clausegen.imports.places import nombre_seul
from clausegen.marche.chemins import court
from clausegen.marche.saisie import Saisie
from clausegen.sources.workbooks import Cell
from clausegen.values import parse_montant

_POINTS = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
_LOT = re.compile(r"(?i)lots?(?![a-z])\s*(?:n\s*[°ºo]?\s*)?([0-9]{1,3}[a-z]?|[a-z]|[ivx]{1,4})\s*(?:[-–—:.)]+\s*|\s+)(\S.*)", re.DOTALL)
_RANG = re.compile(r"([0-9]{1,3}[A-Za-z]?)\s*(?:[-–—:.)]+\s+|\s+)(\S.*)", re.DOTALL)
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


def valeur_de(saisie: Saisie, cellule: Cell, unite: int = 1) -> tuple[str, str, str]:
    """Text for a field of the contract file, else why the cell cannot be read and what to write."""
    if saisie.genre == "montant":
        montant, constat, remede = montant_de(cellule, unite)
        return (en_euros(montant) if montant is not None else ""), constat, remede
    if saisie.genre == "duree" and cellule.kind == "nombre" and cellule.value == int(cellule.value):
        return f"{int(cellule.value)} mois", "", ""
    if saisie.genre == "taux" and cellule.kind == "nombre" and 0 < cellule.value <= 100:
        return "", f"{court(str(cellule.value))} n’a pas le signe %", f"écrivez {court(str(cellule.value))} %"
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
    return (propre, "") if re.fullmatch(r"[0-9]{1,3}[A-Za-z]?|[A-Z]", propre) else ("", propre)
