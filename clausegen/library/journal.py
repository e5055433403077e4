"""The journal of a library: what changed in the texts and in the law, and for which consultations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.reader import Fields, parse_date
from clausegen.sources import Node, read_yaml

FICHIER = "journal.yaml"
NATURES = {"droit": "droit", "texte": "texte", "correction": "correction", "constat": "constat"}


@dataclass(frozen=True, slots=True)
class Entree:
    """A change. `depuis`, `jusqu_a`: dates of the consultations concerned, None for no limit; `lesquelles` names them."""

    texte: str
    nature: str
    depuis: dt.date | None = None
    jusqu_a: dt.date | None = None
    lesquelles: str = ""
    clauses: tuple[str, ...] = ()

    def concerne(self, date: dt.date) -> bool:
        """True when a consultation of this date is concerned."""
        return (self.depuis is None or date >= self.depuis) and (self.jusqu_a is None or date <= self.jusqu_a)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the library and its changes, the latest first in the journal."""

    numero: str
    publiee_le: dt.date
    entrees: tuple[Entree, ...]


def load_journal(root: Path) -> tuple[Version, ...]:
    """The journal of a library; empty when it keeps none, `Refused` (CG200) with every fault."""
    path = root / FICHIER
    if not path.is_file():
        return ()
    findings: list[Finding] = []
    f = Fields(read_yaml(path), findings, "CG200", ("versions",), "le journal")
    versions = tuple(_version(node, findings) for node in f.items("versions"))
    if any(x.niveau is Niveau.BLOQUANT for x in findings):
        raise Refused(findings)
    return tuple(sorted(versions, key=lambda v: v.publiee_le, reverse=True))


def _version(node: Node, findings: list[Finding]) -> Version:
    f = Fields(node, findings, "CG200", ("version", "publiee_le", "changements"), "une version du journal")
    published = f.parsed("publiee_le", parse_date, None)
    if published is None:
        f.fault(f.place("publiee_le"), "la date de la version manque", "écrivez « publiee_le: 2026-11-21 »")
    return Version(
        f.text("version"),
        published or dt.date(2021, 4, 1),
        tuple(_entree(item, findings) for item in f.items("changements")),
    )


def _entree(node: Node, findings: list[Finding]) -> Entree:
    f = Fields(
        node, findings, "CG200", ("texte", "nature", "depuis", "jusqu_a", "consultations", "clauses"), "un changement"
    )
    nature = f.text("nature", "texte")
    if nature not in NATURES:
        f.fault(f.place("nature"), f"nature inconnue « {nature} »", f"natures admises : {', '.join(NATURES)}")
    return Entree(
        f.text("texte"), nature, f.parsed("depuis", parse_date, None), f.parsed("jusqu_a", parse_date, None),
        f.text("consultations", ""), f.texts("clauses"),
    )  # fmt: skip
