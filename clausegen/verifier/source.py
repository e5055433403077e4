"""The file of a clause as its rules read it: offsets, tags, and what a reader will see, each at its true place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from clausegen.findings import Location

VALEUR = "\ue000"
RIEN = "\ue001"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_TITRE = re.compile(r"^titre:[ \t]*(.*)$", re.M)
_CHAINE = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'')


@dataclass(frozen=True, slots=True)
class Balise:
    """A tag: « {{ », « {% » or « {# », its offsets in the file, and its content without the delimiters."""

    genre: str
    debut: int
    fin: int
    contenu: str

    @property
    def mot(self) -> str:
        """First word of the content (« if », « for », « renvoi »)."""
        found = re.match(r"[-+]?\s*(\w+)", self.contenu)
        return found[1] if found else ""


@dataclass(frozen=True)
class Source:
    """A clause file. `corps` is the offset where its text starts, `chemin` the path shown."""

    chemin: str
    texte: str
    corps: int

    @cached_property
    def _lignes(self) -> list[int]:
        return [0, *(i + 1 for i, c in enumerate(self.texte) if c == "\n")]

    def location(self, position: int) -> Location:
        """Place of an offset."""
        line = bisect_right(self._lignes, position)
        return Location(self.chemin, line, position - self._lignes[line - 1] + 1)

    def debut_de_ligne(self, ligne: int) -> int:
        """Offset of the start of a line (1-based) of the file."""
        return self._lignes[min(max(ligne, 1), len(self._lignes)) - 1]

    @property
    def ligne_du_corps(self) -> int:
        """Line where the text starts, 1-based."""
        return bisect_right(self._lignes, self.corps)

    @cached_property
    def balises(self) -> tuple[Balise, ...]:
        """Tags of the text, in order."""
        return tuple(Balise(m[0][:2], m.start(), m.end(), m[0][2:-2]) for m in _TAG.finditer(self.texte, self.corps))

    @cached_property
    def prose(self) -> str:
        """The file with its header hidden, a `VALEUR` at each character of a printed tag, `RIEN` at those of the others.

        Same length as the file: offsets are those of the file.
        """
        return self._voile(litteraux=False)

    @cached_property
    def ecrit(self) -> str:
        """The same, with the printed title and the texts quoted inside printed tags left visible."""
        return self._voile(litteraux=True)

    def _voile(self, *, litteraux: bool) -> str:
        head = [c if c == "\n" else RIEN for c in self.texte[: self.corps]]
        if litteraux and (titre := _TITRE.search(self.texte, 0, self.corps)):
            head[titre.start(1) : titre.end(1)] = titre[1]
        out, end = ["".join(head)], self.corps
        for tag in self.balises:
            out.append(self.texte[end : tag.debut])
            mark = VALEUR if tag.genre == "{{" else RIEN
            hidden = [c if c == "\n" else mark for c in self.texte[tag.debut : tag.fin]]
            if litteraux and (tag.genre == "{{" or tag.mot == "set"):
                for found in _CHAINE.finditer(self.texte, tag.debut, tag.fin):
                    group = 1 if found[1] is not None else 2
                    if " " in found[group] or "’" in found[group]:
                        a, b = found.start(group) - tag.debut, found.end(group) - tag.debut
                        hidden[a:b] = found[group]
            out.append("".join(hidden))
            end = tag.fin
        out.append(self.texte[end:])
        return "".join(out)

    def cherche(self, motif: str, ligne: int = 1) -> int:
        """Offset of the first occurrence of a regular expression from a line of the file on; the line's start otherwise."""
        start = self.debut_de_ligne(ligne)
        found = re.compile(motif).search(self.texte, start)
        return found.start() if found else start

    def rubrique(self, nom: str) -> int:
        """Offset of the value of a key of the front matter; of its first line when there is none."""
        found = re.compile(rf"^{re.escape(nom)}:[ \t]*", re.M).search(self.texte, 0, self.corps)
        return found.end() if found else 0


_NI = re.compile(r"\bni (?:de |d’)?(?:la |le |les |l’|ses |leurs? |une? )?$")


def refuse(texte: str, position: int) -> bool:
    """True when what stands at an offset is denied (« ni la politique générale… »)."""
    return _NI.search(texte[max(0, position - 20) : position]) is not None


def lire_source(chemin: str, texte: str, ligne_du_corps: int) -> Source:
    """Source of a file whose text starts at a line (1-based)."""
    start = 0
    for _ in range(ligne_du_corps - 1):
        following = texte.find("\n", start)
        if following < 0:
            start = len(texte)
            break
        start = following + 1
    return Source(chemin, texte, start)
