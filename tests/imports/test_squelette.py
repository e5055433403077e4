"""The commented file: what it holds, what it asks for, what it proposes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausegen.imports.formulaire import a_completer
from clausegen.imports.squelette import Note, rediger
from clausegen.imports.tribunal import tribunal_propose
from clausegen.library import shipped_library
from clausegen.marche import build_marche, read_marche
from clausegen.sources import parse_yaml, read_yaml
from tests.imports.conftest import EXEMPLES, NOMS


def sans_vides(arbre):
    """The tree without blank keys."""
    if isinstance(arbre, dict):
        propre = {c: sans_vides(v) for c, v in arbre.items() if v != ""}
        return {c: v for c, v in propre.items() if v != {}}
    return [sans_vides(v) for v in arbre] if isinstance(arbre, list) else arbre


@pytest.mark.parametrize("fichier", EXEMPLES, ids=NOMS)
def test_a_contract_written_with_comments_is_the_same_contract(fichier):
    avant = read_marche(fichier)
    texte = rediger(avant.plain, schema="../schemas/marche-1.schema.json")
    apres = read_marche("marche.yaml", texte)
    assert sans_vides(apres.plain) == avant.plain
    assert apres.marche == avant.marche
    assert texte.startswith("# yaml-language-server: $schema=../schemas/marche-1.schema.json\n# $schema: ")


def test_a_blank_file_asks_for_all_that_is_required_and_says_how():
    texte = rediger({})
    assert sans_vides(parse_yaml(texte, "x").plain()) == {}
    for nom in a_completer({}):
        assert re.search(rf"^ *{nom.split('.')[-1]}:$", texte, re.MULTILINE), nom
    assert texte.count("# À compléter.") == len(a_completer({}))
    assert max(len(ligne) for ligne in texte.split("\n")) < 400


def test_what_is_proposed_can_be_uncommented():
    """Every proposal, its hash removed, is read and known to the model."""
    lignes = rediger({}).split("\n")
    sans_diese = [re.sub(r"^( *)# (?=( *- \{| *[a-z_]+: ?.*$| {2,}))", r"\1", ligne) if not re.search(r"[À-Ý]\w* |\. | : |«", ligne) else ligne for ligne in lignes]
    arbre = parse_yaml("\n".join(sans_diese), "marche.yaml").plain()
    proposees = {"cpv", "lieu", "lots", "accord_cadre", "insertion", "reserve", "absence_de_condition_sociale", "prix", "environnement", "montant_estime"}
    assert proposees <= set(sans_vides(arbre))
    _, constats = build_marche(arbre)
    assert {f.code for f in constats} <= {"CG112", "CG123", "CG126"}, [str(f) for f in constats]


def test_notes_stand_beside_their_field_and_are_never_read():
    notes = {"acheteur.siret": Note("la clé est fausse"), "cpv.principal": Note("sept chiffres", "09132100"), "acheteur.tribunal": Note("proposé", "tribunal administratif d’Orléans")}
    texte = rediger({"objet": "x"}, notes)
    assert "  # Attention : la clé est fausse\n  siret:" in texte
    assert '# Attention : sept chiffres\n# cpv: "09132100"' in texte
    assert "  # tribunal: tribunal administratif d’Orléans" in texte
    assert sans_vides(parse_yaml(texte, "x").plain()) == {"objet": "x"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_no_note_can_write_into_the_file(note, proposition):
    texte = rediger({}, {"acheteur.siret": Note(note, proposition), "cpv.principal": Note(note, proposition), "criteres": Note(note)}, (note,))
    assert sans_vides(parse_yaml(texte, "x").plain()) == {}


def test_the_court_is_proposed_from_the_place_then_from_the_buyer():
    library = shipped_library()
    assert tribunal_propose({"lieu": {"departement": "45"}}, library).proposition == "tribunal administratif d’Orléans"
    assert tribunal_propose({"acheteur": {"code_postal": "20137"}}, library).proposition == "tribunal administratif de Bastia"
    assert tribunal_propose({"acheteur": {"code_postal": "45000", "tribunal": "autre"}}, library) is None
    assert tribunal_propose({"acheteur": {"code_postal": "45000", "public": "non"}}, library) is None
    assert tribunal_propose({}, library) is None


def test_an_example_stays_readable():
    texte = rediger(read_yaml(EXEMPLES[NOMS.index("plus-court")]).plain())
    assert "duree: 12 mois\n" in texte and "  - {nom: Prix, poids: 50 %}\n" in texte and 'siret: "21459990400015"' in texte
