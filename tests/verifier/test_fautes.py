"""Seeded faults of a library: each is found at its place with its code; the shipped library has none."""

import datetime as dt
import shutil

import pytest

from clausegen.findings import Niveau
from clausegen.library import shipped_library
from clausegen.verifier.execution import Choix
from clausegen.verifier.exemple import sans_marques
from clausegen.verifier.verification import Demande, verifier
from tests.verifier.fautes import FAUTES, FICHIERS
from tests.verifier.outils import JOUR, clause_text

NAMES = [f[0] for f in FAUTES]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """(marks expected by name, findings by name) of a library where every fault is sown at once."""
    root = tmp_path_factory.mktemp("semis") / "clause_library"
    shutil.copytree(shipped_library(), root)
    marks = {}
    for name, _code, head, text in FAUTES:
        raw = clause_text({"id": f"faute-{name}", **head}, text)
        clean, marks[name] = sans_marques(raw)
        (root / "socle" / f"faute-{name}.md").write_text(clean, encoding="utf-8")
    bilan = verifier(Demande((root,), aujourd_hui=JOUR))
    found = {name: [f for f in bilan.findings if f.location.path.endswith(f"/faute-{name}.md")] for name in NAMES}
    # A one-sided exclusion (CG229) is told at the clause that is silent, and names the one that was sown.
    others = [f for f in bilan.findings if "/faute-" not in f.location.path and not (f.code == "CG229" and "« faute-" in f.constat)]
    return marks, found, others


@pytest.mark.parametrize(("name", "code"), [(f[0], f[1]) for f in FAUTES], ids=NAMES)
def test_a_seeded_fault_is_found_at_its_place(seeded, name, code):
    marks, found, _ = seeded
    places = {(f.location.line, f.location.column) for f in found[name] if f.code == code}
    assert places, [str(f) for f in found[name]]
    if marks[name]:
        assert set(marks[name]) <= places, [str(f) for f in found[name]]


def test_the_seeded_set_is_large_enough():
    assert len(FAUTES) + len(FICHIERS) >= 75 and len(set(NAMES)) == len(NAMES)


def test_a_fault_in_a_clause_says_nothing_of_the_others(seeded):
    assert [str(f) for f in seeded[2]] == []


def test_no_rule_crashes_on_a_faulty_clause(seeded):
    assert not [f for found in seeded[1].values() for f in found if f.code == "CG909"]


@pytest.mark.parametrize(("file", "old", "new", "code"), FICHIERS, ids=[f[0] for f in FICHIERS])
def test_a_fault_of_another_file_of_the_library_is_found(tmp_path, file, old, new, code):
    root = tmp_path / "clause_library"
    shutil.copytree(shipped_library(), root)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    bilan = verifier(Demande((root,), Choix(choisir=("CG205", "CG4")), aujourd_hui=JOUR))
    found = [f for f in bilan.findings if f.code == code and f.location.path.endswith(file)]
    assert found and any(abs(f.location.line - line) <= 12 for f in found), [str(f) for f in bilan.findings][:5]


def test_a_dead_or_unverified_text_is_found_where_it_is_cited(tmp_path):
    from dataclasses import replace

    from clausegen.legal.periods import Periode
    from clausegen.library import load_library
    from clausegen.verifier.regle import Cible, rules_of
    from clausegen.verifier.sujets import SujetClause
    from tests.verifier.outils import subject_of

    library = load_library()
    entry = library.references.get("ccp.L2112-2")
    subject, _ = subject_of(clause_text({}, 'Selon {{ cite("ccp.L2112-2") }}.'))
    expected = (subject.source.ligne_du_corps, len('Selon {{ cite("') + 1)
    for changed, code in (
        (replace(entry, periodes=(Periode(None, dt.date(2024, 1, 1)),)), "CG481"),
        (replace(entry, confiance="R"), "CG482"),
    ):
        references = replace(library.references, entries={**library.references.entries, "ccp.L2112-2": changed})
        faulty = SujetClause(
            subject.clause, subject.source, replace(subject.bibliotheque, references=references), subject.ids, JOUR
        )
        (rule,) = [r for r in rules_of(Cible.CLAUSE) if r.code == code]
        assert [(f.location.line, f.location.column) for f in rule.check(faulty)] == [expected]
        assert not rule.check(subject)


def test_the_shipped_library_has_no_finding():
    bilan = verifier(Demande((shipped_library(),), aujourd_hui=JOUR))
    assert [str(f) for f in bilan.findings] == []
    assert sum(c.genre == "clause" for c in bilan.controles) > 200
    assert sum(c.genre == "essai" for c in bilan.controles) > 20
    assert all(f.niveau >= Niveau.CONSEIL for f in bilan.ecartes) and bilan.ecartes
