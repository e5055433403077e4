"""A gabarit: an ordinary Word file that holds the frame of a piece. Read, checked and compiled once.

docxtpl turns its tags into something that Jinja reads; the result is kept by content, in memory and on disk, so that an
ordinary run imports neither docxtpl nor python-docx. What it must hold: the styles of `frame.NAMES`, and `{{p corps }}`
alone in its paragraph (or articles and clauses one by one: `{{p article("slug") }}`, `{{p clause("id") }}`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from clausegen.cache import Cache, default_cache
from clausegen.findings import Finding as Finding
from clausegen.findings import Location, Niveau, Refused
from clausegen.word.frame import Frame
from clausegen.word.guards import MAIN, read_parts
from clausegen.word.tags import Program

CORE = "docProps/core.xml"
NUMBERING = "word/numbering.xml"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was learnt from a gabarit, in values that a text file can keep.

    `next_*` and `controls` tell which ids are free; `numbering` is the part cut where list numbers are added.
    `own`: it has headings of its own, or places articles one by one. `body_on_new_page`: the paragraph of `{{p corps }}` has « saut de page avant », which the first heading inherits.
    """

    programs: Mapping[str, Program]
    frame: Frame
    numbering: tuple[str, str]
    next_num: int
    abstract_bullet: int
    abstract_number: int
    next_bookmark: int
    controls: tuple[int, ...] = ()
    body_on_new_page: bool = False
    own: bool = False


@dataclass(frozen=True, eq=False)
class Gabarit:
    """A gabarit ready to receive drafts. `parts` are its parts as they are, by name."""

    path: str
    digest: str
    parts: Mapping[str, bytes]
    compiled: Compiled
    templates: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def frame(self) -> Frame:
        """Style ids and width of the text."""
        return self.compiled.frame

    @property
    def has_contents(self) -> bool:
        """True when it asks for a table of contents."""
        return any("sommaire" in program.source for program in self.compiled.programs.values())


def load_gabarit(path: Path | str, cache: Cache | None = None) -> Gabarit:
    """Read a gabarit; `Refused` with every finding (CG3xx) when it cannot serve."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = "n’existe pas" if isinstance(error, FileNotFoundError) else "ne peut pas être lu"
        finding = Finding(
            "CG300", Niveau.BLOQUANT, f"le gabarit {reason}", "vérifiez le chemin du fichier", Location(str(path))
        )
        raise Refused([finding]) from error
    return read_gabarit(data, str(path), cache)


def read_gabarit(data: bytes, path: str = "", cache: Cache | None = None) -> Gabarit:
    """The same from bytes; the same bytes are read once a process."""
    return _read(data, path, cache or default_cache())


@lru_cache(maxsize=32)
def _read(data: bytes, path: str, cache: Cache) -> Gabarit:
    parts = read_parts(data, path)
    digest = hashlib.sha256(data).hexdigest()
    key = f"gabarit 2\n{digest}"
    text = cache.get(key)
    if text is None:
        from clausegen.word.compilation import compile_gabarit

        compiled = compile_gabarit(parts, path)
        cache.put(key, _write(compiled))
    else:
        compiled = _load(text)
    return Gabarit(path, digest, parts, compiled)


def _write(compiled: Compiled) -> str:
    return json.dumps(asdict(compiled), ensure_ascii=False)


def _load(text: str) -> Compiled:
    raw = json.loads(text)
    programs = {
        name: Program(p["source"], tuple(p["statics"]), tuple(p["labels"])) for name, p in raw["programs"].items()
    }
    head, tail = raw["numbering"]
    return Compiled(
        programs, Frame(**raw["frame"]), (head, tail), raw["next_num"], raw["abstract_bullet"], raw["abstract_number"],
        raw["next_bookmark"], tuple(raw["controls"]),
        raw["body_on_new_page"], raw["own"],
    )  # fmt: skip


__all__ = ["CORE", "MAIN", "NUMBERING", "Compiled", "Gabarit", "load_gabarit", "read_gabarit"]
