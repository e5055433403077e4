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


# What buyers type, with accents or without, with typing faults, and the codes that one of the first five must be.
REQUETES = [
    ("entretien des espaces verts", "77310000"), ("repas scolaires", "55523100"), ("maintenance logiciel", "72267000 72267100"),
    ("netoyage de bureau", "90919200"), ("formation professionnelle", "80530000"), ("maconnerie", "45262522 45262500"),
    ("plombrie", "45330000"), ("travaux d'électricité", "45311200 45310000"), ("electricite batiment", "45311200 45310000"),
    ("menuiserie extérieure", "45421000"), ("couverture toiture", "45261210"), ("desamiantage", "45262660"),
    ("collecte des déchets", "90511000"), ("ordures menageres", "90511000 90513100"), ("transport scolaire", "60130000"),
    ("gros oeuvre", "45223220"), ("demolition", "45111100"), ("fournitures de bureau", "30192000"), ("mobilier scolaire", "39160000"),
    ("ordinateurs portables", "30213100"), ("assurance", "66510000"), ("location de véhicules", "60170000"), ("blanchisserie", "98310000"),
    ("travaux de voirie", "45233140"), ("élagage", "77211500"), ("imprimerie", "79810000"), ("carrelage", "45431000"),
    ("entretien ascenseurs", "50750000"), ("vêtements de travail", "18110000"), ("interim", "79620000"), ("geometre", "71355000"),
    ("nettoyage de vitres", "90911300"), ("denrées alimentaires", "15800000"), ("papier", "30197630"), ("charpante", "45261100"),
    ("ramonage", "90915000"), ("faux plafonds", "45421146"), ("gardinage", "79713000"), ("marquage routier", "45233221"),
    ("entretien des chaudières", "50531100"), ("isolation thermique par l’extérieur", "45321000"), ("éclairage public", "34993000"),
    ("crèche", "85312110"), ("étude d’impact", "71313400"), ("abattage d’arbres", "77211400"),
]  # fmt: skip


@pytest.mark.parametrize(("mots", "attendus"), REQUETES)
def test_plain_words_give_the_right_code_among_the_first_five(mots, attendus):
    trouves = [c.code for c in CPV.chercher(mots, 5)]
    assert set(attendus.split()) & set(trouves), trouves


def test_a_typing_fault_is_not_another_trade():
    assert not any("couchage" in c.libelle for c in CPV.chercher("fauchage"))
    assert CPV.chercher("xqzvbnt") == ()


def test_usual_words_name_codes_of_the_nomenclature():
    assert len(CPV.usages) > 100 and all(code in CPV.codes for code in CPV.usages.values())


def test_search_is_short_and_finds_nothing_in_nothing():
    assert len(CPV.chercher("services")) == 0 and len(CPV.chercher("de la")) == 0 and CPV.chercher("") == () and CPV.chercher("zzzz") == ()
    assert len(CPV.chercher("papier")) == 15 and len(CPV.chercher("papier", 3)) == 3


def test_damaged_codes():
    assert CPV.completer("9132100").code == "09132100"
    assert CPV.completer("INX45421000").code == "45421000"
    assert CPV.completer("99999999") is None and CPV.completer("123") is None and CPV.completer("45421000 45421000") is None
    assert "90911200-8" in CPV and "74230000" not in CPV
