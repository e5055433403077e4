"""The review document as data: what is written in Word, and what is read back from it, in the same shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

OUVRE, FERME = "‹", "›"


class Genre(StrEnum):
    """Kinds of lines of a text. `REPERE`: a line made of marks of passages only. `RANGEE`: a row of a table."""

    TEXTE = "texte"
    PUCE = "puce"
    NUMERO = "numero"
    REPERE = "repere"
    RANGEE = "rangee"


@dataclass(frozen=True, slots=True)
class Atome:
    """One character of a text, or one field shown whole (`champ`, « ‹du titulaire› »), with its look.

    `source` is what the file holds for it. A cell of a table ends with the atom `CELLULE`.
    """

    texte: str
    source: str = ""
    gras: bool = False
    italique: bool = False
    champ: bool = False

    @property
    def cle(self) -> tuple[str, bool, bool]:
        """What makes two atoms the same for a reader: no-break and thin spaces are spaces."""
        blanc = self.texte in " \u00a0\u202f\t"
        return (" ", False, False) if blanc else (self.texte, self.gras, self.italique)


CELLULE = "\x1f"


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of a text as Word shows it: kind, level in its list, atoms, depth of the passages around it.

    `suite`: it runs on the line before in the produced piece. `entete`: the first row of a table. `place` says where it
    stands in a document that was read.
    """

    genre: Genre
    atomes: tuple[Atome, ...]
    niveau: int = 0
    profondeur: int = 0
    suite: bool = False
    entete: bool = False
    place: str = ""

    @property
    def cle(self) -> tuple[object, ...]:
        """What makes two lines the same for a reader."""
        return (self.genre, self.niveau, tuple(a.cle for a in self.atomes))

    @property
    def texte(self) -> str:
        """Its text, cells parted by « | »."""
        return "".join(" | " if a.texte == CELLULE else a.texte for a in self.atomes)


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A row of the table: key, label, value. `fixe`: shown, not to be changed here. `apres`: greyed words after it.

    `liens`: (words, address) shown after the value, one a line.
    """

    cle: str
    libelle: str
    valeur: str = ""
    fixe: bool = False
    apres: str = ""
    liens: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fiche:
    """A clause in the document: id, title, line under the title, rows before the text, text, rows after it.

    `chapitres`: headings above it (piece, article). `source` is the whole file, `champs` the source of
    each field shown; both are carried in the document.
    """

    id: str
    titre: str
    signature: str
    chapitres: tuple[str, ...]
    avant: tuple[Rubrique, ...]
    texte: tuple[Ligne, ...]
    apres: tuple[Rubrique, ...]
    source: str = ""
    champs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FicheLue:
    """A clause read back: title, values of its rows (by key, else by label), lines of its text.

    `source`, `champs`, `montre` (rows as they were written): what the document carried, None and empty when it was lost.
    """

    id: str
    titre: str
    rubriques: dict[str, str]
    texte: tuple[Ligne, ...] | None
    place: str
    source: str | None = None
    champs: Mapping[str, str] = field(default_factory=dict)
    montre: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revue:
    """A review document read back: clauses, number of tracked changes read as accepted, their authors, comments."""

    fiches: tuple[FicheLue, ...]
    suivies: int = 0
    auteurs: tuple[str, ...] = ()
    commentaires: tuple[tuple[str, str, str], ...] = ()
