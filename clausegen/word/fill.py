"""A fragment → the XML of one document: values, list numbers, links and widths take the place of the marks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from clausegen.blocks import ClauseValue, DraftClause, FieldValue, Heading, MissingValue, RefValue, TextValue
from clausegen.word.emit import grid_columns, run_properties
from clausegen.word.frame import Frame
from clausegen.word.memo import Fragment
from clausegen.word.tables import Extent, widths
from clausegen.word.xmltext import attribute, run_text

_OPEN = '<w:t xml:space="preserve">'
_EMPTY = '<w:t xml:space="preserve"></w:t>'
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BOX_FONT = "MS Gothic"
# Room, in characters, that a table gives to an answer: one whose prompt was shortened is short itself.
_ANSWER, _SHORT_ANSWER = 40, 14
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass
class Document:
    """What is counted through one document: bookmark, control, list and link ids, each starting after the gabarit's."""

    frame: Frame
    next_bookmark: int = 1
    next_num: int = 1
    abstract_bullet: int = 2
    abstract_number: int = 3
    link_prefix: str = "rIdCg"
    bullets: str = ""
    targets: Mapping[str, Heading] = field(default_factory=dict)
    references: dict[tuple[RefValue, str], str] = field(default_factory=dict)
    controls: set[int] = field(default_factory=set)
    nums: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def bookmark(self, name: str, content: str) -> str:
        """`content` between the two ends of a bookmark."""
        number = self.next_bookmark
        self.next_bookmark += 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def new_list(self, level: str, start: str, ordered: bool) -> str:
        """Number id of a list: its own when it counts, so that it restarts; bullets share one."""
        if not ordered:
            if not self.bullets:
                self.bullets = self._new_num(self.abstract_bullet, "")
            return self.bullets
        restart = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._new_num(self.abstract_number, restart)

    def _new_num(self, abstract: int, restart: str) -> str:
        number = self.next_num
        self.next_num += 1
        self.nums.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>')
        return str(number)

    def link(self, href: str) -> str:
        """Relationship id of a link (href already escaped)."""
        return self.links.setdefault(href, f"{self.link_prefix}{len(self.links) + 1}")

    def control(self, seed: str) -> int:
        """A content control id: positive, of 31 bits, the same in every run."""
        attempt = 0
        while True:
            digest = hashlib.sha256(f"{seed}\n{attempt}".encode()).digest()
            number = int.from_bytes(digest[:4], "big") & 0x7FFFFFFF
            if number and number not in self.controls:
                self.controls.add(number)
                return number
            attempt += 1


def printed(value: ClauseValue) -> str:
    """A value as the reader sees it."""
    if isinstance(value, FieldValue):
        return field_text(value)
    return missing_text(value.label) if isinstance(value, MissingValue) else value.text


def field_text(value: FieldValue) -> str:
    """Prompt of a place to fill in, or an empty box. Newlines that end a prompt keep room below it."""
    if value.box:
        return "\u2610"
    prompt = value.prompt or value.label or "…"
    words = prompt.rstrip("\n")
    return f"[{words}]{prompt[len(words) :]}"


def missing_text(label: str) -> str:
    """« [À compléter : …] »."""
    return f"[À compléter\u00a0: {label}]" if label else "[À compléter]"


def fill(fragment: Fragment, clause: DraftClause, document: Document) -> str:
    """XML of the clause's fragment."""
    if not fragment.marks:
        return fragment.pieces[0]
    out = fragment.pieces.copy()
    values = clause.values
    lists: dict[str, str] = {}
    sizes: list[int] = []
    broken = False
    for n, kind, detail in fragment.marks:
        if kind == "V":
            value = values[detail[0]]
            if type(value) is TextValue:
                out[n] = run_text(value.text)
            else:
                out[n] = inserted(value, detail[1], document, f"{clause.id}\n{n}")
                broken = True
        elif kind == "C":
            out[n] = str(sizes[detail])
        elif kind == "N":
            number, level, start, ordered = detail
            if number not in lists:
                lists[number] = document.new_list(level, start, ordered)
            out[n] = lists[number]
        elif kind == "G":
            sizes = _widths(detail, values, document.frame.width)
            out[n] = grid_columns(sizes)
        else:
            out[n] = document.link(detail) if kind == "H" else ""
    xml = "".join(out)
    return _without_empty_runs(xml, document.frame) if broken else xml


def _widths(columns: list[list[Extent]], values: Sequence[ClauseValue], total: int) -> list[int]:
    def text_of(index: int) -> str:
        value = values[index]
        if isinstance(value, FieldValue) and not value.box:
            # What will be written there is longer than its prompt.
            short = value.prompt.rstrip("\n") not in ("", value.label)
            return field_text(value).rstrip("\n").ljust(_SHORT_ANSWER if short else _ANSWER)
        return printed(value)

    return widths([[c.with_values(text_of) if c.values else c for c in column] for column in columns], total)


