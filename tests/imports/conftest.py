"""Workbooks made for the tests, and material of the shared folder."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import clausegen, example  # noqa: F401 - fixtures of the command line

RACINE = Path(__file__).resolve().parents[2]
PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", RACINE.parent / "shared"))
DECP = PARTAGE / "donnees" / "decp"
EXEMPLES = sorted([*RACINE.glob("exemples/*/marche.yaml"), *RACINE.glob("clause_library/_exemples/*.yaml")])
NOMS = [f.parent.name if f.name == "marche.yaml" else f.stem for f in EXEMPLES]

# Absent elsewhere, required in integration.
besoin_decp = pytest.mark.skipif(
    not DECP.exists() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé : données absentes"
)


@pytest.fixture
def classeur(tmp_path):
    """`classeur(remplir)` → path of a workbook that `remplir(book)` filled."""

    def faire(remplir, nom="essai.xlsx"):
        book = openpyxl.Workbook()
        remplir(book)
        book.save(tmp_path / nom)
        return tmp_path / nom

    return faire


@pytest.fixture
def modifier():
    """`modifier(path, changer)`: open a workbook, let `changer(book)` change it, save it where it was."""

    def faire(path, changer):
        book = openpyxl.load_workbook(path)
        changer(book)
        book.save(path)
        return path

    return faire
