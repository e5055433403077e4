"""Blocks to HTML: a clause as it will print, for screens. Every text is escaped; nothing else makes markup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from clausegen.blocks import (
    Block,
    ClauseValue,
    DraftClause,
    Emph,
    FieldValue,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    MissingValue,
    Paragraph,
    RefValue,
    Strong,
    Table,
    Text,
    Value,
)

_SCHEMES = ("http://", "https://", "mailto:")


class _Writer:
    """`changed`: indexes of the values to highlight; `refs`: bookmarks that the page holds."""

    def __init__(self, values: Sequence[ClauseValue], changed: Collection[int], refs: Collection[str]) -> None:
        self.values = values
        self.changed = changed
        self.refs = refs

    def value(self, index: int) -> str:
        found = self.values[index]
        if isinstance(found, MissingValue):
            return f'<mark class="a-completer">[À compléter\u00a0: {escape(found.label)}]</mark>'
        if isinstance(found, FieldValue):
            return (
                "☐"
                if found.box
                else f'<span class="a-remplir">[{escape((found.prompt or found.label).rstrip())}]</span>'
            )
        text = escape(found.text).replace("\n", "<br>")
        if isinstance(found, RefValue) and found.target in self.refs:
            text = f'<a href="#{escape(found.target)}">{text}</a>'
        return f'<mark class="change">{text}</mark>' if index in self.changed else text

    def inlines(self, inlines: Iterable[Inline]) -> str:
        out = []
        for inline in inlines:
            if isinstance(inline, Text):
                out.append(escape(inline.text))
            elif isinstance(inline, Value):
                out.append(self.value(inline.index))
            elif isinstance(inline, LineBreak):
                out.append("<br>")
            elif isinstance(inline, Strong):
                out.append(f"<strong>{self.inlines(inline.children)}</strong>")
            elif isinstance(inline, Emph):
                out.append(f"<em>{self.inlines(inline.children)}</em>")
            elif isinstance(inline, Link):
                inside = self.inlines(inline.children)
                safe = inline.href.lower().startswith(_SCHEMES)
                out.append(f'<a href="{escape(inline.href)}" rel="noreferrer">{inside}</a>' if safe else inside)
        return "".join(out)

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{self.inlines(block.inlines)}</p>"
        if isinstance(block, ListBlock):
            tag = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            items = "".join(f"<li>{''.join(map(self.block, item))}</li>" for item in block.items)
            return f"<{tag}{start}>{items}</{tag}>"
        return self._table(block)

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self.inlines(cell.inlines)}</th>' for cell in table.header)
        width = len(table.header)
        rows = []
        for row in table.rows:
            cells = "".join(f'<td class="{cell.align}">{self.inlines(cell.inlines)}</td>' for cell in row)
            rows.append(f"<tr>{cells}{'<td></td>' * max(width - len(row), 0)}</tr>")
        return f'<div class="tableau"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def clause_html(
    clause: DraftClause, changed: Collection[int] = (), refs: Collection[str] = (), flagged: Collection[int] = ()
) -> str:
    """Text of a clause. `changed`: values to highlight; `flagged`: ranks of blocks to highlight whole; `refs`: link targets."""
    writer = _Writer(clause.values, changed, refs)
    out = []
    for rank, block in enumerate(clause.blocks):
        html = writer.block(block)
        out.append(f'<div class="bloc-change">{html}</div>' if rank in flagged else html)
    return "".join(out)
