"""The walk through the XML of a document that makes a `Reading` of it."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from clausegen.word.champs import Fields, target_of, volatile
from clausegen.word.couleurs import Colours
from clausegen.word.elements import (
    blank,
    comments,
    core_property,
    deleted_text,
    local,
    text_boxes,
    through,
    unnamed_images,
)
from clausegen.word.numeros import Counter
from clausegen.word.relecture import BODY, STORIES, Grid, Hole, Paragraph, Reading, Reference, Revision
from clausegen.word.signets import OpenMarks
from clausegen.word.styles import Styles, W, safe_parser

_W = f"{{{W}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_VAL, _ID, _NAME = f"{_W}val", f"{_W}id", f"{_W}name"
_TEXTS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_THROUGH = {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"}
_BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_NOTES = {"footnote", "endnote"}
_GONE = {"del": "suppression", "moveFrom": "déplacement"}
_FORMAT = {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "numberingChange"}
_ROW_CHANGES = {"ins": "insertion", "del": "suppression"}
_ON = (None, "1", "true", "on")


class Walker:
    """One reading."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self.reading = Reading()

    def read(self) -> Reading:
        """The whole document, body first."""
        parts = self._parts
        try:
            self._styles = Styles(parts.get("word/styles.xml"))
            self._counter = Counter(parts.get("word/numbering.xml"), self._styles)
            self._colours = Colours(self._styles)
            self.reading.comments = list(comments(parts.get("word/comments.xml")))
            self._comments = {c.id: c for c in self.reading.comments}
            default = self._styles.default_run("lang")
            self.reading.language = default.get(_VAL, "") if default is not None else ""
            self.reading.title, self.reading.subject = core_property(parts, "title"), core_property(parts, "subject")
            for name in sorted((n for n in parts if STORIES.match(n)), key=lambda n: (n != BODY, n)):
                self._story(name, etree.fromstring(parts[name], safe_parser()))
        except etree.XMLSyntaxError as error:
            self.reading.unreadable = f"XML illisible ({error.msg})"
        return self.reading

    def _story(self, part: str, root: etree._Element) -> None:
        self._part, self._rank, self._tables = part, 0, 0
        self._fields = Fields()
        self._marks = OpenMarks(part)
        self._cell: tuple[int, int, int] | None = None
        self._merged: Paragraph | None = None
        body = root.find(f"{_W}body")
        self._blocks(body if body is not None else root)
        self.reading.marks.extend(self._marks.all())

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            tag = local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element)
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._mark(element, tag)
            elif tag in _BLOCKS or (tag in _NOTES and element.get(f"{_W}type") in (None, "normal")):
                self._blocks(element)

    def _mark(self, element: etree._Element, tag: str, paragraph: int = 0) -> None:
        if tag == "bookmarkStart":
            self._marks.start(element.get(_ID, ""), element.get(_NAME, ""), paragraph or self._rank + 1)
        elif not self._marks.end(element.get(_ID, "")):
            self.reading.stray_ends += 1

    def _table(self, element: etree._Element) -> None:
        self._tables += 1
        outer, rank = self._cell, self._tables
        style = element.find(f"{_W}tblPr/{_W}tblStyle")
        grid = Grid(
            self._part, rank, self._rank + 1, style=self._styles.name(style.get(_VAL, "")) if style is not None else ""
        )
        self.reading.tables.append(grid)
        row = 0
        for line in through(element, "tr"):
            if local(line) != "tr":
                self._mark(line, local(line))
                continue
            if line.find(f"{_W}trPr/{_W}del") is not None:
                continue
            row += 1
            if row == 1:
                header = line.find(f"{_W}trPr/{_W}tblHeader")
                grid.repeated = header is not None and header.get(_VAL) in _ON
            first = len(self.reading.paragraphs)
            column = 0
            for cell in through(line, "tc"):
                if local(cell) != "tc":
                    self._mark(cell, local(cell))
                    continue
                column += 1
                before = len(self.reading.paragraphs)
                self._cell = (rank, row, column)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                self._blocks(cell)
                grid.cells += 1
                written = self.reading.paragraphs[before:]
                if (merge is None or merge.get(_VAL) == "restart") and blank(written):
                    grid.empty_cells.append((row, column))
            if blank(self.reading.paragraphs[first:]):
                grid.empty_rows.append(row)
        grid.rows = row
        grid.clause = next(
            (p.clause for p in self.reading.paragraphs if p.table and p.table[0] == rank and p.clause), ""
        )
        self._cell = outer

    def _paragraph(self, element: etree._Element) -> None:
        self._rank += 1
        properties = element.find(f"{_W}pPr")
        style = ""
        if properties is not None:
            named = properties.find(f"{_W}pStyle")
            style = named.get(_VAL, "") if named is not None else ""
        p = Paragraph(self._part, self._rank, self._styles.name(style), table=self._cell)
        p.level = self._styles.level(style)
        p.contents = self._fields.contents() or p.style.startswith(("toc", "contents"))
        if self._part == BODY:
            number = self._counter.number(element, style)
            if number:
                p.number = number.text
                p.item = (number.num, number.level, number.rank, number.bullet)
        self._current, self._style_id = p, style
        self._heading_marks: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        if properties is not None:
            self._properties(properties, p)
        nested: list[etree._Element] = []
        self._content(element, nested)
        p.text = "".join(self._pieces)
        p.contents = p.contents or self._fields.contents()
        p.heading_marks = tuple(self._heading_marks)
        p.clause = p.clause or self._marks.clause()
        deleted = properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None
        self._add(p, deleted)
        for box in nested:
            self._blocks(box)

    def _add(self, p: Paragraph, deleted: bool) -> None:
        """A paragraph whose mark is deleted runs on into the next one."""
        previous, self._merged = self._merged, None
        if previous is not None:
            shift = len(previous.text)
            p.holes = previous.holes + [(a + shift, b + shift, kind) for a, b, kind in p.holes]
            p.text, p.rank = previous.text + p.text, previous.rank
            p.clause = previous.clause or p.clause
            p.references[:0], p.revisions[:0] = previous.references, previous.revisions
        if deleted:
            self._merged = p
        else:
            self.reading.paragraphs.append(p)

    def _properties(self, properties: etree._Element, p: Paragraph) -> None:
        for tag, kind in _ROW_CHANGES.items():
            mark = properties.find(f"{_W}rPr/{_W}{tag}")
            if mark is not None:
                p.revisions.append(Revision(kind, mark.get(f"{_W}author", ""), "¶"))
        for change in properties.iter():
            if local(change) in _FORMAT:
                p.revisions.append(Revision("mise en forme", change.get(f"{_W}author", ""), ""))

    def _content(self, parent: etree._Element, nested: list[etree._Element]) -> None:
        p = self._current
        for element in parent:
            tag = local(element)
            if tag == "r":
                self._run(element, nested)
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._mark(element, tag, p.rank)
                if tag == "bookmarkStart":
                    self._heading_marks.append(element.get(_NAME, ""))
            elif tag in _GONE:
                p.revisions.append(Revision(_GONE[tag], element.get(f"{_W}author", ""), deleted_text(element)))
            elif tag in ("commentReference", "commentRangeStart"):
                self._comment(element)
            elif tag == "sdt":
                self._control(element, nested)
            elif tag == "fldSimple":
                if volatile(element.get(f"{_W}instr") or ""):
                    continue
                start = self._length
                self._content(element, nested)
                self._reference(element.get(f"{_W}instr") or "", "".join(self._pieces)[start:])
            elif tag in _THROUGH:
                start = self._length
                self._content(element, nested)
                text = "".join(self._pieces)[start:]
                if tag in ("ins", "moveTo"):
                    kind = "insertion" if tag == "ins" else "déplacement"
                    p.revisions.append(Revision(kind, element.get(f"{_W}author", ""), text))
                elif tag == "hyperlink" and element.get(f"{_W}anchor"):
                    p.references.append(Reference(element.get(f"{_W}anchor", ""), text, "lien"))

    def _control(self, element: etree._Element, nested: list[etree._Element]) -> None:
        start = self._length
        self._content(element, nested)
        tag = element.find(f"{_W}sdtPr/{_W}tag")
        name = tag.get(_VAL, "") if tag is not None else ""
        box = element.find(f"{_W}sdtPr/{_W14}checkbox") is not None
        if name.startswith("cgf_") or box:
            self._current.holes.append((start, self._length, Hole.FORM))
        elif name.startswith("cg_"):
            self._current.holes.append((start, self._length, Hole.MISSING))

    def _comment(self, element: etree._Element) -> None:
        comment = self._comments.get(element.get(_ID, ""))
        if comment is not None and comment.id not in self._current.comments:
            self._current.comments += (comment.id,)

    def _run(self, run: etree._Element, nested: list[etree._Element]) -> None:
        p = self._current
        start = self._length
        for element in run:
            tag = local(element)
            if tag == "t":
                self._write(element.text or "")
            elif tag in _TEXTS:
                self._write(_TEXTS[tag])
            elif tag == "sym":
                self._write("\u25a1")
            elif tag == "fldChar":
                self._fields.mark(element.get(f"{_W}fldCharType", ""), p, self._length)
            elif tag == "instrText":
                self._fields.instruct(element.text or "")
            elif tag == "commentReference":
                self._comment(element)
            elif tag in ("drawing", "pict", "object", "AlternateContent"):
                p.special = True
                p.images += unnamed_images(element)
                nested.extend(text_boxes(element))
            elif tag in ("footnoteReference", "endnoteReference"):
                p.special = True
        text = "".join(self._pieces)[start:] if self._length > start else ""
        if text.strip():
            self._dress(run, text)
        elif run.find(f"{_W}rPr/{_W}rPrChange") is not None:
            p.revisions.append(Revision("mise en forme", "", ""))

    def _dress(self, run: etree._Element, text: str) -> None:
        p, properties = self._current, run.find(f"{_W}rPr")
        style = ""
        if properties is not None:
            named = properties.find(f"{_W}rStyle")
            style = named.get(_VAL, "") if named is not None else ""
            highlight = properties.find(f"{_W}highlight")
            if highlight is not None and highlight.get(_VAL) not in ("none", None):
                p.highlighted += text
            if properties.find(f"{_W}rPrChange") is not None:
                change = properties.find(f"{_W}rPrChange")
                p.revisions.append(
                    Revision("mise en forme", change.get(f"{_W}author", "") if change is not None else "", text)
                )
        language = self._colours.language(properties, style, self._style_id)
        if language:
            p.languages.add(language)
        p.colours.add(self._colours.pair(run, properties, style, self._style_id))

    def _write(self, text: str) -> None:
        if self._fields.hidden():
            return
        if self._length == 0 and text:
            self._current.clause = self._marks.clause()
        self._pieces.append(text)
        self._length += len(text)
        self._fields.write(text)

    def _reference(self, instruction: str, text: str) -> None:
        found = target_of(instruction)
        if found:
            self._current.references.append(Reference(found[1], text, found[0]))
