"""Markdown of a clause (with the places of its values) to blocks. The only door to Python-Markdown.

Only what a contract needs is read: paragraphs, lists, tables, bold, italic, links, line breaks. Headings, raw HTML,
rules, code and quotations are faults of the clause, named with their line — nothing is skipped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.util import AtomicString

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
from clausegen.drafting.typography import french

_PLACE = re.compile("\ue000([0-9]+)\ue001")
_BLOCK_TAGS = {"p", "ul", "ol", "table"}
_FORBIDDEN = (
    (re.compile(r"^ {0,3}#{1,6}[ \t]"), "un titre (« # ») : le titre vient de l’en-tête de la clause"),
    (re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$"), "un trait de séparation"),
    (re.compile(r"^ {0,3}>"), "une citation (« > »)"),
    (re.compile(r"^(?:```|~~~)"), "un bloc de code"),
    (re.compile(r"<(?:/?[A-Za-z][\w-]*(?:\s[^>]*)?/?|!--.*)>"), "du HTML"),
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}\.)\s+\S")
# What inline markup is made of; a text without any of it is spared the search for each construct.
_MARKUP = re.compile(r"[*_`\\\[<]|  \n")
_ADDRESS = re.compile(r"<(?:https?:|mailto:|[\w.+-]+@)[^>]*>")
MAX_BRACKETS = 400


class TextFault(ValueError):
    """A construct that a clause may not use; `line` counts from 1 in the rendered text."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@lru_cache(maxsize=1)
def _parser() -> Any:
    # Extension objects, not names: a name makes Python-Markdown look up entry points (44 ms, conception/technique.md).
    md = markdown.Markdown(extensions=[TableExtension(), SaneListExtension()])
    md.preprocessors.deregister("html_block")
    for name in ("html", "entity"):
        md.inlinePatterns.deregister(name)
    for name in ("code", "hashheader", "setextheader", "hr", "quote", "reference"):
        md.parser.blockprocessors.deregister(name)
    return md


def _check(text: str) -> None:
    if max(text.count("["), text.count("`"), text.count("*")) > MAX_BRACKETS:
        raise TextFault("plus de quatre cents crochets, astérisques ou accents graves : le texte ne peut pas être lu")
    previous = ""
    for number, line in enumerate(text.split("\n"), 1):
        if _ITEM.match(line) and previous.strip() and not _ITEM.match(previous) and not previous.startswith("    "):
            raise TextFault("une liste qui n’est pas précédée d’une ligne vide se lirait comme du texte", number)
        if line.startswith("|") and previous.strip() and not previous.startswith("|"):
            raise TextFault("un tableau qui n’est pas précédé d’une ligne vide se lirait comme du texte", number)
        previous = line
        if len(line) - len(line.lstrip(" ")) > 24:
            raise TextFault("des listes imbriquées sur plus de six niveaux", number)
        bare = _ADDRESS.sub("", line)
        for pattern, what in _FORBIDDEN:
            if pattern.search(bare):
                raise TextFault(f"le texte contient {what}", number)


def _tree(text: str) -> Element:
    md = _parser()
    md.reset()
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    for element in root.iter():
        if element.text and not _MARKUP.search(element.text):
            element.text = AtomicString(element.text)
    for treeprocessor in md.treeprocessors:
        new = treeprocessor.run(root)
        root = root if new is None else new
    return root  # type: ignore[no-any-return]


def _texts(text: str | None) -> list[Inline]:
    out: list[Inline] = []
    if not text:
        return out
    end = 0
    clean = french(text.replace("\n", " "))
    for place in _PLACE.finditer(clean):
        if place.start() > end:
            out.append(Text(clean[end : place.start()]))
        out.append(Value(int(place[1])))
        end = place.end()
    if end < len(clean):
        out.append(Text(clean[end:]))
    return out


def _inlines(element: Element) -> list[Inline]:
    out = _texts(element.text)
    for child in element:
        if child.tag in _BLOCK_TAGS:
            break
        inner = tuple(_inlines(child))
        if child.tag == "strong":
            out.append(Strong(inner))
        elif child.tag == "em":
            out.append(Emph(inner))
        elif child.tag == "a":
            out.append(Link(child.get("href", ""), inner))
        elif child.tag == "br":
            out.append(LineBreak())
        else:
            raise TextFault(f"le texte contient une construction qui n’est pas admise (« {child.tag} »)")
        tail = (child.tail or "").lstrip() if child.tag == "br" else child.tail
        out.extend(_texts(tail))
    return out


def _strip(inlines: list[Inline]) -> tuple[Inline, ...]:
    if inlines and isinstance(inlines[0], Text):
        inlines[0] = Text(inlines[0].text.lstrip(" "))
    if inlines and isinstance(inlines[-1], Text):
        inlines[-1] = Text(inlines[-1].text.rstrip(" "))
    return tuple(i for i in inlines if not (isinstance(i, Text) and not i.text))


def _item(element: Element) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lead = _strip(_inlines(element))
    if lead:
        blocks.append(Paragraph(lead))
    blocks.extend(b for child in element if child.tag in _BLOCK_TAGS for b in _block(child))
    return tuple(blocks)


def _cell(element: Element) -> Cell:
    style = element.get("style", "") + element.get("align", "")
    align = "right" if "right" in style else "center" if "center" in style else "left"
    return Cell(_strip(_inlines(element)), align)  # type: ignore[arg-type]


def _block(element: Element) -> list[Block]:
    if element.tag == "p":
        inlines = _strip(_inlines(element))
        if inlines and isinstance(inlines[0], Text) and inlines[0].text.startswith("|"):
            raise TextFault("une ligne de tableau isolée : pas de ligne vide entre les lignes d’un tableau")
        return [Paragraph(inlines)] if inlines else []
    if element.tag in ("ul", "ol"):
        items = tuple(_item(child) for child in element)
        return [ListBlock(element.tag == "ol", int(element.get("start", "1")), items)]
    if element.tag == "table":
        head, body = element.find("thead"), element.find("tbody")
        header = tuple(_cell(c) for row in (head if head is not None else ()) for c in row)
        rows = tuple(tuple(_cell(c) for c in row) for row in (body if body is not None else ()))
        filled = tuple(row for row in rows if any(cell.inlines for cell in row))
        return [Table(header, filled)] if filled else []
    raise TextFault(f"le texte contient une construction qui n’est pas admise (« {element.tag} »)")


@lru_cache(maxsize=4096)
def to_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a rendered text; raises `TextFault` in French. A pure function of the text, remembered."""
    _check(text)
    return tuple(block for child in _tree(text) for block in _block(child))
