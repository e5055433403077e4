"""A contract, whatever file it comes in: YAML, or a workbook of clausegen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Refused
from clausegen.imports.arbre import lire
from clausegen.imports.lecture_classeur import Formulaire, feuilles_du_formulaire, lire_formulaire, version_inconnue
from clausegen.imports.places import Places, adapter
from clausegen.imports.squelette import rediger
from clausegen.marche import Lecture, build_marche, read_marche
from clausegen.marche.construction import Localiser
from clausegen.sources import Node
from clausegen.sources.text import refuse
from clausegen.sources.workbooks import Workbook, read_workbook

CLASSEURS = (".xlsx", ".xlsm", ".xls", ".xltx", ".xltm", ".xlsb", ".ods")
_AUTRES = (".docx", ".docm", ".doc", ".json", ".jsonl", ".ndjson")
_NOUVEAU = "créez d’abord le fichier de marché : clausegen nouveau DOSSIER --depuis ce fichier"


@dataclass(frozen=True, slots=True)
class LectureClasseur(Lecture):
    """A contract read from a workbook: fields are located by their cells."""

    places: Places | None = None

    def locate(self, field: str) -> Location:
        """Cell of a dotted path."""
        pas = tuple(int(p) if p.isdigit() else p for p in field.split(".")) if field else ()
        return self.places.situer(pas) if self.places is not None else Location(str(self.path))


def read_contract(path: Path | str) -> Lecture:
    """Read a contract file or a workbook of clausegen. Never raises on what a user gave: see `findings`."""
    chemin = Path(path)
    suffixe = chemin.suffix.lower()
    try:
        if suffixe in CLASSEURS:
            return lecture_du_classeur(read_workbook(chemin))
        if suffixe in _AUTRES and chemin.is_file():
            raise refuse(str(chemin), "CG150", "ce fichier n’est pas un fichier de marché", _NOUVEAU)
    except Refused as refus:
        return Lecture(None, refus.findings, "", chemin)
    return read_marche(chemin)


def lecture_du_classeur(classeur: Workbook) -> Lecture:
    """The contract of a workbook of clausegen; `Refused` (CG150) for another workbook."""
    feuilles = formulaire_de(classeur)
    if not feuilles:
        raise refuse(classeur.path, "CG150", "ce classeur n’est pas un formulaire de clausegen", _NOUVEAU)
    return lecture_du_formulaire(classeur.path, lire_formulaire(classeur, feuilles))


def formulaire_de(classeur: Workbook) -> dict[str, Any]:
    """Sheets of our workbook; empty for another one; `Refused` when another version of clausegen wrote it."""
    if version_inconnue(classeur):
        raise refuse(classeur.path, "CG150", "ce formulaire vient d’une autre version de clausegen",
                     "mettez clausegen à jour, ou refaites le classeur : clausegen excel NOUVEAU.xlsx")  # fmt: skip
    return feuilles_du_formulaire(classeur)


def lecture_du_formulaire(path: str, formulaire: Formulaire) -> Lecture:
    """Build the contract; findings name sheet and cell."""
    places = formulaire.places

    def locate(chemin: tuple[str | int, ...], cle: bool) -> Location:
        return places.situer(chemin, cle)

    def texte(champ: str) -> str:
        noms = champ.split(".")
        lots = formulaire.arbre.get("lots")
        if noms[0] == "lots" and len(noms) > 2 and isinstance(lots, list) and int(noms[1]) < len(lots):
            return lire(lots[int(noms[1])], tuple(noms[2:]), ("lots",)) or ""
        return lire(formulaire.arbre, tuple(noms)) or ""

    # Each box of the buyer that is empty is told, not only that the buyer is missing.
    marche, constats = build_marche({"acheteur": {}, **formulaire.arbre}, locate)
    findings: list[Finding] = [*formulaire.findings, *adapter(constats, places, texte)]
    source = formulaire.texte or rediger(formulaire.arbre)
    return LectureClasseur(marche, tuple(findings), source, Path(path), noeud(formulaire.arbre, locate), places)


def noeud(valeur: Any, locate: Localiser, chemin: tuple[str | int, ...] = ()) -> Node:
    """A plain tree as nodes, with the places of another file than YAML."""
    place = locate(chemin, False)
    if isinstance(valeur, Mapping):
        cles = {str(nom): locate((*chemin, str(nom)), True) for nom in valeur}
        return Node("mapping", {str(nom): noeud(v, locate, (*chemin, str(nom))) for nom, v in valeur.items()}, place, cles)
    if isinstance(valeur, (list, tuple)):
        return Node("sequence", [noeud(v, locate, (*chemin, rang)) for rang, v in enumerate(valeur)], place)
    return Node("scalar", str(valeur), place)
