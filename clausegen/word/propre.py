"""Gabarits with a structure of their own: articles typed in Word, slots placed one by one, in their own order.

Word then computes other numbers than those of the plan. The document is written once, read again as Word will number it,
and its headings tell the numbers to print everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from clausegen.blocks import Heading
from clausegen.word.relecture import Paragraph, read_document
from clausegen.word.styles import Styles, W

_W = f"{{{W}}}"
PREFIX = "cgm_"
_MARKS = ("cga_", "cgh_", PREFIX)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_BLOCK_TAG = re.compile(r"\{\{[ \u00a0]*p\b|\{\{p[ \u00a0]|\{%(?:p|tr|tc|r)?[ \u00a0]")
_LOOP = re.compile(r"\{%p?[ \u00a0]*(for|endfor)\b", re.I)


def mark_headings(document: etree._Element, styles: bytes | None, first: int) -> int:
    """Put a bookmark on each heading typed in the gabarit (levels 1 to 3), ids from `first` on; how many there are.

    Headings of a loop are left out: they would be printed with the same name.
    """
    body = document.find(f"{_W}body")
    known = Styles(styles)
    count = loops = 0
    for paragraph in body.findall(f"{_W}p") if body is not None else ():
        text = "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
        for found in _LOOP.finditer(text):
            loops += 1 if found[1].lower() == "for" else -1
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        level = known.level(named.get(f"{_W}val", "")) if named is not None else 0
        if not 0 < level <= 3 or not text.strip() or loops > 0 or _BLOCK_TAG.search(text):
            continue
        count += 1
        start = etree.Element(f"{_W}bookmarkStart")
        start.set(f"{_W}id", str(first + count - 1))
        start.set(f"{_W}name", f"{PREFIX}{count}")
        end = etree.Element(f"{_W}bookmarkEnd")
        end.set(f"{_W}id", str(first + count - 1))
        paragraph.insert(1 if paragraph.find(f"{_W}pPr") is not None else 0, start)
        paragraph.append(end)
    return count


@dataclass(frozen=True, slots=True)
class Lue:
    """What a document shows: its headings in order, and the number and bookmark under which each clause stands.

    `clauses`: bookmark of a clause → (order in the document, heading above it).
    """

    titres: tuple[Heading, ...]
    clauses: dict[str, tuple[int, Heading]]


def lire_structure(data: bytes) -> Lue:
    """Structure of a document composed by `compose`."""
    titres: list[Heading] = []
    clauses: dict[str, tuple[int, Heading]] = {}
    reading = read_document(data)
    starts: dict[int, list[str]] = {}
    for mark in reading.marks:
        if mark.name.startswith("cg_") and mark.part.endswith("document.xml"):
            starts.setdefault(mark.rank, []).append(mark.name)
    above: Heading | None = None
    for p in reading.body:
        heading = _titre(p)
        if heading is not None:
            titres.append(heading)
            above = heading if heading.numbered else above
        for name in starts.get(p.rank, ()):
            if above is not None:
                clauses[name] = (len(clauses), above)
    return Lue(tuple(titres), clauses)


def _titre(p: Paragraph) -> Heading | None:
    if not 0 < p.level <= 3 or p.contents or p.table:
        return None
    mark = next((m for m in p.heading_marks if m.startswith(_MARKS)), "")
    if not mark:
        return None
    found = _NUMBER.search(p.number)
    level: Literal[1, 2, 3] = 1 if p.level == 1 else 2 if p.level == 2 else 3
    return Heading(level, p.text.strip(), found[0] if found else "", mark, found is not None)
