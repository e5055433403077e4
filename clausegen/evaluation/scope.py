"""What evaluation asks of the environment, the names that a text reads, and what it has written so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

Tree = Any
Evaluate = Callable[[Any], Any]
Run = Callable[[Any, "Pieces"], None]


class Sandbox(Protocol):
    """What evaluation asks of the environment. `scope` holds the names; an unknown one gives an undefined value."""

    trusted: set[type]

    def start(self) -> None:
        """Give a new text its full number of steps."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, undefined when it may not be read."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item, undefined when there is none."""

    def missing(self, hint: str) -> Any:
        """An undefined value."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result stays small."""

    def invoke(self, scope: Any, function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A call."""

    def usual(self, name: str) -> tuple[Any, Callable[..., Any], bool]:
        """The function that this name has in every text, the same bound, and whether it takes the scope first."""

    def bound_filter(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A filter, and whether it takes the scope before its value."""

    def bound_test(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A test, and whether it takes the scope before its value."""

    def printer(self) -> tuple[Callable[..., Any], bool]:
        """What makes text of a value, and whether it takes the scope before it."""

    def joined(self, parts: Sequence[Any]) -> str:
        """Texts end to end."""

    def bounded(self, items: Any) -> Any:
        """What a loop runs over, counted."""

    def counted(self, items: Any) -> Iterable[tuple[Any, Any]]:
        """(item, its `loop`) of each."""

    def check_size(self, size: int) -> None:
        """Raise when a text is too long."""


class Scope(dict[str, Any]):
    """Names that a text reads, in the shape that Jinja's filters expect of a context. One subclass a sandbox."""

    __slots__ = ()
    environment: ClassVar[Any]
    eval_ctx: ClassVar[Any]

    def __missing__(self, name: str) -> Any:
        known = self.environment.globals
        return known[name] if name in known else self.environment.undefined(name=name)


class Pieces(list[str]):
    """Text being written. Only loops can make much of it: they have it measured at each turn."""

    __slots__ = ("measured", "size")

    def __init__(self) -> None:
        super().__init__()
        self.measured = self.size = 0

    def measure(self) -> int:
        """Characters written so far."""
        self.size += sum(map(len, self[self.measured :]))
        self.measured = len(self)
        return self.size


def line_of(error: BaseException) -> int:
    """Line of the text whose evaluation raised, 0 when it is not known."""
    return int(getattr(error, "clause_line", 0))


def mark_line(error: BaseException, line: int) -> None:
    """Note the line on an error, unless an inner one has been noted."""
    if not line_of(error):
        error.clause_line = line  # type: ignore[attr-defined]
