"""The text of a clause line by line, as Markdown will get it: lines made of tags alone are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausegen.verifier.source import RIEN, Source

PUCE = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,3}\.)[ \t]+\S")


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line: offset of its start in the file, what is written on it (tags veiled), its text without the veil.

    `autre_branche`: an « else » stands between it and the line before, which is then never printed with it;
    `sous_condition`: a tag of « if » stands there, or on the line itself.
    """

    debut: int
    voile: str
    texte: str
    autre_branche: bool = False
    sous_condition: bool = False

    @property
    def vide(self) -> bool:
        """Nothing on it."""
        return not self.texte.strip()

    @property
    def puce(self) -> bool:
        """An item of a list."""
        return PUCE.match(self.texte) is not None


def lignes(source: Source) -> Iterator[Ligne]:
    """Lines of the text that print something, and the empty ones."""
    offset = source.corps
    dropped: list[str] = []
    tags = iter(source.balises)
    tag = next(tags, None)
    for raw in source.prose[source.corps :].split("\n"):
        while tag is not None and tag.debut < offset + len(raw) + 1:
            if tag.genre == "{%":
                dropped.append(tag.mot)
            tag = next(tags, None)
        text = raw.replace(RIEN, "")
        if text.strip() or RIEN not in raw:
            branch = "else" in dropped or "elif" in dropped
            yield Ligne(offset, raw, text, branch and RIEN not in raw, branch or "if" in dropped or "endif" in dropped)
            dropped = []
        offset += len(raw) + 1
