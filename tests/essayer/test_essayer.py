"""`clausegen essayer`: what a change of the library does to contracts, against the texts accepted before."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.essayer import comparer, contrats, essayer, mots, renumerotes
from clausegen.library import shipped_library

RACINE = Path(__file__).resolve().parents[2]
CONTRATS = ("plus-court", "tma-aquareel", "entretien-reserve")


@pytest.fixture
def dossier(tmp_path):
    noms = [n for n in CONTRATS if (RACINE / "exemples" / n).is_dir()]
    for nom in noms:
        (tmp_path / "contrats" / nom).mkdir(parents=True)
        shutil.copy(RACINE / "exemples" / nom / "marche.yaml", tmp_path / "contrats" / nom)
    shutil.copytree(shipped_library(), tmp_path / "bibliotheque")
    return tmp_path


@pytest.fixture
def lancer(dossier):
    def lance(*arguments, code):
        fait = subprocess.run([sys.executable, "-m", "clausegen", "essayer", "contrats", "--bibliotheque", "bibliotheque", *arguments],
                              cwd=dossier, capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
        assert fait.returncode == code, fait.stdout + fait.stderr
        assert "Traceback" not in fait.stderr
        return fait

    return lance


def _clause_commune(dossier):
    """A clause of plain text kept by the shortest contract: its file, and a word of it that stands alone."""
    texte = (dossier / "contrats" / "plus-court" / "accepte.txt").read_text(encoding="utf-8")
    for identifiant, ligne in re.findall(r"^clause\t([\w-]+)\ncorps\t([^‹\n]{60,})$", texte, re.MULTILINE):
        (fichier,) = (dossier / "bibliotheque").rglob(f"{identifiant}.md")
        source = fichier.read_text(encoding="utf-8")
        # A line of a branch that this contract does not take would change nothing; a clause cited cannot be withdrawn.
        cite = f'renvoi("{identifiant}")'
        if any(cite in f.read_text(encoding="utf-8") for f in (dossier / "bibliotheque").rglob("*.md")):
            continue
        for mot in re.findall(r"\b[a-zàéè]{8,}\b", ligne):
            ecrite = next((brute for brute in source.split("\n") if mot in brute), "")
            if source.count(mot) == 1 and ligne.count(mot) == 1 and ecrite[:12].replace("'", "’") == ligne[:12]:
                return identifiant, fichier, mot
    raise AssertionError("aucune clause simple")


def test_nothing_accepted_then_accepted_then_nothing_changed(lancer, dossier):
    assert "sans texte accepté" in lancer(code=1).stderr
    lancer("--accepter", code=0)
    acceptes = {p: p.read_bytes() for p in dossier.glob("contrats/*/accepte.txt")}
    assert len(acceptes) >= 2
    assert lancer(code=0).stdout == ""
    lancer("--accepter", code=0)
    assert {p: p.read_bytes() for p in dossier.glob("contrats/*/accepte.txt")} == acceptes


def test_lines_are_a_style_and_a_text(lancer, dossier):
    lancer("--accepter", code=0)
    for fichier in dossier.glob("contrats/*/accepte.txt"):
        tete, *lignes = fichier.read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert tete.startswith("# ") and all(ligne.count("\t") == 1 for ligne in lignes)
        assert {"pièce\tccap", "pièce\trc", "pièce\tavis"} <= set(lignes)


def test_a_changed_word_is_said_once_with_every_contract(lancer, dossier):
    lancer("--accepter", code=0)
    identifiant, fichier, mot = _clause_commune(dossier)
    fichier.write_text(fichier.read_text(encoding="utf-8").replace(mot, "autrement"), encoding="utf-8")
    fait = lancer(code=1)
    (titre,) = [ligne for ligne in fait.stdout.split("\n") if ligne.startswith(identifiant)]
    assert "modification" in titre and "plus-court" in titre
    assert f"[−{mot}" in fait.stdout and "[+autrement" in fait.stdout


def test_a_withdrawn_clause_is_told_and_the_numbers_that_follow_are_only_counted(lancer, dossier):
    lancer("--accepter", code=0)
    identifiant, fichier, _ = _clause_commune(dossier)
    fichier.unlink()
    fait = json.loads(lancer("--format", "json", code=1).stdout)
    (court,) = [m for m in fait if "plus-court" in m["marche"]]
    assert (identifiant, "retrait") in {(c["clause"], c["genre"]) for c in court["changements"]}


def test_a_contract_at_fault_stops_nothing(lancer, dossier):
    (dossier / "contrats" / "faux").mkdir()
    (dossier / "contrats" / "faux" / "marche.yaml").write_text("objet: [\n", encoding="utf-8")
    fait = lancer("--accepter", code=2)
    assert "faux/marche.yaml:" in fait.stderr.replace("\\", "/")
    assert (dossier / "contrats" / "plus-court" / "accepte.txt").exists() and not (dossier / "contrats" / "faux" / "accepte.txt").exists()


def test_a_clause_that_cannot_be_read_is_told_with_its_place(lancer, dossier):
    lancer("--accepter", code=0)
    _, fichier, mot = _clause_commune(dossier)
    fichier.write_text(fichier.read_text(encoding="utf-8").replace(mot, "{% if %}"), encoding="utf-8")
    fait = lancer(code=2)
    assert fichier.name in fait.stderr and "CG" in fait.stderr


def test_where_there_is_no_contract(tmp_path):
    fait = subprocess.run([sys.executable, "-m", "clausegen", "essayer"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert fait.returncode == 2 and "aucun marché" in fait.stderr


def test_one_process_and_two_give_the_same(dossier):
    marches = contrats([dossier / "contrats"])
    assert [e.texte for e in essayer(marches, processus=1)] == [e.texte for e in essayer(marches, processus=2)]


LIGNES = st.lists(st.sampled_from(["clause\ta", "clause\tb", "pièce\trc", "corps\tvoir ‹1.2›", "corps\tvoir ‹1.3›", "corps\tautre", "titre 1\t‹2› T"]), max_size=12)


@given(LIGNES, LIGNES)
def test_no_change_exactly_when_the_texts_are_the_same_up_to_numbers(avant, apres):
    assert comparer(avant, avant) == () and renumerotes(avant, avant) == 0
    sans = [[re.sub("‹.*?›", "", ligne) for ligne in lignes] for lignes in (avant, apres)]
    if sans[0] == sans[1]:
        assert comparer(avant, apres) == ()


def test_the_words_changed():
    (changement,) = comparer(["pièce\tccap", "clause\ta", "corps\tle titulaire doit 100 heures"], ["pièce\tccap", "clause\ta", "corps\tle titulaire doit 120 heures"])
    assert mots(changement) == (("le titulaire doit", "100", "120", "heures"),)
    (ajout,) = comparer([], ["pièce\tccap", "clause\ta"])
    assert (ajout.genre, ajout.clause, ajout.piece) == ("ajout", "a", "ccap")
