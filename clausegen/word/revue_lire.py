"""A review document read back, whoever saved it: tracked changes as accepted, fields known by the marks around them."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.word.fiche import CELLULE, Atome, FicheLue, Genre, Ligne, Revue
from clausegen.word.lecteur import Lecteur, nom_local
from clausegen.word.revue_ecrire import ESPACE, TEXTE
from clausegen.word.styles import W, safe_parser

_W = f"{{{W}}}"
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_PORTE_MAX = 2_000_000


def lire_revue(data: bytes, path: str) -> Revue:
    """Clauses of a review document; `Refused` (CG280) when it holds none."""
    lecteur = Lecteur(data, path)
    sources = _sources(lecteur.parts)
    commentaires = _commentaires(lecteur.parts)
    dits: list[tuple[str, str, str]] = []
    fiches: list[FicheLue] = []
    titre = ""
    rang = 0
    for bloc in lecteur.blocs(lecteur.body):
        if nom_local(bloc) == "p":
            if lecteur.styles.level(lecteur.style(bloc)[0]) and lecteur.texte(bloc):
                titre = lecteur.texte(bloc)
            continue
        rang += 1
        fiche = _fiche(lecteur, bloc, rang, titre, sources)
        if fiche is not None:
            fiches.append(fiche)
            titre = ""
            for reference in bloc.iter(f"{_W}commentReference"):
                auteur, dit = commentaires.get(reference.get(f"{_W}id", ""), ("", ""))
                if dit:
                    dits.append((fiche.id, auteur, dit))
    if not fiches:
        raise Refused([Finding("CG280", Niveau.BLOQUANT, "ce document ne contient aucune clause écrite par « clauses vers-word »",
                               "pour tirer un brouillon d’un texte ordinaire, ajoutez --brouillon", Location(path))])  # fmt: skip
    return Revue(tuple(fiches), lecteur.suivies, lecteur.auteurs, tuple(dict.fromkeys(dits)))


def _fiche(
    lecteur: Lecteur, table: etree._Element, rang: int, titre: str, sources: dict[str, dict[str, Any]]
) -> FicheLue | None:
    rangees = lecteur.rangees(table)
    tete = next(lecteur.blocs(rangees[0][0]), None) if rangees and rangees[0] else None
    if tete is None or nom_local(tete) != "p":
        return None
    identifiant = lecteur.texte(tete).strip()
    if identifiant not in sources and not (lecteur.style(tete)[1] == "cg identifiant" and _ID.fullmatch(identifiant)):
        return None
    rubriques: dict[str, str] = {}
    texte: tuple[Ligne, ...] | None = None
    attend_texte = False
    for cellules in rangees[1:]:
        if not cellules:
            continue
        if attend_texte and len(cellules) == 1:
            texte = tuple(_lignes(lecteur, cellules[0]))
            attend_texte = False
            continue
        libelle, cle = _libelle(lecteur, cellules[0])
        if len(cellules) == 1:
            attend_texte = libelle == TEXTE
        else:
            rubriques[cle or libelle] = _valeur(lecteur, cellules[-1])
    porte = sources.get(identifiant, {})
    return FicheLue(identifiant, titre, rubriques, texte, f"tableau {rang}, clause « {identifiant} »",
                    porte.get("source"), porte.get("champs", {}), porte.get("montre", {}))  # fmt: skip


def _libelle(lecteur: Lecteur, cellule: etree._Element) -> tuple[str, str]:
    libelle = cle = ""
    for p in lecteur.blocs(cellule):
        if nom_local(p) == "p" and (texte := lecteur.texte(p)):
            if lecteur.style(p)[1] == "cg clé" and libelle:
                cle = f"parametre:{texte}"
            else:
                libelle = f"{libelle} {texte}".strip()
    return libelle, cle


def _valeur(lecteur: Lecteur, cellule: etree._Element) -> str:
    textes = [
        lecteur.texte(p) for p in lecteur.blocs(cellule) if nom_local(p) == "p" and lecteur.style(p)[1] != "cg aide"
    ]
    return "\n".join(textes).strip("\n")


def _lignes(lecteur: Lecteur, cellule: etree._Element) -> Iterator[Ligne]:
    rang = 0
    for bloc in lecteur.blocs(cellule):
        if nom_local(bloc) == "p":
            atomes = lecteur.atomes(bloc)
            genre, niveau = lecteur.liste(bloc)
            if atomes:
                rang += 1
                yield Ligne(genre, atomes, niveau, place=f"alinéa {rang}")
            continue
        rang += 1
        for numero, cellules in enumerate(lecteur.rangees(bloc), 1):
            place = f"alinéa {rang} (tableau), ligne {numero}"
            if len(cellules) == 1:
                atomes = _cellule(lecteur, cellules[0])
                seuls = all(a.champ or a.texte.isspace() for a in atomes)
                yield Ligne(Genre.REPERE if seuls and atomes else Genre.RANGEE, atomes, int(seuls), place=place)
                continue
            suite: list[Atome] = []
            for c in cellules:
                suite += [*([Atome(CELLULE, " | ")] if c is not cellules[0] else []), *_cellule(lecteur, c)]
            yield Ligne(Genre.RANGEE, tuple(suite), place=place)


def _cellule(lecteur: Lecteur, cellule: etree._Element) -> tuple[Atome, ...]:
    out: list[Atome] = []
    for p in lecteur.blocs(cellule):
        atomes = lecteur.atomes(p) if nom_local(p) == "p" else ()
        out += [*([Atome(" ", " ")] if out and atomes else []), *atomes]
    return tuple(out)


def _sources(parts: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    for nom, contenu in parts.items():
        if re.fullmatch(r"customXml/item\d+\.xml", nom) and ESPACE.encode() in contenu:
            try:
                root = etree.fromstring(contenu, safe_parser())
                return {c.get("id", ""): _porte(c.text or "") for c in root.iter(f"{{{ESPACE}}}clause")}
            except (etree.XMLSyntaxError, ValueError, zlib.error):
                return {}
    return {}


def _porte(texte: str) -> dict[str, Any]:
    """What the document carries of a clause; `ValueError` or `zlib.error` when it is damaged."""
    moteur = zlib.decompressobj()
    brut = moteur.decompress(base64.b64decode("".join(texte.split()), validate=True), _PORTE_MAX)
    lu = json.loads(brut)
    if not isinstance(lu, dict) or not isinstance(lu.get("source"), str) or not isinstance(lu.get("champs"), dict):
        raise ValueError("forme inattendue")
    return lu


def _commentaires(parts: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    try:
        root = etree.fromstring(parts["word/comments.xml"], safe_parser())
    except (KeyError, etree.XMLSyntaxError):
        return {}
    return {
        c.get(f"{_W}id", ""): (c.get(f"{_W}author", ""), " ".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in c.iter(f"{_W}p")).strip())
        for c in root.iter(f"{_W}comment")
    }  # fmt: skip
