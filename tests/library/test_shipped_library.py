"""The shipped library: its examples are run, its keys resolve, nothing in it can stay dead unnoticed."""

import datetime as dt
import re
from pathlib import Path

import pytest

from clausegen.drafting.clause import compile_clause
from clausegen.expressions import condition
from clausegen.library import load_library
from clausegen.trials import run_example

LIBRARY = load_library()
CLAUSES = sorted(LIBRARY.clauses)


@pytest.mark.parametrize("identifier", CLAUSES)
def test_the_examples_of_a_clause_hold(identifier):
    clause = LIBRARY.clauses[identifier]
    assert clause.exemples, "a clause without example is not tested"
    faults = [str(f) for e in clause.exemples for f in run_example(LIBRARY, clause, e).findings]
    assert faults == []


# The dated table of youth unemployment overseas does not exist yet (docs/doutes-juridiques.md): never kept today.
NEVER_KEPT = {"ccap-part-jeunes-outre-mer", "rc-part-jeunes-outre-mer"}


def test_every_front_matter_says_when_it_was_reviewed():
    for clause in LIBRARY.clauses.values():
        dates = re.findall(r"^revue_le: (\d{4}-\d{2}-\d{2})$", Path(clause.path).read_text(encoding="utf-8").split("\n---\n")[0], re.MULTILINE)
        assert dates == [clause.revue_le.isoformat()], clause.id
        assert clause.revue_le >= dt.date(2026, 11, 21), clause.id


def test_every_clause_is_kept_by_an_example_and_rejected_by_one_unless_always_relevant():
    faults = []
    for clause in LIBRARY.clauses.values():
        if clause.id in NEVER_KEPT:
            continue
        if not any(not e.absente and e.contient for e in clause.exemples):
            faults.append(f"{clause.id}: no example shows its text")
        if clause.si not in ("true", "True") and not any(e.absente for e in clause.exemples):
            faults.append(f"{clause.id}: no example rejects it")
    assert faults == []


def test_every_text_and_condition_compiles():
    for clause in LIBRARY.clauses.values():
        compile_clause(clause)
        condition(clause.si)
        for derogation in clause.deroge:
            if derogation.si:
                condition(derogation.si)


def test_every_key_of_the_register_resolves():
    faults = []
    for clause in LIBRARY.clauses.values():
        cited = re.findall(r"""(?:cite|derogation|deroge)\(\s*["']([^"']+)["']""", clause.texte)
        for key in (*clause.fondements, *(d.reference for d in clause.deroge), *cited):
            if key not in LIBRARY.references:
                faults.append(f"{clause.id}: {key}")
    assert faults == []


def test_every_renvoi_names_a_clause():
    faults = [
        f"{clause.id}: {target}"
        for clause in LIBRARY.clauses.values()
        for target in re.findall(r"""(?:renvoi|retenue)\(\s*["']([^"']+)["']""", clause.texte)
        if target not in LIBRARY.clauses
    ]
    assert faults == []


def test_two_clauses_of_an_article_share_a_rank_only_if_they_exclude_each_other():
    seen = {}
    faults = []
    for clause in LIBRARY.clauses.values():
        place = (clause.piece, clause.article, clause.rang)
        for other in seen.setdefault(place, []):
            if clause.id not in other.exclut and other.id not in clause.exclut:
                faults.append(f"{other.id} / {clause.id}: {place}")
        seen[place].append(clause)
    assert faults == []


def test_exclusions_are_symmetric():
    faults = [
        f"{clause.id} excludes {other}"
        for clause in LIBRARY.clauses.values()
        for other in clause.exclut
        if other in LIBRARY.clauses and clause.id not in LIBRARY.clauses[other].exclut
    ]
    assert faults == []


def test_a_parameter_name_belongs_to_one_clause_and_is_read_by_it():
    owners = {}
    faults = []
    for clause in LIBRARY.clauses.values():
        source = "\n".join([clause.texte, clause.si, *(d.si for d in clause.deroge)])
        for name in clause.parametres:
            if name in owners:
                faults.append(f"{name}: {owners[name]} and {clause.id}")
            owners[name] = clause.id
            if not re.search(rf"\b{name}\b", source):
                faults.append(f"{clause.id}: {name} is never read")
    assert faults == []


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (r"<(?!https?:)[a-zA-Z/]", "raw HTML"),
        (r"^#", "a heading"),
        (r"\b[Aa]rticles? +(?:[LRD]\. ?)?\d", "an article number typed by hand"),
        (r"CCAG-(?:FCS|TIC|PI|MI|MOE|Travaux)", "a CCAG named by hand"),
        (r"le cas échéant|\(s\)|il conviendra|dans la mesure du possible|à compléter ou supprimer", "a banned wording"),
        (r"Pôle emploi|pôle emploi|Direccte|DIRECCTE", "an outdated name"),
        (r"\d[\d ]*(?:€|euros)", "an amount typed by hand"),
    ],
)
def test_no_clause_holds(pattern, what):
    faults = [
        f"{c.path}:{c.body_line + i}: {what}: {line[:80]}"
        for c in LIBRARY.clauses.values()
        for i, line in enumerate(c.texte.split("\n"))
        if re.search(pattern, re.sub(r"\{[{%].*?[%}]\}", "", line))
    ]
    assert faults == []


def test_every_clause_says_when_it_was_reviewed_and_its_file_bears_its_name():
    for clause in LIBRARY.clauses.values():
        assert clause.revue_le.year >= 2026
        assert re.fullmatch(r"\d+\.\d+\.\d+", clause.version)
        assert Path(clause.path).stem == clause.id


def test_the_plans_hold_every_clause_and_none_is_empty():
    assert set(LIBRARY.pieces) >= {"ccap", "rc"}
    assert {c.piece for c in LIBRARY.clauses.values()} == set(LIBRARY.pieces)
