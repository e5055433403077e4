"""What the rules examine: a clause in its library, a library, a Word file. Read once, handed to every rule."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.evaluation import Tree
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause, Library
from clausegen.sources.zips import ZIP_ERRORS
from clausegen.verifier.genres import noms_du_texte
from clausegen.verifier.lecture import Lecture

if TYPE_CHECKING:
    from clausegen.generation import Gabarits
    from clausegen.marche import Lecture as LectureMarche
    from clausegen.verifier.essais import Essais
    from clausegen.verifier.source import Source


@dataclass(frozen=True)
class SujetClause:
    """A clause under examination. `source` is its file with positions; `bibliotheque` what it may refer to.

    `ids` holds the identifiers of every clause of the library, those that could not be read included.
    """

    clause: Clause
    source: Source
    bibliotheque: Library
    ids: frozenset[str]
    aujourd_hui: dt.date

    @cached_property
    def lu(self) -> Tree | SyntaxFault:
        """Tree of the text, or why it cannot be read."""
        try:
            return read_tree(self.clause.texte)
        except SyntaxFault as fault:
            return fault

    @cached_property
    def corps(self) -> Tree | None:
        """Tree of the text (shape: `evaluation`), None when it cannot be read."""
        return None if isinstance(self.lu, SyntaxFault) else self.lu

    @cached_property
    def condition(self) -> Tree | None:
        """Tree of `si`, None when it cannot be read."""
        try:
            return read_tree(self.clause.si, expression=True)
        except SyntaxFault:
            return None

    @cached_property
    def lecture(self) -> Lecture:
        """The text walked with the types of its names."""
        noms = noms_du_texte(self.bibliotheque, self.clause.parametres)
        lecture = Lecture(noms)
        if self.corps is not None:
            lecture.corps(self.corps, dict(noms))
        return lecture

    @cached_property
    def lecture_si(self) -> Lecture:
        """The condition walked with the types of its names."""
        noms = noms_du_texte(self.bibliotheque, self.clause.parametres, condition=True)
        lecture = Lecture(noms, condition=True)
        if self.condition is not None:
            lecture.genre(self.condition, noms)
        return lecture

    def place(self, motif: str, ligne: int, *, si: bool = False) -> int:
        """Offset of the first match of a regular expression from a line of the text on (or in the value of `si`)."""
        if si:
            start = self.source.rubrique("si")
            found = re.compile(motif).search(self.source.texte, start)
            return found.start() if found else start
        return self.source.cherche(motif, self.source.ligne_du_corps + ligne - 1)

    def place_du_parametre(self, nom: str) -> int:
        """Offset of the name of a parameter in the front matter."""
        start = self.source.rubrique("parametres")
        found = re.compile(rf"^[ \t{{]*({re.escape(nom)})[ \t]*:", re.M).search(
            self.source.texte, start, self.source.corps
        )
        return found.start(1) if found else start

    def finding(self, code: str, niveau: Niveau, position: int | Location, constat: str, remede: str) -> Finding:
        """A finding at an offset of the file (`source.texte`), or at a place already known."""
        place = self.source.location(position) if isinstance(position, int) else position
        return Finding(code, niveau, constat, remede, place)


@dataclass(frozen=True)
class SujetBibliotheque:
    """A library under examination, its clauses one by one, and what its examples gave once run (`essais`)."""

    bibliotheque: Library
    clauses: Mapping[str, SujetClause]
    aujourd_hui: dt.date
    essais: Essais | None = None

    def finding(self, code: str, niveau: Niveau, clause: str, rubrique: str, constat: str, remede: str) -> Finding:
        """A finding at a key of the front matter of a clause."""
        found = self.clauses[clause]
        place = found.clause.locations.get(rubrique) or Location(found.clause.path, 2, 1)
        return Finding(code, niveau, constat, remede, place)


@dataclass(frozen=True)
class SujetWord:
    """A Word file under examination: a gabarit, or a piece. `octets` is the file, `parts` its parts by name.

    `publiable`: the piece is about to be published. `voisines`: the other pieces given in the same run; `marches`: the
    contract files given in it. `gabarits`: what the piece is written again with, those of its organisation with their
    charter (None: the shipped ones).
    """

    chemin: str
    octets: bytes
    bibliotheque: Library
    publiable: bool = False
    voisines: tuple[SujetWord, ...] = field(default=(), repr=False, compare=False)
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    marches: tuple[LectureMarche, ...] = field(default=(), repr=False, compare=False)
    gabarits: Gabarits | None = field(default=None, repr=False, compare=False)

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        """Content of each part of the package; empty when it is not one."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.octets)) as archive:
                return {name: archive.read(name) for name in archive.namelist()}
        except ZIP_ERRORS:
            return {}

    def finding(self, code: str, niveau: Niveau, lieu: str, constat: str, remede: str, paragraphe: int = 0) -> Finding:
        """A finding at a place said in French (« corps, ¶ 58, tableau 2, ligne 3, colonne 1 »).

        `paragraphe` (1-based rank in its part) serves as the line of the machine formats.
        """
        return Finding(code, niveau, constat, remede, Location(self.chemin, paragraphe, 1 if paragraphe else 0, lieu))
