"""Whether a condition can hold: every combination of the values that matter is tried, each name being free of the others.

What comes out is certain: a condition that no combination makes true is never true, whatever the contract. A name
compared with texts takes those texts, the codes of its list, « other » or nothing; a number takes the bounds it is
compared with and their neighbours; anything else (a call, a filter) is true or false.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from clausegen.evaluation import Tree
from clausegen.verifier.genres import Genre
from clausegen.verifier.lecture import ecrire

MAX_CAS = 3_000
_AUTRE = "\0autre"
_OPERATEURS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt, "lteq": operator.le,
}  # fmt: skip


def _cle(tree: Tree) -> str:
    return ecrire(tree) if tree[0] in (".", "n") else json.dumps(tree, ensure_ascii=False)


def _litteral(tree: Tree) -> bool:
    return tree[0] == "k" or (tree[0] in ("list", "tuple") and all(i[0] == "k" for i in tree[1]))


def _constante(tree: Tree) -> Any:
    return tree[1] if tree[0] == "k" else [i[1] for i in tree[1]]


def _variables(tree: Tree, found: dict[str, set[Any]]) -> None:
    kind = tree[0]
    if kind in ("and", "or"):
        _variables(tree[1], found)
        _variables(tree[2], found)
    elif kind == "not":
        _variables(tree[1], found)
    elif kind == "cmp" and _simple(tree):
        left, (_, right) = tree[1], tree[2][0]
        named, value = (left, right) if _litteral(right) else (right, left)
        constants = _constante(value)
        seen = found.setdefault(_cle(named), set())
        for constant in constants if isinstance(constants, list) else [constants]:
            seen.add(constant)
            if isinstance(constant, (int, float)) and not isinstance(constant, bool):
                seen.update((constant - 1, constant + 1))
    elif kind != "k":
        found.setdefault(_cle(tree), set())


def _simple(tree: Tree) -> bool:
    """A comparison of something with a literal, on one side, that can be tried."""
    if len(tree[2]) != 1:
        return False
    op, right = tree[2][0]
    left = tree[1]
    if op in ("in", "notin"):
        return _litteral(right) and right[0] != "k" and not _litteral(left)
    return (_litteral(right) and right[0] == "k") != (_litteral(left) and left[0] == "k")


def _valeur(tree: Tree, cas: Mapping[str, Any]) -> Any:
    kind = tree[0]
    if kind == "k":
        return tree[1]
    if kind == "and":
        return _valeur(tree[1], cas) and _valeur(tree[2], cas)
    if kind == "or":
        return _valeur(tree[1], cas) or _valeur(tree[2], cas)
    if kind == "not":
        return not _valeur(tree[1], cas)
    if kind == "cmp" and _simple(tree):
        op, right = tree[2][0]
        a = _constante(tree[1]) if _litteral(tree[1]) else cas[_cle(tree[1])]
        b = _constante(right) if _litteral(right) else cas[_cle(right)]
        if op in ("in", "notin"):
            return (a in b) == (op == "in")
        try:
            return _OPERATEURS[op](a, b)
        except TypeError:
            return False
    return cas[_cle(tree)]


def _domaine(name: str, constants: set[Any], genres: Mapping[str, Genre]) -> Sequence[Any]:
    if name in ("true", "True"):
        return [True]
    genre = genres.get(name)
    if genre is not None and genre.sorte == "choix":
        return [*dict.fromkeys((*genre.valeurs, *(c for c in constants if isinstance(c, str)))), None]
    if not constants:
        return [True, False]
    return [*sorted(constants, key=repr), _AUTRE if any(isinstance(c, str) for c in constants) else 10**9, None]


def cas_possibles(trees: Sequence[Tree], genres: Mapping[str, Genre]) -> Iterator[Mapping[str, Any]] | None:
    """Every combination of the values that the conditions read; None when there are too many."""
    found: dict[str, set[Any]] = {}
    for tree in trees:
        _variables(tree, found)
    domains = [_domaine(name, constants, genres) for name, constants in found.items()]
    total = 1
    for domain in domains:
        total *= len(domain)
    if total > MAX_CAS:
        return None
    return (dict(zip(found, values, strict=True)) for values in product(*domains))


def verdict(condition: Tree, sachant: Sequence[Tree] = (), genres: Mapping[str, Genre] | None = None) -> bool | None:
    """True when the condition always holds (knowing that the others do), False when it never does, None otherwise."""
    cases = cas_possibles([*sachant, condition], genres or {})
    if cases is None:
        return None
    seen: set[bool] = set()
    for case in cases:
        if all(_valeur(known, case) for known in sachant):
            seen.add(bool(_valeur(condition, case)))
            if len(seen) == 2:
                return None
    return seen.pop() if seen else None
