"""Periods of validity: a date belongs to a period with both ends included; an end left out is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clausegen.findings import Location
from clausegen.legal.shape import Reader
from clausegen.sources import Node


@dataclass(frozen=True, slots=True)
class Periode:
    """Both ends included. `depuis` None: start not established, nothing excluded; `jusqu_a` None: still in force."""

    depuis: dt.date | None = None
    jusqu_a: dt.date | None = None
    note: str = ""

    def __contains__(self, date: dt.date) -> bool:
        return (self.depuis is None or date >= self.depuis) and (self.jusqu_a is None or date <= self.jusqu_a)

    def overlaps(self, other: Periode) -> bool:
        """True when a day belongs to both."""
        first = self.jusqu_a is None or other.depuis is None or self.jusqu_a >= other.depuis
        second = other.jusqu_a is None or self.depuis is None or other.jusqu_a >= self.depuis
        return first and second

    def __str__(self) -> str:
        """« depuis le 22/08/2026 », « du 01/01/2024 au 31/12/2025 »."""
        start = f"{self.depuis:%d/%m/%Y}" if self.depuis else ""
        end = f"{self.jusqu_a:%d/%m/%Y}" if self.jusqu_a else ""
        if start and end:
            return f"du {start} au {end}"
        return f"depuis le {start}" if start else f"jusqu’au {end}" if end else "sans limite de date"


def read_period(reader: Reader, node: Node) -> Periode:
    """`depuis`, `jusqu_a` and `note` of a node; a finding when the end comes before the start."""
    period = Periode(reader.date(node, "depuis"), reader.date(node, "jusqu_a"), reader.text(node, "note"))
    if period.depuis and period.jusqu_a and period.jusqu_a < period.depuis:
        reader.error("CG402", "la période finit avant de commencer", "corrigez « depuis » ou « jusqu_a »",
                     node.value["jusqu_a"].location)  # fmt: skip
    return period


def check_overlaps(reader: Reader, periods: Sequence[tuple[Periode, Location]]) -> None:
    """A finding for each period that shares a day with an earlier one of the sequence."""
    for i, (period, place) in enumerate(periods):
        if any(period.overlaps(earlier) for earlier, _ in periods[:i]):
            reader.error("CG403", f"cette période ({period}) en chevauche une autre", "ajustez les dates", place)
