"""The examples of a rule: they are its tests and the second half of its documentation page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Exemple:
    """A sample contract with changes (`avec`), and the fields at which the rule must speak: none when it must not."""

    nom: str
    marche: str
    avec: Mapping[str, Any] = field(default_factory=dict)
    attendu: tuple[str, ...] = ()
