"""Reading of the legal data files: what is expected is said once, every departure is a finding with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.sources import Node, read_yaml

CONFIANCES = ("V1", "V", "V2", "D", "INF", "R", "U", "X")
IMPRIMABLES = frozenset({"V1", "V", "V2"})
_KINDS = {"mapping": "une suite de rubriques", "sequence": "une liste", "scalar": "un texte"}


class Reader:
    """Gathers the findings met while files are read; `check()` raises `Refused` when there are any."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def error(self, code: str, constat: str, remede: str, place: Location) -> None:
        """Add one blocking finding."""
        self.findings.append(Finding(code, Niveau.BLOQUANT, constat, remede, place))

    def check(self) -> None:
        """Raise `Refused` with everything gathered, when there is anything."""
        if self.findings:
            raise Refused(self.findings)

    def file(self, path: Path) -> Node | None:
        """Root of a YAML file, None (and its findings) when it cannot be read or is not a mapping."""
        try:
            root = read_yaml(path)
        except Refused as refused:
            self.findings.extend(refused.findings)
            return None
        return root if self.kind(root, "mapping") else None

    def folder(self, folder: Path, suffix: str) -> list[Path]:
        """Files of a folder in the order of their names; a missing or empty folder is a finding."""
        found = sorted(folder.glob(f"*{suffix}")) if folder.is_dir() else []
        if not found:
            self.error("CG400", f"aucun fichier « {suffix} » dans ce dossier", "vérifiez la bibliothèque installée",
                       Location(str(folder)))  # fmt: skip
        return found

    def kind(self, node: Node, kind: str) -> bool:
        """True when the node has the kind; a finding otherwise."""
        if node.kind == kind:
            return True
        self.error("CG400", f"on attend ici {_KINDS[kind]}", "comparez avec une rubrique voisine", node.location)
        return False

    def only(self, node: Node, allowed: frozenset[str]) -> None:
        """A finding for each key that is not allowed."""
        for key in node.value:
            if key not in allowed:
                self.error("CG401", f"rubrique inconnue « {key} »", f"rubriques admises : {', '.join(sorted(allowed))}",
                           node.keys[key])  # fmt: skip

    def items(self, node: Node, key: str) -> Iterator[tuple[str, Node, Location]]:
        """Entries of the mapping under `key` that are mappings themselves: name, value, place of the name."""
        section = node.value.get(key)
        if section is None or not self.kind(section, "mapping"):
            return
        for name, value in section.value.items():
            if self.kind(value, "mapping"):
                yield name, value, section.keys[name]

    def text(self, node: Node, key: str, required: bool = False) -> str:
        """Text of a key, "" when it is absent; a finding when it is required and empty."""
        child = node.value.get(key)
        if child is not None and not self.kind(child, "scalar"):
            return ""
        value = "" if child is None else str(child.value).strip()
        if required and not value:
            place = child.location if child else node.location
            self.error("CG405", f"la rubrique « {key} » manque", "complétez-la", place)
        return value

    def date(self, node: Node, key: str) -> dt.date | None:
        """ISO date of a key, None when it is absent; a finding when it is not a date."""
        value = self.text(node, key)
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.error("CG402", f"« {value} » n’est pas une date", "écrivez « 2026-08-22 »", node.value[key].location)
            return None

    def confiance(self, node: Node, default: str = "") -> str:
        """Confidence code of an entry; a finding when it is absent or unknown."""
        value = self.text(node, "confiance") or default
        if value not in CONFIANCES:
            place = node.value["confiance"].location if "confiance" in node.value else node.location
            remede = f"choisissez parmi {', '.join(CONFIANCES)}"
            self.error("CG404", f"niveau de confiance inconnu « {value} »", remede, place)
            return "U"
        return value
