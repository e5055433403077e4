"""An ordinary Word document read as plain blocks: titles, paragraphs, list items, tables, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausegen.word.fiche import CELLULE, Atome, Genre, Ligne
from clausegen.word.lecteur import Lecteur, nom_local

_NUMERO = re.compile(r"^(?:article\s+)?(?:\d+(?:\.\d+)*|[IVX]+)\s*[.)°–—:-]*\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^\s*article\s+\d", re.IGNORECASE)
_PUCES = re.compile(r"^[•▪■–—-]\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A title and the lines under it; `titre` is empty when none was recognised."""

    titre: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True, slots=True)
class Ordinaire:
    """A document: its passages, tracked changes read as accepted and their authors."""

    passages: tuple[Passage, ...]
    suivies: int
    auteurs: tuple[str, ...]


def lire_ordinaire(data: bytes, path: str) -> Ordinaire:
    """Read a document; `Refused` when it is not a Word document that can be read."""
    lecteur = Lecteur(data, path)
    passages: list[tuple[str, list[Ligne]]] = []
    rang = 0
    for bloc in lecteur.blocs(lecteur.body):
        rang += 1
        if nom_local(bloc) == "tbl":
            lignes = _table(lecteur, bloc, rang)
        else:
            atomes = lecteur.atomes(bloc)
            if not atomes:
                continue
            genre, niveau = lecteur.liste(bloc)
            texte = "".join(a.texte for a in atomes)
            premier = not any(lus for _, lus in passages)
            if lecteur.styles.level(lecteur.style(bloc)[0]) or _titre(texte, atomes, premier and not passages):
                passages.append((_NUMERO.sub("", texte).strip(" .:"), []))
                continue
            puce = _PUCES.match(texte)
            if genre is Genre.TEXTE and puce:
                genre, atomes = Genre.PUCE, atomes[puce.end() :]
            lignes = [Ligne(genre, atomes, niveau, place=f"alinéa {rang}")]
        if not passages:
            passages.append(("", []))
        passages[-1][1].extend(lignes)
    remplis = [Passage(titre, tuple(lignes)) for titre, lignes in passages if lignes]
    return Ordinaire(tuple(remplis), lecteur.suivies, lecteur.auteurs)


def _titre(texte: str, atomes: tuple[Atome, ...], premier: bool) -> bool:
    """A title without a heading style: « Article 12 – Visites », a first short line, a line all in bold."""
    if len(texte) > 120 or texte.rstrip().endswith((".", ";", ",", ":")):
        return False
    return bool(_ARTICLE.match(texte)) or premier or all(a.gras for a in atomes if not a.texte.isspace())


def _table(lecteur: Lecteur, table: object, rang: int) -> list[Ligne]:
    out = []
    rangees = lecteur.rangees(table)  # type: ignore[arg-type]
    large = max((len(r) for r in rangees), default=0)
    for numero, cellules in enumerate(rangees, 1):
        atomes: list[Atome] = []
        for i in range(large):
            if i:
                atomes.append(Atome(CELLULE, " | "))
            if i < len(cellules):
                for p in lecteur.blocs(cellules[i]):
                    lus = lecteur.atomes(p) if nom_local(p) == "p" else ()
                    atomes += [*([Atome(" ", " ")] if lus and atomes and atomes[-1].texte != CELLULE else []), *lus]
        if numero == 1:
            # The head of a table is bold by itself.
            atomes = [replace(a, gras=False) for a in atomes]
        out.append(
            Ligne(Genre.RANGEE, tuple(atomes), entete=numero == 1, place=f"tableau (bloc {rang}), ligne {numero}")
        )
    return out
