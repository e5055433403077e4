"""Fragments already written: in memory for this process, on disk for the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from clausegen.blocks import DraftClause
from clausegen.cache import Cache, default_cache
from clausegen.word.emit import emit
from clausegen.word.frame import Frame
from clausegen.word.tables import read_columns
from clausegen.word.xmltext import MARK_CLOSE, MARK_OPEN

_MARK = re.compile(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_MOST = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """A fragment cut at its marks: `pieces` is literal, mark, literal, …, literal; `marks` are (position, kind, detail).

    Detail by kind: V (index, flags) · N (list, level, start, ordered) · C column · G columns of cells · H href · T None.
    """

    pieces: list[str]
    marks: tuple[tuple[int, str, Any], ...]
    ends_with_table: bool

    @classmethod
    def read(cls, text: str) -> Fragment:
        """Cut the text that `emit` wrote; `ValueError` or `IndexError` when it is not one."""
        pieces = _MARK.split(text)
        marks = tuple((n, pieces[n][0], _detail(pieces[n])) for n in range(1, len(pieces), 2))
        return cls(pieces, marks, bool(marks) and marks[-1][1] == "T")


def _detail(mark: str) -> Any:
    kind, payload = mark[0], mark[1:]
    if kind == "V":
        index, _, flags = payload.partition(":")
        return int(index), flags
    if kind == "N":
        number, level, start, order = payload.split(":")
        return number, level, start, order == "o"
    if kind == "C":
        return int(payload)
    return read_columns(payload) if kind == "G" else payload


class Memo:
    """Fragments by (gabarit frame, key of the text)."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache or default_cache()
        self._known: dict[tuple[str, str], Fragment] = {}

    def fragment(self, clause: DraftClause, frame: Frame, frame_digest: str) -> Fragment:
        """The clause's fragment; its blocks are read only when nobody has written them yet."""
        name = (frame_digest, clause.key)
        found = self._known.get(name)
        if found is None:
            key = f"fragment\n{frame_digest}\n{clause.key}"
            text = self._cache.get(key)
            if text is None:
                text = emit(clause.blocks, frame)
                self._cache.put(key, text)
            found = Fragment.read(text)
            if len(self._known) >= _MOST:
                for old in list(self._known)[: _MOST // 4]:
                    self._known.pop(old, None)
            self._known[name] = found
        return found
