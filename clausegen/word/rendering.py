"""The gabarit's own fields: rendered in the sandbox, each value escaped, each error said with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from clausegen.blocks import FieldValue, MissingValue
from clausegen.drafting.filters import FILTERS, make_lists
from clausegen.drafting.values import Fragments, NotPrintable, to_value
from clausegen.evaluation import line_of
from clausegen.expressions import LimitExceeded, SafeEnvironment, TemplateError, make_env
from clausegen.findings import Finding, Refused
from clausegen.word.fill import Document, inserted
from clausegen.word.gabarit import Gabarit
from clausegen.word.guards import fault
from clausegen.word.tags import STATIC, Program
from clausegen.word.xmltext import run_text

_NAME = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'|no (?:filter|test) named '([^']+)'", re.I)


class Splice:
    """What `{{p corps }}` stands for: XML written when, and as often as, the gabarit asks for it."""

    def __init__(self, write: Callable[[], str]) -> None:
        self.write = write


class Xml(str):
    """A text that is XML already: autoescape lets it through."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class _Rendering:
    """State of one rendering, reached by Jinja's finalize through the environment."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.spliced: list[Splice] = []
        self.fields = 0

    def print(self, value: Any) -> Xml:
        """XML of a value at its place in the gabarit."""
        if isinstance(value, Splice):
            self.spliced.append(value)
            return Xml(f"\ue000B{len(self.spliced) - 1}\ue001")
        if isinstance(value, Fragments):
            return Xml("".join(self.print(item) for item in value))
        if isinstance(value, Mapping):
            raise NotPrintable("une rubrique entière ne s’imprime pas : précisez laquelle de ses valeurs")
        printed = to_value(value)
        self.fields += 1
        if isinstance(printed, (MissingValue, FieldValue)):
            return Xml(inserted(printed, "", self.document, f"gabarit {self.fields}"))
        return Xml(run_text(printed.text))


# Jinja's finalize takes a value alone; several documents may be rendered at once by the threads of a web server.
_current: ContextVar[_Rendering] = ContextVar("rendering")


def _finalize(value: Any) -> Xml:
    return _current.get().print(value)


@lru_cache(maxsize=1)
def _env() -> SafeEnvironment:
    env = make_env(finalize=_finalize)
    env.filters.update(FILTERS)
    env.filters.update(make_lists(Fragments))
    return env


def names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Filters, tests and global functions that a gabarit may use (not the fields, which `compose` gives)."""
    env = _env()
    return frozenset(env.filters), frozenset(env.tests), frozenset(env.globals)


def render(gabarit: Gabarit, fields: Mapping[str, Any], document: Document) -> dict[str, str]:
    """XML of every part of the gabarit that holds fields; `Refused` (CG310, CG314) when one cannot be printed."""
    rendering = _Rendering(document)
    token = _current.set(rendering)
    try:
        return {
            name: _render_part(name, program, gabarit, fields, rendering)
            for name, program in sorted(gabarit.compiled.programs.items())
        }
    finally:
        _current.reset(token)


def _render_part(
    name: str, program: Program, gabarit: Gabarit, fields: Mapping[str, Any], rendering: _Rendering
) -> str:
    try:
        template = gabarit.templates.get(name)
        if template is None:
            template = gabarit.templates[name] = _env().text(program.source, name, gabarit.path)
        text = template.render(fields)
    except (TemplateError, LimitExceeded, NotPrintable, TypeError, ArithmeticError, LookupError, ValueError) as error:
        raise Refused([_finding(error, program, gabarit.path)]) from error

    def put(found: re.Match[str]) -> str:
        index = int(found[2])
        return program.statics[index] if found[1] == "S" else rendering.spliced[index].write()

    return STATIC.sub(put, text)


def _finding(error: Exception, program: Program, path: str) -> Finding:
    syntax = getattr(error, "lineno", None)
    line = int(syntax or 0) or line_of(error)
    tag = program.labels[line - 2] if 2 <= line <= len(program.labels) + 1 else ""
    place = f"champ « {tag[:70]} »" if tag else ""
    found = _NAME.search(str(error))
    if found:
        name = next(g for g in found.groups() if g)
        return fault("CG314", f"« {name} » n’existe pas", "vérifiez le nom du champ ou du filtre", path, place)
    if syntax:
        return fault(
            "CG310",
            "ce champ ne peut pas être lu",
            "vérifiez ses guillemets, ses parenthèses et sa fermeture",
            path,
            place,
        )
    reason = str(error) if isinstance(error, (NotPrintable, LimitExceeded)) else "ce champ ne peut pas être imprimé"
    return fault("CG314", reason, "vérifiez ce champ", path, place)
