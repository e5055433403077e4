"""The page of a code: what the rule verifies, why, what to avoid, what to write. Every code has one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from clausegen.checks import Regle as RegleDeMarche
from clausegen.checks import contract_rules
from clausegen.findings import Niveau
from clausegen.verifier import catalogue
from clausegen.verifier.fiche import Fiche
from clausegen.verifier.regle import Cible, Regle, rules_of

FAMILLES = {
    "1": "données du marché", "2": "clauses", "3": "gabarits Word", "4": "droit", "5": "cohérence entre les pièces",
    "6": "typographie", "7": "langue", "8": "finition des pièces", "9": "programme",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Explanation of a code: title, usual level, text (Markdown, French) with its five headings."""

    code: str
    titre: str
    niveau: Niveau
    texte: str

    @property
    def famille(self) -> str:
        """Name of the family of the code."""
        return FAMILLES.get(self.code[2], "")


@cache
def pages() -> Mapping[str, Page]:
    """Every page by code: rules on contracts, rules of each target, then what the readers say (`catalogue`)."""
    out: dict[str, Page] = {}
    rules: list[Regle | RegleDeMarche] = [*contract_rules(), *(r for cible in Cible for r in rules_of(cible))]
    for rule in rules:
        if rule.code in out:
            known = out[rule.code]
            out[rule.code] = Page(rule.code, known.titre, known.niveau, f"{known.texte}\n\n{rule.documentation}")
        else:
            out[rule.code] = Page(rule.code, rule.titre, rule.niveau, rule.documentation)
    for name in sorted(m.name for m in pkgutil.iter_modules(catalogue.__path__)):
        fiches: tuple[Fiche, ...] = importlib.import_module(f"{catalogue.__name__}.{name}").FICHES
        for fiche in fiches:
            out.setdefault(fiche.code, Page(fiche.code, fiche.titre, fiche.niveau, fiche.texte))
    return dict(sorted(out.items()))


def page_de(code: str) -> Page | None:
    """Page of a code, None when no rule has it."""
    return pages().get(code.upper())
