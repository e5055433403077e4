"""Seeded faults of gabarits: each is found at its place with its code, and nothing else is said."""

import io
import zipfile
from pathlib import Path

import pytest

from clausegen.findings import Niveau
from clausegen.verifier.execution import Choix
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.sujets import SujetWord
from clausegen.verifier.word import examiner_word
from tests.verifier.fautes_gabarits import FAUTES
from tests.verifier.outils import shipped

TEMPLATES = Path(__file__).parents[2] / "templates"
# The three trials of the order of 0.5 s each are run once, on the gabarits that are not changed.
STATIC = Choix(ignorer=("CG331",))


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(gabarit, change):
    with zipfile.ZipFile(TEMPLATES / f"{gabarit}.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = dict(parts)
    change(parts)
    assert parts != before, "the change had no effect"
    return package(parts)


def examine(data, name="ccap.docx", choix=Choix()):  # noqa: B008
    (control,), _ = examiner_word([(Path(name), data, Cible.GABARIT)], shipped(), choix)
    return control.findings


@pytest.mark.parametrize(("gabarit", "change", "expected"), [f[1:] for f in FAUTES], ids=[f[0] for f in FAUTES])
def test_a_seeded_fault_is_found_at_its_place_and_alone(gabarit, change, expected):
    with_trial = any(code == "CG331" for code, _ in expected)
    found = examine(changed(gabarit, change), f"{gabarit}.docx", Choix() if with_trial else STATIC)
    assert sorted((f.code, f.location.place) for f in found) == sorted(expected), [str(f) for f in found]
    for finding in found:
        assert finding.constat and finding.remede and finding.location.path == f"{gabarit}.docx"
        assert finding.location.line == (int(finding.location.place.split("¶\u00a0")[1].split(",")[0].split()[0])
                                         if finding.location.place.startswith("corps, ¶") else 0)  # fmt: skip


def test_the_seeded_set_is_large_enough():
    names = [f[0] for f in FAUTES]
    assert len(names) == len(set(names)) >= 100
    # Every rule on gabarits is made to speak by at least one fault.
    assert {c for f in FAUTES for c, _ in f[3]} == {r.code for r in rules_of(Cible.GABARIT)}


@pytest.mark.parametrize("name", ["ccap", "rc", "piece"])
def test_a_shipped_gabarit_has_no_finding(name):
    assert [str(f) for f in examine((TEMPLATES / f"{name}.docx").read_bytes(), f"{name}.docx")] == []


def test_a_shipped_gabarit_under_another_name_has_no_finding():
    assert [str(f) for f in examine((TEMPLATES / "rc.docx").read_bytes(), "reglement-mairie.docx")] == []


def test_what_the_autocorrection_did_is_advice_and_the_trial_passes():
    typed = [f for f in FAUTES if {c for c, _ in f[3]} == {"CG316"}]
    assert len(typed) >= 5

    def change(parts):
        for _, _, alter, _ in typed:
            alter(parts)

    found = examine(changed("ccap", change))
    assert {(f.code, f.niveau) for f in found} == {("CG316", Niveau.CONSEIL)}


def test_several_faults_are_said_at_once():
    def change(parts):
        for fault in FAUTES:
            if fault[0] in ("rubrique inconnue", "Word anglais", "suivi enclenché", "macro"):
                fault[2](parts)

    assert {f.code for f in examine(changed("ccap", change))} == {"CG314", "CG320", "CG327", "CG304"}


def test_the_document_of_a_suggestion_is_the_right_word():
    said = {f[0]: f for f in FAUTES}
    for name, word in (("rubrique inconnue", "objet"), ("variable inconnue", "marche"), ("valeur impossible", "travaux"),
                       ("article inconnu", "objet"), ("instruction en majuscules", "if")):  # fmt: skip
        _, gabarit, change, _ = said[name]
        found = examine(changed(gabarit, change), f"{gabarit}.docx", STATIC)
        assert any(f"vouliez-vous dire « {word} » ?" in f.remede for f in found), name


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in rules_of(Cible.GABARIT) for e in r.exemples], ids=lambda v: v.nom
)
def test_an_example_of_a_rule_gives_the_findings_it_announces(rule, example):
    with zipfile.ZipFile(TEMPLATES / "ccap.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    example.change(parts)
    found = rule.check(SujetWord("ccap.docx", package(parts), shipped()))
    assert sorted(f.location.place for f in found) == sorted(example.attendu), [str(f) for f in found]


@pytest.mark.parametrize("rule", rules_of(Cible.GABARIT), ids=lambda r: r.nom)
def test_a_rule_on_gabarits_has_an_example_that_speaks_and_one_that_is_silent(rule):
    spoken = {bool(e.attendu) for e in rule.exemples}
    assert spoken == {True, False}
