"""What is kept from one run to the next never hides a change."""

import shutil

from clausegen.library import load_library, shipped_library
from clausegen.library.load import inspect_library
from clausegen.verifier.verification import Demande, verifier
from tests.verifier.outils import JOUR


def codes(path):
    return {f.code for f in verifier(Demande((path,), aujourd_hui=JOUR)).findings}


def test_an_edit_is_seen_at_once_and_its_undoing_too(tmp_path):
    root = tmp_path / "clause_library"
    shutil.copytree(shipped_library(), root)
    clause = root / "socle" / "objet-du-marche.md"
    text = clause.read_text(encoding="utf-8")
    assert codes(clause) == set()
    clause.write_text(text + "\nVoir l’article 5.2.\n", encoding="utf-8")
    assert codes(clause) == {"CG260"}
    clause.write_text(text, encoding="utf-8")
    assert codes(clause) == set()


def test_a_change_of_condition_reaches_the_examples_of_the_clauses_that_cite_it(tmp_path):
    root = tmp_path / "clause_library"
    shutil.copytree(shipped_library(), root)
    citing = root / "obligations_execution" / "ccap-penalite-heures-forfait.md"
    cited = root / "obligations_execution" / "ccap-insertion-volume-fixe.md"
    assert "CG206" not in codes(citing)
    text = cited.read_text(encoding="utf-8")
    cited.write_text(text.replace("\nsi: ", '\nsi: marche.nature == "moe" and ', 1), encoding="utf-8")
    assert "CG206" in codes(citing)


def test_clauses_taken_from_the_last_reading_are_those_of_a_fresh_one(tmp_path):
    root = tmp_path / "clause_library"
    shutil.copytree(shipped_library(), root)
    first = load_library(root)
    twin = root / "criteres_selection" / "objet-du-marche.md"
    shutil.copy(root / "socle" / "objet-du-marche.md", twin)
    assert [f.code for f in inspect_library(root, first, same_facts=True)[1]] == [f.code for f in inspect_library(root)[1]] == ["CG203"]
    twin.unlink()
    again, faults = inspect_library(root, first, same_facts=True)
    assert not faults and again.clauses == first.clauses and again.digest == first.digest


def test_a_library_edited_since_its_last_reading_is_read_as_it_is(tmp_path):
    root = tmp_path / "clause_library"
    shutil.copytree(shipped_library(), root)
    load_library(root)
    clause = root / "socle" / "objet-du-marche.md"
    clause.write_text(clause.read_text(encoding="utf-8").replace("\ntitre: ", "\ntitre: Autre ", 1), encoding="utf-8")
    table = root / "baremes" / "seuils.yaml"
    for _ in range(2):
        assert load_library(root).clauses["objet-du-marche"].titre.startswith("Autre ")
    before = load_library(root)
    table.write_text(table.read_text(encoding="utf-8") + "# relu\n", encoding="utf-8")
    assert load_library(root).baremes is not None and load_library(root).digest == before.digest
    plan = root / "pieces" / "rc.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("\ntitre: ", "\ntitre: Autre ", 1), encoding="utf-8")
    assert load_library(root).pieces["rc"].titre.startswith("Autre ")
    assert load_library(root).clauses.keys() == before.clauses.keys()
