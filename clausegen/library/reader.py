"""Small helpers to turn positioned YAML into typed values, gathering French findings instead of stopping."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from clausegen.findings import Finding, Location, Niveau
from clausegen.sources import Node

T = TypeVar("T")


def suggest(word: str, known: Iterable[str]) -> str:
    """« vouliez-vous écrire « x » ? », or an empty string when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"vouliez-vous écrire « {near[0]} » ?" if near else ""


class Fields:
    """Typed access to the keys of a mapping; every fault is added to `findings`, a default is returned instead."""

    def __init__(self, node: Node, findings: list[Finding], code: str, known: Iterable[str], what: str) -> None:
        self.node, self.findings, self.code = node, findings, code
        known = tuple(known)
        if node.kind != "mapping":
            self.fault(node.location, f"{what} doit être une suite de rubriques", "écrivez « nom: valeur »")
            self.values: dict[str, Node] = {}
            return
        self.values = node.value
        for key in self.values:
            if key not in known:
                self.fault(
                    node.keys[key], f"rubrique inconnue « {key} » dans {what}",
                    suggest(key, known) or f"rubriques admises : {', '.join(known)}",
                )  # fmt: skip

    def fault(self, location: Location, constat: str, remede: str) -> None:
        """Record a blocking finding."""
        self.findings.append(Finding(self.code, Niveau.BLOQUANT, constat, remede, location))

    def place(self, key: str) -> Location:
        """Place of a key, or of the mapping when the key is absent."""
        return self.node.keys.get(key, self.node.location)

    def _missing(self, key: str) -> None:
        self.fault(self.node.location, f"la rubrique « {key} » manque", f"ajoutez « {key}: … »")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; `default=None` makes it compulsory."""
        node = self.values.get(key)
        if node is None:
            if default is None:
                self._missing(key)
            return default or ""
        if node.kind != "scalar":
            self.fault(node.location, f"« {key} » doit être un texte", "écrivez une seule valeur")
            return default or ""
        return str(node.value).strip()

    def parsed(self, key: str, parse: Callable[[str], T], default: T | None = None) -> T | None:
        """A scalar decoded by `parse` (ValueError in French); absent, `default`."""
        node = self.values.get(key)
        if node is None or (node.kind == "scalar" and node.value in ("", "null", "~")):
            return default
        if node.kind != "scalar":
            self.fault(node.location, f"« {key} » doit être une valeur simple", "écrivez une seule valeur")
            return default
        try:
            return parse(node.value)
        except ValueError as error:
            self.fault(node.location, f"« {key} » : {error}", "corrigez cette valeur")
            return default

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; `default=None` makes it compulsory."""
        if key not in self.values and default is None:
            self._missing(key)
        return self.parsed(key, parse_integer, default) or 0

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.values.get(key)
        if node is None:
            return ()
        items = node.value if node.kind == "sequence" else [node]
        out = []
        for item in items:
            if item.kind != "scalar":
                self.fault(item.location, f"« {key} » doit être une liste de textes", "mettez chaque texte entre guillemets")
            elif item.value != "":
                out.append(str(item.value).strip())
        return tuple(out)

    def items(self, key: str) -> list[Node]:
        """The nodes of a list."""
        node = self.values.get(key)
        if node is None or (node.kind == "scalar" and node.value == ""):
            return []
        if node.kind != "sequence":
            self.fault(node.location, f"« {key} » doit être une liste", "faites précéder chaque élément d’un tiret")
            return []
        return list(node.value)

    def mapping(self, key: str) -> dict[str, Node]:
        """The nodes of a mapping."""
        node = self.values.get(key)
        if node is None or (node.kind == "scalar" and node.value == ""):
            return {}
        if node.kind != "mapping":
            self.fault(node.location, f"« {key} » doit être une suite de rubriques", "écrivez « nom: valeur »")
            return {}
        return dict(node.value)

    def plain(self, key: str, default: Any = None) -> Any:
        """Whatever is under the key, as nested dict, list and str."""
        node = self.values.get(key)
        return default if node is None else node.plain()


def parse_integer(text: str) -> int:
    """A whole number, or ValueError in French."""
    try:
        return int(text.replace(" ", "").replace("\u202f", "").replace("\u00a0", ""))
    except ValueError:
        raise ValueError(f"« {text[:40]} » n’est pas un nombre entier") from None


def parse_date(text: str) -> dt.date:
    """`2026-12-01` or `01/12/2026`, or ValueError in French."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise ValueError(f"« {text[:40]} » n’est pas une date — écrivez par exemple 2026-12-01")
