"""The bookmarks of one story while it is read."""

from __future__ import annotations

from clausegen.word.relecture import Mark


class OpenMarks:
    """Bookmarks met so far, and those that are open."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._open: dict[str, str] = {}
        self._all: dict[int, Mark] = {}
        self._unclosed: dict[str, list[int]] = {}
        self._count = 0

    def start(self, identifier: str, name: str, rank: int) -> None:
        """A bookmark starts in, or just before, the paragraph of this rank."""
        self._count += 1
        self._all[self._count] = Mark(name, False, self._part, rank)
        self._unclosed.setdefault(name, []).append(self._count)
        self._open[identifier] = name

    def end(self, identifier: str) -> bool:
        """A bookmark ends; False when it never started."""
        name = self._open.pop(identifier, "")
        if not name:
            return False
        # LibreOffice opens a bookmark of several paragraphs again in the last one, and closes it once.
        for other in [i for i, n in self._open.items() if n == name]:
            del self._open[other]
        first, *halves = self._unclosed.pop(name)
        self._all[first] = Mark(name, True, self._part, self._all[first].rank)
        for half in halves:
            del self._all[half]
        return True

    def clause(self) -> str:
        """Name of the clause bookmark that is open, the last one opened; "" outside any clause."""
        return next((n for n in reversed(self._open.values()) if n.startswith("cg_")), "")

    def all(self) -> list[Mark]:
        """Every bookmark, in the order of its start."""
        return list(self._all.values())
