"""A rule of `clausegen verifier`: a file in the folder of its target, discovered by its presence there.

A rule module holds `CODE`, `NIVEAU`, `TITRE`, `EXEMPLES`, a French docstring with the five headings, and
`check(sujet)`, which yields findings. Rules on contracts live in `checks/marche/`, on the same pattern.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, cast

from clausegen.findings import Finding, Niveau


class Cible(StrEnum):
    """What a rule examines; the name of its folder under `verifier/regles/`."""

    CLAUSE = "clause"
    BIBLIOTHEQUE = "bibliotheque"
    GABARIT = "gabarit"
    PIECE = "piece"
    MARCHE = "marche"


class ModuleRegle(Protocol):
    """What a rule module holds."""

    CODE: str
    NIVEAU: Niveau
    TITRE: str
    EXEMPLES: tuple[Any, ...]

    def check(self, sujet: Any) -> Iterator[Finding]:
        """Findings on a subject of its target."""


@dataclass(frozen=True, slots=True)
class Regle:
    """A rule: code, level of its main finding, French title, documentation, examples, and its module."""

    nom: str
    cible: Cible
    code: str
    niveau: Niveau
    titre: str
    documentation: str
    exemples: tuple[Any, ...]
    module: ModuleRegle

    def check(self, sujet: Any) -> tuple[Finding, ...]:
        """Findings of the rule; whatever its check raises goes up (`execution` makes a finding of it)."""
        return tuple(self.module.check(sujet))


@cache
def rules_of(cible: Cible) -> tuple[Regle, ...]:
    """Rules of a target, in the order of the codes (none for contracts: `checks.contract_rules` holds them)."""
    if cible is Cible.MARCHE:
        return ()
    folder = importlib.import_module(f"clausegen.verifier.regles.{cible.value}")
    rules = []
    for name in sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")):
        module = importlib.import_module(f"{folder.__name__}.{name}")
        rule = cast(ModuleRegle, module)
        rules.append(
            Regle(name, cible, rule.CODE, rule.NIVEAU, rule.TITRE, (module.__doc__ or "").strip(), rule.EXEMPLES, rule)
        )
    return tuple(sorted(rules, key=lambda r: (r.code, r.nom)))
