"""Damages drawn from the whole library: nearly all of them are reported. The figure over 200: `bench/mutations.py`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.mutations.juge import Juge
from tests.mutations.mutants import OPERATEURS, Mutant, tirer

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"
NOMBRE = 42


@pytest.fixture(scope="module")
def juge():
    return Juge(EXEMPLES, dt.date.today())


def test_an_undamaged_clause_is_not_reported(juge):
    for identifiant in ("penalites-plafond-exoneration", "reconduction", "ccap-insertion-principe"):
        clause = juge.library.clauses[identifiant]
        texte = (juge.racine.parent / clause.path).read_text(encoding="utf-8")
        assert juge.juger(Mutant("aucun", identifiant, "rien", texte)) == ""


def test_the_draw_is_the_same_for_a_seed_and_varied(juge):
    tires = tirer(juge.fichiers, NOMBRE, 1)
    assert tires == tirer(juge.fichiers, NOMBRE, 1) != tirer(juge.fichiers, NOMBRE, 2)
    assert {m.operateur for m in tires} == {o.__name__ for o in OPERATEURS}
    assert len({m.clause for m in tires}) > NOMBRE / 2


def test_nearly_every_damage_is_reported(juge):
    mutants = tirer(juge.fichiers, NOMBRE, 2026)
    survivants = [m for m in mutants if not juge.juger(m)]
    assert len(survivants) <= 0.05 * NOMBRE, "\n".join(f"{m.operateur} · {m.clause} · {m.fait}" for m in survivants)
