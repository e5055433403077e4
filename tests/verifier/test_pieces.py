"""Pieces beside their contract and beside each other; pieces that nobody changed, or that only a program saved again."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace

import pytest

from clausegen.findings import Niveau
from clausegen.marche import read_marche
from clausegen.verifier.aller_retour import resume_de_la_piece
from clausegen.verifier.execution import Choix
from clausegen.verifier.rapports import ecrire
from clausegen.verifier.regles.piece._retouches import remplacer, substituer
from clausegen.verifier.verification import Demande, verifier
from clausegen.word import read_manifest
from tests.verifier.outils_pieces import (
    RACINE,
    bibliotheque,
    constats,
    ensemble,
    parties,
    pieces,
    retouche,
    source,
    sujet,
)

N = "\u00a0"
HEURES = remplacer(f"280{N}heures d’insertion", f"250{N}heures d’insertion")
EXEMPLES = sorted(d.name for d in (RACINE / "exemples").iterdir() if d.is_dir() and not d.name.startswith("ILLEGAL"))


def codes(findings):
    return [f.code for f in findings]


@pytest.mark.parametrize("marche", EXEMPLES)
def test_a_piece_that_nobody_changed_has_nothing_but_what_is_to_complete(marche):
    for slug, data in pieces(marche).items():
        un = sujet(data, f"{slug}.docx")
        found = constats(un)

        assert {(f.code, f.niveau) for f in found} <= {("CG801", Niveau.CONSEIL)}, [str(f) for f in found]
        assert "modifiée" not in resume_de_la_piece(un)
        assert len(read_manifest(data).clauses) == int(resume_de_la_piece(un).split()[0])


def test_every_mention_left_blocks_a_publication():
    found = constats(sujet(pieces("plus-court")["ccap"], publiable=True))

    assert codes(found).count("CG801") == 3
    assert all(f.niveau is Niveau.BLOQUANT for f in found if f.code in ("CG801", "CG819"))


@pytest.mark.outil
def test_what_libreoffice_saves_again_is_not_changed(tmp_path, require_tool):
    soffice = require_tool("soffice")
    names = {
        "plus-court": "ccap",
        "travaux-residence": "rc",
        "tma-aquareel": "ccap",
        "espaces-verts-sans-clause": "ccap",
    }
    for marche, slug in names.items():
        (tmp_path / f"{marche}.docx").write_bytes(pieces(marche)[slug])
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    subprocess.run([soffice, profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "lo", *tmp_path.glob("*.docx")],
                   check=True, capture_output=True, timeout=180)  # fmt: skip
    for marche in names:
        found = constats(sujet((tmp_path / "lo" / f"{marche}.docx").read_bytes()), sans=("CG801",))

        assert not found, [str(f) for f in found]


def test_a_piece_without_its_contract_is_compared_with_the_file_given():
    data = retouche(pieces("plus-court", joint=False)["ccap"], HEURES)

    alone = constats(sujet(data), sans=("CG801",))
    beside = constats(sujet(data, marches=(read_marche("marche.yaml", source("plus-court")),)), sans=("CG801",))

    assert codes(alone) == ["CG522"]
    assert codes(beside) == ["CG531"]


def test_the_file_of_another_contract_is_not_used():
    data = retouche(pieces("plus-court", joint=False)["ccap"], HEURES)

    found = constats(sujet(data, marches=(read_marche("marche.yaml", source("travaux-residence")),)), sans=("CG801",))

    assert codes(found) == ["CG522"]


def test_a_piece_that_lost_its_manifest_is_known_by_its_bookmarks():
    data = retouche(
        pieces("plus-court")["ccap"], lambda parts: parts.update({"customXml/item1.xml": b"<vide/>"}), HEURES
    )

    found = constats(sujet(data, marches=(read_marche("marche.yaml", source("plus-court")),)), sans=("CG801",))

    assert sorted(codes(found)) == ["CG521", "CG531"]


def test_hours_changed_in_one_of_two_pieces_contradict_the_other():
    intact = pieces("plus-court")
    together = ensemble(ccap=intact["ccap"], annexe=retouche(intact["annexe-insertion"], HEURES))

    found = constats(together["annexe"], sans=("CG801",))

    assert sorted(codes(found)) == ["CG531", "CG541"]
    contrary = next(f for f in found if f.code == "CG541")
    assert "250" in contrary.constat and "ccap.docx dit 280" in contrary.constat.replace(N, " ")
    assert contrary.niveau is Niveau.BLOQUANT
    assert not constats(together["ccap"], sans=("CG801",))


def test_pieces_of_two_versions_of_the_contract_are_told_apart():
    old = pieces("plus-court")
    new = pieces(
        "plus-court", ("heures: 280", "heures: 300"), ("Nettoyage des bâtiments communaux", "Nettoyage des écoles")
    )
    together = ensemble(ccap=new["ccap"], rc=old["rc"])

    found = constats(together["rc"], sans=("CG801",))

    assert set(codes(found)) == {"CG540", "CG541"}
    hours = next(f for f in found if "insertion.heures" in f.constat)
    assert "280 ici, 300 là" in hours.constat and hours.code == "CG541"
    assert any("objet" in f.constat for f in found if f.code == "CG540")


def test_a_piece_older_than_the_contract_file_given_says_it():
    data = pieces("plus-court")["ccap"]
    text = source("plus-court").replace("absence: 150 €", "absence: 200 €")

    found = constats(sujet(data, marches=(read_marche("marche.yaml", text),)), sans=("CG801",))

    assert "CG541" in codes(found)
    assert any("absence" in f.constat and "marche.yaml" in f.constat for f in found if f.code == "CG541")


def test_pieces_of_two_contracts_are_not_compared():
    together = ensemble(a=pieces("plus-court")["ccap"], b=pieces("travaux-residence")["ccap"])

    assert not constats(together["a"], sans=("CG801",))


def _autre_bibliotheque(avant, apres):
    """The library once the text of the renewal clause has changed."""
    library = bibliotheque()
    clause = library.clauses["reconduction"]
    assert avant in clause.texte
    changed = replace(clause, texte=clause.texte.replace(avant, apres), digest="0" * 64, version="9.0.0")
    return replace(library, clauses={**library.clauses, clause.id: changed}, digest="1" * 64)


def test_a_changed_library_is_not_taken_for_a_hand():
    library = _autre_bibliotheque("reconductible", "renouvelable")
    data = pieces("plus-court")["ccap"]
    edited = retouche(data, remplacer("avant sa dernière demande de paiement.", "avant le solde."))

    whole = constats(replace(sujet(data), bibliotheque=library), sans=("CG801",))
    touched = constats(replace(sujet(edited), bibliotheque=library), sans=("CG801",))

    assert codes(whole) == ["CG523", "CG523"]
    assert "n’a pas été modifié depuis" in whole[0].constat and "changé depuis" in whole[1].constat
    assert sorted(codes(touched)) == ["CG523", "CG523", "CG530"]


def test_rejected_and_accepted_changes_are_read_as_word_shows_them():
    data = pieces("plus-court")["ccap"]
    deleted = retouche(data, substituer(
        r"<w:r><w:t([^>]*)>(Ce volume est un minimum[^<]*)</w:t></w:r>",
        r'<w:del w:id="9" w:author="Anne"><w:r><w:delText\1>\2</w:delText></w:r></w:del>'))  # fmt: skip

    found = constats(sujet(deleted), sans=("CG801",))

    assert sorted(codes(found)) == ["CG530", "CG817"]
    assert next(f for f in found if f.code == "CG817").constat.startswith("suppression suivie de Anne")


def test_the_summary_counts_the_clauses():
    data = retouche(pieces("plus-court")["ccap"], HEURES, remplacer("La reconduction est tacite.", "Elle est tacite."))

    total = len(read_manifest(data).clauses)
    assert resume_de_la_piece(sujet(data)) == f"{total - 2} clauses intactes, 2 modifiées"


def test_a_damaged_document_makes_no_rule_fail():
    dice = random.Random(20261122)
    body = parties(pieces("plus-court")["ccap"])["word/document.xml"].decode()
    tags = [
        m.span()
        for m in re.finditer(
            r"<w:(?:p|r|t|tbl|tr|tc|bookmarkStart|bookmarkEnd|fldChar|instrText|sdt|hyperlink)\b[^>]*?/?>", body
        )
    ]
    values = [m.span(1) for m in re.finditer(r'w:(?:val|id|ilvl|name|fldCharType)="([^"]*)"', body)]
    for _ in range(25):
        damaged = body
        for start, end in sorted(dice.sample(values, 12), reverse=True):
            damaged = damaged[:start] + dice.choice(["", "-1", "²", "9999999999", "x y"]) + damaged[end:]
        if dice.random() < 0.3:
            start, end = dice.choice(tags)
            damaged = damaged[:start] + damaged[end:]
        data = retouche(
            pieces("plus-court")["ccap"], lambda parts, xml=damaged: parts.update({"word/document.xml": xml.encode()})
        )
        un = sujet(data)
        assert all(f.location.path == "piece.docx" and f.constat for f in constats(un))
        assert resume_de_la_piece(un)


def test_the_command_compares_a_piece_with_the_contract_given_beside(tmp_path):
    (tmp_path / "ccap.docx").write_bytes(retouche(pieces("plus-court", joint=False)["ccap"], HEURES))
    (tmp_path / "marche.yaml").write_text(source("plus-court"), encoding="utf-8")

    bilan = verifier(Demande((tmp_path / "ccap.docx", tmp_path / "marche.yaml"), Choix(choisir=("CG5",))))

    assert [(f.code, f.field) for f in bilan.findings] == [("CG531", "insertion.heures.valeur")]
    assert bilan.code_de_sortie(Niveau.BLOQUANT) == 1
    piece = next(c for c in bilan.controles if c.genre == "pièce")
    assert piece.resume in ecrire("texte", bilan) and piece.resume in ecrire("markdown", bilan)
    assert "1 modifiée" in piece.resume
