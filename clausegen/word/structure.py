"""Structure of a story (body, header, note): text only where text goes, cells and controls that Word can open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NS}}}"
# On the bytes, ten times faster than a walk of the tree; every known producer writes the prefix « w ».
_STRAY = re.compile(
    rb"<w:(?!(?:t|instrText|delText|delInstrText)[ >/])[^>]*>\s*([^<\s][^<]{0,40})|</w:[^>]*>\s*([^<\s][^<]{0,40})"
)
_LAST_IN_CELL = {f"{_W}p", f"{_W}sdt", f"{_W}bookmarkEnd"}


def structure_faults(content: bytes, tree: etree._Element) -> Iterator[str]:
    """Statements of what is wrong in a story, given as bytes and as a tree."""
    for found in _STRAY.finditer(content):
        text = (found[1] or found[2]).decode("utf-8", "replace").strip()
        yield f"texte hors d’un paragraphe : « {text} »"
    for cell in tree.iter(f"{_W}tc"):
        last = cell[-1].tag if len(cell) else None
        if last not in _LAST_IN_CELL:
            yield "cellule qui ne se termine pas par un paragraphe"
    spans = b"gridSpan" in content or b"gridBefore" in content or b"gridAfter" in content
    for table in tree.iter(f"{_W}tbl"):
        grid = table.find(f"{_W}tblGrid")
        columns = len(grid) if grid is not None else 0
        for row in table.iterfind(f"{_W}tr"):
            if (_width(row) if spans else len(row.findall(f"{_W}tc"))) > columns:
                yield f"ligne de tableau plus large que sa grille ({columns} colonnes)"
                break
    for control in tree.iter(f"{_W}sdt"):
        if control.find(f"{_W}sdtContent") is None:
            yield "contrôle sans contenu"


def _width(row: etree._Element) -> int:
    total = 0
    for cell in row.iterfind(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        total += _number(span)
    for name in ("gridBefore", "gridAfter"):
        skipped = row.find(f"{_W}trPr/{_W}{name}")
        total += _number(skipped) if skipped is not None else 0
    return total


def _number(element: etree._Element | None) -> int:
    value = element.get(f"{_W}val", "1") if element is not None else "1"
    return int(value) if value.isdigit() else 1
