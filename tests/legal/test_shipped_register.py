"""The register that is delivered: shape, periods, confidence, and what every citation prints."""

from __future__ import annotations

import datetime as dt
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from clausegen.legal import IMPRIMABLES, Baremes, References

TODAY = dt.date(2026, 11, 21)
CCAG = ("Travaux", "FCS", "PI", "TIC", "MI", "MOE")
PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).resolve().parents[3] / "shared"))


def test_the_six_ccag(references: References) -> None:
    assert tuple(references.ccag) == CCAG
    for code in CCAG:
        ccag = references.ccag_name(code)
        assert ccag.sigle == f"CCAG-{code}"
        assert ccag.complet.startswith("cahier des clauses administratives générales applicable aux marchés publics ")
        assert TODAY in ccag.periode


def test_every_entry_is_dated_sourced_and_in_french(references: References) -> None:
    for key in references:
        entry = references.get(key)
        assert entry.verifie_le is not None, key
        assert entry.verifie_le <= TODAY, key
        assert entry.source in references.sources, key
        assert entry.titre[0].isupper() or entry.titre.startswith("« "), key
        assert "'" not in entry.titre + entry.regle + entry.doute, key
        assert not re.search(r"\b(the|article only|read|unless|number)\b", entry.titre + entry.regle + entry.doute), key


def test_the_periods_are_in_order_and_do_not_overlap(references: References) -> None:
    for key in references:
        for before, after in pairwise(references.get(key).periodes):
            assert before.jusqu_a is not None, key
            assert after.depuis is not None, key
            assert before.jusqu_a + dt.timedelta(days=1) == after.depuis, key


def test_no_article_exceeds_the_last_of_its_ccag(references: References) -> None:
    for key in references:
        for code, cell in references.get(key).cellules.items():
            assert re.fullmatch(r"\d+(\.\d+)*", cell.article), (key, code)
            assert int(cell.article.split(".")[0]) <= int(references.ccag_name(code).dernier_article), (key, code)


def test_nothing_unverified_prints_a_number(references: References) -> None:
    for key in references:
        entry = references.get(key)
        cells = {code: cell.confiance for code, cell in entry.cellules.items()} or {"FCS": entry.confiance}
        for code, confiance in cells.items():
            citation = references.cite(key, code, TODAY)
            assert citation.printable == (confiance in IMPRIMABLES and references.in_force(key, TODAY)), (key, code)
            if not citation.printable:
                assert citation.finding is not None
                assert not re.search(r"\d", citation.text.replace(entry.titre, "")), (key, code)


@pytest.mark.parametrize(
    ("key", "ccag", "forme", "expected"),
    [
        ("ccag.insertion.penalites", "FCS", "le", "l’article 16.1.5 du CCAG-FCS"),
        ("ccag.insertion.penalites", "MI", "de", "de l’article 17.1.5 du CCAG-MI"),
        ("ccag.insertion.penalites", "MOE", "a", "à l’article 18.1.5 du CCAG-MOE"),
        ("ccag.penalites.plafond", "Travaux", "nu", "article 19.2.2 du CCAG-Travaux"),
        ("ccp.L2112-2", "FCS", "le", "l’article L. 2112-2 du code de la commande publique"),
        ("ccp.R2432-1_R2432-7", "MOE", "le", "les articles R. 2432-1 à R. 2432-7 du code de la commande publique"),
        ("ccp.R2432-1_R2432-7", "MOE", "a", "aux articles R. 2432-1 à R. 2432-7 du code de la commande publique"),
        ("cja.R421-1", "FCS", "de", "des articles R. 421-1 et R. 421-2 du code de justice administrative"),
        ("ctrav.L5132-4", "FCS", "le", "l’article L. 5132-4 du code du travail"),
        ("loi.2014-856.1", "FCS", "le", "l’article 1er de la loi n° 2014-856 du 31 juillet 2014"),
        ("decret.2019-768", "FCS", "de", "du décret n° 2019-768 du 24 juillet 2019"),
        ("rgpd.6", "FCS", "a", "à l’article 6 du règlement (UE) 2016/679"),
        ("ccp.annexe_2", "FCS", "le", "l’annexe n° 2 du code de la commande publique"),
        ("juris.CE-417580", "FCS", "le", "CE, 25 mai 2018, Nantes Métropole, n° 417580"),
        ("juris.CE-417580", "FCS", "de", "de la décision CE, 25 mai 2018, Nantes Métropole, n° 417580"),
    ],
)
def test_citations_as_printed(references: References, key: str, ccag: str, forme: str, expected: str) -> None:
    citation = references.cite(key, ccag, TODAY, forme)
    assert citation.printable
    assert citation.text.replace("\u00a0", " ") == expected


def test_a_text_not_yet_in_force_prints_its_title_only(references: References) -> None:
    before = references.cite("ccp.L2112-2-1", "FCS", dt.date(2026, 8, 21))
    assert not before.printable
    assert before.text.startswith("la disposition «")
    assert before.finding is not None and before.finding.code == "CG412"
    assert references.cite("ccp.L2112-2-1", "FCS", dt.date(2026, 8, 22)).printable


def test_no_ccag_and_no_such_rule_are_blocking(references: References) -> None:
    for ccag in ("aucun", "MOE"):
        citation = references.cite("ccag.garantie", ccag, TODAY)
        assert citation.finding is not None and citation.finding.code == "CG413"
        assert citation.text.replace("\u00a0", " ") == "la clause « Garantie »"
        assert references.article_number("ccag.garantie", ccag, TODAY) is None
    assert references.article_number("ccag.garantie", "FCS", TODAY) == "33.1"


def test_the_publics_have_the_letters_of_the_ccag(references: References) -> None:
    groups: dict[str, str] = {}
    for public in references.publics.values():
        groups[public.groupe] = groups.get(public.groupe, "") + public.lettre
        assert "Pôle emploi" not in public.libelle
    assert groups == {"structures": "abcdef", "criteres": "abcdefghij"}


@pytest.mark.skipif(not PARTAGE.is_dir(), reason="the shared material is not here")
def test_every_key_of_the_catalogue_resolves(references: References) -> None:
    cited: set[str] = set()
    for name in ("clauses-sociales.yaml", "clauses-socle.yaml", "faits.yaml"):
        text = (PARTAGE / "catalogue" / name).read_text(encoding="utf-8")
        pattern = r"\b((?:ccag|ccp|ctrav|cja|cass|ccom|cpi|casf|cpenit|rgpd|juris|arrete|loi|decret)\.[\w.-]*\w)"
        cited |= set(re.findall(pattern, text))
    assert len(cited) > 250
    assert sorted(key for key in cited if key not in references) == []


def test_the_page_of_doubts_names_real_entries(references: References, baremes: Baremes) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "doutes-juridiques.md").read_text(encoding="utf-8")
    keys = [k for k in re.findall(r"`([a-z]+\.[\w.-]+)`", page) if not k.endswith((".yaml", ".csv"))]
    assert len(keys) > 50
    assert [k for k in keys if k not in references] == []
    assert [n for n in re.findall(r"barème `(\w+)`", page) if n not in baremes.tables] == []
    assert "chomage_jeunes" in page
