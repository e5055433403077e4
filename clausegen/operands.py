"""Conditions as a reader sees them: the operands that « and », « or » and « not » join, written back as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Tree = Any

_COMPARE = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


def leaves_of(tree: Tree) -> Iterator[str]:
    """Comparisons and bare names joined by and / or / not, as text, from left to right."""
    if tree[0] in ("and", "or"):
        yield from leaves_of(tree[1])
        yield from leaves_of(tree[2])
    elif tree[0] == "not":
        yield from leaves_of(tree[1])
    else:
        yield write(tree)


def operand_of(tree: Tree) -> str:
    """The name that a leaf compares (« lot.reserve.motif »), empty when it compares none."""
    for compare in _comparisons(tree):
        for side in (compare[1], *(second for _, second in compare[2])):
            if side[0] in (".", "n"):
                return write(side)
    return ""


def _comparisons(tree: Any) -> Iterator[Tree]:
    if isinstance(tree, list) and tree:
        if tree[0] == "cmp":
            yield tree
        for child in tree:
            yield from _comparisons(child)


def write(tree: Tree) -> str:
    """Source text of an expression."""
    kind, *rest = tree
    if kind == "n":
        return str(rest[0])
    if kind == "k":
        return f'"{rest[0]}"' if isinstance(rest[0], str) else str(rest[0])
    if kind == ".":
        return f"{write(rest[0])}.{rest[1]}"
    if kind == "[":
        return f"{write(rest[0])}[{write(rest[1])}]"
    if kind in ("list", "tuple"):
        return f"[{', '.join(map(write, rest[0]))}]"
    if kind == "cmp":
        return write(rest[0]) + "".join(f" {_COMPARE[name]} {write(second)}" for name, second in rest[1])
    if kind == "not":
        return f"not {write(rest[0])}"
    if kind in ("and", "or"):
        return f"({write(rest[0])} {kind} {write(rest[1])})"
    if kind == "(":
        return f"{write(rest[0])}({_arguments(rest[1], rest[2])})"
    if kind in ("|", "is"):
        given = _arguments(rest[2], rest[3])
        return f"{write(rest[1])} {kind} {rest[0]}" + (f"({given})" if given else "")
    return "…"


def _arguments(args: Any, kwargs: Any) -> str:
    return ", ".join([*map(write, args), *(f"{name}={write(value)}" for name, value in kwargs)])
