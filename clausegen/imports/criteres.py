"""Criteria as rows of a table, and back: one row a criterion, then one a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

TOUS = ""
_DU_CRITERE = ("type", "poids", "document", "methode")
_DE_LA_PARTIE = ("type", "poids", "document")

Ligne = dict[str, str]


def en_lignes(criteres: Any, lot: str = TOUS) -> list[Ligne] | None:
    """Rows (lot, nom, sous_critere, type, poids, document, methode); None when a table cannot hold these criteria."""
    if not isinstance(criteres, list):
        return None
    lignes: list[Ligne] = []
    for critere in criteres:
        parties = critere.get("sous_criteres", []) if isinstance(critere, Mapping) else None
        if parties == "":
            parties = []
        if not _simple(critere, ("nom", *_DU_CRITERE), "sous_criteres") or not isinstance(parties, list):
            return None
        if not all(_simple(partie, ("nom", *_DE_LA_PARTIE)) for partie in parties):
            return None
        nom = critere["nom"].strip()
        lignes.append({"lot": lot, "nom": nom, "sous_critere": "", **_valeurs(critere, _DU_CRITERE)})
        lignes.extend(
            {"lot": lot, "nom": nom, "sous_critere": p["nom"].strip(), **_valeurs(p, _DE_LA_PARTIE)} for p in parties
        )
    return lignes


def _simple(element: Any, permis: tuple[str, ...], liste: str = "") -> bool:
    return (
        isinstance(element, Mapping)
        and isinstance(element.get("nom"), str)
        and bool(element["nom"].strip())
        and all(nom == liste or (nom in permis and isinstance(valeur, str)) for nom, valeur in element.items())
    )


def _valeurs(element: Mapping[str, Any], noms: tuple[str, ...]) -> Ligne:
    return {nom: element[nom].strip() for nom in noms if element.get(nom)}


def depuis_lignes(lignes: Iterable[Ligne]) -> tuple[list[dict[str, Any]], list[tuple[int, int | None]]]:
    """Criteria of one lot (or of all), and for each row the ranks of the criterion and of the part that it gave.

    A row without criterion continues the one above; a part of a criterion not named yet starts it.
    """
    criteres: list[dict[str, Any]] = []
    rangs: list[tuple[int, int | None]] = []
    for ligne in lignes:
        nom, partie = ligne.get("nom", ""), ligne.get("sous_critere", "")
        if not partie:
            criteres.append({"nom": nom, **{c: ligne[c] for c in _DU_CRITERE if ligne.get(c)}})
            rangs.append((len(criteres) - 1, None))
            continue
        if not criteres or (nom and criteres[-1]["nom"] != nom):
            criteres.append({"nom": nom})
        sous = criteres[-1].setdefault("sous_criteres", [])
        sous.append({"nom": partie, **{c: ligne[c] for c in _DE_LA_PARTIE if ligne.get(c)}})
        rangs.append((len(criteres) - 1, len(sous) - 1))
    return criteres, rangs
