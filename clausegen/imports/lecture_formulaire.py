"""A contract read from the workbook of clausegen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location
from clausegen.imports.arbre import lire
from clausegen.imports.lecture import NOUVEAU
from clausegen.imports.lecture_classeur import Formulaire, feuilles_du_formulaire, lire_formulaire, version_inconnue
from clausegen.imports.places import Places, adapter
from clausegen.imports.squelette import rediger
from clausegen.marche import Lecture, build_marche
from clausegen.marche.construction import Localiser
from clausegen.marche.socle import Socle, signaler
from clausegen.sources import Node
from clausegen.sources.text import refuse
from clausegen.sources.workbooks import Workbook


@dataclass(frozen=True, slots=True)
class LectureClasseur(Lecture):
    """A contract read from a workbook: fields are located by their cells."""

    places: Places | None = None

    def locate(self, field: str) -> Location:
        """Cell of a dotted path."""
        pas = tuple(int(p) if p.isdigit() else p for p in field.split(".")) if field else ()
        taken = self.complet.place(pas) if self.complet is not None else None
        if taken is not None:
            return taken
        return self.places.situer(pas) if self.places is not None else Location(str(self.path))


def lecture_du_classeur(classeur: Workbook, socle: Socle | None = None) -> Lecture:
    """The contract of a workbook of clausegen; `Refused` (CG150) for another workbook."""
    feuilles = formulaire_de(classeur)
    if not feuilles:
        raise refuse(classeur.path, "CG150", "ce classeur n’est pas un formulaire de clausegen", NOUVEAU)
    return lecture_du_formulaire(classeur.path, lire_formulaire(classeur, feuilles), socle)


def formulaire_de(classeur: Workbook) -> dict[str, Any]:
    """Sheets of our workbook; empty for another one; `Refused` when another version of clausegen wrote it."""
    if version_inconnue(classeur):
        raise refuse(classeur.path, "CG150", "ce formulaire vient d’une autre version de clausegen",
                     "mettez clausegen à jour, ou refaites le classeur : clausegen excel NOUVEAU.xlsx")  # fmt: skip
    return feuilles_du_formulaire(classeur)


def lecture_du_formulaire(path: str, formulaire: Formulaire, socle: Socle | None = None) -> Lecture:
    """Build the contract; findings name sheet and cell."""
    places = formulaire.places
    # Each box of the buyer that is empty is told, not only that the buyer is missing.
    plain = {"acheteur": {}, **formulaire.arbre}
    complet = socle(plain) if socle is not None else None

    def locate(chemin: tuple[str | int, ...], cle: bool) -> Location:
        taken = complet.place(chemin) if complet is not None else None
        return taken if taken is not None else places.situer(chemin, cle)

    def texte(champ: str) -> str:
        noms = champ.split(".")
        lots = formulaire.arbre.get("lots")
        if noms[0] == "lots" and len(noms) > 2 and isinstance(lots, list) and int(noms[1]) < len(lots):
            return lire(lots[int(noms[1])], tuple(noms[2:]), ("lots",)) or ""
        return lire(formulaire.arbre, tuple(noms)) or ""

    marche, constats = build_marche(complet.plain if complet is not None else plain, locate)
    if complet is not None:
        marche = signaler(marche, complet)
    findings: list[Finding] = [*formulaire.findings, *adapter(constats, places, texte)]
    source = formulaire.texte or rediger(formulaire.arbre)
    return LectureClasseur(marche, tuple(findings), source, Path(path), noeud(formulaire.arbre, locate), complet, places)


def noeud(valeur: Any, locate: Localiser, chemin: tuple[str | int, ...] = ()) -> Node:
    """A plain tree as nodes, with the places of another file than YAML."""
    place = locate(chemin, False)
    if isinstance(valeur, Mapping):
        cles = {str(nom): locate((*chemin, str(nom)), True) for nom in valeur}
        return Node("mapping", {str(nom): noeud(v, locate, (*chemin, str(nom))) for nom, v in valeur.items()}, place, cles)
    if isinstance(valeur, (list, tuple)):
        return Node("sequence", [noeud(v, locate, (*chemin, rang)) for rang, v in enumerate(valeur)], place)
    return Node("scalar", str(valeur), place)
