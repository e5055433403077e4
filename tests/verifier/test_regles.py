"""Every rule: its page has its headings, its examples hold, positions included; every code emitted is explained."""

import os
import re
from pathlib import Path

import pytest

import clausegen
from clausegen.checks.regles import RUBRIQUES
from clausegen.findings import Niveau
from clausegen.verifier import orthographe
from clausegen.verifier.exemple import Exemple, sans_marques
from clausegen.verifier.expliquer import page_de, pages
from clausegen.verifier.regle import Cible, rules_of
from tests.verifier.outils import RUNNERS

SOURCES = Path(clausegen.__file__).parent
CASES = [(r, e) for cible in RUNNERS for r in rules_of(cible) for e in r.exemples]
RULES = [r for cible in Cible for r in rules_of(cible)]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=lambda v: v.nom)
def test_an_example_gives_the_findings_that_it_marks(rule, example):
    if rule.code == "CG701" and orthographe.dossier() is None:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("orthographe : installez l’option « orthographe » et le paquet « hunspell-fr »")
        pytest.skip("l’option « orthographe », ou le paquet « hunspell-fr », n’est pas installé")
    found, expected = RUNNERS[rule.cible](rule, example)
    assert found == expected


# The state that would make these speak (a dead or unverified entry of the register) is seeded in `test_fautes`.
ELSEWHERE = {"CG481", "CG482"}


@pytest.mark.parametrize("rule", [r for r in RULES if r.cible in RUNNERS], ids=lambda r: r.nom)
def test_a_rule_has_an_example_where_it_speaks_and_one_where_it_is_silent(rule):
    texts = [
        e.texte + "".join(e.entete) + "".join(e.entete.values()) + "".join(e.fichiers.values()) for e in rule.exemples
    ]
    spoken = ["‸" in t for t in texts]
    assert not all(spoken), "no silent example"
    assert any(spoken) or rule.code in ELSEWHERE, "no speaking example"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.cible.value}-{r.nom}")
def test_a_rule_is_documented(rule):
    assert re.fullmatch(r"CG\d{3}", rule.code)
    assert isinstance(rule.niveau, Niveau) and rule.titre and not rule.titre.endswith(".")
    assert re.findall(r"^## (.+)$", rule.documentation, re.M) == list(RUBRIQUES)


def test_a_code_belongs_to_one_rule():
    codes = [r.code for r in RULES]
    assert sorted(set(codes)) == sorted(codes)


def test_every_code_emitted_is_explained():
    emitted = {
        code for path in SOURCES.rglob("*.py") for code in re.findall(r'"(CG\d{3})', path.read_text(encoding="utf-8"))
    }
    assert len(emitted) > 150
    assert sorted(emitted - set(pages())) == []


def test_every_page_has_the_five_headings_and_says_something():
    for code, page in pages().items():
        headings = re.findall(r"^## (.+)$", page.texte, re.M)
        assert headings[: len(RUBRIQUES)] == list(RUBRIQUES), code
        assert all(part.strip() for part in re.split(r"^## .+$", page.texte, flags=re.M)[1:]), code


def test_a_page_is_found_whatever_its_case():
    assert page_de("cg204") is page_de("CG204") and page_de("CG999") is None


def test_marks_give_lines_and_columns():
    assert sans_marques("a‸b\n‸c") == ("ab\nc", ((1, 2), (2, 1)))
    assert Exemple("x").texte


def test_a_rule_that_crashes_is_a_finding_of_its_own():
    from clausegen.verifier.bilan import Bilan, Controle
    from clausegen.verifier.execution import Choix, executer
    from clausegen.verifier.regle import Regle

    class Broken:
        @staticmethod
        def check(_subject):
            raise KeyError("rien")

    rule = Regle("cassee", Cible.CLAUSE, "CG299", Niveau.CONSEIL, "t", "", (), Broken)
    (finding,) = executer([rule], object(), "f.md", Choix(choisir=("CG2",)))
    assert finding.code == "CG909" and "CG299" in finding.constat and finding.niveau is Niveau.BLOQUANT
    assert Bilan((Controle("clause", "f", "f.md", (finding,)),)).code_de_sortie(Niveau.BLOQUANT) == 3
