"""YAML read as text with positions: every scalar stays the text that was typed, types are decided by the model.

PyYAML's composer gives nodes and their places (conception: 0,02 s for 4 500 lines). Refused: duplicate keys, aliases
and anchors, tags, several documents, nesting beyond `MAX_DEPTH` — each with its line, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.sources.text import MAX_BYTES, read_text, refuse

MAX_DEPTH = 20
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node and its place. `value`: str (scalar), dict[str, Node] (mapping) or list[Node] (sequence)."""

    kind: str
    value: Any
    location: Location
    keys: dict[str, Location] = field(default_factory=dict)

    def plain(self) -> Any:
        """Nested dict, list and str without the places."""
        if self.kind == "mapping":
            return {key: node.plain() for key, node in self.value.items()}
        if self.kind == "sequence":
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: tuple[str | int, ...]) -> Location:
        """Place of what a path designates, or of its nearest ancestor that was written."""
        node, place = self, self.location
        for step in path:
            if node.kind == "mapping" and isinstance(step, str) and step in node.value:
                place = node.value[step].location if node.value[step].kind == "scalar" else node.keys[step]
                node = node.value[step]
            elif node.kind == "sequence" and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = node.location
            else:
                break
        return place

    def key_at(self, path: tuple[str | int, ...]) -> Location:
        """Place of the key itself (for an unknown key) rather than of its value."""
        parent = self
        for step in path[:-1]:
            if (parent.kind == "mapping" and step in parent.value) or (parent.kind == "sequence" and isinstance(step, int) and step < len(parent.value)):
                parent = parent.value[step]
            else:
                return self.at(path)
        last = path[-1] if path else ""
        return parent.keys.get(str(last), self.at(path))


