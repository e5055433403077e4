"""What can be wrong with what a user wrote, said in French, with its place and its remedy.

A fault of the user is a `Finding`, gathered with the others and shown at the end. Exceptions are kept for faults of
the program; `Refused` only carries findings up to the door (command line, web) when nothing further can be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Niveau(IntEnum):
    """Severity of a finding; the order is that of the exit codes (`--echec-sur`)."""

    CONSEIL = 1
    A_CORRIGER = 2
    BLOQUANT = 3

    @property
    def libelle(self) -> str:
        """Level as users read it."""
        return {1: "conseil", 2: "à corriger", 3: "bloquant"}[self.value]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file. `line` and `column` count from 1; 0 means that the file as a whole is meant.

    `place` names what has no line (« feuille « Lots », cellule C3 », « art. 8 »).
    """

    path: str = ""
    line: int = 0
    column: int = 0
    place: str = ""

    def __str__(self) -> str:
        """`file:line:column`, or `file, place`."""
        if self.place:
            return f"{self.path}, {self.place}" if self.path else self.place
        if self.line:
            return f"{self.path}:{self.line}:{self.column}"
        return self.path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: code (« CG110 »), level, statement, remedy, place.

    `field` is the dotted path in the contract (« lots.0.insertion.heures »), when there is one; `article` the legal
    article relied upon, as printed; `refuse` marks the few legal findings that forbid writing anything.
    """

    code: str
    niveau: Niveau
    constat: str
    remede: str = ""
    location: Location = field(default_factory=Location)
    field: str = ""
    article: str = ""
    refuse: bool = False

    def __str__(self) -> str:
        """`file:line:column: CODE niveau  constat — remède`."""
        place = f"{self.location}: " if str(self.location) else ""
        remedy = f" — {self.remede}" if self.remede else ""
        article = f" ({self.article})" if self.article else ""
        return f"{place}{self.code} {self.niveau.libelle}  {self.constat}{article}{remedy}"


class Refused(Exception):
    """Nothing can be done with what was given; carries every finding. `exit_code` follows the command line's table."""

    def __init__(self, findings: Iterable[Finding], exit_code: int = 2) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        self.exit_code = exit_code
        super().__init__("\n".join(str(f) for f in self.findings))


def worst(findings: Iterable[Finding]) -> Niveau | None:
    """Highest level present, None when there is no finding."""
    return max((f.niveau for f in findings), default=None)
