"""Bounds of an evaluation: how many turns of loops, how many characters. What goes past them stops with a French message."""

from __future__ import annotations

from contextvars import ContextVar

MAX_STEPS = 20_000
MAX_TEXT = 500_000
_steps: ContextVar[list[int]] = ContextVar("steps")


class LimitExceeded(Exception):
    """An evaluation went past a bound; the message is French."""


def start_budget() -> None:
    """Give a new evaluation its full number of steps."""
    _steps.set([MAX_STEPS])


def spend(count: int) -> None:
    """Take steps from the evaluation under way; raises `LimitExceeded` when none is left."""
    budget = _steps.get(None)
    if budget is None:
        return
    budget[0] -= count
    if budget[0] < 0:
        raise LimitExceeded(f"le texte fait plus de {MAX_STEPS} tours de boucle : une boucle ne se termine pas")


def check_size(size: int) -> None:
    """Raise `LimitExceeded` when a text has too many characters."""
    if size > MAX_TEXT:
        raise LimitExceeded(f"le texte dépasse {MAX_TEXT} caractères")
