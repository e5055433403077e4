"""Colours and language of a run as they show: its own, else those of its styles, else the document's."""

from __future__ import annotations

import re

from lxml import etree

from clausegen.word.styles import Styles, W

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000",
    "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3", "black": "000000", "white": "FFFFFF",
}  # fmt: skip
_RRGGBB = re.compile("[0-9A-Fa-f]{6}")
_LARGE, _LARGE_BOLD = 36, 28
_AUTO = ("auto", "", None)


class Colours:
    """Looks up what a run shows."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str, str], etree._Element | None] = {}
        self._tables: dict[tuple[str, bool], str] = {}

    def language(self, properties: etree._Element | None, style: str, paragraph: str) -> str:
        """Language of a run when it is said by the run or its styles, else ""."""
        found = self._run(properties, style, paragraph, "lang")
        return found.get(_VAL, "") if found is not None else ""

    def pair(
        self, run: etree._Element, properties: etree._Element | None, style: str, paragraph: str
    ) -> tuple[str, str, bool]:
        """(text colour, background, large) of a run."""
        colour = self._run(properties, style, paragraph, "color")
        size = self._run(properties, style, paragraph, "sz") if colour is not None else None
        bold = self._run(properties, style, paragraph, "b") if colour is not None else None
        points = int(size.get(_VAL, "22")) if size is not None and size.get(_VAL, "").isdecimal() else 22
        heavy = bold is not None and bold.get(_VAL) not in ("0", "false", "off")
        text = colour.get(_VAL, "") if colour is not None else ""
        background = self._background(run, properties, paragraph)
        if text in _AUTO:
            # Word turns automatic text white on a dark background.
            text = "FFFFFF" if _luminance(background) < 0.18 else "000000"
        return text.upper(), background, points >= _LARGE or (heavy and points >= _LARGE_BOLD)

    def _run(self, properties: etree._Element | None, style: str, paragraph: str, tag: str) -> etree._Element | None:
        own = properties.find(f"{_W}{tag}") if properties is not None else None
        if own is not None:
            return own
        key = (style, paragraph, tag)
        if key not in self._known:
            self._known[key] = self._of_styles(style, paragraph, tag)
        return self._known[key]

    def _of_styles(self, style: str, paragraph: str, tag: str) -> etree._Element | None:
        own = self._styles.find(style, f"rPr/{tag}") if style else None
        if own is None:
            own = self._styles.find(paragraph or self._styles.default, f"rPr/{tag}")
        return own if own is not None else self._styles.default_run(tag)

    def _background(self, run: etree._Element, properties: etree._Element | None, paragraph: str) -> str:
        if properties is not None:
            highlight = properties.find(f"{_W}highlight")
            if highlight is not None and highlight.get(_VAL) in _HIGHLIGHTS:
                return _HIGHLIGHTS[highlight.get(_VAL, "")]
            fill = _fill(properties.find(f"{_W}shd"))
            if fill:
                return fill
        for ancestor in run.iterancestors(f"{_W}p", f"{_W}tc"):
            kind = "pPr" if ancestor.tag == f"{_W}p" else "tcPr"
            fill = _fill(ancestor.find(f"{_W}{kind}/{_W}shd"))
            if not fill and kind == "pPr":
                fill = _fill(self._styles.find(paragraph or self._styles.default, "pPr/shd"))
            if not fill and kind == "tcPr":
                fill = self._of_table(ancestor)
            if fill:
                return fill
        return "FFFFFF"

    def _of_table(self, cell: etree._Element) -> str:
        """Background that the table gives to a cell: its style (the first row has its own), else its properties."""
        row = next(cell.iterancestors(f"{_W}tr"), None)
        table = next(cell.iterancestors(f"{_W}tbl"), None)
        if row is None or table is None:
            return ""
        named = table.find(f"{_W}tblPr/{_W}tblStyle")
        style = named.get(_VAL, "") if named is not None else ""
        first = table.find(f"{_W}tr") is row and _first_row(table.find(f"{_W}tblPr/{_W}tblLook"))
        if (style, first) not in self._tables:
            paths = (f"tblStylePr[@{_W}type='firstRow']/{_W}tcPr/{_W}shd",) if first else ()
            fills = (
                _fill(link.element.find(f"{_W}{path}"))
                for path in (*paths, f"tcPr/{_W}shd", f"tblPr/{_W}shd")
                for link in self._styles.chain(style)
            )
            self._tables[style, first] = next(filter(None, fills), "")
        return self._tables[style, first] or _fill(table.find(f"{_W}tblPr/{_W}shd"))


def _first_row(look: etree._Element | None) -> bool:
    """Whether a table asks its style for a first row apart (`tblLook`; bit 0x0020 of its older form)."""
    if look is None:
        return False
    said = look.get(f"{_W}firstRow")
    if said is not None:
        return said in ("1", "true", "on")
    try:
        return bool(int(look.get(_VAL, "0"), 16) & 0x20)
    except ValueError:
        return False


def _fill(shading: etree._Element | None) -> str:
    value = shading.get(f"{_W}fill") if shading is not None else None
    return "" if value in _AUTO or value is None else value.upper()


def contrast(text: str, background: str) -> float:
    """Contrast ratio of two RRGGBB colours (WCAG 2.1, 1.4.3), from 1 to 21; 21 when one is not a colour."""
    if not (_RRGGBB.fullmatch(text) and _RRGGBB.fullmatch(background)):
        return 21.0
    light, dark = sorted((_luminance(text), _luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    if not _RRGGBB.fullmatch(colour):
        return 1.0
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
