"""Gabarits and documents of the tests of `word`."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.cache import Cache
from clausegen.word import Gabarit, compose, load_gabarit
from clausegen.word.memo import Memo
from tests.word import essai

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def gabarit() -> Gabarit:
    return load_gabarit(TEMPLATES / "ccap.docx")


@pytest.fixture(scope="session")
def gabarit_bytes() -> bytes:
    return (TEMPLATES / "ccap.docx").read_bytes()


@pytest.fixture
def memo() -> Memo:
    return Memo(Cache(None))


@pytest.fixture(scope="session")
def document(gabarit: Gabarit) -> bytes:
    """A CCAP of some 25 pages."""
    return compose(essai.rich(), gabarit, essai.MANIFEST, essai.PROPERTIES)
