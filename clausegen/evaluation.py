"""Expressions and texts run from their trees: what Jinja's parser read, without making Python code of it.

`expressions` reads a source into a tree of plain lists, that a JSON file can keep for the next run; here the tree
becomes nested functions. Every attribute, item, operator, filter, test and call goes through the sandbox, so that a
tree, wherever it comes from, can do no more than a clause. Shapes:

    expressions   ["k", constant]  ["n", name]  [".", tree, attribute]  ["[", tree, tree]  [":", tree, from, to, step]
                  ["(", tree, args, kwargs]  ["|", filter, tree, args, kwargs]  ["is", test, tree, args, kwargs]
                  ["?", test, then, else]  ["and"|"or", a, b]  ["not", a]  ["cmp", tree, [[operator, tree], …]]
                  ["op", operator, a, b]  ["sign", operator, a]  ["~", trees]  ["list"|"tuple", trees]  ["dict", pairs]
    statements    ["o", [text | [line, tree], …]]  ["i", [[line, test, body], …], else]
                  ["f", line, targets, items, test, body, else]  ["s", line, targets, tree]
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, ClassVar, Protocol

Tree = Any
Evaluate = Callable[[Any], Any]
Run = Callable[[Any, "Pieces"], None]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt,
    "lteq": operator.le, "in": lambda a, b: a in b, "notin": lambda a, b: a not in b,
}  # fmt: skip

_NO_NAMES: dict[str, Any] = {}


class Sandbox(Protocol):
    """What evaluation asks of the environment. `scope` holds the names; an unknown one gives an undefined value."""

    trusted: set[type]

    def start(self) -> None:
        """Give a new text its full number of steps."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, undefined when it may not be read."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item, undefined when there is none."""

    def missing(self, hint: str) -> Any:
        """An undefined value."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result stays small."""

    def invoke(self, scope: Any, function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A call."""

    def usual(self, name: str) -> tuple[Any, Callable[..., Any], bool]:
        """The function that this name has in every text, the same bound, and whether it takes the scope first."""

    def bound_filter(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A filter, and whether it takes the scope before its value."""

    def bound_test(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A test, and whether it takes the scope before its value."""

    def printer(self) -> tuple[Callable[..., Any], bool]:
        """What makes text of a value, and whether it takes the scope before it."""

    def joined(self, parts: Sequence[Any]) -> str:
        """Texts end to end."""

    def bounded(self, items: Any) -> Any:
        """What a loop runs over, counted."""

    def counted(self, items: Any) -> Iterable[tuple[Any, Any]]:
        """(item, its `loop`) of each."""

    def check_size(self, size: int) -> None:
        """Raise when a text is too long."""


class Scope(dict[str, Any]):
    """Names that a text reads, in the shape that Jinja's filters expect of a context. One subclass a sandbox."""

    __slots__ = ()
    environment: ClassVar[Any]
    eval_ctx: ClassVar[Any]

    def __missing__(self, name: str) -> Any:
        known = self.environment.globals
        return known[name] if name in known else self.environment.undefined(name=name)


class Pieces(list[str]):
    """Text being written. Only loops can make much of it: they have it measured at each turn."""

    __slots__ = ("measured", "size")

    def __init__(self) -> None:
        super().__init__()
        self.measured = self.size = 0

    def measure(self) -> int:
        """Characters written so far."""
        self.size += sum(map(len, self[self.measured :]))
        self.measured = len(self)
        return self.size


def line_of(error: BaseException) -> int:
    """Line of the text whose evaluation raised, 0 when it is not known."""
    return int(getattr(error, "clause_line", 0))


def _at(error: BaseException, line: int) -> None:
    if not line_of(error):
        error.clause_line = line  # type: ignore[attr-defined]


class Builder:
    """Trees to functions, for one sandbox. A tree of another shape raises LookupError, TypeError or ValueError."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def expression(self, tree: Tree) -> Evaluate:
        """Function from names to a value."""
        return _EXPRESSIONS[tree[0]](self, *tree[1:])

    def body(self, trees: Sequence[Tree]) -> Run:
        """Function that writes a run of statements."""
        statements = [_STATEMENTS[tree[0]](self, *tree[1:]) for tree in trees]
        if len(statements) == 1:
            return statements[0]

        def run(scope: Any, out: Pieces) -> None:
            for statement in statements:
                statement(scope, out)

        return run

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
            return lambda scope: yes(scope) if holds(scope) else missing("cette expression « … if … » n’a pas de « else »")
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

    def _output(self, items: Sequence[Tree]) -> Run:
        parts: list[tuple[str, int, Evaluate]] = []
        text = ""
        for item in items:
            if isinstance(item, str):
                text += item
            else:
                parts.append((text, item[0], self.expression(item[1])))
                text = ""
        printer, takes_scope = self.sandbox.printer()
        show: Callable[[Any, Any], str] = printer if takes_scope else (lambda _scope, value: str(printer(value)))

        def run(scope: Any, out: Pieces) -> None:
            write, line = out.append, 0
            try:
                for before, line, value in parts:  # noqa: B007
                    write(before + show(scope, value(scope)))
            except Exception as error:
                _at(error, line)
                raise
            write(text)

        return run

    def _branches(self, branches: Sequence[Tree], other: Sequence[Tree]) -> Run:
        tests = [(line, self.expression(test), self.body(body)) for line, test, body in branches]
        otherwise = self.body(other)

        def run(scope: Any, out: Pieces) -> None:
            for line, test, body in tests:
                try:
                    holds = bool(test(scope))
                except Exception as error:
                    _at(error, line)
                    raise
                if holds:
                    return body(scope, out)
            return otherwise(scope, out)

        return run

    def _loop(
        self, line: int, targets: Sequence[str] | str, items: Tree, test: Tree, body: Sequence[Tree], other: Sequence[Tree]
    ) -> Run:
        source, turn, empty = self.expression(items), self.body(body), self.body(other)
        keep = self.expression(test) if test is not None else None
        sandbox = self.sandbox

        def inner(scope: Any, item: Any) -> Any:
            names = type(scope)(scope)
            _assign(names, targets, item)
            return names

        def values(scope: Any) -> Iterator[Any]:
            try:
                for item in sandbox.bounded(source(scope)):
                    if keep is None or keep(inner(scope, item)):
                        yield item
            except Exception as error:
                _at(error, line)
                raise

        def run(scope: Any, out: Pieces) -> None:
            ran = False
            for item, loop in sandbox.counted(list(values(scope))):
                ran = True
                names = inner(scope, item)
                names["loop"] = loop
                turn(names, out)
                sandbox.check_size(out.measure())
            if not ran:
                empty(scope, out)

        return run

    def _assignment(self, line: int, targets: Sequence[str] | str, tree: Tree) -> Run:
        source = self.expression(tree)

        def run(scope: Any, out: Pieces) -> None:
            try:
                _assign(scope, targets, source(scope))
            except Exception as error:
                _at(error, line)
                raise

        return run


def _assign(names: dict[str, Any], targets: Sequence[str] | str, value: Any) -> None:
    if isinstance(targets, str):
        names[targets] = value
        return
    values = tuple(value)
    if len(values) != len(targets):
        raise ValueError(f"{len(targets)} valeurs sont attendues, il y en a {len(values)}")
    names.update(zip(targets, values, strict=True))


_EXPRESSIONS: dict[str, Callable[..., Evaluate]] = {
    "k": Builder._constant, "n": Builder._name, ".": Builder._attribute, "[": Builder._item, ":": Builder._slice,
    "(": Builder._call, "|": Builder._filter, "is": Builder._test, "?": Builder._choice, "and": Builder._both,
    "or": Builder._either, "not": Builder._negation, "cmp": Builder._comparison, "op": Builder._operation,
    "sign": Builder._sign, "~": Builder._concatenation, "list": Builder._list, "tuple": Builder._tuple, "dict": Builder._dict,
}  # fmt: skip
_STATEMENTS: dict[str, Callable[..., Run]] = {
    "o": Builder._output, "i": Builder._branches, "f": Builder._loop, "s": Builder._assignment,
}  # fmt: skip


class Text:
    """A text ready to be written, as often as wanted."""

    __slots__ = ("_run", "_sandbox", "_scope")

    def __init__(self, sandbox: Sandbox, scope: type[Scope], tree: Tree) -> None:
        self._sandbox = sandbox
        self._scope = scope
        self._run = Builder(sandbox).body(tree)

    def render(self, names: Mapping[str, Any] | None = None, **more: Any) -> str:
        """The text for these names. An error carries the line that raised it (`line_of`)."""
        self._sandbox.start()
        out = Pieces()
        scope = self._scope(self._scope.environment.globals)
        scope.update(names or {}, **more)
        self._run(scope, out)
        self._sandbox.check_size(out.measure())
        return "".join(out)
