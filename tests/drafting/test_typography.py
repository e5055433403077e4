"""French typography of rendered text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.drafting.typography import french

N, F = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("l'article n° 3 : 50 %", f"l’article n°{N}3{N}: 50{N}%"),
        ("« texte » ; suite !", f"«{N}texte{N}»{F}; suite{F}!"),
        ('dit "oui" ?', f"dit «{N}oui{N}»{F}?"),
        ("1 250 000 € HT", f"1{F}250{F}000{N}€{N}HT"),
        ("art. L. 2112-2 et article R. 2123-1", f"art.{N}L.{N}2112\u20112 et article{N}R.{N}2123\u20111"),
        ("dans un délai de \ue0000\ue001 jours", f"dans un délai de \ue0000\ue001{N}jours"),
        ("à 12 h 30", f"à 12{N}h{N}30"),
        ("lot n° 04", f"lot n°{N}04"),
        ("1er et 1ère", "1er et 1re"),
        ("fin...", "fin…"),
        ("du 30 mars 2021 au 1er août", f"du 30{N}mars 2021 au 1er{N}août"),
        ("au 05 12 34 56 78, lot 05 12", f"au 05{N}12{N}34{N}56{N}78, lot 05 12"),
        ("dit “ mois zéro ”", f"dit «{N}mois zéro{N}»"),
        ("le CCAG-TIC et le CCAG-Travaux", "le CCAG\u2011TIC et le CCAG\u2011Travaux"),
    ],
)
def test_rules(raw, printed):
    assert french(raw) == printed


@pytest.mark.parametrize(
    "raw",
    ["https://marches.example.fr/consultation?id=12;x=1!", "clauses@mde-val.example.fr", "21459990400015", "732 829 320 00074",
     "33600000-6", "www.example.fr/a:b"],
)  # fmt: skip
def test_addresses_and_codes_are_left_alone(raw):
    assert french(f"voir {raw} ici") == f"voir {raw} ici"


@given(st.text(alphabet="abé'\" :;!?«»0123456789€%n°-.,()\u00a0\u202f", max_size=60))
def test_it_is_idempotent(text):
    once = french(text)
    assert french(once) == once


@given(st.text(max_size=60))
def test_no_letter_or_figure_is_lost(text):
    def letters(t):
        return [c for c in t.replace("ère", "re").replace("ères", "re") if c.isalnum()]

    if "1ère" not in text and "1 ère" not in text:
        assert letters(french(text)) == letters(text)
