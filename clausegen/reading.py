"""What Jinja's parser read, as the trees that `evaluation` runs. Nodes are known by the names of their classes.

Only what a clause may hold has a place here: `if`, `for`, `set` of a value, and expressions without `*args`. Anything
else is a syntax error of the clause, said by `fault(message, line)`, which raises.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from clausegen.evaluation import Tree

Fault = Callable[[str, int], Exception]
_ONLY = "seuls « if », « for » et « set » d’une valeur sont admis dans une clause"
_OPERATIONS = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**"}


class Reading:
    """One reading. `filters` and `tests`: the names that exist; `fault` gives the exception to raise."""

    def __init__(self, filters: Container[str], tests: Container[str], fault: Fault) -> None:
        self.filters = filters
        self.tests = tests
        self.fault = fault

    def body(self, nodes: list[Any]) -> list[Tree]:
        """Trees of statements."""
        return [self._statement(node) for node in nodes]

    def _statement(self, node: Any) -> Tree:
        kind, line = type(node).__name__, node.lineno
        if kind == "Output":
            return ["o", [item.data if type(item).__name__ == "TemplateData" else [item.lineno, self.expression(item)]
                          for item in node.nodes]]  # fmt: skip
        if kind == "If":
            branches = [[n.lineno, self.expression(n.test), self.body(n.body)] for n in (node, *node.elif_)]
            return ["i", branches, self.body(node.else_)]
        if kind == "For" and not node.recursive:
            test = None if node.test is None else self.expression(node.test)
            items = self.expression(node.iter)
            return ["f", line, self._targets(node.target), items, test, self.body(node.body), self.body(node.else_)]
        if kind == "Assign":
            return ["s", line, self._targets(node.target), self.expression(node.node)]
        raise self.fault(_ONLY, line)

    def _targets(self, node: Any) -> str | list[str]:
        kind = type(node).__name__
        if kind == "Name":
            if node.name.startswith("_") or node.name == "loop":
                raise self.fault(f"le nom « {node.name} » est réservé", node.lineno)
            return str(node.name)
        if kind == "Tuple":
            names = [self._targets(item) for item in node.items]
            if all(isinstance(name, str) for name in names):
                return [str(name) for name in names]
        raise self.fault(_ONLY, node.lineno)

    def expression(self, node: Any) -> Tree:
        """Tree of an expression."""
        kind = type(node).__name__
        if kind == "Name":
            return ["n", node.name]
        if kind == "Const":
            return ["k", node.value]
        if kind == "TemplateData":
            return ["k", node.data]
        if kind == "Getattr":
            return [".", self.expression(node.node), node.attr]
        if kind in _OPERATIONS:
            return ["op", _OPERATIONS[kind], self.expression(node.left), self.expression(node.right)]
        if kind in ("And", "Or"):
            return [kind.lower(), self.expression(node.left), self.expression(node.right)]
        read: Callable[[Reading, Any], Tree] | None = _COMPOUND.get(kind)
        if read is None:
            raise self.fault("cette expression n’est pas admise dans une clause", node.lineno)
        return read(self, node)

    def _each(self, nodes: list[Any]) -> list[Tree]:
        return [self.expression(node) for node in nodes]

    def _arguments(self, node: Any) -> list[Tree]:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise self.fault("« *args » n’est pas admis dans une clause", node.lineno)
        return [self._each(node.args), [[pair.key, self.expression(pair.value)] for pair in node.kwargs]]

    def _getitem(self, node: Any) -> Tree:
        source, key = self.expression(node.node), node.arg
        if type(key).__name__ == "Slice":
            return [":", source, *(b and self.expression(b) for b in (key.start, key.stop, key.step))]
        return ["[", source, self.expression(key)]

    def _call(self, node: Any) -> Tree:
        return ["(", self.expression(node.node), *self._arguments(node)]

    def _filter(self, node: Any) -> Tree:
        if node.name not in self.filters or node.node is None:
            raise self.fault(f"No filter named {node.name!r}.", node.lineno)
        return ["|", node.name, self.expression(node.node), *self._arguments(node)]

    def _test(self, node: Any) -> Tree:
        if node.name not in self.tests:
            raise self.fault(f"No test named {node.name!r}.", node.lineno)
        return ["is", node.name, self.expression(node.node), *self._arguments(node)]

    def _choice(self, node: Any) -> Tree:
        other = None if node.expr2 is None else self.expression(node.expr2)
        return ["?", self.expression(node.test), self.expression(node.expr1), other]

    def _compare(self, node: Any) -> Tree:
        return ["cmp", self.expression(node.expr), [[operand.op, self.expression(operand.expr)] for operand in node.ops]]


_COMPOUND: dict[str, Callable[[Reading, Any], Tree]] = {
    "Getitem": Reading._getitem,
    "Call": Reading._call,
    "Filter": Reading._filter,
    "Test": Reading._test,
    "CondExpr": Reading._choice,
    "Compare": Reading._compare,
    "Not": lambda self, node: ["not", self.expression(node.node)],
    "Neg": lambda self, node: ["sign", "-", self.expression(node.node)],
    "Pos": lambda self, node: ["sign", "+", self.expression(node.node)],
    "Concat": lambda self, node: ["~", self._each(node.nodes)],
    "List": lambda self, node: ["list", self._each(node.items)],
    "Tuple": lambda self, node: ["tuple", self._each(node.items)],
    "Dict": lambda self, node: ["dict", [[self.expression(p.key), self.expression(p.value)] for p in node.items]],
}
