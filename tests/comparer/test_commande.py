"""`clausegen comparer` as a référent runs it."""

from __future__ import annotations

import json
import shutil

import pytest

from .outils import ROOT, paragraphes


@pytest.fixture
def marche(tmp_path):
    def ecrire(nom, *remplacements):
        texte = (ROOT / "exemples" / "plus-court" / "marche.yaml").read_text(encoding="utf-8")
        for ancien, neuf in remplacements:
            assert ancien in texte
            texte = texte.replace(ancien, neuf)
        chemin = tmp_path / nom
        chemin.write_text(texte, encoding="utf-8")
        return chemin

    return ecrire


def test_two_contracts_clause_by_clause(clausegen, marche):
    a, b = marche("a.yaml"), marche("b.yaml", ("absence: 150 €", "absence: 180 €"))
    fait = clausegen("comparer", a, b)
    assert fait.returncode == 1, fait.stderr
    assert "ccap-penalite-absence-reunion" in fait.stdout
    assert "[−150\u00a0€−]" in fait.stdout and "[+180\u00a0€+]" in fait.stdout
    assert "280" not in fait.stdout
    egal = clausegen("comparer", a, a)
    assert egal.returncode == 0 and egal.stdout == "" and "la même chose" in egal.stderr


def test_two_produced_pieces_and_their_tracked_changes(clausegen, marche, tmp_path):
    for nom, change in (("a", ()), ("b", (("heures: 280", "heures: 290"),))):
        assert clausegen("produire", marche(f"{nom}.yaml", *change), "-p", "ccap", "-o", nom).returncode == 0
    un, deux = (next((tmp_path / n).glob("*CCAP*.docx")) for n in ("a", "b"))
    fait = clausegen("comparer", un, deux, "--suivi", "-o", tmp_path / "ecarts.docx", "--format", "json")
    assert fait.returncode == 1, fait.stderr
    changements = json.loads(fait.stdout)["changements"]
    assert {c["clause"] for c in changements} == {"ccap-insertion-volume-fixe"}
    data = (tmp_path / "ecarts.docx").read_bytes()
    assert paragraphes(data, "accepter") == paragraphes(deux.read_bytes())
    assert paragraphes(data, "refuser") == paragraphes(un.read_bytes())
    encore = clausegen("comparer", un, deux, "--suivi")
    assert encore.returncode == 1 and (tmp_path / "b" / f"{deux.stem}_suivi.docx").is_file(), encore.stderr


def test_a_piece_against_what_its_contract_gives_today(clausegen, marche, tmp_path):
    contrat = marche("a.yaml")
    assert clausegen("produire", contrat, "-p", "ccap", "-o", "a").returncode == 0
    piece = next((tmp_path / "a").glob("*.docx"))
    assert clausegen("comparer", piece, contrat).returncode == 0
    fait = clausegen("comparer", piece, marche("b.yaml", ("heures: 280", "heures: 290")))
    assert fait.returncode == 1 and "ccap-insertion-volume-fixe" in fait.stdout


def test_two_libraries_on_a_contract(clausegen, marche, tmp_path):
    vieille = tmp_path / "vieille"
    shutil.copytree(ROOT / "clause_library", vieille)
    clause = vieille / "obligations_execution" / "ccap-reunion-mise-au-point.md"
    avant = clause.read_text(encoding="utf-8")
    tete, corps = avant.rsplit("\n---\n", 1)
    clause.write_text(
        f"{tete}\n---\n{corps.rstrip()}\n\nUne phrase que la version suivante retire.\n", encoding="utf-8"
    )
    fait = clausegen(
        "comparer",
        vieille,
        ROOT / "clause_library",
        "--marche",
        marche("m.yaml"),
        "--suivi",
        "-o",
        "ecarts",
        "-p",
        "ccap",
    )
    assert fait.returncode == 1, fait.stderr
    assert "ccap-reunion-mise-au-point" in fait.stdout and "Une phrase que la version suivante retire." in fait.stdout
    ecrit = next((tmp_path / "ecarts").glob("*CCAP_suivi.docx")).read_bytes()
    perdus = {p[-1] for p in paragraphes(ecrit, "refuser")} - {p[-1] for p in paragraphes(ecrit, "accepter")}
    assert perdus == {"Une phrase que la version suivante retire."}


def test_what_cannot_be_compared_is_said(clausegen, marche, tmp_path):
    a = marche("a.yaml")
    for arguments, dit in (
        ((a, tmp_path / "absent.yaml"), "n’existe pas"),
        ((ROOT / "clause_library", ROOT / "clause_library"), "--marche"),
        ((a, ROOT / "clause_library"), "ne se comparent pas"),
        ((a, a, "-p", "ccapp"), "pièce inconnue"),
        ((a, a, "-o", "x.docx"), "--suivi"),
    ):
        fait = clausegen("comparer", *arguments)
        assert fait.returncode == 2 and dit in fait.stderr and "Traceback" not in fait.stderr, fait.stderr
    faux = tmp_path / "faux.docx"
    faux.write_bytes(b"PK\x03\x04 abime")
    fait = clausegen("comparer", faux, faux)
    assert fait.returncode == 2 and "CG301" in fait.stderr
