"""Typed values and the way they compare with literals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.values import Duree, Montant, Taux, parse_duree, parse_montant, parse_oui_non, parse_taux


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 250 000 € HT", "1250000"), ("180000", "180000"), ("180 000,50 €", "180000.50"), ("14.10", "14.10"),
     ("1\u202f250\u00a0€", "1250"), ("50 € hors taxes", "50"), ("0", "0")],
)  # fmt: skip
def test_amounts(text, value):
    assert parse_montant(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "env. 35", "1.250.000", "abc €", "12 €/h", "9" * 30, "1e5", "٣"])
def test_amounts_that_mean_nothing_sure_are_refused(text):
    with pytest.raises(ValueError):
        parse_montant(text)


def test_a_rate_is_a_fraction_and_always_has_its_sign():
    assert parse_taux("12,5 %") == Decimal("0.125")
    with pytest.raises(ValueError, match="signe"):
        parse_taux("5")


def test_a_literal_is_decoded_by_the_type_of_the_other_side():
    assert Taux("0.1") == "10 %"
    assert Taux("0.1") != "5 %"
    assert Montant("1000") == "1 000 €"
    assert Montant("1000") > "999,99 €"
    assert parse_duree("12 mois") == "1 an"
    assert parse_duree("30 jours") != "1 mois ouvré"
    assert Duree(3, "mois") <= "90 jours"


@pytest.mark.parametrize(
    ("text", "printed", "months"),
    [("12 mois", "12\u00a0mois", 12), ("1 an", "1\u00a0an", 12), ("10 jours ouvrés", "10\u00a0jours ouvrés", 1),
     ("90 jours", "90\u00a0jours", 3), ("17 semaines", "17\u00a0semaines", 4), ("1 jour", "1\u00a0jour", 1), ("2 ANS", "2\u00a0ans", 24)],
)  # fmt: skip
def test_durations(text, printed, months):
    duration = parse_duree(text)
    assert str(duration) == printed
    assert duration.mois == months


def test_working_days_are_not_calendar_days():
    assert parse_duree("5 jours ouvrés") != parse_duree("5 jours")


@pytest.mark.parametrize("text", ["12", "mois", "douze mois", "12 lunes", "-3 jours"])
def test_bad_durations(text):
    with pytest.raises(ValueError, match="durée"):
        parse_duree(text)


def test_yes_and_no():
    assert parse_oui_non("Oui") is True
    assert parse_oui_non("non") is False
    with pytest.raises(ValueError):
        parse_oui_non("peut-être")


@given(st.text(max_size=60))
def test_no_parser_raises_anything_but_value_error(text):
    for parse in (parse_montant, parse_taux, parse_duree, parse_oui_non):
        try:
            parse(text)
        except ValueError as error:
            assert "«" in str(error)
