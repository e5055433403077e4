"""The complex fields of one story while it is read: which text shows, which bookmark a number points at."""

from __future__ import annotations

import re

from clausegen.word.relecture import Paragraph, Reference

_TARGET = re.compile(r"\b(REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)")
# What these fields show depends on the computer that opens the document.
_VOLATILE = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|SAVEDATE|PRINTDATE|FILENAME)\b")


def target_of(instruction: str) -> tuple[str, str] | None:
    """(kind, bookmark) of a reference, None for any other field."""
    found = _TARGET.search(instruction)
    return (found[1], found[2]) if found else None


def volatile(instruction: str) -> bool:
    """True for a field whose text is no part of the document (page numbers, dates of the day)."""
    return _VOLATILE.match(instruction) is not None


class _Field:
    """A field being read."""

    __slots__ = ("instruction", "result", "start", "target", "text")

    def __init__(self, start: tuple[Paragraph, int]) -> None:
        self.instruction = ""
        self.result = False
        self.start = start
        self.target: tuple[str, str] | None = None
        self.text = ""


class Fields:
    """Fields that are open, the outermost first. A field may run over several paragraphs (table of contents)."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def contents(self) -> bool:
        """True inside a table of contents."""
        return any("TOC" in f.instruction for f in self._open)

    def hidden(self) -> bool:
        """True when what is read now does not show."""
        return any(not f.result or volatile(f.instruction) for f in self._open)

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction += text

    def write(self, text: str) -> None:
        """A piece of text that shows."""
        for f in self._open:
            f.text += text

    def mark(self, kind: str, paragraph: Paragraph, at: int) -> None:
        """A field begins, shows its result from here, or ends; its reference goes to the paragraph."""
        if kind == "begin":
            self._open.append(_Field((paragraph, at)))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            self._end(self._open.pop(), paragraph, at)

    def _end(self, done: _Field, paragraph: Paragraph, at: int) -> None:
        target = target_of(done.instruction) or done.target
        outer = self._open[-1] if self._open else None
        if target is None:
            return
        if outer is not None and not outer.result:
            # QUOTE { REF … }: what is shown is the result of QUOTE.
            outer.target = target
            return
        paragraph.references.append(Reference(target[1], done.text, target[0]))
        if target[0] == "REF" and done.start[0] is paragraph and done.text:
            paragraph.shown.append((done.start[1], at, target[1]))
