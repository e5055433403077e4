from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clausegen.generation import prepare
from clausegen.imports.lecture import read_contract
from clausegen.library import load_library
from tests.cli.conftest import clausegen, example  # noqa: F401

from . import hotes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def documents(tmp_path_factory, require_tool) -> dict[str, Path]:
    """Documents made by LibreOffice: « ccap » (numbered by styles), « tape » (numbers typed by hand), « rc »."""
    soffice = require_tool("soffice")
    dossier = tmp_path_factory.mktemp("hotes")
    textes = {"ccap.fodt": hotes.CCAP_NUMEROTE, "rc.fodt": hotes.RC, "tape.html": hotes.CCAP_TAPE}
    return {Path(nom).stem: hotes.vers_docx(texte, nom, dossier, soffice) for nom, texte in textes.items()}


@pytest.fixture
def document(documents, tmp_path):
    """A copy of a document, in a folder of the test."""

    def copie(nom: str) -> Path:
        return Path(shutil.copy(documents[nom], tmp_path / f"{nom}.docx"))

    return copie


@pytest.fixture(scope="session")
def contexte():
    """`contexte("plus-court")`: a shipped contract ready for insertion."""
    library = load_library()
    return lambda nom: prepare(read_contract(ROOT / "exemples" / nom / "marche.yaml").marche, library)
