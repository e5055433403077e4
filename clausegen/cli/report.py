"""Findings on a terminal or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from clausegen.findings import Finding, Niveau

_COLOURS = {Niveau.BLOQUANT: "red", Niveau.A_CORRIGER: "yellow", Niveau.CONSEIL: "cyan"}


def sort_key(finding: Finding) -> tuple[Any, ...]:
    """Worst first, then by place."""
    return (-finding.niveau, finding.location.path, finding.location.line, finding.location.column, finding.code)


def print_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """One line a finding, level in colour."""
    for finding in sorted(dict.fromkeys(findings), key=sort_key):
        line = str(finding)
        mark = f"{finding.code} {finding.niveau.libelle}"
        click.echo(line.replace(mark, click.style(mark, fg=_COLOURS[finding.niveau]), 1), err=err)


def count(findings: Iterable[Finding]) -> str:
    """« 1 bloquant, 2 à corriger, 3 conseils » (empty when there is none)."""
    found = list(set(findings))
    parts = []
    for niveau, one, many in (
        (Niveau.BLOQUANT, "bloquant", "bloquants"), (Niveau.A_CORRIGER, "à corriger", "à corriger"), (Niveau.CONSEIL, "conseil", "conseils"),
    ):  # fmt: skip
        n = sum(f.niveau is niveau for f in found)
        if n:
            parts.append(f"{n} {one if n == 1 else many}")
    return ", ".join(parts)


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as data."""
    place = finding.location
    return {
        "code": finding.code, "niveau": finding.niveau.libelle, "constat": finding.constat, "remede": finding.remede,
        "article": finding.article, "champ": finding.field, "fichier": place.path, "ligne": place.line,
        "colonne": place.column, "lieu": place.place,
    }  # fmt: skip
