"""Styles of a Word file as they apply: names, what they inherit, level of a heading, number, colours, language.

Word and LibreOffice rename the ids of styles when they save: a style is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
_VAL = f"{_W}val"
_HEADING = re.compile(r"^(?:heading|titre)[ \u00a0]?([1-9])$")


@dataclass(frozen=True, slots=True)
class Style:
    """A style: id, name in lower case, id of the style it inherits from, its properties."""

    id: str
    name: str
    based_on: str
    element: etree._Element


class Styles:
    """The styles part of a document."""

    def __init__(self, content: bytes | None) -> None:
        root = etree.fromstring(content, safe_parser()) if content else None
        self._root = root
        self.by_id: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(f"{_W}style") if root is not None else ():
            identifier = element.get(f"{_W}styleId", "")
            style = Style(identifier, _value(element, "name").lower(), _value(element, "basedOn"), element)
            self.by_id.setdefault(identifier, style)
            if element.get(f"{_W}type") == "paragraph" and element.get(f"{_W}default") in ("1", "true", "on"):
                self.default = identifier
        self._properties: dict[tuple[str, str], etree._Element | None] = {}

    def name(self, identifier: str) -> str:
        """Name of a style in lower case, its id when it is unknown."""
        style = self.by_id.get(identifier or self.default)
        return style.name if style else identifier.lower()

    def chain(self, identifier: str) -> Iterator[Style]:
        """The style, then those it inherits from."""
        seen: set[str] = set()
        while identifier in self.by_id and identifier not in seen:
            seen.add(identifier)
            style = self.by_id[identifier]
            yield style
            identifier = style.based_on

    def find(self, identifier: str, path: str) -> etree._Element | None:
        """First element of this path (« pPr/numPr ») in the chain of a style."""
        key = (identifier, path)
        if key not in self._properties:
            full = "/".join(f"{_W}{part}" for part in path.split("/"))
            found = (style.element.find(full) for style in self.chain(identifier))
            self._properties[key] = next((e for e in found if e is not None), None)
        return self._properties[key]

    def default_run(self, tag: str) -> etree._Element | None:
        """A run property of the document's defaults."""
        key = ("", tag)
        if key not in self._properties:
            path = f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}{tag}"
            self._properties[key] = self._root.find(path) if self._root is not None else None
        return self._properties[key]

    def level(self, identifier: str) -> int:
        """Level of a heading style, 0 for any other."""
        return self._levels.get(identifier or self.default, 0)

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return {identifier: self._level(identifier) for identifier in self.by_id}

    def _level(self, identifier: str) -> int:
        for style in self.chain(identifier):
            if style.name.startswith(("toc", "contents", "title", "subtitle")):
                return 0
            found = _HEADING.match(style.name)
            if found:
                return int(found[1])
        outline = self.find(identifier, "pPr/outlineLvl")
        value = outline.get(_VAL, "9") if outline is not None else "9"
        return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(f"{_W}{tag}")
    return found.get(_VAL, "") if found is not None else ""


def safe_parser() -> etree.XMLParser:
    """A parser that neither resolves entities nor opens anything."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
