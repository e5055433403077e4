"""Values laid under a contract before it is built: what an organisation gives once for all its contracts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clausegen.findings import Location
from clausegen.marche.marche import Default, Marche


@dataclass(frozen=True, slots=True)
class Complet:
    """A plain contract once completed. `places`: where each value taken (dotted path) is written."""

    plain: Mapping[str, Any]
    defauts: tuple[Default, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, chemin: tuple[str | int, ...]) -> Location | None:
        """Place of a value taken, or of the one that holds it; None when the contract itself speaks there."""
        for n in range(len(chemin), 0, -1):
            found = self.places.get(".".join(map(str, chemin[:n])))
            if found is not None:
                return found
        return None


Socle = Callable[[Mapping[str, Any]], Complet]


def signaler(marche: Marche | None, complet: Complet) -> Marche | None:
    """The contract with, first in its reports, the values that it took."""
    if marche is not None and complet.defauts:
        marche._defauts = (*complet.defauts, *marche._defauts)
    return marche
