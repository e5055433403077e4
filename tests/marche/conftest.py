"""Shared plain trees and places."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

import pytest

from clausegen.sources import read_yaml

RACINE = Path(__file__).resolve().parents[2]
COURT = read_yaml(RACINE / "exemples" / "plus-court" / "marche.yaml").plain()


@pytest.fixture
def court() -> dict[str, Any]:
    """A copy of the shortest contract, as a plain tree."""
    return copy.deepcopy(COURT)


@pytest.fixture
def racine() -> Path:
    return RACINE


@pytest.fixture
def partage() -> Path:
    """Folder of the shared knowledge; the test is skipped where it is not available."""
    dossier = Path(os.environ.get("CLAUSEGEN_PARTAGE", RACINE.parent / "shared"))
    if not (dossier / "donnees").is_dir():
        pytest.skip("CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé : vecteurs absents")
    return dossier
