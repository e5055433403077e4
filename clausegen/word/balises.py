"""The tags of a gabarit where they stand: part, paragraph, table cell, and what Word has put inside them.

Only read by those who check a gabarit; `compilation` has its own, shorter, look at tags. Word repeats a text box for
old programs (`mc:Fallback`): that copy is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from clausegen.word.relecture import PLACES
from clausegen.word.styles import W, safe_parser
from clausegen.word.tags import repair

_W = f"{{{W}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
STORY = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
READ = re.compile(r"^word/(document|header\d*|footer\d*|footnotes)\.xml$")
# A tag that is not closed runs to the next one or to the end of the paragraph.
TAG = re.compile(r"\{\{.*?(?:\}\}|(?=\{[{%#])|$)|\{%.*?(?:%\}|(?=\{[{%#])|$)|\{#.*?(?:#\}|$)", re.DOTALL)
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_FORM = re.compile(r"^\{[{%#](p|tr|tc|r)(?=[\s\u00a0\u202f])")
# Boundaries that docxtpl cuts when they fall inside a tag, and objects that it drops.
_BOUNDS = {"hyperlink": "un lien", "sdt": "un contrôle de contenu", "smartTag": "une balise active", "fldSimple": "un champ Word",
           "customXml": "un élément XML", "ins": "une insertion suivie", "moveTo": "un déplacement suivi"}  # fmt: skip
_OBJECTS = {"tab": "une tabulation", "br": "un saut de ligne", "cr": "un saut de ligne", "drawing": "une image", "pict": "une image",
            "object": "un objet", "footnoteReference": "un appel de note", "endnoteReference": "un appel de note",
            "noBreakHyphen": "un trait d’union insécable", "softHyphen": "un trait d’union conditionnel", "sym": "un symbole",
            "fldChar": "un champ Word", "bookmarkStart": "un signet", "bookmarkEnd": "un signet",
            "commentRangeStart": "un commentaire", "commentRangeEnd": "un commentaire", "commentReference": "un commentaire"}  # fmt: skip
_REVISIONS = {"ins": "insertion", "del": "suppression", "moveFrom": "déplacement", "moveTo": "déplacement"}
_FORMATS = {
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
}


@dataclass(frozen=True, eq=False)
class Endroit:
    """A paragraph. `rank` counts from 1 in its part, `table` is (table, row, column) from 1.

    `block`, `cell`, `row`, `grid` tell which element holds it (0 when none): two paragraphs of one block share it.
    `held`: what the paragraph holds beside text (« une image », « un saut de section »…); `bound`: the control that holds
    it follows a datum; `revisions`: tracked changes that it carries.
    """

    part: str
    rank: int
    text: str
    table: tuple[int, int, int] | None = None
    block: int = 0
    cell: int = 0
    row: int = 0
    grid: int = 0
    held: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    bound: bool = False
    box: bool = False
    style: str = ""
    revisions: tuple[str, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    events: tuple[tuple[int, str, int], ...] = field(default=(), repr=False)

    @property
    def place(self) -> str:
        """« corps, ¶ 8, tableau 1, ligne 2, colonne 1 « {{ ligne.libelle }} » »."""
        cell = ""
        if self.table:
            table, row, column = self.table
            cell = f", tableau {table}, ligne {row}, colonne {column}"
        words = " ".join(self.text.split())
        words = words if len(words) <= 60 else words[:59].rstrip() + "…"
        return f"{part_name(self.part)}, ¶\u00a0{self.rank}{cell}" + (f" «\u00a0{words}\u00a0»" if words else "")


@dataclass(frozen=True, eq=False)
class Balise:
    """A tag as it was typed (`raw`) and as it will be read (`clean`); `form` is « p », « tr », « tc », « r » or nothing."""

    at: Endroit
    raw: str
    start: int

    @property
    def end(self) -> int:
        """Offset of its end in the paragraph."""
        return self.start + len(self.raw)

    @cached_property
    def clean(self) -> str:
        """As Jinja will read it."""
        return repair(self.raw)

    @property
    def kind(self) -> str:
        """« {{ », « {% » or « {# »."""
        return self.raw[:2]

    @property
    def closed(self) -> bool:
        """True when it ends as it should."""
        return len(self.raw) >= 4 and self.raw.endswith(_CLOSING[self.kind])

    @property
    def form(self) -> str:
        """Letters after the delimiter."""
        found = _FORM.match(self.raw)
        return found[1] if found else ""

    @property
    def inside(self) -> str:
        """What stands between the delimiters and the form, repaired."""
        end = -2 if self.closed else len(self.clean)
        return self.clean[2 + len(self.form) : end].strip()

    @property
    def lost(self) -> tuple[str, ...]:
        """Objects inside it, which disappear with the pieces of XML that docxtpl takes out."""
        return tuple(dict.fromkeys(w for at, w, move in self.at.events if move == 0 and self.start < at < self.end))

    @property
    def bounds(self) -> tuple[int, ...]:
        """Rank of the links and controls of the paragraph that are open where it starts."""
        opened: list[int] = []
        for rank, (at, _, move) in enumerate(self.at.events):
            if at > self.start or (at == self.start and move < 0):
                break
            if move > 0:
                opened.append(rank)
            elif move < 0 and opened:
                opened.pop()
        return tuple(opened)

    @property
    def cut(self) -> str:
        """Name of a boundary that falls inside it, empty when none does."""
        level: dict[str, int] = {}
        for at, what, move in self.at.events:
            if move and self.start < at < self.end:
                level[what] = level.get(what, 0) + move
        return next((what for what, balance in level.items() if balance), "")


@dataclass(frozen=True, eq=False)
class Histoire:
    """A part of the text: its paragraphs, and its tags in order."""

    part: str
    endroits: tuple[Endroit, ...]

    @cached_property
    def balises(self) -> tuple[Balise, ...]:
        """Tags, in order."""
        return tuple(Balise(e, f[0], f.start()) for e in self.endroits if "{" in e.text for f in TAG.finditer(e.text))


def part_name(part: str) -> str:
    """French name of a part: « corps », « en-tête 1 », « commentaires »."""
    stem = part.removeprefix("word/").removesuffix(".xml")
    kind = stem.rstrip("0123456789")
    number = stem[len(kind) :]
    if part == "word/document.xml":
        return "corps"
    names = {**PLACES, "comments": "commentaires"}
    return names[kind] + (f" {number}" if number else "") if kind in names else part


def read_stories(parts: Mapping[str, bytes]) -> dict[str, Histoire]:
    """Every part of text by name, body first; one that cannot be read is left out."""
    out = {}
    for name in sorted((n for n in parts if STORY.match(n)), key=lambda n: (n != "word/document.xml", n)):
        try:
            root = etree.fromstring(parts[name], safe_parser())
        except etree.XMLSyntaxError:
            continue
        out[name] = Histoire(name, tuple(_Walk(name, root).paragraphs()))
    return out


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag[len(_W) :] if isinstance(tag, str) and tag.startswith(_W) else ""


class _Walk:
    """One part, its tables numbered in order."""

    def __init__(self, part: str, root: etree._Element) -> None:
        self.part, self.root = part, root
        self.ids: dict[etree._Element, int] = {}
        self.cells: dict[etree._Element, tuple[int, int, int]] = {}
        for number, table in enumerate(self._all(root, "tbl"), 1):
            rows = [r for r in table.iter(f"{_W}tr") if self._up(r, "tbl") is table]
            for rank, row in enumerate(rows, 1):
                cells = [c for c in row.iter(f"{_W}tc") if self._up(c, "tr") is row]
                self.cells.update({cell: (number, rank, column) for column, cell in enumerate(cells, 1)})

    def _all(self, root: etree._Element, tag: str) -> Iterator[etree._Element]:
        for element in root.iter(f"{_W}{tag}"):
            if next(element.iterancestors(_FALLBACK), None) is None:
                yield element

    def _up(self, element: etree._Element, tag: str) -> etree._Element | None:
        return next(element.iterancestors(f"{_W}{tag}"), None)

    def _id(self, element: etree._Element | None) -> int:
        return 0 if element is None else self.ids.setdefault(element, len(self.ids) + 1)

    def paragraphs(self) -> Iterator[Endroit]:
        for rank, element in enumerate(self._all(self.root, "p"), 1):
            yield self._paragraph(element, rank)

    def _paragraph(self, element: etree._Element, rank: int) -> Endroit:
        self.text: list[str] = []
        self.length = 0
        self.events: list[tuple[int, str, int]] = []
        self.held: list[str] = []
        self.marks: dict[str, int] = {}
        self.revisions: list[str] = []
        self.hidden: list[tuple[int, int]] = []
        properties = element.find(f"{_W}pPr")
        style = ""
        if properties is not None:
            named = properties.find(f"{_W}pStyle")
            style = named.get(f"{_W}val", "") if named is not None else ""
            if properties.find(f"{_W}sectPr") is not None:
                self.held.append("un saut de section")
            self.revisions += ["mise en forme" for e in properties.iter() if _local(e) in _FORMATS]
            self.revisions += [
                _REVISIONS[_local(e)] for e in properties.iterfind(f"{_W}rPr/*") if _local(e) in _REVISIONS
            ]
        self._content(element)
        cell, row = self._up(element, "tc"), self._up(element, "tr")
        if row is not None and element is next(row.iter(f"{_W}p"), None):
            self.revisions += [_REVISIONS[_local(e)] for e in row.iterfind(f"{_W}trPr/*") if _local(e) in _REVISIONS]
        bound = any(s.find(f"{_W}sdtPr/{_W}dataBinding") is not None for s in element.iterancestors(f"{_W}sdt"))
        bound = bound or any(s.find(f"{_W}dataBinding") is not None for s in element.iter(f"{_W}sdtPr"))
        outer = (_REVISIONS[_local(a)] for a in element.iterancestors() if _local(a) in _REVISIONS)
        return Endroit(
            self.part, rank, "".join(self.text), self.cells.get(cell) if cell is not None else None,
            self._id(element.getparent()), self._id(cell), self._id(row), self._id(self._up(element, "tbl")), tuple(dict.fromkeys(self.held)),
            tuple(m for m, n in self.marks.items() if n), bound, self._up(element, "txbxContent") is not None, style,
            tuple(dict.fromkeys((*self.revisions, *outer))), tuple(self.hidden), tuple(self.events),
        )  # fmt: skip

    def _content(self, parent: etree._Element) -> None:
        for element in parent:
            tag = _local(element)
            if element.tag == _FALLBACK or tag in ("p", "pPr", "rPr", "sdtPr", "sdtEndPr"):
                continue
            if tag in _REVISIONS and parent.tag != f"{_W}rPr":
                self.revisions.append(_REVISIONS[tag])
            if tag == "t":
                self._written(element)
                continue
            if tag == "r":
                formats = element.find(f"{_W}rPr")
                if formats is not None and any(_local(e) in _FORMATS for e in formats):
                    self.revisions.append("mise en forme")
            if tag in _OBJECTS:
                self.events.append((self.length, _OBJECTS[tag], 0))
                if (
                    tag in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")
                    or element.get(f"{_W}type") == "page"
                ):
                    self.held.append("un saut de page" if tag == "br" else _OBJECTS[tag])
                if tag.startswith(("bookmark", "commentRange")):
                    key = f"{_OBJECTS[tag]} {element.get(f'{_W}id', '')}"
                    self.marks[key] = self.marks.get(key, 0) + (1 if tag.endswith("Start") else -1)
            if tag in _BOUNDS:
                self.events.append((self.length, _BOUNDS[tag], 1))
            if tag != "txbxContent":
                self._content(element)
            if tag in _BOUNDS:
                self.events.append((self.length, _BOUNDS[tag], -1))

    def _written(self, element: etree._Element) -> None:
        text = element.text or ""
        run = element.getparent()
        vanish = run.find(f"{_W}rPr/{_W}vanish") if run is not None else None
        if vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off"):
            self.hidden.append((self.length, self.length + len(text)))
        self.text.append(text)
        self.length += len(text)


__all__ = ["READ", "STORY", "Balise", "Endroit", "Histoire", "part_name", "read_stories"]
