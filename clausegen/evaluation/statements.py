"""Statements from their trees, and the texts that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clausegen.evaluation.expressions import ExpressionBuilder
from clausegen.evaluation.scope import Evaluate, Pieces, Run, Sandbox, Scope, Tree, mark_line


class Builder(ExpressionBuilder):
    """Trees to functions, for one sandbox. A tree of another shape raises LookupError, TypeError or ValueError."""

    def body(self, trees: Sequence[Tree]) -> Run:
        """Function that writes a run of statements."""
        statements = [_STATEMENTS[tree[0]](self, *tree[1:]) for tree in trees]
        if len(statements) == 1:
            return statements[0]

        def run(scope: Any, out: Pieces) -> None:
            for statement in statements:
                statement(scope, out)

        return run

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
                mark_line(error, line)
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
                    mark_line(error, line)
                    raise
                if holds:
                    return body(scope, out)
            return otherwise(scope, out)

        return run

    def _loop(
        self,
        line: int,
        targets: Sequence[str] | str,
        items: Tree,
        test: Tree,
        body: Sequence[Tree],
        other: Sequence[Tree],
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
                mark_line(error, line)
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
                mark_line(error, line)
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
