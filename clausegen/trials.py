"""The examples inside clauses, run: they are the tests of a clause, its documentation and its preview."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from clausegen.blocks import DraftClause
from clausegen.context import Contexte
from clausegen.drafting import clause_text, render_clause
from clausegen.drafting.markdown import TextFault, to_blocks
from clausegen.facts import compute
from clausegen.findings import Finding, Niveau
from clausegen.marche import build_marche, merge
from clausegen.model import Clause, Exemple, Library
from clausegen.outline import Outline, number
from clausegen.selection import Selection, select_clauses
from clausegen.sources import read_yaml


def fold(text: str) -> str:
    """Text compared without the typography: spaces, quotes and apostrophes of every kind are one."""
    table = {ord(c): " " for c in "\u00a0\u202f\n\t"} | {ord("’"): "'", ord("–"): "-", ord("‑"): "-"}
    folded = unicodedata.normalize("NFC", text).translate(table)
    for quote in ("« ", " »", "«", "»", '"'):
        folded = folded.replace(quote, '"')
    return " ".join(folded.split())


@lru_cache(maxsize=64)
def _sample(root: str, name: str) -> Any:
    return read_yaml(Path(root) / "_exemples" / f"{name}.yaml").plain()


def samples(library: Library) -> tuple[str, ...]:
    """Names of the sample contracts of a library."""
    return tuple(sorted(p.stem for p in (Path(library.root) / "_exemples").glob("*.yaml")))


@dataclass(frozen=True, slots=True)
class Trial:
    """One example run: text of the clause (None when it was not kept), and what is wrong.

    `ccag` is that of its contract, `enoncees` the derogations that its text asked for, active or not; `redigee`: the
    clause as drafted, for those who show more than its text.
    """

    clause: Clause
    exemple: Exemple
    texte: str | None
    findings: tuple[Finding, ...]
    ccag: str = ""
    enoncees: tuple[str, ...] = ()
    redigee: DraftClause | None = None


@dataclass(frozen=True)
class _Mounted:
    """A contract of examples, once its clauses are chosen."""

    context: Contexte
    selection: Selection

    @cached_property
    def outline(self) -> Outline:
        return number(self.selection, self.context)


# Examples that share a contract follow each other in a file: the last ones are enough.
_recent: dict[tuple[str, str], _Mounted | str] = {}


def contract_key(exemple: Exemple) -> str:
    """What tells the contracts of examples apart."""
    return f"{exemple.marche}\n{json.dumps(exemple.avec, ensure_ascii=False, sort_keys=True)}"


def _mounted(library: Library, exemple: Exemple) -> _Mounted | str:
    key = (library.digest, contract_key(exemple))
    if key not in _recent:
        while len(_recent) >= 16:
            del _recent[next(iter(_recent))]
        marche, problems = build_marche(merge(_sample(library.root, exemple.marche), dict(exemple.avec)))
        if marche is None or any(p.niveau is Niveau.BLOQUANT for p in problems):
            _recent[key] = "; ".join(f"{p.field} : {p.constat}" for p in problems)
        else:
            context = Contexte(marche, compute(marche, library.references, library.baremes), library)
            _recent[key] = _Mounted(context, select_clauses(context))
    return _recent[key]


def run_example(library: Library, clause: Clause, exemple: Exemple) -> Trial:
    """Render the clause for an example and compare (CG230–CG233)."""

    def fault(code: str, constat: str) -> Finding:
        return Finding(code, Niveau.BLOQUANT, f"clause « {clause.id} », exemple « {exemple.nom} » : {constat}",
                       "corrigez l’exemple ou la clause", exemple.location)  # fmt: skip

    if exemple.marche not in samples(library):
        return Trial(clause, exemple, None, (fault("CG230", f"le contrat type « {exemple.marche} » n’existe pas"),))
    mounted = _mounted(library, exemple)
    if isinstance(mounted, str):
        return Trial(clause, exemple, None, (fault("CG231", f"le contrat de l’exemple est incorrect : {mounted}"),))
    context, selection = mounted.context, mounted.selection
    decision = selection.decisions[clause.id]
    errors = [f for f in selection.findings if f.code == "CG204" and f.location.path == clause.path]
    if errors:
        return Trial(clause, exemple, None, tuple(errors))
    if not decision.retenue:
        faults = () if exemple.absente else (fault("CG232", "la clause n’est pas retenue"),)
        return Trial(clause, exemple, None, faults, context.ccag)
    rendered = render_clause(decision, context, mounted.outline)
    if rendered.failed:
        return Trial(clause, exemple, None, rendered.findings)
    try:
        drafted = DraftClause(clause.id, clause.version, "", rendered.text, rendered.values, load=lambda: to_blocks(rendered.text))
        text = clause_text(drafted)
    except TextFault as error:
        return Trial(clause, exemple, None, (fault("CG207", str(error)),))
    found = [f for f in rendered.findings if f.niveau is Niveau.BLOQUANT]
    if exemple.absente:
        found.append(fault("CG232", "la clause est retenue alors que l’exemple l’attend absente"))
    folded = fold(text)
    found += [fault("CG233", f"le texte ne contient pas « {e} »") for e in exemple.contient if fold(e) not in folded]
    found += [fault("CG233", f"le texte contient « {e} »") for e in exemple.ne_contient_pas if fold(e) in folded]
    return Trial(clause, exemple, text, tuple(found), context.ccag, rendered.enoncees, drafted)


def run_examples(library: Library, ids: Iterable[str] = ()) -> tuple[Trial, ...]:
    """Every example of the clauses named (all of them by default)."""
    wanted = set(ids)
    clauses = [c for c in library.clauses.values() if not wanted or c.id in wanted]
    return tuple(run_example(library, c, e) for c in clauses for e in c.exemples)
