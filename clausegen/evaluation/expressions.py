"""Expressions from their trees: each node becomes a function from the names to a value."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from clausegen.evaluation.scope import Evaluate, Sandbox, Tree

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt,
    "lteq": operator.le, "in": lambda a, b: a in b, "notin": lambda a, b: a not in b,
}  # fmt: skip

_NO_NAMES: dict[str, Any] = {}


class ExpressionBuilder:
    """Trees to functions, for one sandbox. A tree of another shape raises LookupError, TypeError or ValueError."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def expression(self, tree: Tree) -> Evaluate:
        """Function from names to a value."""
        return _EXPRESSIONS[tree[0]](self, *tree[1:])

    def _constant(self, value: Any) -> Evaluate:
        return lambda scope: value

    def _name(self, name: str) -> Evaluate:
        return itemgetter(name)

    def _attribute(self, tree: Tree, attribute: str) -> Evaluate:
        names = [attribute]
        while tree[0] == ".":
            names.insert(0, tree[2])
            tree = tree[1]
        source, guarded, trusted = self.expression(tree), self.sandbox.getattr, self.sandbox.trusted
        if any(name[:1] == "_" for name in names):
            trusted = set()

        root = tree[1] if tree[0] == "n" else None

        def read_one(scope: Any) -> Any:
            value = source(scope) if root is None else scope[root]
            if type(value) in trusted:
                try:
                    return getattr(value, attribute)
                except AttributeError:
                    pass
            return guarded(value, attribute)

        def read(scope: Any) -> Any:
            value = source(scope) if root is None else scope[root]
            for name in names:
                if type(value) in trusted:
                    try:
                        value = getattr(value, name)
                        continue
                    except AttributeError:
                        pass
                value = guarded(value, name)
            return value

        return read_one if len(names) == 1 else read

    def _item(self, tree: Tree, argument: Tree) -> Evaluate:
        source, key, getitem = self.expression(tree), self.expression(argument), self.sandbox.getitem
        return lambda scope: getitem(source(scope), key(scope))

    def _slice(self, tree: Tree, *bounds: Tree) -> Evaluate:
        source = self.expression(tree)
        ends = [self.expression(b) if b is not None else self._constant(None) for b in bounds]
        return lambda scope: source(scope)[slice(*(end(scope) for end in ends))]

    def _arguments(self, args: Sequence[Tree], kwargs: Sequence[Tree]) -> tuple[Evaluate, Evaluate]:
        """Functions that give the arguments of a call: most are constants."""
        named = [(name, self.expression(tree)) for name, tree in kwargs]
        return self._list(args), lambda scope: {name: value(scope) for name, value in named} if named else _NO_NAMES

    def _call(self, tree: Tree, args: Sequence[Tree], kwargs: Sequence[Tree]) -> Evaluate:
        function, invoke = self.expression(tree), self.sandbox.invoke
        given, named = self._arguments(args, kwargs)
        usual, bound, takes_scope = self.sandbox.usual(tree[1] if tree[0] == "n" else "")

        def call(scope: Any) -> Any:
            called = function(scope)
            if called is not usual:
                return invoke(scope, called, given(scope), named(scope))
            if takes_scope:
                return bound(scope, *given(scope), **named(scope))
            return bound(*given(scope), **named(scope))

        return call

    def _filter(self, name: str, tree: Tree, args: Sequence[Tree], kwargs: Sequence[Tree]) -> Evaluate:
        return self._applied(self.sandbox.bound_filter(name), tree, args, kwargs)

    def _test(self, name: str, tree: Tree, args: Sequence[Tree], kwargs: Sequence[Tree]) -> Evaluate:
        return self._applied(self.sandbox.bound_test(name), tree, args, kwargs)

    def _applied(
        self, bound: tuple[Callable[..., Any], bool], tree: Tree, args: Sequence[Tree], kwargs: Sequence[Tree]
    ) -> Evaluate:
        source = self.expression(tree)
        function, takes_scope = bound
        given, named = self._arguments(args, kwargs)
        if takes_scope:
            return lambda scope: function(scope, source(scope), *given(scope), **named(scope))
        if not args and not kwargs:
            return lambda scope: function(source(scope))
        return lambda scope: function(source(scope), *given(scope), **named(scope))

    def _choice(self, test: Tree, then: Tree, other: Tree) -> Evaluate:
        holds, yes = self.expression(test), self.expression(then)
        if other is None:
            missing = self.sandbox.missing
            return lambda scope: (
                yes(scope) if holds(scope) else missing("cette expression « … if … » n’a pas de « else »")
            )
        no = self.expression(other)
        return lambda scope: yes(scope) if holds(scope) else no(scope)

    def _both(self, left: Tree, right: Tree) -> Evaluate:
        a, b = self.expression(left), self.expression(right)
        return lambda scope: a(scope) and b(scope)

    def _either(self, left: Tree, right: Tree) -> Evaluate:
        a, b = self.expression(left), self.expression(right)
        return lambda scope: a(scope) or b(scope)

    def _negation(self, tree: Tree) -> Evaluate:
        a = self.expression(tree)
        return lambda scope: not a(scope)

    def _comparison(self, tree: Tree, operands: Sequence[Tree]) -> Evaluate:
        first = self.expression(tree)
        steps = [(_COMPARE[name], self.expression(operand)) for name, operand in operands]
        if len(steps) == 1:
            compare, second = steps[0]
            if operands[0][1][0] == "k":
                constant = second(None)
                return lambda scope: compare(first(scope), constant)
            return lambda scope: compare(first(scope), second(scope))

        def chain(scope: Any) -> Any:
            value, result = first(scope), True
            for compare, operand in steps:
                other = operand(scope)
                result = compare(value, other)
                if not result:
                    break
                value = other
            return result

        return chain

    def _operation(self, symbol: str, left: Tree, right: Tree) -> Evaluate:
        a, b, apply = self.expression(left), self.expression(right), self.sandbox.call_binop
        return lambda scope: apply(scope, symbol, a(scope), b(scope))

    def _sign(self, symbol: str, tree: Tree) -> Evaluate:
        a = self.expression(tree)
        if symbol == "-":
            return lambda scope: -a(scope)
        return lambda scope: +a(scope)

    def _concatenation(self, trees: Sequence[Tree]) -> Evaluate:
        parts, joined = [self.expression(t) for t in trees], self.sandbox.joined
        return lambda scope: joined([part(scope) for part in parts])

    def _list(self, trees: Sequence[Tree]) -> Evaluate:
        items = [self.expression(t) for t in trees]
        if all(t[0] == "k" for t in trees):
            # The sandbox lets nothing change a list: one serves for ever.
            constants = [item(None) for item in items]
            return lambda scope: constants
        return lambda scope: [item(scope) for item in items]

    def _tuple(self, trees: Sequence[Tree]) -> Evaluate:
        items = [self.expression(t) for t in trees]
        return lambda scope: tuple(item(scope) for item in items)

    def _dict(self, pairs: Sequence[tuple[Tree, Tree]]) -> Evaluate:
        items = [(self.expression(key), self.expression(value)) for key, value in pairs]
        return lambda scope: {key(scope): value(scope) for key, value in items}


_EXPRESSIONS: dict[str, Callable[..., Evaluate]] = {
    "k": ExpressionBuilder._constant, "n": ExpressionBuilder._name, ".": ExpressionBuilder._attribute, "[": ExpressionBuilder._item, ":": ExpressionBuilder._slice,
    "(": ExpressionBuilder._call, "|": ExpressionBuilder._filter, "is": ExpressionBuilder._test, "?": ExpressionBuilder._choice, "and": ExpressionBuilder._both,
    "or": ExpressionBuilder._either, "not": ExpressionBuilder._negation, "cmp": ExpressionBuilder._comparison, "op": ExpressionBuilder._operation,
    "sign": ExpressionBuilder._sign, "~": ExpressionBuilder._concatenation, "list": ExpressionBuilder._list, "tuple": ExpressionBuilder._tuple, "dict": ExpressionBuilder._dict,
}  # fmt: skip
