"""What the cover prints: a reference never cut at a hyphen, a title whose last words stay together."""

from __future__ import annotations

import pytest

from clausegen.drafting.cover import whole_end
from clausegen.drafting.values import text_of
from clausegen.values import Reference


@pytest.mark.parametrize(
    ("titre", "attendu"),
    [
        ("Relance des lots 04, 11 et 16", "Relance des lots\xa004,\xa011\xa0et\xa016"),
        ("Nettoyage", "Nettoyage"),
        ("Maîtrise d’œuvre", "Maîtrise d’œuvre"),
        ("Entretien des espaces verts intercommunaux", "Entretien des espaces verts\xa0intercommunaux"),
    ],
)
def test_the_last_words_of_a_title_stay_together(titre: str, attendu: str) -> None:
    assert whole_end(titre) == attendu
    assert whole_end(attendu) == attendu


def test_a_reference_is_printed_whole_and_compared_as_typed() -> None:
    reference = Reference("2026-TMA-01")
    assert reference == "2026-TMA-01"
    assert text_of(reference) == "2026\u2011TMA\u201101"
    assert text_of("achats-publics@port-selune.example.fr") == "achats-publics@port-selune.example.fr"
