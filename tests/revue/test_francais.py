"""Conditions in plain French: what the library writes is said without code."""

from __future__ import annotations

import re

import pytest

from clausegen.revue.francais import Francais
from tests.revue.outils import LIBRARY


@pytest.mark.parametrize(
    ("source", "dit"),
    [
        ("true", "toujours"),
        ("lot.faits.heures_dues", "heures d’insertion dues : oui"),
        ("not lot.faits.critere_unique", "critère unique : non"),
        ('marche.ccag != "aucun" and faits.alloti', "CCAG : un, quel qu’il soit, et marché alloti : oui"),
        ("not (faits.alloti and lot.reserve)", "marché alloti : non, ou réservation : rien de prévu"),
        ("lot.faits.heures_dues and (lot.faits.heures >= 3000 or faits.alloti)",
         "heures d’insertion dues : oui, et (heures d’insertion sur toute la durée : au moins 3 000, ou marché alloti : oui)"),
        ('"primes" in faits.clauses_demandees', "clause « Primes » demandée par le marché"),
        ('retenue("primes")', "clause « Primes » retenue"),
        ("lots | length > 1", "plusieurs lots concernés"),
        ('lots | selectattr("faits.heures_dues") | list', "au moins un des lots avec heures d’insertion dues"),
        ('faits.regime not in ["travaux"]', "famille de règles : autre que celle du CCAG-Travaux"),
    ],
)  # fmt: skip
def test_wording(source: str, dit: str) -> None:
    assert Francais(LIBRARY).si(source).replace("\u202f", " ") == dit


def test_every_condition_of_the_library_is_said_in_french() -> None:
    codes = re.compile(r"faits\.|lot\.|marche\.|==|!=|\band\b|\bor\b|\bnot\b|_|selectattr|calcul")
    restes = {c.id: dit for c in LIBRARY.clauses.values() if codes.search(dit := Francais(LIBRARY).si(c.si))}
    assert restes == {}
