"""Blocks → a fragment of WordprocessingML with marks: a pure function of the text, memoised by `memo`.

A mark stands for what belongs to one document only: values, list numbers, link ids, column widths of a table whose
cells hold values. It is written U+E000 payload U+E001; `fill` puts the document's own things in their place.

    V<index>:<flags>                    value inside a `w:t`; flags of the run: b, i, l
    N<list>:<level>:<start>:<o|u>       number id of a list of this clause
    H<href>                             relationship id of a link (the href is escaped for an attribute)
    G<columns>  C<n>                    grid of a table, width of its column n
    T                                   at the end only: the fragment ends with a table
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from clausegen.blocks import (
    Block,
    Cell,
    Emph,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Strong,
    Table,
    Text,
    Value,
)
from clausegen.word.frame import Frame
from clausegen.word.tables import Extent, extent, widths, write_columns
from clausegen.word.xmltext import MARK_CLOSE, MARK_OPEN, attribute, run_text

_SCHEMES = ("http://", "https://", "mailto:")
_DEEPEST = 8
# A table within these rows and this text stays on one page: a taller one would leave half a page empty above it.
_SHORT_TABLE, _SHORT_TEXT = 7, 600
_INDENT = 425
# Figures aligned right keep clear of the text of the next column: in twips, and in characters.
_GAP, _GAP_CHARACTERS = 170, 2
_END_OF_LIST = '<w:spacing w:after="120"/>'


def mark(payload: str) -> str:
    """A mark of this payload."""
    return f"{MARK_OPEN}{payload}{MARK_CLOSE}"


@lru_cache(maxsize=256)
def run_properties(flags: str, frame: Frame, more: str = "") -> str:
    """`w:rPr` of a run: b bold, i italic, l link; `more` goes last."""
    inner = f'<w:rStyle w:val="{frame.lien}"/>' if "l" in flags else ""
    inner += "<w:b/><w:bCs/>" if "b" in flags else ""
    inner += "<w:i/><w:iCs/>" if "i" in flags else ""
    return f"<w:rPr>{inner}{more}</w:rPr>" if inner or more else ""


def text_element(content: str) -> str:
    """`w:t` of an escaped content; spaces are declared only where they would be lost."""
    guarded = (
        content[:1] in (" ", MARK_OPEN) or content[-1:] in (" ", MARK_CLOSE) or "  " in content or MARK_OPEN in content
    )
    return f'<w:t xml:space="preserve">{content}</w:t>' if guarded else f"<w:t>{content}</w:t>"


def emit(blocks: Sequence[Block], frame: Frame) -> str:
    """The fragment of a clause."""
    return _Emission(frame).blocks(blocks)


class _Emission:
    """One writing: counts its lists."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._lists = 0

    def blocks(self, blocks: Sequence[Block]) -> str:
        out: list[str] = []
        for block, before, after in _neighbours(blocks):
            if isinstance(block, Paragraph):
                out.append(self._paragraph(block, self._frame.corps, _around(block, before, after)))
            else:
                if isinstance(before, Table):
                    out.append(spacer(self._frame))
                out.append(self._list(block, 0) if isinstance(block, ListBlock) else self._table(block))
        if blocks and isinstance(blocks[-1], Table):
            out.append(mark("T"))
        return "".join(out)

    def _paragraph(self, block: Paragraph, style: str, extra: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{self._inlines(block.inlines)}</w:p>'

    def _list(self, block: ListBlock, level: int, end: bool = True) -> str:
        """A list; `end` when it is not followed by an item of the list around it."""
        frame, number = self._frame, self._lists
        self._lists += 1
        level = min(level, _DEEPEST)
        num_id = mark(f"N{number}:{level}:{block.start}:{'o' if block.ordered else 'u'}")
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
        style = frame.numero if block.ordered else frame.puce
        out: list[str] = []
        for n, item in enumerate(block.items):
            last = end and n == len(block.items) - 1
            head, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            # No item is left alone at the foot of a page, nor at the head of the next.
            kept = (rest and isinstance(rest[0], ListBlock)) or (not rest and n in (0, len(block.items) - 2) and not last)
            keep = "<w:keepNext/>" if kept else ""
            room = _END_OF_LIST if last and not rest else ""
            out.append(self._paragraph(head, style, keep + numbered + room))
            out.append(self._continued(rest, level, last))
        return "".join(out)

    def _continued(self, blocks: Sequence[Block], level: int, last: bool) -> str:
        """What follows the first paragraph of an item."""
        out: list[str] = []
        for block, _, after in _neighbours(blocks):
            end = last and after is None
            if isinstance(block, ListBlock):
                out.append(self._list(block, level + 1, end))
            elif isinstance(block, Table):
                out.append(self._table(block) + spacer(self._frame))
            else:
                indent = f'<w:ind w:left="{_INDENT * (level + 1)}"/>'
                out.append(self._paragraph(block, self._frame.suite, (_END_OF_LIST if end else "") + indent))
        return "".join(out)

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        out: list[str] = []
        pending: list[str] = []
        current = ""

        def flush() -> None:
            if pending:
                out.append(f"<w:r>{run_properties(current, self._frame)}{text_element(''.join(pending))}</w:r>")
                pending.clear()

        for atom, flags, link in _atoms(inlines, ""):
            if flags != current or link is not None:
                flush()
                current = flags
            if link is None:
                pending.append(atom)
            else:
                out.append(self._link(link))
        flush()
        return "".join(out)

    def _link(self, link: Link) -> str:
        inner = "".join(
            f"<w:r>{run_properties(flags, self._frame)}{text_element(atom)}</w:r>"
            for atom, flags, _ in _atoms(link.children, "l")
        )
        return f'<w:hyperlink r:id="{mark("H" + attribute(link.href))}" w:history="1">{inner}</w:hyperlink>'

    def _table(self, table: Table) -> str:
        frame = self._frame
        rows = [table.header, *table.rows]
        count = max(len(row) for row in rows)
        rows = [(*row, *(Cell(()) for _ in range(count - len(row)))) for row in rows]
        columns = [[_extent(row[n], head=row is rows[0], gap=n < count - 1) for row in rows] for n in range(count)]
        short = len(rows) <= _SHORT_TABLE and sum(cell.length for column in columns for cell in column) <= _SHORT_TEXT
        if any(cell.values for column in columns for cell in column):
            grid = mark("G" + write_columns(columns))
            sizes = [mark(f"C{n}") for n in range(count)]
        else:
            sizes = [str(w) for w in widths(columns, frame.width)]
            grid = grid_columns(sizes)
        out = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{frame.tableau}"/><w:tblW w:w="5000" w:type="pct"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        ]
        for line, row in enumerate(rows):
            head = line == 0
            keep = "<w:keepNext/>" if _kept(line, len(rows), whole=short) else ""
            out.append(f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>")
            for n, (size, cell) in enumerate(zip(sizes, row, strict=True)):
                gap = f'<w:ind w:right="{_GAP}"/>' if cell.align == "right" and n < count - 1 else ""
                extra = keep if cell.align == "left" else f'{keep}{gap}<w:jc w:val="{cell.align}"/>'
                content = self._paragraph(Paragraph(cell.inlines), frame.entete if head else frame.cellule, extra)
                out.append(f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{content}</w:tc>')
            out.append("</w:tr>")
        return "".join(out) + "</w:tbl>"


def _kept(line: int, count: int, *, whole: bool) -> bool:
    """True when a row stays with the next: a short table is kept whole, a long one leaves no row alone."""
    return line < count - 1 and (whole or line in (0, count - 2))


def grid_columns(sizes: Iterable[str | int]) -> str:
    """Columns of a `w:tblGrid`."""
    return "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)


def spacer(frame: Frame) -> str:
    """The thin paragraph that parts a table from what is not a paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{frame.espace}"/></w:pPr></w:p>'


def _around(block: Paragraph, before: Block | None, after: Block | None) -> str:
    """Properties that a paragraph owes to its neighbours: it stays with what it introduces."""
    last = block.inlines[-1] if block.inlines else None
    announces = isinstance(last, Text) and last.text.rstrip().endswith(":")
    keep = "<w:keepNext/>" if isinstance(after, ListBlock | Table) or (announces and after is not None) else ""
    above = ' w:before="140"' if isinstance(before, Table) else ""
    below = ' w:after="70"' if isinstance(after, ListBlock) else ""
    return f"{keep}<w:spacing{above}{below}/>" if above or below else keep


def _neighbours(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, Block | None]]:
    last = len(blocks) - 1
    for n, block in enumerate(blocks):
        yield block, blocks[n - 1] if n else None, blocks[n + 1] if n < last else None


def _atoms(inlines: Iterable[Inline], flags: str) -> Iterator[tuple[str, str, Link | None]]:
    """Escaped pieces of text with the flags of their run; a live link comes as itself."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield run_text(text.replace("\n", " ")), flags, None
            case Value(index):
                yield mark(f"V{index}:{flags}"), flags, None
            case LineBreak():
                yield run_text("\n"), flags, None
            case Strong(children):
                yield from _atoms(children, _add(flags, "b"))
            case Emph(children):
                yield from _atoms(children, _add(flags, "i"))
            case Link(href, children) if href.lower().startswith(_SCHEMES) and "l" not in flags:
                yield "", flags, inline
            case Link(_, children):
                yield from _atoms(children, flags)


def _add(flags: str, flag: str) -> str:
    return flags if flag in flags else "".join(sorted(flags + flag))


def _extent(cell: Cell, *, head: bool, gap: bool) -> Extent:
    """Extent of a cell; that of a header counts for half, since it may go on two lines. `gap`: a column follows."""
    texts: list[str] = []
    values: list[int] = []
    for inline in _leaves(cell.inlines):
        if isinstance(inline, Value):
            values.append(inline.index)
        else:
            texts.append(inline.text if isinstance(inline, Text) else "\n")
    static = extent("".join(texts))
    more = _GAP_CHARACTERS if gap and cell.align == "right" else 0
    return Extent((static.length // 2 if head else static.length) + more, static.word + more, tuple(values))


def _leaves(inlines: Iterable[Inline]) -> Iterator[Text | LineBreak | Value]:
    for inline in inlines:
        if isinstance(inline, Text | LineBreak | Value):
            yield inline
        else:
            yield from _leaves(inline.children)
