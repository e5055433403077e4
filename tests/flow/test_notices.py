"""What the notices declare, derived from the clauses really kept."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from clausegen.generation import prepare
from clausegen.library import load_library
from clausegen.marche import build_marche, merge
from clausegen.notices import decp, eforms, reminders
from clausegen.selection import select_clauses
from clausegen.sources import read_yaml

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(p.parent.name for p in (ROOT / "exemples").glob("*/marche.yaml"))
SHARED = Path(os.environ.get("CLAUSEGEN_PARTAGE", ROOT.parent / "shared"))


@pytest.fixture(scope="module")
def shipped():
    return load_library()


def facing(library, name, **changes):
    plain = merge(read_yaml(ROOT / "exemples" / name / "marche.yaml").plain(), changes)
    marche, findings = build_marche(plain)
    assert marche is not None, findings
    context = prepare(marche, library)
    return context, select_clauses(context)


def social(library, name, **changes):
    return [row["considerationsSociales"]["considerationSociale"] for row in decp(*facing(library, name, **changes))["marches"]["marche"]]


def test_the_social_value_follows_the_clauses_kept(shipped):
    assert social(shipped, "tma-aquareel") == [["Clause sociale"]]
    assert social(shipped, "espaces-verts-sans-clause") == [["Pas de considération sociale"]]
    assert social(shipped, "reserve-produits-entretien")[0][-1] == "Marché réservé"
    assert social(shipped, "plus-court", insertion="non") == [["Pas de considération sociale"]]


def test_each_lot_declares_its_own_clauses(shipped):
    assert social(shipped, "travaux-residence") == [["Clause sociale"], ["Pas de considération sociale"], ["Clause sociale"]]


def test_a_withdrawn_clause_is_not_declared(shipped):
    withdrawn = {"retirer": [{"id": "ccap-insertion-principe", "motif": "essai"}]}
    assert social(shipped, "plus-court", clauses=withdrawn) == [["Pas de considération sociale"]]


def test_eforms_codes(shipped):
    (notice,) = eforms(*facing(shipped, "tma-aquareel"))
    codes = {field: [v["code"] for v in value] for field, value in notice["champs"].items() if not isinstance(value, str)}
    assert codes["BT-06"] == ["soc-obj", "env-imp"]
    assert codes["BT-775"] == ["opp"]
    assert codes["BT-71"] == ["none"]
    assert codes["BT-736"] == ["no"]
    assert notice["champs"]["BT-777"]
    (reserved,) = eforms(*facing(shipped, "reserve-produits-entretien"))
    assert [v["code"] for v in reserved["champs"]["BT-71"]] == ["res-ws"]


def test_no_strategic_text_without_strategic_objective(shipped):
    (notice,) = eforms(*facing(shipped, "espaces-verts-sans-clause", defense="oui", environnement="non"))
    assert [v["code"] for v in notice["champs"]["BT-06"]] in (["none"], ["env-imp"])
    assert ("BT-777" in notice["champs"]) == ([v["code"] for v in notice["champs"]["BT-06"]] != ["none"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_is_admitted_by_the_published_schema(shipped, name):
    """Properties given are valid against DECP 2.0.3; those known after the award are the buyer's to add."""
    path = SHARED / "donnees" / "decp" / "schema_decp_v2.0.3.json"
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip("schéma DECP absent : indiquez son dossier par CLAUSEGEN_PARTAGE")
    schema = json.loads(path.read_text(encoding="utf-8"))
    relaxed = json.loads(json.dumps(schema))
    relaxed["definitions"]["marche"]["required"] = []
    document = decp(*facing(shipped, name))
    jsonschema.Draft7Validator(relaxed).validate(document)
    later = {
        "marcheInnovant": False, "offresRecues": 1, "attributionAvance": False, "typeGroupementOperateurs": "Pas de groupement",
        "dateNotification": "2027-01-01", "datePublicationDonnees": "2027-02-01", "sousTraitanceDeclaree": False,
        "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": "21459990400015"}}],
    }  # fmt: skip
    for row in document["marches"]["marche"]:
        row.update(later)
        row.setdefault("montant", 1.0)
        row.setdefault("codeCPV", "90911200")
    jsonschema.Draft7Validator(schema).validate(document)


