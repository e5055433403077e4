from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.legal import Baremes, References, load_baremes, load_references

LIBRARY = Path(__file__).resolve().parents[2] / "clause_library"


@pytest.fixture(scope="session")
def references() -> References:
    return load_references(LIBRARY / "references")


@pytest.fixture(scope="session")
def baremes(references: References) -> Baremes:
    return load_baremes(LIBRARY / "baremes", references)
