"""Small readings of the XML of a document, shared by the walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from clausegen.word.relecture import Comment, Paragraph
from clausegen.word.styles import W, safe_parser

_W = f"{{{W}}}"
_ID = f"{_W}id"
_ON = (None, "1", "true", "on")


def local(element: etree._Element) -> str:
    """Name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of this tag and ends of bookmarks, controls and wrappers looked into."""
    for child in parent:
        name = local(child)
        if name in (tag, "bookmarkStart", "bookmarkEnd"):
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from through(child, tag)


def blank(paragraphs: list[Paragraph]) -> bool:
    """True when no paragraph says or shows anything."""
    return not any(p.text.strip() or p.special for p in paragraphs)


def deleted_text(element: etree._Element) -> str:
    """Text struck out."""
    return "".join(e.text or "" for e in element.iter(f"{_W}delText", f"{_W}t"))


def comments(content: bytes | None) -> Iterator[Comment]:
    """The comments part, read."""
    if content is None:
        return
    for element in etree.fromstring(content, safe_parser()).iter(f"{_W}comment"):
        text = "".join(t.text or "" for t in element.iter(f"{_W}t"))
        yield Comment(element.get(_ID, ""), element.get(f"{_W}author", ""), text)


def core_property(parts: Mapping[str, bytes], name: str) -> str:
    """A core property of the document, "" when it has none."""
    for part, content in parts.items():
        if part.startswith("docProps/") and b"coreProperties" in content:
            for element in etree.fromstring(content, safe_parser()).iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
                return (element.text or "").strip()
    return ""


def unnamed_images(drawing: etree._Element) -> tuple[str, ...]:
    """Names of the images of a drawing that have no text in their place and are not decorative."""
    names: list[str] = []
    for found in drawing.iter():
        if local(found) == "docPr":
            named = bool((found.get("descr") or "").strip() or (found.get("title") or "").strip())
            if not named and not any(local(e) == "decorative" and e.get("val") in _ON for e in found.iter()):
                names.append(found.get("name") or "sans nom")
        elif local(found) == "imagedata":
            shape = found.getparent()
            if shape is not None and not (shape.get("alt") or "").strip():
                names.append("image")
    return tuple(names)


def text_boxes(drawing: etree._Element) -> tuple[etree._Element, ...]:
    """Contents of its text boxes, once each: Word writes them a second time for older programs."""
    return tuple(
        found
        for found in drawing.iter(f"{_W}txbxContent")
        if not any(isinstance(a.tag, str) and a.tag.endswith("}Fallback") for a in found.iterancestors())
    )