def inserted(value: MissingValue | RefValue | FieldValue, flags: str, document: Document, seed: str) -> str:
    """A field or a control inside a `w:t` of a run with these flags: closes the run, opens it again after."""
    properties = run_properties(flags, document.frame)
    if isinstance(value, RefValue):
        inner = reference(value, properties, document)
    elif isinstance(value, FieldValue):
        inner = form_field(value, flags, document, seed)
    else:
        inner = missing(value, flags, document, seed)
    return f"</w:t></w:r>{inner}<w:r>{properties}{_OPEN}"


def reference(value: RefValue, properties: str, document: Document) -> str:
    r"""A live field on a heading of this document (written once a document), plain text when the target is not in it.

    The number of an article is « Article 3 »: `\t` keeps « 3 ». LibreOffice ignores that switch and recomputes REF at
    load (« l’article Article 3 »), but not inside QUOTE, whose cached result it shows.
    """
    known = document.references.get((value, properties))
    if known is None:
        known = document.references[value, properties] = _reference(value, properties, document)
    return known


def _reference(value: RefValue, properties: str, document: Document) -> str:
    target = document.targets.get(value.target)
    text = f"<w:r>{properties}{_OPEN}{run_text(value.text)}</w:t></w:r>"
    if target is None:
        return text
    if target.level > 1:
        return field_runs(f" REF {target.bookmark} \\n \\h ", text, properties)
    # Without a result of its own: readers that only take the text would otherwise print the number twice.
    instruction = _instruction(f" REF {target.bookmark} \\n \\t ", properties)
    inner = f"{_mark_run('begin', properties)}{instruction}{_mark_run('end', properties)}"
    return (
        f'<w:hyperlink w:anchor="{target.bookmark}" w:history="1">{_mark_run("begin", properties)}'
        f"{_instruction(' QUOTE ', properties)}{inner}{_mark_run('separate', properties)}{text}"
        f"{_mark_run('end', properties)}</w:hyperlink>"
    )


def field_runs(instruction: str, cached: str, properties: str = "") -> str:
    """A complex field: instruction, and its cached result as runs."""
    return (
        f"{_mark_run('begin', properties)}{_instruction(instruction, properties)}"
        f"{_mark_run('separate', properties)}{cached}{_mark_run('end', properties)}"
    )


def _mark_run(kind: str, properties: str) -> str:
    return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(text: str, properties: str) -> str:
    return f'<w:r>{properties}<w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def missing(value: MissingValue, flags: str, document: Document, seed: str) -> str:
    """A content control, highlighted, whose prompt says what is expected: typing in it replaces the prompt.

    A rich text control: LibreOffice loses the highlight of a plain one.
    """
    frame = document.frame
    properties = run_properties(
        flags.replace("l", ""), frame, '<w:highlight w:val="yellow"/>'
    ).replace("<w:rPr>", f'<w:rPr><w:rStyle w:val="{frame.a_completer}"/>', 1)  # fmt: skip
    title = attribute(f"À compléter : {value.label}"[:64])
    number = document.control(f"{seed}\n{value.label}")
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="cg_{number}"/><w:id w:val="{number}"/>'
        f"<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>{properties}{_OPEN}"
        f"{run_text(missing_text(value.label))}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def form_field(value: FieldValue, flags: str, document: Document, seed: str) -> str:
    """A content control in grey, whose prompt says what its reader writes there; a box is ticked by a click."""
    title = attribute(value.label[:64] or "À remplir")
    number = document.control(f"{seed}\n{value.label}")
    if value.box:
        kind, properties = _BOX, _BOX_RUN
    else:
        kind = "<w:showingPlcHdr/>"
        properties = run_properties(flags.replace("l", ""), document.frame, '<w:color w:val="595959"/>')
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="cgf_{number}"/><w:id w:val="{number}"/>'
        f"{kind}</w:sdtPr><w:sdtContent><w:r>{properties}{_OPEN}"
        f"{run_text(field_text(value))}</w:t></w:r></w:sdtContent></w:sdt>"
    )


_BOX = (
    f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{_BOX_FONT}"/>'
    f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FONT}"/></w14:checkbox>'
)
_BOX_RUN = (
    f'<w:rPr><w:rFonts w:ascii="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:hint="eastAsia"/></w:rPr>'
)


@lru_cache(maxsize=64)
def _empty_runs(frame: Frame) -> tuple[str, ...]:
    flags = ("", "b", "i", "bi", "l", "bl", "il", "bil")
    return tuple(f"<w:r>{run_properties(f, frame)}{_EMPTY}</w:r>" for f in flags)


def _without_empty_runs(xml: str, frame: Frame) -> str:
    if _EMPTY in xml:
        for run in _empty_runs(frame):
            xml = xml.replace(run, "")
    return xml
