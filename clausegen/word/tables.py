"""Tables: full width, repeated header row, rows that do not split, columns as wide as their content asks.

Widths depend on values that are not known when a fragment is written; a table that holds values then carries a mark
with the lengths of its cells, and its widths are worked out when the values are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Average advance of a character of 10-point text, and the margins of a cell, in twips.
_CHARACTER, _MARGINS = 104, 190
# Beyond this length a text goes on several lines anyway: each further character asks for half as much room.
_SHORT, _LONG = 40, 240


@dataclass(frozen=True, slots=True)
class Extent:
    """Length of a text and of its longest word, in characters; `values` are the indexes of the values it also holds."""

    length: int
    word: int
    values: tuple[int, ...] = ()

    def with_values(self, text_of: Callable[[int], str]) -> Extent:
        """The extent once the values are known."""
        length, word = self.length, self.word
        for index in self.values:
            more = extent(text_of(index))
            length, word = length + more.length, max(word, more.word)
        return Extent(length, word)

    def __str__(self) -> str:
        return ":".join(str(n) for n in (self.length, self.word, *self.values))


@lru_cache(maxsize=8192)
def extent(text: str) -> Extent:
    """Extent of a text; a no-break space does not part words."""
    lines = text.split("\n")
    words = [w for line in lines for w in line.split(" ")]
    return Extent(max(map(len, lines)), max(map(len, words)))


Columns = Sequence[Sequence[Extent]]


def write_columns(columns: Columns) -> str:
    """Columns as the payload of a mark."""
    return ";".join(",".join(str(cell) for cell in column) for column in columns)


def read_columns(payload: str) -> list[list[Extent]]:
    """The reverse of `write_columns`."""
    columns = []
    for column in payload.split(";"):
        cells = [[int(n) for n in cell.split(":")] for cell in column.split(",")]
        columns.append([Extent(c[0], c[1], tuple(c[2:])) for c in cells])
    return columns


def widths(columns: Columns, total: int) -> list[int]:
    """Widths in twips, of sum `total`: no word is broken when that is possible, then room goes where text is."""
    least = [max(max(c.word for c in column), 4) * _CHARACTER + _MARGINS for column in columns]
    wanted = [
        max(low, _room(max(c.length for c in column)) * _CHARACTER + _MARGINS)
        for low, column in zip(least, columns, strict=True)
    ]
    if sum(wanted) <= total:
        return _share(wanted, [w - _MARGINS for w in wanted], total)
    if sum(least) >= total:
        return _share([0] * len(least), least, total)
    return _share(least, [w - low for w, low in zip(wanted, least, strict=True)], total)


def _room(length: int) -> int:
    return length if length <= _SHORT else _SHORT + (min(length, _LONG) - _SHORT) // 2


def _share(base: Sequence[int], weights: Sequence[int], total: int) -> list[int]:
    """`base` plus what is left of `total`, in proportion to `weights`; the last column takes the rounding."""
    left, weight = total - sum(base), sum(weights) or 1
    shares = [b + left * w // weight for b, w in zip(base, weights, strict=True)]
    shares[-1] += total - sum(shares)
    return shares
