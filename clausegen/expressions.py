"""The one Jinja environment: sandboxed, strict, bounded. Conditions are compiled here, texts in `drafting`.

No loader, no include, no import; only the filters that clauses need. Three bounds hold in the same process: the items
that loops may visit in one evaluation (`MAX_STEPS`), the length of any text built by an operator (`MAX_TEXT`), and the
size of what is compiled (`MAX_SOURCE`). A value that does not exist raises; it never prints as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_STEPS = 20_000
MAX_TEXT = 500_000
MAX_SOURCE = 64_000
_BUILTIN_FILTERS = (
    "abs", "default", "d", "first", "int", "join", "last", "length", "count", "list", "lower", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "map", "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip

# Types whose attributes are safe by construction; the modules that define such views add theirs.
TRUSTED: set[type] = set()

_steps: ContextVar[list[int]] = ContextVar("steps")


class LimitExceeded(Exception):
    """An evaluation went past a bound; the message is French."""


def start_budget() -> None:
    """Give a new evaluation its full number of steps."""
    _steps.set([MAX_STEPS])


def _spend(count: int) -> None:
    budget = _steps.get(None)
    if budget is None:
        return
    budget[0] -= count
    if budget[0] < 0:
        raise LimitExceeded(f"le texte fait plus de {MAX_STEPS} tours de boucle : une boucle ne se termine pas")


@pass_environment
def _bounded(_env: ImmutableSandboxedEnvironment, value: Any) -> Any:
    """What a loop runs over, once its items have been counted."""
    if isinstance(value, StrictUndefined):
        return value
    if not hasattr(value, "__len__"):
        value = list(islice(iter(value), MAX_STEPS + 1))
    _spend(len(value) + 1)
    return value


@pass_environment
def _joined(_env: ImmutableSandboxedEnvironment, parts: list[Any]) -> str:
    """The `~` operator, with a bound on its result."""
    return _short("".join(str(part) for part in parts))


def _short(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise LimitExceeded(f"le texte dépasse {MAX_TEXT} caractères")
    return text


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """`ImmutableSandboxedEnvironment` with bounded loops, concatenations and arithmetic."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic whose result stays small."""
        if operator == "**":
            raise SecurityError("la puissance n’est pas admise dans une clause")
        sized = (str, list, tuple)
        if operator == "%" and isinstance(left, str):
            raise SecurityError("le formatage par « % » n’est pas admis dans une clause")
        if operator == "*" and (isinstance(left, sized) or isinstance(right, sized)):
            raise SecurityError("un texte ou une liste ne se multiplie pas dans une clause")
        if operator == "+" and isinstance(left, sized) and isinstance(right, sized) and len(left) + len(right) > MAX_TEXT:
            raise LimitExceeded(f"le texte dépasse {MAX_TEXT} caractères")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MAX_SOURCE:
            raise LimitExceeded(f"le texte dépasse {MAX_SOURCE} caractères")
        tree: nodes.Template = super()._parse(source, name, filename)
        for banned in tree.find_all((nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock, nodes.Block)):
            raise TemplateSyntaxError(
                "seuls « if », « for » et « set » d’une valeur sont admis dans une clause", banned.lineno, name, filename
            )
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_bounded", [], [], None, None, lineno=loop.lineno)
        _replace_concat(tree)
        tree.set_environment(self)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the sandbox does; our own views, which only show declared fields, are read without its detours."""
        if type(obj) in TRUSTED and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No underscore, no `format`: the first opens Python, the second bypasses the bounds."""
        if attr in ("format", "format_map", "ljust", "rjust", "center", "zfill", "expandtabs"):
            return False
        return super().is_safe_attribute(obj, attr, value)


def _replace_concat(node: nodes.Node) -> None:
    for field, value in node.iter_fields():
        items = value if isinstance(value, list) else [value]
        for position, child in enumerate(items):
            if not isinstance(child, nodes.Node):
                continue
            _replace_concat(child)
            if isinstance(child, nodes.Concat):
                bounded = nodes.Filter(
                    nodes.List(child.nodes, lineno=child.lineno), "_joined", [], [], None, None, lineno=child.lineno
                )
                if isinstance(value, list):
                    value[position] = bounded
                else:
                    setattr(node, field, bounded)


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    _spend(len(numbers))
    return numbers


