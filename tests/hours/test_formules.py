"""Formulas of hours against published results, and their properties."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.hours import (
    Arrondi,
    cumul_tranches,
    equivalents,
    fixe,
    heures_travail,
    par_heures,
    par_montant,
    par_periode,
    prorata,
    reprise_personnel,
    tranches_entieres,
)

D = Decimal


@pytest.mark.parametrize(
    ("montant", "part", "cout", "taux", "attendu"),
    [
        (1_000_000, "0.5", 30, "0.05", 833),
        (1_500_000, "0.7", 30, "0.1", 3500),
        (1_000_000, "0.7", 30, "0.05", 1166),
        (1_000_000, "0.2", 30, "0.05", 333),
        (1_000_000, "0.5", 25, "0.05", 1000),
    ],
)
def test_par_montant(montant: int, part: str, cout: int, taux: str, attendu: int) -> None:
    volume = par_montant(D(montant), D(part), D(cout), D(taux))
    assert volume.heures == attendu
    assert volume.formule == "F1"
    assert volume.arrondi is Arrondi.HEURE


def test_explication_shows_operands_result_and_rounding() -> None:
    texte = par_montant(D(1_000_000), D("0.5"), D(30), D("0.05")).explication
    assert texte == (
        "1\u202f000\u202f000\u00a0€ × 50\u00a0% × 5\u00a0% ÷ 30\u00a0€ de l’heure = 833,33\u00a0h, "
        "arrondi à l’heure inférieure\u00a0: 833\u00a0h"
    )


def test_heures_travail() -> None:
    assert heures_travail(D(1_500_000), D("0.7"), D(30)).heures == 35_000


@pytest.mark.parametrize(("taux", "attendu"), [("0.05", 6000), ("0.1", 12_000)])
def test_par_heures(taux: str, attendu: int) -> None:
    assert par_heures(120_000, D(taux)).heures == attendu


@pytest.mark.parametrize(
    ("cumul", "au_prorata", "entieres"),
    [
        (0, "0", "0"), (99_999, "34.99", "0"), (100_000, "35", "35"), (250_000, "87.5", "70"), (450_000, "157.5", "140"),
        (800_000, "280", "280"),
    ],
)  # fmt: skip
def test_framework_agreement(cumul: int, au_prorata: str, entieres: str) -> None:
    assert prorata(35, D(100_000), D(cumul)).heures == D(au_prorata)
    assert tranches_entieres(35, D(100_000), D(cumul)).heures == D(entieres)


@pytest.mark.parametrize(
    ("montant", "duree", "mensuelles", "taux", "attendu"),
    [
        (240_000, 24, 200, "0.05", 240),
        (300_000, 36, 300, "0.1", 120),
        (480_000, 48, 300, "0.05", 240),
        (96_000, 12, 320, "0.05", 0),
        (600_000, 48, 250, "0.07", 840),
    ],
)
def test_reprise_personnel(montant: int, duree: int, mensuelles: int, taux: str, attendu: int) -> None:
    assert reprise_personnel(D(montant), duree, mensuelles, D(25), D(taux)).heures == attendu


def test_staff_that_fills_every_post_leaves_no_hour() -> None:
    assert reprise_personnel(D(96_000), 12, 400, D(25), D("0.05")).heures == 0


def test_tranches_are_truncated_one_by_one() -> None:
    tf = par_montant(D(500_000), D("0.5"), D(30), D("0.05")).heures
    to1 = par_montant(D(300_000), D("0.5"), D(30), D("0.05")).heures
    assert (tf, to1) == (416, 250)
    assert cumul_tranches([("TF", tf), ("TO1", to1)]).heures == 666


@pytest.mark.parametrize(
    ("periode", "attendu"), [("totale", 280), ("annuelle", 1120), ("par_reconduction", 1120), ("par_tranche", 280)]
)
def test_renewals(periode: str, attendu: int) -> None:
    assert par_periode(280, periode, 48, 3).heures == attendu


def test_a_year_that_is_not_whole_is_counted_by_month() -> None:
    assert par_periode(100, "annuelle", 18, 0).heures == 150
    assert par_periode(100, "annuelle", 20, 0).heures == 166


def test_fixe() -> None:
    assert fixe(280).heures == 280


@pytest.mark.parametrize("formule", [
    lambda: par_montant(D(1), D(1), D(0), D(1)), lambda: prorata(35, D(0), D(1)), lambda: tranches_entieres(35, D(0), D(1)),
    lambda: reprise_personnel(D(1), 1, 1, D(0), D(1)),
])  # fmt: skip
def test_zero_divisor_is_refused_in_french(formule: object) -> None:
    with pytest.raises(ValueError, match="supérieur à zéro"):
        formule()  # type: ignore[operator]


def test_equivalents() -> None:
    trouve = equivalents(833)
    assert (trouve.jours, trouve.semaines, trouve.etp) == (D("119.0"), D("23.8"), D("0.52"))
    assert trouve.phrase == (
        "environ 119\u00a0jours de 7\u00a0heures, 23,8\u00a0semaines de 35\u00a0heures ou 0,52\u00a0équivalent temps plein annuel"
    )


MONTANTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
TAUX = st.decimals(min_value=0, max_value=1, places=4, allow_nan=False, allow_infinity=False)


@given(MONTANTS, TAUX, st.decimals(min_value="0.01", max_value=200, places=2), TAUX)
def test_rounding_never_exceeds_the_exact_value(montant: D, part: D, cout: D, taux: D) -> None:
    volume = par_montant(montant, part, cout, taux)
    assert 0 <= volume.exact - volume.heures < 1


@given(MONTANTS, st.integers(1, 10_000), st.decimals(min_value="0.01", max_value=10**7, places=2))
def test_whole_slices_never_exceed_the_pro_rata(cumul: D, heures: int, tranche: D) -> None:
    assert tranches_entieres(heures, tranche, cumul).heures <= prorata(heures, tranche, cumul).exact
