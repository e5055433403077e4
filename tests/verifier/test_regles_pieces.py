"""The examples of the rules on pieces are their tests."""

from __future__ import annotations

import pytest

from clausegen.verifier.regle import Cible, rules_of
from tests.verifier.outils_pieces import run_piece_rule

EXEMPLES = [(r, e) for r in rules_of(Cible.PIECE) for e in r.exemples]


@pytest.mark.parametrize(("rule", "example"), EXEMPLES, ids=[f"{r.code} {e.nom}" for r, e in EXEMPLES])
def test_each_example_of_a_rule_speaks_where_it_says(rule, example):
    found, expected = run_piece_rule(rule, example)

    assert found == expected


# These compare several pieces: `test_pieces` makes them speak.
ENSEMBLE = {"CG540", "CG541"}


@pytest.mark.parametrize("rule", rules_of(Cible.PIECE), ids=lambda r: r.nom)
def test_a_rule_has_an_example_where_it_speaks_and_one_where_it_is_silent(rule):
    spoken = [bool(e.attendu) for e in rule.exemples]

    assert not all(spoken), "no silent example"
    assert any(spoken) or rule.code in ENSEMBLE, "no speaking example"
