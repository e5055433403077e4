"""Faults in the legal data files: each is a finding in French with its file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.findings import Refused
from clausegen.legal import load_baremes, load_references
from clausegen.legal.grammar import articles, avec_article, clause_sans_numero

GOOD = """\
source: s
ccag:
  FCS: {sigle: CCAG-FCS, titre: de fournitures, approbation: arrêté, dernier_article: "46", confiance: V1}
sources: {s: Une source}
origines:
  ccp: {nom: code de la commande publique}
"""


def refused(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD + text, encoding="utf-8")
    with pytest.raises(Refused) as error:
        load_references(tmp_path)
    assert all(f.location.path == str(path) and f.location.line for f in error.value.findings)
    return [f"{f.code}:{f.location.line}" for f in error.value.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("textes:\n  ccp.a: {article: L. 1, titre: T, confiance: V9}\n", ["CG404:8"]),
        ("textes:\n  ccp.a: {article: L. 1, titre: T, confiance: V1, bidon: x}\n", ["CG401:8"]),
        ("textes:\n  ccp.a: {article: L. 1, confiance: V1}\n", ["CG405:8"]),
        ("textes:\n  ccp.a: {titre: T, confiance: V1}\n", ["CG405:8"]),
        ("textes:\n  xyz.a: {article: L. 1, titre: T, confiance: V1}\n", ["CG406:8"]),
        ("textes:\n  ccp.a: {article: L. 1, titre: T, confiance: V1, source: autre}\n", ["CG406:8"]),
        ("textes:\n  ccp.a: {article: L. 1, titre: T, confiance: V1, depuis: hier}\n", ["CG402:8"]),
        (
            "textes:\n  ccp.a: {article: L. 1, titre: T, confiance: V1, depuis: 2026-01-02, jusqu_a: 2026-01-01}\n",
            ["CG402:8"],
        ),
        (
            "textes:\n  ccp.a:\n    article: L. 1\n    titre: T\n    confiance: V1\n    periodes:\n"
            "      - {depuis: 2019-04-01, jusqu_a: 2026-08-22}\n      - {depuis: 2026-08-22}\n",
            ["CG403:14"],
        ),
        ("regles:\n  ccag.a: {titre: T, confiance: V1, articles: {XYZ: '1'}}\n", ["CG406:8"]),
        ("regles:\n  ccag.a: {titre: T, confiance: V1}\n", ["CG405:8"]),
        ("regles:\n  ccp.a: {titre: T, confiance: V1, articles: {FCS: '1'}}\n", ["CG401:8"]),
        ("regles: []\n", ["CG400:7"]),
    ],
)
def test_register(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert refused(tmp_path, text) == expected


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    text = "textes:\n  ccp.a: {article: L. 1, confiance: V1}\n  ccp.b: {article: L. 1, titre: T, confiance: X9}\n"
    assert refused(tmp_path, text) == ["CG405:8", "CG404:9"]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="aucun fichier"):
        load_references(tmp_path / "rien")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{valeur: douze, depuis: 2026-01-01}", "CG420"),
        ("{valeur: 12, depuis: 2026-01-01, couleur: x}", "CG401"),
        ("{valeur: 12, famille: autre, depuis: 2026-01-01}", "CG420"),
        ("{depuis: 2026-01-01}", "CG405"),
        ("{valeur: 12, depuis: 2026-01-01}\n      - {valeur: 13, depuis: 2027-01-01}", "CG403"),
    ],
)
def test_tables(tmp_path: Path, row: str, code: str) -> None:
    library = tmp_path / "bibliotheque"
    (library / "baremes").mkdir(parents=True)
    for folder, name, width in (("territoires", "departements", 7), ("nomenclatures", "cpv-services-sociaux", 2)):
        (library / folder).mkdir()
        (library / folder / f"{name}.csv").write_text(";".join("x" * width) + "\n", encoding="utf-8")
    (library / "baremes" / "a.yaml").write_text(
        "confiance: V1\nsource: s\nbaremes:\n  b:\n    titre: T\n    type: montant\n    cles: {famille: [travaux]}\n"
        f"    valeurs:\n      - {row}\n",
        encoding="utf-8",
    )
    with pytest.raises(Refused) as error:
        load_baremes(library / "baremes")
    assert [f.code for f in error.value.findings] == [code]
    assert error.value.findings[0].location.line >= 9


def test_grammar() -> None:
    assert avec_article("arrêté du 22 mars 2019", "de") == "de l’arrêté du 22 mars 2019"
    assert avec_article("loi n° 1", "a") == "à la loi n° 1"
    assert avec_article("code du travail", "le") == "le code du travail"
    assert avec_article("CCAG-FCS", "de") == "du CCAG-FCS"
    assert articles("A. 243-2 et suivants", "code des assurances").startswith("les articles")
    assert articles("5", "CCAG-PI", "nu") == "article\u00a05 du CCAG-PI"
    assert clause_sans_numero("Pénalités", "CCAG-FCS") == "la clause «\u00a0Pénalités\u00a0» du CCAG-FCS"
    with pytest.raises(ValueError, match="forme de citation inconnue"):
        avec_article("loi", "sur")