class _Builder:
    """Nodes built from the parser's events in one pass; what may not be there is a finding."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.root: Node | None = None
        # Open collections: the node, and for a mapping the key that waits for its value.
        self.stack: list[tuple[Node, list[tuple[str, Location] | None]]] = []

    def fault(self, code: str, constat: str, remede: str, place: Location) -> None:
        self.findings.append(Finding(code, Niveau.BLOQUANT, constat, remede, place))

    def feed(self, event: Any) -> None:
        mark = event.start_mark
        place = Location(self.path, mark.line + 1, mark.column + 1) if mark else Location(self.path)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.fault("CG104", "les renvois YAML (« & » et « * ») ne sont pas admis",
                       "écrivez la valeur, ou mettez-la entre guillemets si elle commence par ce signe", place)  # fmt: skip
        elif getattr(event, "tag", None):
            self.fault("CG104", "une étiquette YAML (« ! ») n’est pas admise",
                       "écrivez la valeur seule, ou mettez-la entre guillemets", place)  # fmt: skip
        if isinstance(event, yaml.ScalarEvent):
            self.add(Node("scalar", event.value, place))
        elif isinstance(event, yaml.AliasEvent):
            self.add(Node("scalar", "", place))
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(Node("mapping", {}, place, {}))
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(Node("sequence", [], place))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.fault("CG104", "le fichier contient plusieurs documents (« --- »)", "gardez-en un seul", place)

    def open(self, node: Node) -> None:
        self.add(node)
        self.stack.append((node, [None]))
        if len(self.stack) > MAX_DEPTH:
            self.fault("CG104", f"plus de {MAX_DEPTH} niveaux imbriqués", "simplifiez la structure du fichier", node.location)
            raise Refused(self.findings)

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = self.root or node
            return
        parent, pending = self.stack[-1]
        if parent.kind == "sequence":
            parent.value.append(node)
            return
        if pending[0] is None:
            if node.kind != "scalar":
                self.fault("CG104", "le nom d’une rubrique doit être un simple mot",
                           "vérifiez les accolades et les crochets", node.location)  # fmt: skip
            pending[0] = (node.value if node.kind == "scalar" else "", node.location)
            return
        key, place = pending[0]
        pending[0] = None
        if key in parent.keys:
            self.fault("CG103", f"la rubrique « {key} » figure deux fois (lignes {parent.keys[key].line} et {place.line})",
                       "gardez-en une", place)  # fmt: skip
            return
        parent.keys[key] = place
        parent.value[key] = node


_PROBLEMS = (
    ("could not find expected ':'", "il manque un « : » après le nom d’une rubrique"),
    ("mapping values are not allowed", "un « : » est mal placé (mettez le texte entre guillemets s’il en contient un)"),
    ("found character '\\t'", "une tabulation sert de retrait : remplacez-la par des espaces"),
    ("found character that cannot start any token", "un caractère ne peut pas commencer une valeur : mettez-la entre guillemets"),
    ("did not find expected key", "le retrait de cette ligne ne correspond à aucune rubrique"),
    ("did not find expected '-' indicator", "le retrait ou le tiret de cette liste est mal placé"),
    ("did not find expected ',' or '}'", "une accolade n’est pas fermée, ou une virgule manque"),
    ("did not find expected ',' or ']'", "un crochet n’est pas fermé, ou une virgule manque"),
    ("found unexpected end of stream", "un guillemet n’est jamais fermé"),
    ("invalid Unicode character", "un caractère donné par son code (« \\u… ») n’existe pas : supprimez-le"),
    ("unknown escape", "une barre oblique inverse « \\ » n’est pas suivie d’un code connu : doublez-la, ou retirez-la"),
    ("control characters are not allowed", "le texte contient un caractère de contrôle invisible : supprimez-le"),
)  # fmt: skip


def _unclosed(lines: list[str]) -> tuple[str, int, int] | None:
    """Innermost bracket left open: sign, line, column. Quoted texts and comments are passed over."""
    stack: list[tuple[str, int, int]] = []
    for number, line in enumerate(lines, 1):
        quote = ""
        for column, char in enumerate(line, 1):
            if quote:
                quote = "" if char == quote else quote
            elif char in "\"'" and (column == 1 or line[column - 2] in " [{,:"):
                quote = char
            elif char == "#" and (column == 1 or line[column - 2] == " "):
                break
            elif char in "[{":
                stack.append((char, number, column))
            elif char in "]}" and stack:
                stack.pop()
    return stack[-1] if stack else None


def _syntax(error: yaml.YAMLError, path: str, text: str) -> Refused:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    lines = text.split("\n")
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        problem = "found character '\\t'"
    opened = _unclosed(lines[: line or len(lines)]) if "did not find expected" in problem or "end of" in problem else None
    if opened is not None:
        sign, line, column = opened
        reason = f"« {sign} » est ouvert ici et n’est jamais fermé, ou une virgule manque ensuite"
        return refuse(path, "CG104", reason, "fermez-le, ou mettez le texte entre guillemets", line, column)
    reason = next((french for english, french in _PROBLEMS if english in problem), "la structure YAML est incorrecte à cet endroit")
    return refuse(path, "CG104", reason, "corrigez cette ligne, ou celle qui précède", line, column)


def parse_yaml(text: str, path: str) -> Node:
    """YAML text to a `Node`; raises `Refused` with every finding (CG103 duplicates, CG104 structure)."""
    # The C parser crashes on very deep nesting: brackets are counted before it sees the text.
    level = deepest = 0
    for char in text:
        if char in "[{":
            level += 1
            deepest = max(deepest, level)
        elif char in "]}":
            level = max(0, level - 1)
    if deepest > 1000:
        raise refuse(path, "CG104", "des crochets ou des accolades sont imbriqués sans fin", "vérifiez le fichier")
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.feed(event)
    except yaml.YAMLError as error:
        raise _syntax(error, path, text) from None
    except (UnicodeError, ValueError):
        raise refuse(path, "CG104", "le texte contient un caractère illisible", "ressaisissez la ligne") from None
    if builder.findings:
        raise Refused(builder.findings)
    if builder.root is None:
        raise refuse(path, "CG101", "le fichier ne contient que des commentaires", "partez d’un des exemples fournis")
    return builder.root


def read_yaml(path: Path | str, text: str | None = None, limit: int = MAX_BYTES) -> Node:
    """Read a YAML file (or `text`, named `path` in messages) into a `Node`; raises `Refused` in French."""
    return parse_yaml(read_text(Path(path), limit) if text is None else text, str(path))
