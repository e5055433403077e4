"""What a gabarit holds here and there: Word fields, comments, images, links, tags where nothing reads them."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from clausegen.word.balises import STORY
from clausegen.word.decor import FALLBACK, Decor, Trouve
from clausegen.word.styles import W

_W = f"{{{W}}}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TAG = re.compile(rb"\{[{%#].{0,200}?[}%#]\}", re.DOTALL)
_XML_TAG = re.compile(rb"<[^>]*>")


class Objets(Decor):
    """A `Decor` that also lists objects, part by part."""

    @cached_property
    def fields(self) -> tuple[Trouve, ...]:
        """Instructions of Word fields."""
        out = []
        for part, tree in self.texts():
            for simple in tree.iter(f"{_W}fldSimple"):
                out.append(self._field(part, simple, simple.get(f"{_W}instr", "")))
            pieces: list[list[str]] = []
            for element in tree.iter(f"{_W}fldChar", f"{_W}instrText"):
                kind = element.get(f"{_W}fldCharType")
                if kind == "begin":
                    pieces.append([])
                elif element.tag == f"{_W}instrText" and pieces:
                    pieces[-1].append(element.text or "")
                elif kind == "separate" and pieces:
                    # The result may hold other fields: the instruction is over.
                    out.append(self._field(part, element, "".join(pieces[-1])))
                    pieces[-1] = []
                elif kind == "end" and pieces:
                    rest = "".join(pieces.pop())
                    if rest.strip():
                        out.append(self._field(part, element, rest))
        return tuple(out)

    def _field(self, part: str, element: etree._Element, instruction: str) -> Trouve:
        where = self.at(part, element)
        return Trouve(instruction.strip(), where.place, where.rank)

    @cached_property
    def comments(self) -> tuple[tuple[str, str, Trouve], ...]:
        """(author, text, where it is anchored) of each Word comment."""
        tree = self.tree("word/comments.xml")
        anchors: dict[str, Trouve] = {}
        for part, story in self.texts():
            for mark in story.iter(f"{_W}commentRangeStart", f"{_W}commentReference"):
                anchors.setdefault(mark.get(f"{_W}id", ""), self._anchor(part, mark))
        out = []
        for comment in tree.iter(f"{_W}comment") if tree is not None else ():
            text = " ".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in comment.iter(f"{_W}p")).strip()
            out.append(
                (
                    comment.get(f"{_W}author", ""),
                    text,
                    anchors.get(comment.get(f"{_W}id", ""), Trouve("", "commentaires")),
                )
            )
        return tuple(out)

    def _anchor(self, part: str, mark: etree._Element) -> Trouve:
        if next(mark.iterancestors(f"{_W}p"), None) is None:
            following = mark.getnext()
            while following is not None and following.tag != f"{_W}p" and next(following.iter(f"{_W}p"), None) is None:
                following = following.getnext()
            inner = next(following.iter(f"{_W}p"), None) if following is not None else None
            mark = inner if inner is not None else mark
        return self.at(part, mark)

    @cached_property
    def images(self) -> tuple[Trouve, ...]:
        """Images without a text that says what they show."""
        out = []
        for part, tree in self.texts():
            for image in tree.iter(f"{_WP}docPr"):
                decorative = any(
                    str(e.tag).endswith("}decorative") and e.get("val") in ("1", "true") for e in image.iter()
                )
                shape = image.getparent()
                picture = shape is not None and any(str(e.tag).endswith("}blip") for e in shape.iter())
                if (
                    picture
                    and not decorative
                    and not (image.get("descr") or "").strip()
                    and next(image.iterancestors(FALLBACK), None) is None
                ):
                    where = self.at(part, image)
                    out.append(Trouve(image.get("name", ""), where.place, where.rank))
        return tuple(out)

    @cached_property
    def links(self) -> tuple[tuple[str, str, str], ...]:
        """(kind, target, part that holds it) of each relationship to something outside the file."""
        out = []
        for name in sorted(n for n in self.parts if n.endswith(".rels")):
            tree = self.tree(name)
            for relation in tree if tree is not None else ():
                kind = (relation.get("Type") or "").rpartition("/")[2]
                if relation.get("TargetMode") == "External" or kind == "attachedTemplate":
                    folder, _, base = name.rpartition("/_rels/")
                    out.append((kind, relation.get("Target", ""), f"{folder}/{base.removesuffix('.rels')}".lstrip("/")))
        return tuple(out)

    @cached_property
    def verbatim(self) -> tuple[Trouve, ...]:
        """Tags where nothing is read: `what` is the tag (stories apart)."""
        out = []
        for name in sorted(self.parts):
            if not name.lower().endswith((".xml", ".rels")) or STORY.match(name):
                continue
            text = _XML_TAG.sub(b"", self.parts[name]) if not name.endswith(".rels") else self.parts[name]
            found = _TAG.search(text)
            if found:
                out.append(Trouve(found[0].decode("utf-8", "replace")[:60], name))
        for part, tree in self.texts():
            for element in tree.iter():
                if not isinstance(element.tag, str):
                    continue
                values = [v for v in element.attrib.values() if "{{" in str(v) or "{%" in str(v)]
                code = element.text or "" if element.tag in (f"{_W}instrText", f"{_W}delText") else ""
                if values or "{{" in code or "{%" in code:
                    where = self.at(part, element)
                    out.append(Trouve(str(values[0] if values else code).strip()[:60], where.place, where.rank))
        return tuple(out)
