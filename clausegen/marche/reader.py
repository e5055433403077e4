"""A contract file, read: the contract, every finding with its place, and what can locate a field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.marche.construction import build_marche
from clausegen.marche.marche import Marche
from clausegen.sources import Node, read_yaml


@dataclass(frozen=True, slots=True)
class Lecture:
    """`marche` is None when the file cannot be used; `plain` is the tree as typed (dict, list, str)."""

    marche: Marche | None
    findings: tuple[Finding, ...]
    source: str
    path: Path
    node: Node | None = None

    @property
    def plain(self) -> object:
        """The tree as typed; empty when the file could not be parsed."""
        return self.node.plain() if self.node is not None else {}

    @property
    def exit_code(self) -> int:
        """0 when the contract is there; 1 when it is declined (a concession); 2 when the file must be corrected."""
        if self.marche is not None:
            return 0
        return 1 if any(f.refuse for f in self.findings) else 2

    def locate(self, field: str) -> Location:
        """Place of a dotted path (« lots.0.insertion.heures ») or of its nearest written ancestor."""
        if self.node is None:
            return Location(str(self.path))
        pas = tuple(int(p) if p.isdigit() else p for p in field.split(".")) if field else ()
        return self.node.at(pas)


def read_marche(path: Path | str, text: str | None = None) -> Lecture:
    """Read a contract file (or `text`, then named `path`). Never raises on what a user wrote: see `findings`."""
    chemin = Path(path)
    try:
        node = read_yaml(chemin, text)
    except Refused as refus:
        return Lecture(None, refus.findings, text or "", chemin)
    source = text if text is not None else chemin.read_text(encoding="utf-8-sig")

    def locate(pas: tuple[str | int, ...], cle: bool) -> Location:
        return node.key_at(pas) if cle and pas else node.at(pas)

    marche, findings = build_marche(node.plain(), locate)
    assert marche is not None or any(f.niveau == Niveau.BLOQUANT for f in findings)
    return Lecture(marche, findings, source, chemin, node)
