"""Blocks to plain text: for examples of clauses, terminals, accepted texts and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def value_text(value: ClauseValue) -> str:
    """A value as read: « [À compléter : …] », a number, a text."""
    if isinstance(value, MissingValue):
        return f"[À compléter\u00a0: {value.label}]"
    if isinstance(value, FieldValue):
        return "☐" if value.box else f"[{(value.prompt or value.label).rstrip()}]"
    if isinstance(value, RefValue):
        return value.text
    return value.text


def inline_text(inlines: Iterable[Inline], values: Sequence[ClauseValue]) -> str:
    """Inlines as plain text."""
    out = []
    for inline in inlines:
        if isinstance(inline, Text):
            out.append(inline.text)
        elif isinstance(inline, Value):
            out.append(value_text(values[inline.index]))
        elif isinstance(inline, LineBreak):
            out.append("\n")
        elif isinstance(inline, (Strong, Emph, Link)):
            out.append(inline_text(inline.children, values))
    return "".join(out)


def block_lines(block: Block, values: Sequence[ClauseValue], indent: str = "") -> list[str]:
    """Lines of a block: list items behind a mark, cells separated by « | »."""
    if isinstance(block, Paragraph):
        return [indent + inline_text(block.inlines, values)]
    if isinstance(block, ListBlock):
        lines = []
        for i, item in enumerate(block.items):
            mark = f"{block.start + i}. " if block.ordered else "• "
            inner = [line for b in item for line in block_lines(b, values, indent + "  ")]
            if inner:
                inner[0] = indent + mark + inner[0].strip()
            lines.extend(inner)
        return lines
    if isinstance(block, Table):
        rows = [block.header, *block.rows]
        return [indent + " | ".join(inline_text(c.inlines, values) for c in row) for row in rows]
    raise TypeError(type(block))


def clause_text(clause: DraftClause) -> str:
    """A drafted clause as plain text."""
    return "\n".join(line for block in clause.blocks for line in block_lines(block, clause.values))
