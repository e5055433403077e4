"""The table of contents holds on one page: articles alone when there are too many sub-articles."""

from __future__ import annotations

import pytest

from clausegen.blocks import Heading
from clausegen.word.sommaire import levels


def titres(articles: int, parties: int) -> list[Heading]:
    uns = [Heading(1, f"Article {i}", str(i), f"cga_{i}", True) for i in range(articles)]
    return uns + [Heading(2, f"Partie {i}", f"1.{i}", f"cgh_{i}", True) for i in range(parties)]


@pytest.mark.parametrize(
    ("articles", "parties", "attendu"), [(23, 19, 2), (24, 27, 2), (24, 35, 2), (25, 35, 1), (25, 48, 1), (26, 55, 1), (1, 0, 2)]
)
def test_levels(articles: int, parties: int, attendu: int) -> None:
    assert levels(titres(articles, parties)) == attendu
