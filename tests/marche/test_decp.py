"""Labels of the published data are those of its schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausegen.marche.choix import Ccag, FormePrix, Procedure, Variation
from clausegen.marche.decp import LIBELLES, libelle_decp


@pytest.mark.parametrize(
    ("classe", "cle"),
    [
        (Procedure, "/marche/procedure"),
        (Ccag, "/marche/ccag"),
        (FormePrix, "/marche/formePrix"),
        (Variation, "/marche/typePrixArray/items"),
    ],
)
def test_libelles_du_schema(classe, cle, partage: Path):
    texte = (partage / "donnees" / "decp" / "enumerations_decp_2022.json").read_text(encoding="utf-8")
    assert {libelle_decp(classe(code)) for code in classe.valeurs} <= set(json.loads(texte)["enumerations"][cle])


def test_chaque_code_a_son_libelle():
    for classe, libelles in LIBELLES.items():
        assert set(libelles) == set(classe.valeurs)
