"""The shipped contracts: read without a fault, valid against the schema, stable when written back."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from clausegen.findings import Niveau
from clausegen.marche import build_marche, merge, read_marche, schema
from clausegen.sources import read_yaml

RACINE = Path(__file__).resolve().parents[2]
FICHIERS = sorted([*RACINE.glob("exemples/*/marche.yaml"), *RACINE.glob("clause_library/_exemples/*.yaml")])
NOMS = [f.parent.name if f.name == "marche.yaml" else f.stem for f in FICHIERS]
ATTENDUS = {
    "tma-aquareel", "travaux-residence", "reserve-produits-entretien", "objet-insertion-cartons", "espaces-verts-sans-clause",
    "plus-court", "services-fcs", "tic-accord-cadre", "travaux-lots", "fournitures-reserve", "objet-insertion",
    "fournitures-sans-clause", "services-sans-clause", "pi-etude", "moe-ecole", "mi-materiel", "sans-ccag",
}  # fmt: skip


def test_tous_sont_la():
    assert set(NOMS) >= ATTENDUS


@pytest.mark.parametrize("fichier", FICHIERS, ids=NOMS)
def test_exemple(fichier: Path):
    lecture = read_marche(fichier)
    assert [str(f) for f in lecture.findings if f.niveau > Niveau.CONSEIL] == []
    marche = lecture.marche
    assert marche is not None
    assert lecture.exit_code == 0
    # One example is older on purpose: it shows what the law did not ask for yet.
    assert marche.date_consultation.isoformat() >= "2026-09-01" or fichier.parent.name == "avant-le-22-aout-2026"
    assert all("example" in marche.acheteur.profil for _ in "x")
    assert "’" not in fichier.read_text(encoding="utf-8").split("\n")[0]
    if marche.defense:
        return
    for lot in marche.lots_effectifs:
        juges = [*lot.criteres, *(s for c in lot.criteres for s in c.sous_criteres)]
        assert any(c.type == "environnement" for c in juges) or [c.type for c in lot.criteres] == ["cout"]
    assert marche.environnement.penalite or marche.date_consultation.isoformat() < "2026-08-22"


@pytest.fixture(scope="module")
def valideur() -> Draft7Validator:
    Draft7Validator.check_schema(schema())
    return Draft7Validator(schema())


@pytest.mark.parametrize("fichier", FICHIERS, ids=NOMS)
def test_exemple_valide_au_schema(fichier: Path, valideur: Draft7Validator):
    assert [e.message[:200] for e in valideur.iter_errors(read_yaml(fichier).plain())] == []
    assert fichier.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../schemas/marche-1.schema.json\n"
    )


@pytest.mark.parametrize(
    "changements",
    [{"duree_moi": "1"}, {"procedure": "banane"}, {"acheteur": {"sirett": "1"}}, {"insertion": {"heures": {"moode": "x"}}},
     {"criteres": [{"nom": "Prix", "poid": "5 %"}]}, {"prix": {"butoir": "5"}}, {"reference": ""}],
)  # fmt: skip
def test_le_schema_refuse(court, valideur, changements):
    assert list(valideur.iter_errors(merge(court, changements)))


@pytest.mark.parametrize(
    "changements",
    [{"insertion": "non"}, {"insertion": {"heures": {"mode": "pourcentage", "valeur": "5 %"}}}, {"variantes": {"autorisees": "oui"}},
     {"montant_estime": 180000}, {"reconductions": 3}, {"description": ""}, {"avance": "A"}, {"cpv": "90911200"}, {"tacite": True},
     {"garantie": "aucune"}, {"insertion": {"publics": {"parts": {"qpv": "20 %"}}}}, {"candidature": {"documents": "DC1"}}],
)  # fmt: skip
def test_le_schema_admet_les_formes_courtes(court, valideur, changements):
    plain = merge(court, changements)
    assert [e.message[:200] for e in valideur.iter_errors(plain)] == []
    marche, constats = build_marche(plain)
    assert marche is not None, constats


def test_schema_en_francais():
    brut = schema()
    assert brut["$schema"].endswith("draft-07/schema#")
    assert brut["properties"]["reference"]["title"] == "Référence"
    assert brut["properties"]["montant_estime"]["examples"] == ["180 000 €"]
    assert "prix" not in brut["required"]
    assert {"acheteur", "reference", "objet", "nature", "duree", "variantes"} <= set(brut["required"])
    assert set(brut["$defs"]["Lot"]["anyOf"][0]["required"]) == {"numero", "objet"}
    assert "prefixItems" not in json.dumps(brut)


def test_validation_rapide(court):
    build_marche(court)
    debut = time.perf_counter()
    for _ in range(20):
        build_marche(court)
    assert (time.perf_counter() - debut) / 20 < 0.05
