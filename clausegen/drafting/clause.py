"""The text of one clause for one contract: Jinja in, text with the places of its values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from clausegen.blocks import ClauseValue, MissingValue, TextValue
from clausegen.context import Contexte
from clausegen.drafting.filters import FILTERS, make_lists
from clausegen.drafting.functions import FUNCTIONS, ClauseFault, Rendu, undeclared
from clausegen.drafting.values import Fragments, NotPrintable, capitalise, finalize
from clausegen.evaluation import Text, line_of
from clausegen.expressions import LimitExceeded, SafeEnvironment, make_env
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause
from clausegen.outline import Outline
from clausegen.selection import Decision, french

_ENDS = ("%}", "#}")
_TAGS_ALONE = re.compile(r"\s*(?:\{(?:%(?:(?!%\}).)*%|#(?:(?!#\}).)*#)\}\s*)+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A clause rendered: `text` holds U+E000 n U+E001 where `values[n]` goes; `enoncees`: derogations that it asked for."""

    text: str
    values: tuple[ClauseValue, ...]
    findings: tuple[Finding, ...] = ()
    enoncees: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What identifies the text alone: itself."""
        return self.text

    @property
    def missing(self) -> int:
        """Number of values left open."""
        return sum(isinstance(v, MissingValue) for v in self.values)

    @property
    def failed(self) -> bool:
        """True when the clause could not be rendered."""
        return any(f.code in ("CG201", "CG206") for f in self.findings)


@lru_cache(maxsize=1)
def _env() -> SafeEnvironment:
    env = make_env(finalize=finalize)
    env.filters.update(FILTERS)
    env.filters.update(make_lists(Fragments))
    env.globals.update(FUNCTIONS)
    return env


@lru_cache(maxsize=4096)
def _compiled(digest: str, identifier: str, path: str, source: str) -> Text:
    return _env().text(keep_line_ends(source), identifier, path)


def keep_line_ends(source: str) -> str:
    """Only a line made of tags alone disappears: one that ends a sentence with a tag keeps its line end (« +%} »).

    Jinja's `trim_blocks` would drop it, after a comment as well, and run two paragraphs into one.
    """
    return "\n".join(
        f"{line[:-2]}+{line[-2:]}" if line.endswith(_ENDS) and line[-3] not in "-+" and not _TAGS_ALONE.fullmatch(line) else line
        for line in (raw.rstrip() if raw.rstrip().endswith(_ENDS) else raw for raw in source.split("\n"))
    )


def compile_clause(clause: Clause) -> Text:
    """Text ready to be written, remembered by content; raises `TemplateSyntaxError` or `LimitExceeded`."""
    return _compiled(clause.digest, clause.id, clause.path, clause.texte)


def _place(clause: Clause, error: Exception) -> Location:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else line_of(error) or 1
    return Location(clause.path, clause.body_line + line - 1, 1)


def names_for(decision: Decision, contexte: Contexte, outline: Outline) -> dict[str, Any]:
    """Names of the text: the contract, the lots kept (`lot` is the first), facts, parties, own parameters."""
    lots = tuple(contexte.lots[i] for i in decision.lots)
    first = decision.lots[0] if decision.clause.par_lot and len(decision.lots) == 1 else None
    names = contexte.names(decision.clause, first)
    names.update(lots=lots, lot=lots[0] if lots else contexte.lots[0], parties=contexte.faits.parties,
                 derogations=outline.derogations)  # fmt: skip
    return names


def render_clause(decision: Decision, contexte: Contexte, outline: Outline) -> Rendered:
    """Render one kept clause. Faults come back as findings (CG201 syntax, CG206 rendering), never as exceptions."""
    clause = decision.clause
    state = Rendu(contexte, outline, decision)
    values: list[ClauseValue] = []
    try:
        names = names_for(decision, contexte, outline)
        names["_values"], names["_rendu"] = values, state
        text = capitalise(compile_clause(clause).render(names), values).strip("\n")
    except TemplateSyntaxError as error:
        return _failed(clause, "CG201", french(error), "corrigez la balise à cette ligne", _place(clause, error))
    except (TemplateError, LimitExceeded, ClauseFault, NotPrintable, TypeError, ValueError, ArithmeticError, AttributeError,
            LookupError, RecursionError) as error:  # fmt: skip
        return _failed(clause, "CG206", french(error), "corrigez le texte de la clause à cette ligne", _place(clause, error))
    state.findings.extend(undeclared(state))
    return Rendered(text, tuple(values), tuple(state.findings), tuple(sorted(state.enoncees)))


def _failed(clause: Clause, code: str, reason: str, remedy: str, place: Location) -> Rendered:
    finding = Finding(code, Niveau.BLOQUANT, f"clause « {clause.id} » : {reason}", remedy, place)
    return Rendered("", (TextValue(""),), (finding,))
