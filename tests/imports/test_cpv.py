"""The nomenclature: complete, found by words, damaged codes completed."""

from __future__ import annotations

import csv

import pytest

from clausegen.legal.cpv import load_cpv
from clausegen.library import shipped_library
from tests.imports.conftest import PARTAGE, besoin_decp

CPV = load_cpv(shipped_library())


@besoin_decp
def test_the_table_is_that_of_the_source():
    with (PARTAGE / "donnees" / "cpv" / "cpv_2008_fr.csv").open(encoding="utf-8") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    assert len(lignes) == len(CPV.codes) == 9454
    for ligne in lignes:
        code = CPV.get(ligne["code"])
        assert code.nature == ligne["nature"]
        assert code.libelle.replace("’", "'").replace("\u00a0", "") == ligne["libelle_fr"]


def test_the_table_says_its_source_and_licence():
    tete = (shipped_library() / "nomenclatures" / "cpv-2008.csv").read_text(encoding="utf-8")[:600]
    assert "CC BY 4.0" in tete and "Modifications" in tete


@pytest.mark.parametrize(
    ("mots", "code"),
    [
        ("nettoyage", "90910000"), ("NETTOYAGE DE BUREAUX", "90919200"), ("espaces verts", "77310000"), ("travaux de peinture", "45442100"),
        ("gardiennage", "79713000"), ("formation", "80500000"), ("restauration scolaire", "55523100"), ("maîtrise d’œuvre", "71200000"),
        ("telephonie", "64210000"), ("4521", "45210000"), ("90911200-8", "90911200"), ("déménagement", "98392000"), ("traiteur", "55520000"),
    ],
)  # fmt: skip
def test_search(mots, code):
    assert code in [c.code for c in CPV.chercher(mots)][:5], [c.libelle for c in CPV.chercher(mots)]


def test_search_is_short_and_finds_nothing_in_nothing():
    assert len(CPV.chercher("services")) == 0 and len(CPV.chercher("de la")) == 0 and CPV.chercher("") == () and CPV.chercher("zzzz") == ()
    assert len(CPV.chercher("papier")) == 15 and len(CPV.chercher("papier", 3)) == 3


def test_damaged_codes():
    assert CPV.completer("9132100").code == "09132100"
    assert CPV.completer("INX45421000").code == "45421000"
    assert CPV.completer("99999999") is None and CPV.completer("123") is None and CPV.completer("45421000 45421000") is None
    assert "90911200-8" in CPV and "74230000" not in CPV
