"""A YAML file changed in place: what did not change keeps its lines, its comments and its order."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from clausegen.findings import Refused
from clausegen.sources.yaml_text import Node, parse_yaml
from clausegen.sources.yaml_writing import entry, item_lines, write_yaml

_HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
# A comment at the end of the only line of a value.
_COMMENT = re.compile(r"""^\s*(?:- )?[\w-]+:(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'][^#]*?))?(\s+#.*)$""")


def edit_yaml(text: str, tree: Mapping[str, Any]) -> str:
    """`text` changed so that it reads as `tree` (dict, list, str), with the comments of what did not change.

    A text that cannot be changed in place (unreadable, written as JSON) is written anew under its first comments.
    """
    try:
        node = parse_yaml(text, "")
    except Refused:
        return write_yaml(tree)
    if node.kind == "mapping" and node.plain() == tree:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if node.kind == "mapping" and node.value and not _flow(lines, node):
        changed = "\n".join(_mapping(lines, node, tree, 0, len(lines))) + "\n"
        if _reads(changed, tree):
            return changed
    head = _HEAD.match(text)
    return (head[0] if head and head[0].strip() else "") + write_yaml(tree)


def _reads(text: str, tree: Mapping[str, Any]) -> bool:
    try:
        return bool(parse_yaml(text, "").plain() == tree)
    except Refused:
        return False


def _flow(lines: list[str], node: Node) -> bool:
    """Written between braces, brackets or quotes: on its own line, not as a block."""
    line, column = node.location.line - 1, node.location.column - 1
    return line >= len(lines) or lines[line][column : column + 1] in ("{", "[")


def _split(lines: list[str], start: int, end: int, indent: int) -> int:
    """Where the lines of an element end: comments and blanks that follow it belong to the next one."""
    while end > start + 1:
        line = lines[end - 1]
        bare = line.lstrip()
        if bare and not (bare.startswith("#") and len(line) - len(bare) <= indent):
            break
        end -= 1
    return end


def _mapping(lines: list[str], node: Node, tree: Mapping[str, Any], start: int, stop: int) -> list[str]:
    """Lines `start` to `stop` of a block mapping, changed to say `tree`."""
    keys = sorted(node.keys, key=lambda name: node.keys[name].line)
    indent = node.keys[keys[0]].column - 1
    out = lines[start : node.keys[keys[0]].line - 1]
    tail: list[str] = []
    for rank, name in enumerate(keys):
        first = node.keys[name].line - 1
        limit = node.keys[keys[rank + 1]].line - 1 if rank + 1 < len(keys) else stop
        end = _split(lines, first, limit, indent)
        tail = lines[end:limit]
        if name in tree:
            old = node.value[name]
            same = old.plain() == tree[name]
            out += lines[first:end] if same else _changed(lines, name, old, tree[name], first, end, indent)
        if rank + 1 < len(keys):
            out += tail
    for name, value in tree.items():
        if name not in node.value:
            out += entry(str(name), value, indent)
    return out + tail


def _changed(lines: list[str], name: str, old: Node, value: Any, first: int, end: int, indent: int) -> list[str]:
    """Lines of one key whose value changed."""
    block = old.kind != "scalar" and old.value and old.location.line - 1 > first and not _flow(lines, old)
    if block and old.kind == "mapping" and isinstance(value, Mapping) and value:
        return [lines[first], *_mapping(lines, old, value, first + 1, end)]
    if block and old.kind == "sequence" and isinstance(value, list) and value:
        return [lines[first], *_sequence(lines, old, value, first + 1, end)]
    written = entry(name, value, indent)
    comment = _COMMENT.match(lines[first]) if end == first + 1 and old.kind == "scalar" else None
    if comment and len(written) == 1:
        written[0] += comment[1]
    return written


def _sequence(lines: list[str], node: Node, values: list[Any], start: int, stop: int) -> list[str]:
    """Lines of a block sequence, changed to say `values`: items that stay keep their lines."""
    items = node.value
    indent = lines[items[0].location.line - 1].index("-")
    starts = [item.location.line - 1 for item in items]
    ends = [_split(lines, first, limit, indent) for first, limit in zip(starts, [*starts[1:], stop], strict=True)]
    out = lines[start : starts[0]]
    before, after = [repr(item.plain()) for item in items], [repr(value) for value in values]
    for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for i in range(i1, i2):
            limit = starts[i + 1] if i + 1 < len(items) else stop
            if op == "equal":
                out += lines[starts[i] : limit]
            elif op == "replace" and i - i1 < j2 - j1:
                out += (
                    _item_changed(lines, items[i], values[j1 + i - i1], starts[i], ends[i], indent)
                    + lines[ends[i] : limit]
                )
        if op in ("insert", "replace"):
            for j in range(j1 + (i2 - i1 if op == "replace" else 0), j2):
                out += item_lines(values[j], indent)
    return out


def _item_changed(lines: list[str], old: Node, value: Any, first: int, end: int, indent: int) -> list[str]:
    if old.kind == "mapping" and old.value and isinstance(value, Mapping) and value and not _flow(lines, old):
        own = [*lines[:first], lines[first].replace("-", " ", 1), *lines[first + 1 :]]
        changed = _mapping(own, old, value, first, end)
        for rank, line in enumerate(changed):
            if line.strip() and not line.lstrip().startswith("#"):
                changed[rank] = f"{line[:indent]}-{line[indent + 1 :]}"
                break
        return changed
    return item_lines(value, indent)
