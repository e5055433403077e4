"""A copy of a Word document with a comment on each fault, at its paragraph; the original is untouched.

Word has no comments outside the body: what is wrong elsewhere is said on the first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from clausegen.word.guards import MAIN
from clausegen.word.package import CONTENT_TYPES, pack, write_package
from clausegen.word.styles import W, safe_parser
from clausegen.word.xmltext import attribute, escape

AUTHOR = "clausegen"
_W = f"{{{W}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_COMMENTS, _RELS = "word/comments.xml", "word/_rels/document.xml.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: paragraph of the body (1-based; 0 or unknown: the first one), its lines."""

    rank: int
    lines: tuple[str, ...]


def annotate(parts: Mapping[str, bytes], notes: Sequence[Note]) -> bytes | None:
    """The package with a comment a note; None when its body cannot be read or has no paragraph."""
    try:
        body = etree.fromstring(parts[MAIN], safe_parser())
        comments = _comments(parts)
        relations = etree.fromstring(parts[_RELS], safe_parser())
        types = etree.fromstring(parts[CONTENT_TYPES], safe_parser())
    except (etree.XMLSyntaxError, KeyError):
        return None
    paragraphs = [p for p in body.iter(f"{_W}p") if next(p.iterancestors(_FALLBACK), None) is None]
    if not paragraphs:
        return None
    number = max((_int(c.get(f"{_W}id")) for c in comments), default=-1) + 1
    for n, note in enumerate(notes, number):
        rank = note.rank if 0 < note.rank <= len(paragraphs) else 1
        _mark(paragraphs[rank - 1], n)
        comments.append(_comment(n, note.lines))
    name = _target(relations) or _COMMENTS
    _declare(relations, types, name)
    changed = {
        MAIN: body, name: comments, _RELS: relations, CONTENT_TYPES: types,
    }  # fmt: skip
    out = dict(parts)
    for part, tree in changed.items():
        out[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package({part: pack(content) for part, content in out.items()})


def _int(value: str | None) -> int:
    return int(value) if value is not None and value.lstrip("-").isdigit() else 0


def _comments(parts: Mapping[str, bytes]) -> etree._Element:
    name = _COMMENTS
    if _RELS in parts:
        name = _target(etree.fromstring(parts[_RELS], safe_parser())) or _COMMENTS
    if name in parts:
        return etree.fromstring(parts[name], safe_parser())
    return etree.fromstring(f'<w:comments xmlns:w="{W}"/>'.encode())


def _target(relations: etree._Element) -> str:
    for relation in relations:
        if (relation.get("Type") or "") == f"{_OFFICE}/comments":
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"word/{target}"
    return ""


def _declare(relations: etree._Element, types: etree._Element, name: str) -> None:
    if not _target(relations):
        used = {r.get("Id") for r in relations}
        identifier = next(i for i in (f"rIdNote{n}" for n in range(1, len(used) + 2)) if i not in used)
        etree.SubElement(
            relations, f"{{{_PACKAGE}/relationships}}Relationship", Id=identifier, Type=f"{_OFFICE}/comments",
            Target=name.removeprefix("word/"),
        )  # fmt: skip
    if not any(e.get("PartName", "").lower() == f"/{name}".lower() for e in types):
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=_TYPE)


def _mark(paragraph: etree._Element, number: int) -> None:
    """Comment on the whole paragraph."""
    start = etree.Element(f"{_W}commentRangeStart")
    start.set(f"{_W}id", str(number))
    properties = paragraph.find(f"{_W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    end = etree.SubElement(paragraph, f"{_W}commentRangeEnd")
    end.set(f"{_W}id", str(number))
    reference = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}commentReference")
    reference.set(f"{_W}id", str(number))


def _comment(number: int, lines: Sequence[str]) -> etree._Element:
    # No date: the same gabarit gives the same bytes.
    texts = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(_FORBIDDEN.sub("", line))}</w:t></w:r></w:p>' for line in lines
    )
    xml = f'<w:comment xmlns:w="{W}" w:id="{number}" w:author="{attribute(AUTHOR)}" w:initials="cg">{texts}</w:comment>'
    return etree.fromstring(xml.encode("utf-8"))