def make_env(*, autoescape: bool = False, **options: Any) -> SafeEnvironment:
    """A fresh bounded environment; callers add the filters and functions of their own trade."""
    env = SafeEnvironment(
        undefined=StrictUndefined, autoescape=autoescape, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
        **options,
    )  # fmt: skip
    env.globals.clear()
    env.globals["range"] = _range
    env.filters = {name: env.filters[name] for name in _BUILTIN_FILTERS}
    env.filters["_bounded"] = _bounded
    env.filters["_joined"] = _joined
    return env


class Condition:
    """A compiled expression (`si`, `deroge.si`): call it with its names to know whether it holds."""

    __slots__ = ("_run", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._run = _condition_env().compile_expression(source, undefined_to_none=False)

    def value(self, names: Mapping[str, Any]) -> Any:
        """Raw value of the expression. Raises `jinja2.TemplateError` or `LimitExceeded`."""
        start_budget()
        result = self._run(**names)
        if isinstance(result, StrictUndefined):
            result._fail_with_undefined_error()
        return result

    def __call__(self, names: Mapping[str, Any]) -> bool:
        """True when the expression holds."""
        return bool(self.value(names))


@lru_cache(maxsize=1)
def _condition_env() -> SafeEnvironment:
    return make_env()


@lru_cache(maxsize=4096)
def condition(source: str) -> Condition:
    """Compiled once by text; raises `jinja2.TemplateSyntaxError` when it cannot be read."""
    return Condition(source)


@lru_cache(maxsize=4096)
def leaves(source: str) -> tuple[str, ...]:
    """Operands of a condition, as written: each comparison or bare name joined by and / or / not.

    >>> leaves('lot.faits.heures_dues and lot.reserve.motif == "siae"')
    ('lot.faits.heures_dues', 'lot.reserve.motif == "siae"')
    """
    found: list[str] = []

    def walk(node: nodes.Node) -> None:
        if isinstance(node, (nodes.And, nodes.Or)):
            walk(node.left)
            walk(node.right)
        elif isinstance(node, nodes.Not):
            walk(node.node)
        else:
            text = write(node)
            if text not in found:
                found.append(text)

    tree = _condition_env().parse("{{ " + source + " }}")
    output = next(tree.find_all(nodes.Output), None)
    if output is not None:
        walk(output.nodes[0])
    return tuple(found)


_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


def write(node: nodes.Node) -> str:
    """Source text of a simple expression node."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{write(node.node)}.{node.attr}"
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            return f'"{node.value}"'
        return str(node.value)
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return "[" + ", ".join(write(item) for item in node.items) + "]"
    if isinstance(node, nodes.Compare):
        return write(node.expr) + "".join(f" {_OPERATORS[o.op]} {write(o.expr)}" for o in node.ops)
    if isinstance(node, nodes.Not):
        return f"not {write(node.node)}"
    if isinstance(node, (nodes.And, nodes.Or)):
        word = "and" if isinstance(node, nodes.And) else "or"
        return f"({write(node.left)} {word} {write(node.right)})"
    if isinstance(node, nodes.Filter):
        return f"{write(node.node)} | {node.name}" if node.node is not None else node.name
    if isinstance(node, nodes.Getitem):
        return f"{write(node.node)}[{write(node.arg)}]"
    return type(node).__name__


def operand(leaf: str) -> str:
    """The name that a leaf reads (« lot.reserve.motif » of « lot.reserve.motif == "siae" »), or an empty string."""
    tree = _condition_env().parse("{{ " + leaf + " }}")
    for compare in tree.find_all(nodes.Compare):
        if isinstance(compare.expr, (nodes.Getattr, nodes.Name)):
            return write(compare.expr)
        for part in compare.ops:
            if isinstance(part.expr, (nodes.Getattr, nodes.Name)):
                return write(part.expr)
    return leaf


__all__ = ["Condition", "LimitExceeded", "SafeEnvironment", "TemplateError", "condition", "leaves", "make_env",
           "operand", "start_budget"]  # fmt: skip
