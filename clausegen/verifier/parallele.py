"""Work shared between the cores: forked processes that find what they need in the memory of their parent."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# What the children run: they are forks of this process, and read it here.
_travail: Callable[[Any], Any] | None = None
_lots: Sequence[Sequence[Any]] = ()


def coeurs() -> int:
    """Cores that this process may use, four at most."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(4, available)


def repartir(fonction: Callable[[T], R], lots: Sequence[Sequence[T]], seuil: int) -> list[R]:
    """`fonction` of every item, in order; the items of one batch stay in one process.

    Below `seuil` items, on one core, or where a process cannot be forked, everything runs here.
    """
    global _travail, _lots
    count = sum(map(len, lots))
    if count < seuil or coeurs() < 2 or not sys.platform.startswith("linux"):
        return [fonction(item) for lot in lots for item in lot]
    _travail, _lots = fonction, lots
    # What is known before the fork is never garbage: the children neither look at it nor copy it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(coeurs(), multiprocessing.get_context("fork"), initializer=_rarement) as pool:
            return [result for results in pool.map(_un_lot, range(len(lots))) for result in results]
    finally:
        gc.unfreeze()
        _travail, _lots = None, ()


def _rarement() -> None:
    """A child lives a few seconds and makes little garbage: a fifth of its time went to looking for it."""
    gc.set_threshold(400_000, 20, 50)


def _un_lot(rang: int) -> list[Any]:
    if _travail is None:
        raise RuntimeError("no work in this process")
    return [_travail(item) for item in _lots[rang]]
