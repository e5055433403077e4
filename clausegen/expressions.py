"""The one Jinja environment: sandboxed, strict, bounded. Jinja reads texts and conditions; `evaluation` runs them.

No loader, no include, no import; only the filters that clauses need. Three bounds hold in the same process: the items
that loops may visit in one evaluation (`MAX_STEPS`), the length of any text built by an operator (`MAX_TEXT`), and the
size of what is read (`MAX_SOURCE`). A value that does not exist raises; it never prints as nothing. What was read is
kept on disk as data (`evaluation` tells its shape), so that the next run does not read it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.parser import Parser
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from clausegen.budget import MAX_STEPS, MAX_TEXT, LimitExceeded, check_size, spend, start_budget
from clausegen.cache import default_cache
from clausegen.evaluation import Builder, Scope, Text, Tree
from clausegen.operands import leaves_of, operand_of
from clausegen.reading import Reading

MAX_SOURCE = 64_000
_BUILTIN_FILTERS = (
    "abs", "default", "d", "first", "int", "join", "last", "length", "count", "list", "lower", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "map", "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip

# Types whose attributes are safe by construction; the modules that define such views add theirs.
TRUSTED: set[type] = {LoopContext}

_NOTHING = object()


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    spend(len(numbers))
    return numbers


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """`ImmutableSandboxedEnvironment` with bounded loops, concatenations and arithmetic; nothing becomes Python code.

    What `evaluation` asks of a sandbox is answered here, by Jinja's own methods wherever it has one.
    """

    trusted = TRUSTED

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.scope: type[Scope] = type(
            "Scope", (Scope,), {"__slots__": (), "environment": self, "eval_ctx": EvalContext(self)}
        )

    def tree(self, source: str, name: str | None = None, filename: str | None = None, *, expression: bool = False) -> Tree:
        """Tree of a text, or of an expression; raises `TemplateSyntaxError` or `LimitExceeded`."""
        if len(source) > MAX_SOURCE:
            raise LimitExceeded(f"le texte dépasse {MAX_SOURCE} caractères")

        def fault(message: str, line: int) -> TemplateSyntaxError:
            return TemplateSyntaxError(message, line, name, filename)

        reading = Reading(self.filters, self.tests, fault)
        try:
            if not expression:
                return reading.body(Parser(self, source, name, filename).parse().body)
            parser = Parser(self, source, state="variable")
            node = parser.parse_expression()
            if not parser.stream.eos:
                raise fault("chunk after expression", parser.stream.current.lineno)
            return reading.expression(node)
        except TemplateSyntaxError as error:
            # Its message is then printed without English lines about the place.
            error.translated = True
            raise

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Any:
        """The text, ready."""
        return Text(self, self.scope, self.tree(source))

    def text(self, source: str, name: str, filename: str) -> Text:
        """The text, ready; its tree is kept on disk."""
        cache, key = default_cache(), f"tree\n{source}"
        kept = cache.get(key)
        if kept is not None:
            with suppress(ValueError, LookupError, TypeError, RecursionError):
                return Text(self, self.scope, json.loads(kept))
        tree = self.tree(source, name, filename)
        text = Text(self, self.scope, tree)
        cache.put(key, json.dumps(tree, ensure_ascii=False, separators=(",", ":")))
        return text

    def start(self) -> None:
        """Give a new text its full number of steps."""
        start_budget()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the sandbox does; our own views, which only show declared fields, are read without its detours."""
        if type(obj) in TRUSTED and attribute[:1] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As the sandbox does; « map » and « selectattr » read our views by it."""
        if type(obj) in TRUSTED and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No underscore, no `format`: the first opens Python, the second bypasses the bounds."""
        if attr in ("format", "format_map", "ljust", "rjust", "center", "zfill", "expandtabs"):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def missing(self, hint: str) -> Any:
        """An undefined value."""
        return self.undefined(hint)

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

    def invoke(self, scope: Any, function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A call of what may be called."""
        if not self.is_safe_callable(function):
            raise SecurityError(f"{function!r} is not safely callable")
        bound, takes_scope = self._bind(function)
        return bound(scope, *args, **kwargs) if takes_scope else bound(*args, **kwargs)

    def _bind(self, function: Any) -> tuple[Callable[..., Any], bool]:
        """The function with the first argument that Jinja's decorators ask for; true when that is the scope."""
        wanted = getattr(getattr(function, "jinja_pass_arg", None), "name", "")
        if wanted in ("environment", "eval_context"):
            return partial(function, self if wanted == "environment" else self.scope.eval_ctx), False
        return function, wanted == "context"

    def usual(self, name: str) -> tuple[Any, Callable[..., Any], bool]:
        """A function of every text, by its name; a placeholder that nothing equals when there is none."""
        function = self.globals.get(name, _NOTHING)
        safe = callable(function) and self.is_safe_callable(function)
        return (function, *self._bind(function)) if safe else (_NOTHING, self.undefined, False)

    def bound_filter(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A filter, and whether it takes the scope before its value."""
        return self._bind(self.filters[name])

    def bound_test(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A test, and whether it takes the scope before its value."""
        return self._bind(self.tests[name])

    def printer(self) -> tuple[Callable[..., Any], bool]:
        """What makes text of a value, and whether it takes the scope before it."""
        return self._bind(self.finalize or str)

    def joined(self, parts: Sequence[Any]) -> str:
        """The `~` operator, with a bound on its result."""
        text = "".join(str(part) for part in parts)
        check_size(len(text))
        return text

    def bounded(self, items: Any) -> Any:
        """What a loop runs over, once its items have been counted."""
        if isinstance(items, StrictUndefined):
            return items
        if not hasattr(items, "__len__"):
            items = list(islice(iter(items), MAX_STEPS + 1))
        spend(len(items) + 1)
        return items

    def counted(self, items: Any) -> Iterable[tuple[Any, Any]]:
        """(item, its `loop`) of each."""
        return LoopContext(items, self.undefined)

    def check_size(self, size: int) -> None:
        """`LimitExceeded` when a text is too long."""
        check_size(size)


def make_env(**options: Any) -> SafeEnvironment:
    """A fresh bounded environment; callers add the filters and functions of their own trade."""
    env = SafeEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
        **options,
    )  # fmt: skip
    env.globals.clear()
    env.globals["range"] = _range
    # Each filter without the detour that Jinja keeps for asynchronous texts.
    filters = {name: env.filters[name] for name in _BUILTIN_FILTERS}
    env.filters = {
        name: getattr(f, "__wrapped__", f) if getattr(f, "jinja_async_variant", False) else f for name, f in filters.items()
    }
    return env


class Condition:
    """An expression ready to be read (`si`, `deroge.si`): call it with its names to know whether it holds."""

    __slots__ = ("_run", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        kept = _kept.get(source)
        build = Builder(_condition_env()).expression
        try:
            self._run = build(_condition_tree(source) if kept is None else kept)
        except (LookupError, TypeError, ValueError):
            self._run = build(_condition_tree(source))

    def value(self, names: Mapping[str, Any]) -> Any:
        """Raw value of the expression. Raises `jinja2.TemplateError` or `LimitExceeded`."""
        start_budget()
        result = self._run(condition_names(names))
        if isinstance(result, StrictUndefined):
            result._fail_with_undefined_error()
        return result

    def __call__(self, names: Mapping[str, Any]) -> bool:
        """True when the expression holds; raises as `value` does."""
        start_budget()
        return bool(self._run(condition_names(names)))


@lru_cache(maxsize=1)
def _condition_env() -> SafeEnvironment:
    return make_env()


def condition_names(names: Mapping[str, Any]) -> Scope:
    """Names in the shape that conditions read; itself when it has it already."""
    scope = _condition_env().scope
    return names if isinstance(names, scope) else scope(names)


# Trees of conditions that the disk gave, by source.
_kept: dict[str, Tree] = {}


def _condition_tree(source: str) -> Tree:
    return _condition_env().tree(source, expression=True)


@lru_cache(maxsize=8)
def prepare_conditions(sources: tuple[str, ...]) -> None:
    """Read together, and keep on disk together, the conditions of a library; one that cannot be read is left out."""
    cache, key = default_cache(), "\n".join(("conditions", *sources))
    text = cache.get(key)
    if text is not None:
        with suppress(ValueError, TypeError, RecursionError):
            _kept.update(json.loads(text))
            return
    trees = {}
    for source in sources:
        with suppress(TemplateError, LimitExceeded, RecursionError):
            trees[source] = _condition_tree(source)
    _kept.update(trees)
    cache.put(key, json.dumps(trees, ensure_ascii=False, separators=(",", ":")))


@lru_cache(maxsize=4096)
def condition(source: str) -> Condition:
    """Ready once by text; raises `jinja2.TemplateSyntaxError` when it cannot be read."""
    return Condition(source)


@lru_cache(maxsize=4096)
def leaves(source: str) -> tuple[str, ...]:
    """Operands of a condition, as written: each comparison or bare name joined by and / or / not.

    >>> leaves('lot.faits.heures_dues and lot.reserve.motif == "siae"')
    ('lot.faits.heures_dues', 'lot.reserve.motif == "siae"')
    """
    return tuple(dict.fromkeys(leaves_of(_condition_tree(source))))


def operand(leaf: str) -> str:
    """The name that a leaf reads (« lot.reserve.motif » of « lot.reserve.motif == "siae" »), else the leaf itself."""
    return operand_of(_condition_tree(leaf)) or leaf


__all__ = ["Condition", "LimitExceeded", "SafeEnvironment", "TemplateError", "condition", "leaves", "make_env",
           "operand", "prepare_conditions", "start_budget"]  # fmt: skip
