"""What a run found: one `Controle` a thing examined, gathered in a `Bilan` that every report prints."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from clausegen.findings import Finding, Niveau

ECHEC_DE_REGLE = "CG909"


@dataclass(frozen=True, slots=True)
class Controle:
    """One thing examined: `genre` (« clause », « gabarit », « marché », « pièce », « bibliothèque », « essai »), name, file.

    `resume`: a sentence on the whole (« 41 clauses intactes, 2 modifiées »), for a piece.
    """

    genre: str
    nom: str
    chemin: str
    findings: tuple[Finding, ...] = ()
    resume: str = ""


@dataclass(frozen=True, slots=True)
class Bilan:
    """Result of a run. `ecartes`: set aside by a comment; `connus`: already in the base; `duree` in seconds."""

    controles: tuple[Controle, ...]
    ecartes: tuple[Finding, ...] = ()
    connus: int = 0
    disparus: int = 0
    duree: float = field(default=0.0, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding once, by file, line and column."""
        seen = dict.fromkeys(f for c in self.controles for f in c.findings)
        return tuple(sorted(seen, key=_ordre))

    def compte(self, niveau: Niveau) -> int:
        """Number of findings of a level."""
        return sum(f.niveau is niveau for f in self.findings)

    def code_de_sortie(self, echec_sur: Niveau) -> int:
        """3 when a rule could not run, 1 when a finding reaches the level, else 0."""
        findings = self.findings
        if any(f.code == ECHEC_DE_REGLE for f in findings):
            return 3
        return 1 if any(f.niveau >= echec_sur for f in findings) else 0


def _ordre(finding: Finding) -> tuple[object, ...]:
    place = finding.location
    return (place.path, place.line, place.column, place.place, finding.code, finding.constat)


def relatif(chemin: str) -> str:
    """A path as reports write it: from the current folder when it is under it, with slashes."""
    if not chemin:
        return ""
    if os.path.isabs(chemin):
        shown = os.path.relpath(chemin)
        chemin = chemin if shown.startswith("..") else shown
    return PurePath(chemin).as_posix()


def situe(finding: Finding, racine: Path | None = None) -> Finding:
    """The finding with a path relative to the current folder; `racine` is the library whose paths start by its name."""
    chemin = finding.location.path
    if racine is not None and not os.path.isabs(chemin) and chemin.startswith(f"{racine.name}/"):
        chemin = str(racine.resolve() / chemin[len(racine.name) + 1 :])
    shown = relatif(chemin)
    return (
        finding if shown == finding.location.path else replace(finding, location=replace(finding.location, path=shown))
    )


def _normalise(texte: str) -> str:
    # What an edit elsewhere may move is left out: numbers of lines and paragraphs, spaces.
    return re.sub(r"\s+", " ", re.sub(r"(?:ligne|¶|paragraphe)[ \u00a0]*\d+", "", texte)).strip().lower()


def empreintes(findings: Iterable[Finding]) -> dict[Finding, str]:
    """A stable mark of each finding (32 hexadecimal digits): rule, file, statement, rank among its equals; never the line."""
    ranks: dict[str, int] = {}
    out: dict[Finding, str] = {}
    for finding in sorted(dict.fromkeys(findings), key=_ordre):
        place = finding.location
        key = "‖".join((finding.code, place.path, finding.field, _normalise(finding.constat), _normalise(place.place)))
        rank = ranks[key] = ranks.get(key, 0) + 1
        out[finding] = hashlib.sha256(f"{key}‖{rank}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return out
