"""A clause file: YAML between two `---` lines, then text. Places keep the true line numbers of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clausegen.sources.text import read_text, refuse
from clausegen.sources.yaml_text import Node, parse_yaml

# Python-Markdown is not safe on hostile input: a text is capped long before it can hang (conception/technique.md §5).
MAX_CLAUSE = 64_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`meta` (positions in the file), `body` and the 1-based line where it starts, and the whole text read."""

    meta: Node
    body: str
    body_line: int
    text: str


def read_front_matter(path: Path, text: str | None = None) -> FrontMatter:
    """Split a clause file; raises `Refused` when the two `---` lines are missing or the YAML cannot be read."""
    whole = read_text(path, MAX_CLAUSE) if text is None else text
    lines = whole.split("\n")
    if lines[0].strip() != "---":
        raise refuse(str(path), "CG200", "la clause doit commencer par une ligne « --- »",
                     "ajoutez l’en-tête (id, titre, piece…) entre deux lignes « --- »", 1, 1)  # fmt: skip
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise refuse(str(path), "CG200", "l’en-tête n’est jamais fermé", "ajoutez une ligne « --- » avant le texte", 1, 1)
    # One empty line stands for the opening `---`, so that YAML marks count as in the file.
    meta = parse_yaml("\n" + "\n".join(lines[1:end]) + "\n", str(path))
    if meta.kind != "mapping":
        raise refuse(str(path), "CG200", "l’en-tête doit être une suite de rubriques", "écrivez « id: … »", 2, 1)
    return FrontMatter(meta, "\n".join(lines[end + 1 :]), end + 2, whole)
