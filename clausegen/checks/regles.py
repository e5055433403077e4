"""Discovery of the rules: a module of `clausegen/checks/marche/` is a rule by its presence there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from clausegen.checks import marche as dossier
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

RUBRIQUES = ("Ce que la règle vérifie", "Pourquoi", "Exemple à éviter", "Écrire plutôt", "Références")


class _Module(Protocol):
    CODE: str
    NIVEAU: Niveau
    TITRE: str
    EXEMPLES: tuple[Exemple, ...]

    def check(self, ctx: Contexte) -> Iterator[Finding]: ...


@dataclass(frozen=True, slots=True)
class Regle:
    """A rule on contracts: code, level, French title, documentation (French), examples, and its check.

    `niveau` is that of its main finding; a rule may hold closely related cases of another level.
    """

    nom: str
    code: str
    niveau: Niveau
    titre: str
    documentation: str
    exemples: tuple[Exemple, ...]
    module: _Module

    def check(self, ctx: Contexte) -> tuple[Finding, ...]:
        """Findings of the rule on a contract."""
        return tuple(self.module.check(ctx))


@cache
def contract_rules() -> tuple[Regle, ...]:
    """Every rule on contracts, in the order of the codes."""
    regles = []
    for nom in sorted(m.name for m in pkgutil.iter_modules(dossier.__path__)):
        module = importlib.import_module(f"{dossier.__name__}.{nom}")
        regle = cast(_Module, module)
        regles.append(
            Regle(nom, regle.CODE, regle.NIVEAU, regle.TITRE, (module.__doc__ or "").strip(), regle.EXEMPLES, regle)
        )
    return tuple(sorted(regles, key=lambda r: r.code))
