"""A text of a clause read for those who check it: its tree, and the names that a text may use."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import TemplateSyntaxError
from jinja2.parser import Parser

from clausegen.drafting.clause import _env, keep_line_ends
from clausegen.evaluation import Tree
from clausegen.expressions import LimitExceeded, make_env
from clausegen.reading import Reading
from clausegen.selection import french


class SyntaxFault(ValueError):
    """A text that cannot be read, in French; `line` counts from 1 in the text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Any:
    """Holds every name: an unknown filter is the business of a rule, which can suggest one."""

    def __contains__(self, _name: object) -> bool:
        return True


def read_tree(source: str, *, expression: bool = False) -> Tree:
    """Tree of a text (shape: `evaluation`), whatever filters and tests it names; raises `SyntaxFault`."""

    def fault(message: str, line: int) -> TemplateSyntaxError:
        return TemplateSyntaxError(message, line)

    reading = Reading(_Any(), _Any(), fault)
    try:
        if not expression:
            return reading.body(Parser(_env(), keep_line_ends(source)).parse().body)
        parser = Parser(_env(), source, state="variable")
        node = parser.parse_expression()
        if not parser.stream.eos:
            raise fault("chunk after expression", parser.stream.current.lineno)
        return reading.expression(node)
    except TemplateSyntaxError as error:
        error.translated = True
        raise SyntaxFault(french(error), error.lineno) from None
    except (LimitExceeded, RecursionError) as error:
        raise SyntaxFault(french(error), 1) from None


@lru_cache(maxsize=1)
def text_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Filters, tests and functions that a text may use."""
    env = _env()
    return frozenset(env.filters), frozenset(env.tests), frozenset(env.globals)


@lru_cache(maxsize=1)
def condition_filters() -> frozenset[str]:
    """Filters that a condition (`si`) may use."""
    return frozenset(make_env().filters)
