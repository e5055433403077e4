"""A contract file, read: the contract, every finding with its place, and what can locate a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.marche.construction import build_marche
from clausegen.marche.marche import Marche
from clausegen.marche.socle import Complet, Socle, signaler
from clausegen.sources import Node, read_yaml


@dataclass(frozen=True, slots=True)
class Lecture:
    """`marche` is None when the file cannot be used; `plain` is the tree as typed (dict, list, str).

    `complet`: that tree with the values laid under it, None when nothing was.
    """

    marche: Marche | None
    findings: tuple[Finding, ...]
    source: str
    path: Path
    node: Node | None = None
    complet: Complet | None = None

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
        """Place of a dotted path (« lots.0.insertion.heures ») or of its nearest written ancestor.

        A heading that is not in the file has the place of the written one that comes before it in the reference page:
        it is where it should be added.
        """
        pas = tuple(int(p) if p.isdigit() else p for p in field.split(".")) if field else ()
        taken = self.complet.place(pas) if self.complet is not None else None
        if taken is not None:
            return taken
        if self.node is None:
            return Location(str(self.path))
        return self.node.at(self._voisine(pas[0]) if pas and self.node.kind == "mapping" and pas[0] not in self.node.value else pas)

    def _voisine(self, rubrique: str | int) -> tuple[str, ...]:
        ordre = list(Marche.model_fields)
        assert self.node is not None
        avant = ordre[: ordre.index(str(rubrique))] if rubrique in ordre else []
        return tuple([nom for nom in avant if nom in self.node.keys][-1:])


def read_marche(path: Path | str, text: str | None = None, socle: Socle | None = None) -> Lecture:
    """Read a contract file (or `text`, then named `path`). Never raises on what a user wrote: see `findings`.

    `socle` gives the values that the contract takes where it says nothing.
    """
    chemin = Path(path)
    try:
        node = read_yaml(chemin, text)
    except Refused as refus:
        return Lecture(None, refus.findings, text or "", chemin)
    source = text if text is not None else chemin.read_text(encoding="utf-8-sig")

    plain = node.plain()
    complet = socle(plain) if socle is not None and isinstance(plain, Mapping) else None

    def locate(pas: tuple[str | int, ...], cle: bool) -> Location:
        taken = complet.place(pas) if complet is not None else None
        if taken is not None:
            return taken
        return node.key_at(pas) if cle and pas else node.at(pas)

    marche, findings = build_marche(complet.plain if complet is not None else plain, locate)
    assert marche is not None or any(f.niveau == Niveau.BLOQUANT for f in findings)
    if complet is not None:
        marche = signaler(marche, complet)
    return Lecture(marche, findings, source, chemin, node, complet)