def codelists():
    path = SHARED / "donnees" / "eforms" / "codelists_fr.json"
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip("listes eForms absentes : indiquez leur dossier par CLAUSEGEN_PARTAGE")
    return json.loads(path.read_text(encoding="utf-8"))


LISTS = {"BT-06": "strategic-procurement", "BT-775": "social-objective", "BT-71": "reserved-procurement",
         "BT-736": "applicability", "BT-754": "accessibility"}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_eforms_fields_are_those_of_the_published_lists(shipped, name):
    lists = codelists()
    context, selection = facing(shipped, name)
    notices = eforms(context, selection)
    assert [n["lot"] for n in notices] == ([str(lot.numero) for lot in context.marche_brut.lots] or [None])
    for i, notice in enumerate(notices):
        fields = notice["champs"]
        codes = {field: [v["code"] for v in value] for field, value in fields.items() if field in LISTS}
        for field, found in codes.items():
            assert set(found) <= set(lists[LISTS[field]]), field
            assert len(found) == len(set(found)), field
        assert codes["BT-06"] and len(codes["BT-71"]) >= 1 and len(codes["BT-736"]) == 1
        assert ("soc-obj" in codes["BT-06"]) == bool(codes.get("BT-775"))
        assert ("none" in codes["BT-06"]) == (codes["BT-06"] == ["none"]) == ("BT-777" not in fields)
        assert 0 < len(fields.get("BT-777", "x")) <= 6000
        assert (codes.get("BT-754") == ["n-inc-just"]) == ("BT-755" in fields)
        reserved = selection_of(selection, i, "participation")
        assert codes["BT-71"] == (reserved or ["none"])


def selection_of(selection, lot, key):
    kept = [d.clause.avis[key] for d in selection.kept() if key in d.clause.avis and (not d.clause.par_lot or lot in d.lots)]
    return sorted(set(kept), key=["none", "res-ws", "res-pub-ser"].index)


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_notices_tell_the_same_story(shipped, name):
    context, selection = facing(shipped, name)
    for row, notice in zip(decp(context, selection)["marches"]["marche"], eforms(context, selection), strict=True):
        codes = {field: [v["code"] for v in value] for field, value in notice["champs"].items() if not isinstance(value, str)}
        social_row = row["considerationsSociales"]["considerationSociale"]
        # BT-71 has no code for the reservation to operators in prison: a reminder says to write it in the notice.
        prison = any("BT-71" in reminder for reminder in reminders(context))
        assert ("Marché réservé" in social_row) == (codes["BT-71"] != ["none"] or prison)
        assert (social_row == ["Pas de considération sociale"]) == ("soc-obj" not in codes["BT-06"])


@pytest.mark.parametrize(
    ("changes", "expected", "unexpected"),
    [
        ({"montant_estime": "89 999 €"}, "Publicité : libre", "Avis d’attribution"),
        ({"montant_estime": "90 000 €"}, "ou journal habilité", "Journal officiel de l’Union"),
        ({"procedure": "appel_offres_ouvert"}, "Journal officiel de l’Union européenne", "ou journal habilité"),
        ({"procedure": "appel_offres_ouvert"}, "dans les 30 jours qui suivent la signature", "libre"),
        ({"procedure": "appel_offres_ouvert"}, "elles seraient admises (article L. 2151-2", "mêmes mots"),
        ({"procedure": "appel_offres_ouvert", "date_consultation": "2026-05-27", "date_limite": "2026-07-12 12:00"},
         "dans les mêmes mots", "seraient admises"),
        ({"variantes": {"autorisees": "oui", "exigences": "mêmes performances"}}, "l’avis les autorise", "exclut"),
    ],
)  # fmt: skip
def test_reminders_follow_thresholds_and_dates(shipped, changes, expected, unexpected):
    context, _ = facing(shipped, "plus-court", **changes)
    said = " ".join(reminders(context)).replace("\u00a0", " ").replace("\u202f", " ")
    assert expected in said
    assert unexpected not in said


def test_no_notice_no_reminder(shipped):
    context, _ = facing(shipped, "sans-publicite-restauration")
    assert reminders(context) == ()
