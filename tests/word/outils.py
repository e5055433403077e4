"""Looking inside a .docx, and changing it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIECES = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> str:
    return parts(data)[name].decode("utf-8")


def repack(content: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items() if isinstance(content, Mapping) else content:
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """The package with one part rewritten; the change must change something."""
    content = parts(data)
    before = content[name].decode("utf-8")
    after = change(before)
    assert after != before, "the change had no effect"
    return repack({**content, name: after.encode("utf-8")})


def replaced(data: bytes, old: str, new: str, name: str = "word/document.xml", count: int = 1) -> bytes:
    return changed(data, lambda xml: xml.replace(old, new, count), name)


def paragraph_text(paragraph: etree._Element) -> str:
    """Text as a reader sees it: breaks, tabs and no-break hyphens are characters, instructions of fields are not."""
    out = []
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            out.append(element.text or "")
        elif element.tag in _PIECES and element.getparent().tag == f"{W}r":
            out.append(_PIECES[element.tag])
    return "".join(out)


def paragraphs(data: bytes, name: str = "word/document.xml") -> list[str]:
    tree = etree.fromstring(parts(data)[name])
    return [paragraph_text(p) for p in tree.iter(f"{W}p")]
