"""Any file that a contract can start from, recognised by what it holds: workbook, published data, Word piece, YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.imports.arbre import Arbre
from clausegen.imports.lecture import CLASSEURS
from clausegen.imports.lecture_formulaire import formulaire_de, lecture_du_formulaire
from clausegen.imports.squelette import Note
from clausegen.library import load_library
from clausegen.marche import read_marche
from clausegen.sources import parse_yaml
from clausegen.sources.text import refuse

# What is missing is listed as « à compléter », not as a fault, in a file that is only being started.
INCOMPLET = frozenset({"CG112", "CG123"})
_MONTRES = 8


@dataclass(frozen=True, slots=True)
class Importe:
    """What an import gave. `texte` is the contract file itself when the source held one, to be kept to the letter.

    `notes` by dotted path and `tete` (comments) go into the commented file.
    """

    origine: str
    arbre: Arbre
    texte: str = ""
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    tete: tuple[str, ...] = ()


def importer(path: Path, library: Path, identifiant: str = "") -> Importe:
    """Read `path`; raises `Refused` when nothing can be taken from it. `identifiant` chooses among published contracts."""
    suffixe = path.suffix.lower()
    if suffixe in CLASSEURS:
        return _classeur(path)
    if suffixe in (".docx", ".docm", ".doc"):
        return _piece(path)
    if suffixe in (".json", ".jsonl", ".ndjson"):
        return _json(path, library, identifiant)
    if suffixe in (".csv", ".txt", ".pdf", ".xml", ".odt"):
        raise refuse(str(path), "CG150", f"clausegen ne sait pas partir d’un fichier « {suffixe} »",
                     "indiquez un classeur .xlsx, des données essentielles .json, une pièce .docx de clausegen ou un fichier .yaml")  # fmt: skip
    return _yaml(path)


def _utiles(constats: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(c for c in constats if c.code not in INCOMPLET)


def _classeur(path: Path) -> Importe:
    from clausegen.imports.estimation import lire_estimation
    from clausegen.imports.lecture_classeur import lire_formulaire
    from clausegen.sources.workbooks import read_workbook

    classeur = read_workbook(path)
    feuilles = formulaire_de(classeur)
    if feuilles:
        formulaire = lire_formulaire(classeur, feuilles)
        lecture = lecture_du_formulaire(str(path), formulaire)
        return Importe("formulaire", formulaire.arbre, formulaire.texte, _utiles(lecture.findings))
    estimation = lire_estimation(classeur)
    if not estimation.arbre:
        rien = Finding("CG150", Niveau.BLOQUANT, "rien n’a été reconnu dans ce classeur", "donnez des titres aux colonnes (lot, objet, montant HT), ou partez "
                       "du formulaire : clausegen excel MARCHE.xlsx", Location(str(path)))  # fmt: skip
        raise Refused((rien, *estimation.findings))
    return Importe("estimation", estimation.arbre, "", tuple(estimation.findings), estimation.notes, (f"Repris de l’estimation « {path.name} ».",))


def _piece(path: Path) -> Importe:
    from clausegen.imports.piece import fichier_de_la_piece

    texte, constats = fichier_de_la_piece(path)
    lecture = read_marche(path, texte)
    return Importe("pièce Word", _arbre(lecture.plain), texte, (*constats, *_utiles(lecture.findings)))


def _yaml(path: Path) -> Importe:
    lecture = read_marche(path)
    if lecture.node is None:
        raise Refused(lecture.findings)
    return Importe("fichier de marché", _arbre(lecture.plain), lecture.source, _utiles(lecture.findings))


def _arbre(plain: object) -> Arbre:
    return dict(plain) if isinstance(plain, Mapping) else {}


def _json(path: Path, library: Path, identifiant: str) -> Importe:
    from clausegen.imports.decp import choisir, est_decp, lire_decp
    from clausegen.imports.decp_ligne import plafond_accord_cadre
    from clausegen.legal.cpv import load_cpv
    from clausegen.sources.json_text import read_json

    valeurs = read_json(path)
    if not est_decp(valeurs):
        return _json_de_marche(path, valeurs)
    contrats = lire_decp(path, load_cpv(library), valeurs, plafond_accord_cadre(load_library(library), dt.date.today()))
    choisis = choisir(contrats, identifiant) if identifiant else contrats
    if len(choisis) != 1:
        montres = " ; ".join(f"{c.acheteur}/{c.id}" for c in (choisis or contrats)[:_MONTRES])
        suite = "…" if len(choisis or contrats) > _MONTRES else ""
        combien = "aucun marché ne porte cet identifiant" if not choisis else f"ce fichier contient {len(choisis)} marchés"
        raise refuse(str(path), "CG150", combien, f"choisissez-en un avec --id : {montres}{suite}")
    contrat = choisis[0]
    tete = [f"Repris des données essentielles publiées : marché {contrat.id} de l’acheteur {contrat.acheteur}."]
    if contrat.titulaires:
        tete.append(f"Titulaires publiés : {', '.join(contrat.titulaires)}.")
    return Importe("données essentielles", contrat.arbre, "", contrat.findings, contrat.notes, tuple(tete))


def _json_de_marche(path: Path, valeurs: tuple[Any, ...]) -> Importe:
    """A contract file written in JSON: JSON is YAML, read by the same door."""
    if len(valeurs) != 1 or not isinstance(valeurs[0], Mapping) or not valeurs[0]:
        raise refuse(str(path), "CG150", "ce fichier ne contient ni données essentielles ni fichier de marché", "vérifiez que c’est le bon")
    import json

    texte = json.dumps(valeurs[0], ensure_ascii=False, indent=1)
    lecture = read_marche(path, texte)
    if lecture.node is None:
        raise Refused(lecture.findings)
    return Importe("fichier de marché JSON", _arbre(parse_yaml(texte, str(path)).plain()), "", _utiles(lecture.findings))
