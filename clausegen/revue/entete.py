"""One value of the header of a clause file changed, every other byte kept; each change is proved by reading it again."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from clausegen.findings import Refused
from clausegen.sources import Node, read_front_matter
from clausegen.sources.yaml_writing import inline, scalar

Chemin = tuple[str | int, ...]
_LARGEUR = 118


class NonApplicable(ValueError):
    """The header is written in a way that cannot be changed safely by a program."""


def remplacer(source: str, chemin: Chemin, valeur: Any) -> str:
    """The file with a text (or a list of texts) put at a path; raises `NonApplicable`."""
    meta = _meta(source)
    voulu = _pose(meta.plain(), chemin, valeur)
    noeud = _noeud(meta, chemin)
    if noeud is None:
        return _ajouter(source, meta, chemin, valeur, voulu)
    debut = _position(source, noeud)
    return _essayer(
        source, voulu, ((debut, fin, ecrit) for fin in _fins(source, debut) for ecrit in _ecrits(source, debut, valeur))
    )


def ajouter_a_la_liste(source: str, cle: str, texte: str) -> str:
    """The file with one more text at the end of a list of the header; raises `NonApplicable`."""
    meta = _meta(source)
    plain = meta.plain()
    ancien = plain.get(cle)
    liste = [*(ancien if isinstance(ancien, list) else [ancien] if ancien else []), texte]
    voulu = _pose(plain, (cle,), liste)
    bloc = f"  - {scalar(texte)}\n"
    essais: list[tuple[int, int, str]] = []
    if cle in meta.value:
        debut = _position(source, meta.value[cle])
        suite = re.compile(r"^(?=[^\s-])", re.M).search(source, source.find("\n", debut) + 1)
        if suite is not None:
            essais.append((suite.start(), suite.start(), bloc))
        essais += [(i, i, f", {scalar(texte, flow=True)}") for i in _places(source, debut, "]")]
    else:
        place = re.compile(r"^(?:exemples:|---)", re.M).search(source, 4)
        if place is not None:
            essais.append((place.start(), place.start(), f"{cle}:\n{bloc}"))
    return _essayer(source, voulu, essais)


def _ajouter(source: str, meta: Node, chemin: Chemin, valeur: Any, voulu: Any) -> str:
    parent = _noeud(meta, chemin[:-1])
    if parent is None or parent.kind != "mapping":
        raise NonApplicable("la rubrique n’existe pas")
    debut = _position(source, parent)
    dit = f"{chemin[-1]}: {inline(valeur)}"
    retrait = " " * (debut - source.rfind("\n", 0, debut) - 1)
    essais = (
        [(i, i, f", {dit}") for i in _places(source, debut, "}")]
        if source[debut] == "{"
        else [(debut, debut, f"{dit}\n{retrait}")]
    )
    return _essayer(source, voulu, essais)


def _essayer(source: str, voulu: Any, essais: Iterable[tuple[int, int, str]]) -> str:
    for debut, fin, ecrit in essais:
        essai = source[:debut] + ecrit + source[fin:]
        try:
            if _meta(essai).plain() == voulu:
                return essai
        except Refused:
            continue
    raise NonApplicable("l’en-tête du fichier est écrit d’une façon qui ne se modifie pas à distance")


def _ecrits(source: str, debut: int, valeur: Any) -> list[str]:
    if not isinstance(valeur, str):
        return [inline(valeur)]
    if source[debut] in "|>":
        lignes = [
            textwrap.wrap(p, _LARGEUR, break_long_words=False, break_on_hyphens=False) for p in valeur.split("\n")
        ]
        return [
            "|\n" + "\n".join(f"  {ligne}" for groupe in lignes for ligne in groupe),
            "|\n" + "\n".join(f"  {p}" for p in valeur.split("\n")),
        ]
    return [scalar(valeur), scalar(valeur, flow=True)] if valeur else ['""']


def _fins(source: str, debut: int) -> list[int]:
    """Where the value that starts here may end, the nearest first."""
    tete = source.find("\n---", debut)
    if source[debut] in "|>":
        fin = re.compile(r"\n(?=\S)").search(source, source.find("\n", debut))
        return [fin.start()] if fin else []
    out = [m.start() for m in re.finditer(r"[,}\]\n]| #", source[debut : tete + 1])]
    quotes = [m.end() for m in re.finditer(r"[\"'\]]", source[debut : tete + 1])]
    return [debut + i for i in sorted({*out, *quotes}) if i][:400]


def _places(source: str, debut: int, signe: str) -> list[int]:
    return [
        m.start() for m in re.finditer(re.escape(signe), source[: source.find("\n---", debut) + 1]) if m.start() > debut
    ][:200]


def _meta(source: str) -> Node:
    return read_front_matter(Path("clause.md"), source).meta


def _noeud(meta: Node, chemin: Chemin) -> Node | None:
    noeud = meta
    for pas in chemin:
        if (noeud.kind == "mapping" and pas in noeud.value) or (
            noeud.kind == "sequence" and isinstance(pas, int) and pas < len(noeud.value)
        ):
            noeud = noeud.value[pas]
        else:
            return None
    return noeud


def _position(source: str, noeud: Node) -> int:
    lignes = source.split("\n")
    place = sum(len(ligne) + 1 for ligne in lignes[: noeud.location.line - 1]) + noeud.location.column - 1
    if place >= len(source):
        raise NonApplicable("la rubrique est vide")
    return place


def _pose(plain: Any, chemin: Chemin, valeur: Any) -> Any:
    copie = copy.deepcopy(plain)
    courant = copie
    for pas in chemin[:-1]:
        courant = courant[pas]
    courant[chemin[-1]] = valeur
    return copie
