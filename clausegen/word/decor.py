"""What a gabarit is beside its text: styles, language, paper, title, settings (its objects: `decor_objets`).

Positions are French names of places (`Trouve.place`); `rank` is the paragraph in the body, 0 elsewhere.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from clausegen.word.balises import STORY, Endroit, part_name, read_stories
from clausegen.word.styles import W, safe_parser

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Width and height, in twips.
A4 = (11906, 16838)


@dataclass(frozen=True, slots=True)
class Trouve:
    """Something found: what, where (French), paragraph of the body."""

    what: str
    place: str
    rank: int = 0


class Decor:
    """Lazy looks at the parts of a gabarit (by name); a part that cannot be read counts as absent."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._trees: dict[str, etree._Element | None] = {}
        self._ranks: dict[str, dict[etree._Element, int]] = {}

    def tree(self, name: str) -> etree._Element | None:
        """Tree of a part."""
        if name not in self._trees:
            self._trees[name] = None
            if name in self.parts:
                with contextlib.suppress(etree.XMLSyntaxError):
                    self._trees[name] = etree.fromstring(self.parts[name], safe_parser())
        return self._trees[name]

    @property
    def damaged(self) -> tuple[tuple[str, str], ...]:
        """XML parts that cannot be read, and why."""
        out = []
        for name in sorted(self.parts):
            if name.lower().endswith((".xml", ".rels")):
                try:
                    etree.fromstring(self.parts[name], safe_parser())
                except etree.XMLSyntaxError as error:
                    out.append((name, str(error.msg)))
        return tuple(out)

    @cached_property
    def stories(self) -> dict[str, tuple[Endroit, ...]]:
        """Paragraphs by part."""
        return {name: story.endroits for name, story in read_stories(self.parts).items()}

    def at(self, part: str, element: etree._Element) -> Trouve:
        """Where an element of a story is (its paragraph, or the first that follows)."""
        own = next(element.iterancestors(f"{_W}p"), element if element.tag == f"{_W}p" else None)
        if own is None:
            return Trouve("", part_name(part))
        rank = self._ranked(part).get(own, 0)
        places = self.stories.get(part, ())
        place = places[rank - 1].place if 0 < rank <= len(places) else part_name(part)
        return Trouve("", place, rank if part == "word/document.xml" else 0)

    def _ranked(self, part: str) -> dict[etree._Element, int]:
        """Rank of each paragraph of a part; those of the copy that Word makes for old programs have none."""
        if part not in self._ranks:
            tree = self.tree(part)
            found = tree.iter(f"{_W}p") if tree is not None else ()
            own = [p for p in found if next(p.iterancestors(FALLBACK), None) is None]
            self._ranks[part] = {p: n for n, p in enumerate(own, 1)}
        return self._ranks[part]

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Name and tree of each part of text."""
        for name in sorted(self.parts):
            tree = self.tree(name) if STORY.match(name) else None
            if tree is not None:
                yield name, tree

    @cached_property
    def style_names(self) -> dict[str, etree._Element]:
        """Styles by name in lower case."""
        tree = self.tree("word/styles.xml")
        found: dict[str, etree._Element] = {}
        for style in tree.iter(f"{_W}style") if tree is not None else ():
            name = style.find(f"{_W}name")
            if name is not None:
                found.setdefault(name.get(_VAL, "").lower(), style)
        return found

    def numbered(self, name: str) -> bool:
        """True when a style carries a number that the numbering part defines."""
        style, numbering = self.style_names.get(name), self.tree("word/numbering.xml")
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId") if style is not None else None
        if number is None or numbering is None:
            return False
        return any(
            n.get(f"{_W}numId") == number.get(_VAL) and n.find(f"{_W}abstractNumId") is not None
            for n in numbering.iter(f"{_W}num")
        )

    @cached_property
    def language(self) -> str:
        """Language of text that says nothing of its own: default properties, then the default paragraph style."""
        tree = self.tree("word/styles.xml")
        if tree is None:
            return ""
        found = tree.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        default = next(
            (
                s
                for s in tree.iter(f"{_W}style")
                if s.get(f"{_W}default") in ("1", "true") and s.get(f"{_W}type") == "paragraph"
            ),
            None,
        )
        own = default.find(f"{_W}rPr/{_W}lang") if default is not None else None
        for lang in (own, found):
            if lang is not None and lang.get(_VAL):
                return str(lang.get(_VAL))
        return ""

    @cached_property
    def foreign(self) -> tuple[Trouve, ...]:
        """Styles of ours and paragraphs with text in another language than French: `what` is the language."""
        out = []
        for name, style in self.style_names.items():
            lang = style.find(f"{_W}rPr/{_W}lang")
            value = lang.get(_VAL, "") if lang is not None else ""
            if (
                value
                and not value.lower().startswith("fr")
                and value.lower() not in ("zxx", "x-none", "none")
                and style.get(f"{_W}default") is None
            ):
                out.append(Trouve(value, f"style «\u00a0{name}\u00a0»"))
        for part, tree in self.texts():
            seen = set()
            for run in tree.iter(f"{_W}r"):
                lang = run.find(f"{_W}rPr/{_W}lang")
                value = lang.get(_VAL, "") if lang is not None else ""
                text = "".join(t.text or "" for t in run.iter(f"{_W}t"))
                if (
                    value
                    and not value.lower().startswith("fr")
                    and value.lower() not in ("zxx", "x-none", "none")
                    and text.strip()
                ):
                    where = self.at(part, run)
                    if where.place not in seen:
                        seen.add(where.place)
                        out.append(Trouve(value, where.place, where.rank))
        return tuple(out)

    @cached_property
    def papers(self) -> tuple[tuple[int, int, Trouve], ...]:
        """Width and height of each section, in twips, and where it ends."""
        tree = self.tree("word/document.xml")
        out = []
        for section in tree.iter(f"{_W}sectPr") if tree is not None else ():
            parent = section.getparent()
            if parent is not None and parent.tag == f"{_W}sectPrChange":
                continue
            size = section.find(f"{_W}pgSz")
            where = self.at("word/document.xml", section)
            out.append((_int(size, "w"), _int(size, "h"), Trouve("", where.place, where.rank)))
        return tuple(out)

    @cached_property
    def title(self) -> str:
        """Title of the file."""
        for name in self.parts:
            if name.lower().endswith("core.xml") and (tree := self.tree(name)) is not None:
                found = tree.find("{http://purl.org/dc/elements/1.1/}title")
                return (found.text or "").strip() if found is not None else ""
        return ""

    @cached_property
    def settings(self) -> dict[str, str]:
        """Settings by local name: their value (« 1 » when there is none)."""
        tree = self.tree("word/settings.xml")
        out = {}
        for element in tree if tree is not None else ():
            name = str(element.tag).rpartition("}")[2]
            out[name] = element.get(_VAL) or element.get(f"{_W}edit") or element.get(f"{_R}id") or "1"
        if tree is not None:
            for setting in tree.iter(f"{_W}compatSetting"):
                if setting.get(f"{_W}name") == "compatibilityMode":
                    out["compatibilityMode"] = setting.get(_VAL, "")
        return out


def _int(element: etree._Element | None, name: str) -> int:
    try:
        return int(float(element.get(f"{_W}{name}", "0"))) if element is not None else 0
    except ValueError:
        return 0
