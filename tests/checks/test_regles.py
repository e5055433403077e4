"""The rules as a whole: documented, discovered, deterministic, silent on lawful contracts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clausegen.checks import Contexte, contract_rules, run_contract_rules
from clausegen.checks import execution as moteur
from clausegen.checks.regles import RUBRIQUES, Regle
from clausegen.findings import Finding, Niveau
from clausegen.sources import read_yaml
from tests.checks.outils import RACINE, contexte, textes

PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).resolve().parents[3] / "shared"))
DOSSIER = Path(moteur.__file__).parent / "marche"
ECHANTILLONS = sorted(p.stem for p in (RACINE / "_exemples").glob("*.yaml"))


@pytest.fixture(params=contract_rules(), ids=lambda r: r.nom)
def regle(request: pytest.FixtureRequest) -> Regle:
    return request.param


def test_every_file_of_the_folder_is_a_rule() -> None:
    assert {r.nom for r in contract_rules()} == {p.stem for p in DOSSIER.glob("*.py")} - {"__init__"}


def test_codes_are_unique_and_ordered() -> None:
    codes = [r.code for r in contract_rules()]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)
    assert all(re.fullmatch(r"CG[145]\d\d", code) for code in codes)


def test_documentation_has_its_headings_in_order(regle: Regle) -> None:
    titres = re.findall(r"^## (.+)$", regle.documentation, re.MULTILINE)
    assert tuple(titres) == RUBRIQUES
    for rubrique, texte in zip(titres, re.split(r"^## .+$", regle.documentation, flags=re.MULTILINE)[1:], strict=True):
        assert texte.strip(), rubrique


def test_examples_have_a_good_one_and_a_bad_one(regle: Regle) -> None:
    assert any(e.attendu for e in regle.exemples)
    assert any(not e.attendu for e in regle.exemples)
    noms = [e.nom for e in regle.exemples]
    assert len(set(noms)) == len(noms)


def test_main_level_is_met_by_an_example(regle: Regle) -> None:
    niveaux = {f.niveau for e in regle.exemples for f in regle.check(contexte(e.marche, e.avec))}
    assert regle.niveau in niveaux


def test_articles_are_keys_of_the_register() -> None:
    references, _ = textes()
    for fichier in DOSSIER.glob("*.py"):
        for cle in re.findall(r'"((?:ccp|ccag|juris|ctrav)\.[A-Za-z0-9_.-]+)"', fichier.read_text(encoding="utf-8")):
            assert cle in references, f"{fichier.name} : {cle}"


def test_findings_read_well(regle: Regle) -> None:
    for exemple in regle.exemples:
        for f in regle.check(contexte(exemple.marche, exemple.avec)):
            assert f.code == regle.code and f.field and f.constat and f.remede
            assert not f.constat[0].isupper() and not f.constat.endswith(".")
            assert "'" not in f.constat + f.remede and "None" not in f.constat
            assert f.location.place == f.field


@pytest.mark.parametrize("echantillon", ECHANTILLONS)
def test_samples_have_nothing_blocking(echantillon: str) -> None:
    bloquants = [f for f in run_contract_rules(contexte(echantillon)) if f.niveau is Niveau.BLOQUANT]
    assert not bloquants, [str(f) for f in bloquants]


def test_only_the_missing_social_condition_forbids_writing() -> None:
    refus = {
        r.code for r in contract_rules() for e in r.exemples for f in r.check(contexte(e.marche, e.avec)) if f.refuse
    }
    assert refus == {"CG440"}


def test_same_contract_same_findings() -> None:
    avec = {"insertion": {"penalites": "", "facilitateur": ""}, "criteres": [{"nom": "Prix", "poids": "100 %"}]}
    premier = run_contract_rules(contexte("travaux-lots", avec))
    assert premier == run_contract_rules(contexte("travaux-lots", avec))
    assert [f.code for f in premier] == sorted(f.code for f in premier)


def test_what_lots_share_is_said_once_where_it_is_written() -> None:
    ctx = contexte("travaux-lots", {"criteres": [{"nom": "Prix", "poids": "100 %"}]})
    (prix,) = [f for f in run_contract_rules(ctx) if f.code == "CG447"]
    assert prix.field == "criteres"
    assert not prix.constat.startswith("lot")


def test_what_some_lots_share_names_them() -> None:
    ctx = contexte("travaux-lots", {"insertion": {"penalites": {"absence": ""}}})
    (absence,) = [f for f in run_contract_rules(ctx) if f.code == "CG513"]
    assert absence.field == "lots.0.insertion.penalites.absence"
    assert absence.constat.startswith("lots n°\u00a004 et 16\u00a0: ")


def test_a_finding_of_one_lot_names_it() -> None:
    lots = [
        {"numero": "01", "objet": "A", "insertion": {"heures": "60"}},
        {"numero": "02", "objet": "B", "insertion": {"heures": "300"}},
    ]
    (plancher,) = [f for f in run_contract_rules(contexte("travaux-lots", {"lots": lots})) if f.code == "CG130"]
    assert plancher.constat.startswith("lot n°\u00a001\u00a0: ")


def test_a_rule_that_crashes_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def casse(_ctx: Contexte) -> Iterator[Finding]:
        raise ZeroDivisionError

    monkeypatch.setattr(contract_rules()[3].module, "check", casse)
    with pytest.raises(ZeroDivisionError):
        run_contract_rules(contexte("services-fcs"))


def test_an_article_without_printable_number_is_left_out() -> None:
    ctx = contexte("sans-ccag", {"insertion": {"heures": "200"}})
    findings = [f for f in run_contract_rules(ctx) if f.code == "CG513"]
    assert findings and all(f.article == "" for f in findings)


@pytest.mark.skipif(not PARTAGE.is_dir() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé")
def test_the_annulled_case_is_caught_whatever_its_words() -> None:
    cas: dict[str, Any] = read_yaml(PARTAGE / "cas" / "08_nantes_metropole_impression_2017_ILLEGAL.yaml").plain()
    (critere,) = cas["criteres"]
    rse = {"nom": critere["nom"], "poids": f"{critere['poids_pct']} %",
           "sous_criteres": [{"nom": nom, "poids": "20 %"} for nom in critere["sous_criteres"]]}  # fmt: skip
    reste = [{"nom": "Prix", "poids": "55 %"}, {"nom": "Environnement", "type": "environnement", "poids": "30 %"}]
    avec = {"objet": cas["marche"]["objet"], "criteres": [*reste, rse]}
    (finding,) = [f for f in run_contract_rules(contexte("services-fcs", avec)) if f.code == "CG448"]
    assert finding.niveau is Niveau.BLOQUANT
    assert "417580" in finding.article
