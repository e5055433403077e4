"""Contexts for the tests of rules: a sample contract with changes, facing the shipped tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from clausegen.checks import Contexte
from clausegen.facts import compute
from clausegen.findings import Location
from clausegen.legal import Baremes, References, load_baremes, load_references
from clausegen.marche import Marche, build_marche, merge
from clausegen.sources import read_yaml

RACINE = Path(__file__).parents[2] / "clause_library"


@cache
def textes() -> tuple[References, Baremes]:
    references = load_references(RACINE / "references")
    return references, load_baremes(RACINE / "baremes", references)


@cache
def echantillon(nom: str) -> Any:
    return read_yaml(RACINE / "_exemples" / f"{nom}.yaml").plain()


def marche(nom: str, avec: Mapping[str, Any] | None = None) -> Marche:
    construit, findings = build_marche(merge(echantillon(nom), avec or {}))
    assert construit is not None, [str(f) for f in findings]
    return construit


def contexte(nom: str, avec: Mapping[str, Any] | None = None) -> Contexte:
    lu = marche(nom, avec)
    references, baremes = textes()
    return Contexte(lu, compute(lu, references, baremes), references, baremes, lambda champ: Location(f"{nom}.yaml", place=champ))
