"""Who uses a reference, a dated table, a computed fact: clauses, rules, facts, other tables. Read in their sources."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import clausegen
from clausegen.facts import registre
from tests.exemples.outils import bibliotheque

_GUILLEMETS = re.compile(r"""["']([\w.\-]+)["']""")


@cache
def _code(motif: str = "*.py") -> str:
    dossier = Path(clausegen.__file__).parent
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(dossier.rglob(motif)))


@cache
def _clauses() -> str:
    """Texts and conditions of the whole library."""
    return "\n".join(
        "\n".join((c.texte, c.si, *(d.si for d in c.deroge))) for c in bibliotheque().clauses.values()
    )  # fmt: skip


def _cites() -> set[str]:
    """What the code and the clauses name between quotes."""
    return set(_GUILLEMETS.findall(_code())) | set(_GUILLEMETS.findall(_clauses()))


@cache
def references_inutiles() -> frozenset[str]:
    """Keys of the register that no clause, rule, fact or dated value rests upon."""
    bib = bibliotheque()
    servent = _cites()
    for clause in bib.clauses.values():
        servent.update(clause.fondements, (d.reference for d in clause.deroge))
    for fait in registre().values():
        servent.update(fait.sources)
    for table in bib.baremes.tables.values():
        servent.update(valeur.source for valeur in table.valeurs)
    servent.update(date.source for date in bib.baremes.dates.values())
    return frozenset(set(bib.references) - servent)


@cache
def baremes_inutiles() -> frozenset[str]:
    """Dated tables and named dates that no clause, rule or fact reads."""
    baremes = bibliotheque().baremes
    return frozenset({*baremes.tables, *baremes.dates} - _cites())


@cache
def faits_inutiles() -> frozenset[str]:
    """Facts that no condition, text, rule, notice or other fact reads."""
    # What a text between quotes names is how the fact is declared, not a reading.
    lus = set(re.findall(r"faits\.(\w+)", _clauses())) | set(re.findall(r"\.(\w+)", re.sub(r'"[^"\n]*"', "", _code())))
    # `lots | selectattr("faits.x")` reads a fact as well.
    lus |= {nom.rpartition(".")[2] for nom in _GUILLEMETS.findall(_clauses()) if "faits." in nom}
    return frozenset(nom for nom, fait in registre().items() if fait.court not in lus)
