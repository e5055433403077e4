"""A Word document read again: paragraphs as a reader sees them, with their clause, number, place, and what hangs on them.

Insertions are read as accepted, deletions as done. What Word or LibreOffice change when they save (runs cut, ids of
styles, bookmarks moved inside a paragraph) changes nothing here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clausegen.sources.zips import ZIP_ERRORS

STORIES = re.compile(r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
BODY = "word/document.xml"
_MAX_PART = 60_000_000


class Hole(StrEnum):
    """Kinds of places left open in a paragraph."""

    MISSING = "à compléter"
    FORM = "à remplir"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a bookmark: `text` is what is shown. `kind`: « REF », « PAGEREF », « NOTEREF », « lien »."""

    target: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change. `kind`: « insertion », « suppression », « déplacement », « mise en forme »."""

    kind: str
    author: str
    text: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph. `rank` counts from 1 in its part; `clause` is the bookmark that bounds the clause it is in.

    `table`: (table of the part, row, column), each from 1, None outside tables. `holes`: (start, end, kind) in `text`.
    `number` is what Word prints before it; `level` that of a heading, 0 otherwise. `colours`: (text, background) pairs
    used, as RRGGBB, with whether the text is large. `shown`: (start, end, target) in `text` of the numbers that fields show. `languages`: those of its text.
    """

    part: str
    rank: int
    style: str = ""
    text: str = ""
    clause: str = ""
    level: int = 0
    number: str = ""
    item: tuple[str, int, int, bool] | None = None
    table: tuple[int, int, int] | None = None
    contents: bool = False
    heading_marks: tuple[str, ...] = ()
    holes: list[tuple[int, int, Hole]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    shown: list[tuple[int, int, str]] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    highlighted: str = ""
    languages: set[str] = field(default_factory=set)
    colours: set[tuple[str, str, bool]] = field(default_factory=set)
    comments: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    special: bool = False


@dataclass(slots=True)
class Grid:
    """A table: rank in its part, rank of its first paragraph, rows, whether a first row repeats, its style, its clause.

    `empty_rows` and `empty_cells` hold (row, column) from 1 (column 0 for a row).
    """

    part: str
    rank: int
    paragraph: int
    rows: int = 0
    repeated: bool = False
    style: str = ""
    clause: str = ""
    empty_rows: list[int] = field(default_factory=list)
    empty_cells: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: name, whether both its ends are there, paragraph where it starts (0 unknown)."""

    name: str
    closed: bool
    part: str
    rank: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A Word comment: id, author, text."""

    id: str
    author: str
    text: str


@dataclass(slots=True)
class Reading:
    """A document read: paragraphs of every story (body first), tables, bookmarks, comments, default language, title and subject."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    language: str = ""
    title: str = ""
    subject: str = ""
    stray_ends: int = 0
    unreadable: str = ""

    @property
    def body(self) -> list[Paragraph]:
        """Paragraphs of the body."""
        return [p for p in self.paragraphs if p.part == BODY]


def read_document(source: bytes | Mapping[str, bytes]) -> Reading:
    """Read a .docx (bytes, or its parts). Never raises on a damaged file: see `unreadable`."""
    from clausegen.word.parcours import Walker

    try:
        parts = source if isinstance(source, Mapping) else _parts(source)
    except ZIP_ERRORS as error:
        return Reading(unreadable=f"archive illisible ({error})")
    if BODY not in parts:
        return Reading(unreadable="le corps du document manque")
    return Walker(parts).read()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(info.file_size > _MAX_PART for info in archive.infolist()):
            raise ValueError("partie trop grande")
        return {name: archive.read(name) for name in archive.namelist()}


PLACES = {"header": "en-tête", "footer": "pied de page", "footnotes": "notes", "endnotes": "notes de fin"}


def place(paragraph: Paragraph) -> str:
    """« corps, ¶ 58, tableau 2, ligne 3, colonne 1 » (without the text)."""
    stem = paragraph.part.removeprefix("word/").removesuffix(".xml")
    kind = stem.rstrip("0123456789")
    rank = stem[len(kind) :]
    name = "corps" if kind == "document" else PLACES.get(kind, kind) + (f" {rank}" if rank else "")
    cell = ""
    if paragraph.table:
        table, row, column = paragraph.table
        cell = f", tableau {table}, ligne {row}, colonne {column}"
    return f"{name}, ¶\u00a0{paragraph.rank}{cell}"
