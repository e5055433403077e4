"""The numbers that Word prints before paragraphs, computed as Word does: one counter a level and a list model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from clausegen.word.styles import Styles, W, safe_parser

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its text (« Article 3 », « 5.2 », « 1° »), rank at its level, level from 0, list it counts in."""

    text: str
    rank: int
    level: int
    num: str
    bullet: bool


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1


@dataclass(slots=True)
class _Model:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    by_style: dict[str, int] = field(default_factory=dict)


class Counter:
    """Counts through one document: `number` must be called for every paragraph in order."""

    def __init__(self, content: bytes | None, styles: Styles) -> None:
        self._styles = styles
        self._models: dict[str, _Model] = {}
        self._nums: dict[str, tuple[str, dict[int, int]]] = {}
        self._used: set[tuple[str, int]] = set()
        root = etree.fromstring(content, safe_parser()) if content else None
        for abstract in root.iter(f"{_W}abstractNum") if root is not None else ():
            self._models[abstract.get(f"{_W}abstractNumId", "")] = _model(abstract)
        for num in root.iter(f"{_W}num") if root is not None else ():
            starts = {
                _int(o.get(f"{_W}ilvl"), 0): _int(s.get(_VAL), 1)
                for o in num.iter(f"{_W}lvlOverride")
                if (s := o.find(f"{_W}startOverride")) is not None
            }
            model = num.find(f"{_W}abstractNumId")
            self._nums[num.get(f"{_W}numId", "")] = (model.get(_VAL, "") if model is not None else "", starts)

    def number(self, paragraph: etree._Element, style: str) -> Number | None:
        """Number of the next paragraph, None when it has none."""
        num, level = self._place(paragraph, style)
        known = self._nums.get(num)
        if num in ("", "0") or known is None or known[0] not in self._models:
            return None
        model, starts = self._models[known[0]], known[1]
        if level in starts and (num, level) not in self._used:
            self._used.add((num, level))
            model.counts[level] = None
        here = model.levels.get(level, _Level())
        count = model.counts[level]
        model.counts[level] = rank = starts.get(level, here.start) if count is None else count + 1
        for deeper in range(level + 1, _LEVELS):
            if model.levels.get(deeper, _Level()).restart != 0:
                model.counts[deeper] = None
        bullet = here.format in ("bullet", "none")
        return Number("" if bullet else _text(model, level), rank, level, num, bullet)

    def _place(self, paragraph: etree._Element, style: str) -> tuple[str, int]:
        direct = paragraph.find(f"{_W}pPr/{_W}numPr")
        inherited = self._styles.find(style or self._styles.default, "pPr/numPr")
        num = level = None
        for properties in (direct, inherited):
            if properties is None:
                continue
            num = num if num is not None else _child(properties, "numId")
            level = level if level is not None else _child(properties, "ilvl")
        if direct is None and num is not None:
            model = self._models.get(self._nums.get(num, ("", {}))[0])
            if model is not None and level is None:
                level = str(model.by_style.get(style, 0))
        return num or "", max(0, min(_int(level, 0), _LEVELS - 1))


def _model(abstract: etree._Element) -> _Model:
    model = _Model()
    for element in abstract.iter(f"{_W}lvl"):
        rank = _int(element.get(f"{_W}ilvl"), 0)
        model.levels[rank] = _Level(
            _child(element, "numFmt") or "decimal", _child(element, "lvlText") or "",
            _int(_child(element, "start"), 0), _int(_child(element, "lvlRestart"), -1),
        )  # fmt: skip
        style = _child(element, "pStyle")
        if style:
            model.by_style[style] = rank
    return model


def _text(model: _Model, level: int) -> str:
    def put(found: re.Match[str]) -> str:
        rank = int(found[1]) - 1
        shown = model.levels.get(rank, _Level())
        count = model.counts[rank]
        return _written(shown.start if count is None else count, shown.format)

    return _PLACE.sub(put, model.levels.get(level, _Level()).text)


def _written(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman, rest = "", count
        for value, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                            (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
            roman += sign * (rest // value)
            rest %= value
        return roman if style == "lowerRoman" else roman.upper()
    return str(count)


def _child(element: etree._Element, tag: str) -> str | None:
    found = element.find(f"{_W}{tag}")
    return found.get(_VAL) if found is not None else None


def _int(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?[0-9]{1,6}", value) else default
