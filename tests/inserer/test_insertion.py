"""Social clauses put in documents of other hands: what enters, and that nothing else moves."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from clausegen.findings import Refused
from clausegen.insertion import Demande, inserer
from clausegen.word.acceptation import resoudre
from clausegen.word.integrity import integrity
from clausegen.word.relecture import read_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTAGE = (
    Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).resolve().parents[3] / "shared")) / "donnees" / "word-reels"
)
_BALISE = re.compile(rb"<[^>]*>|[^<]+")
MARCHES = ("plus-court", "proprete-heures-annuelles", "six-lots-tous-leviers", "travaux-residence")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def canonique(root) -> bytes:
    return etree.tostring(root, method="c14n")


def rien_d_autre_ne_change(avant: bytes, apres: bytes) -> None:
    """Everything outside `w:ins` and comment anchors identical; other parts byte for byte, but for what comments ask."""
    a, b = parts(avant), parts(apres)
    permis = {
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/numbering.xml",
    }
    assert {n for n in a.keys() | b.keys() if a.get(n) != b.get(n)} <= permis
    root = etree.fromstring(b["word/document.xml"])
    for e in list(root.iter(f"{W}ins")):
        if e.getparent() is not None and e.getparent().tag in (f"{W}p", f"{W}hyperlink"):
            e.getparent().remove(e)
    for p in list(root.iter(f"{W}p")):
        if p.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
            p.getparent().remove(p)
    for tr in list(root.iter(f"{W}tr")):
        if tr.find(f"{W}trPr/{W}ins") is not None:
            tr.getparent().remove(tr)
    for t in [t for t in root.iter(f"{W}tbl") if t.find(f"{W}tr") is None]:
        t.getparent().remove(t)
    assert canonique(root) == canonique(etree.fromstring(a["word/document.xml"]))
    # As written too: every tag and text of the original, in order, with others between.
    suite = iter(_BALISE.findall(b["word/document.xml"]))
    assert all(morceau in suite for morceau in _BALISE.findall(a["word/document.xml"]))
    for nom in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        enfants = {canonique(e) for e in etree.fromstring(b[nom])} - {canonique(e) for e in etree.fromstring(a[nom])}
        assert len(enfants) <= 1 and all(b"comments" in e for e in enfants)
    if a.get("word/numbering.xml") != b.get("word/numbering.xml"):
        anciennes, neuves = ([canonique(e) for e in etree.fromstring(x["word/numbering.xml"])] for x in (a, b))
        assert neuves[: len(anciennes)] == anciennes


def refuse(data: bytes) -> list[tuple[str, str]]:
    root = etree.fromstring(parts(data)["word/document.xml"])
    resoudre(root, "refuser")
    return [
        (
            "".join(p.itertext()),
            p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") if p.find(f"{W}pPr/{W}pStyle") is not None else "",
        )
        for p in root.iter(f"{W}p")
    ]


def corps(data: bytes):
    return read_document(data).body


def erreurs(data: bytes, dossier: Path) -> set[str]:
    fichier = dossier / "controle.docx"
    fichier.write_bytes(data)
    return {e.description for e in OpenXmlValidator().validate(str(fichier)).errors}


@pytest.mark.outil
@pytest.mark.parametrize("marche", MARCHES)
@pytest.mark.parametrize("nom", ["ccap", "tape", "rc"])
def test_nothing_else_changes(documents, contexte, nom, marche, tmp_path):
    avant = documents[nom].read_bytes()
    fait = inserer(avant, f"{nom}.docx", contexte(marche), Demande())
    rien_d_autre_ne_change(avant, fait.data)
    assert refuse(fait.data) == refuse(avant)
    assert integrity(fait.data) == integrity(avant)
    assert erreurs(fait.data, tmp_path) <= erreurs(avant, tmp_path)
    assert fait.clauses


@pytest.mark.outil
def test_the_clauses_take_the_styles_and_the_numbering_of_the_document(documents, contexte):
    fait = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("proprete-heures-annuelles"), Demande())
    lus = corps(fait.data)
    titres = {p.text: (p.number, p.style) for p in lus if p.level}
    assert titres["Clause sociale d’insertion"] == ("3.3.", "heading 2")
    assert titres["Volume de l’engagement"] == ("3.3.2.", "heading 3")
    assert titres["Pénalités relatives à l’insertion"][0] == "5.2."
    assert titres["Pénalités"][0] == "5." and titres["Résiliation"][0] == "6." and titres["Dérogations"][0] == "7."
    heures = next(
        p
        for p in lus
        if "1\u202f200 heures" in p.text or "1 200 heures" in p.text.replace("\u00a0", " ").replace("\u202f", " ")
    )
    modele = next(p for p in lus if p.text.startswith("Les prestations sont exécutées"))
    assert (heures.style, heures.languages) == (modele.style, modele.languages)


@pytest.mark.outil
def test_numbers_typed_by_hand_are_continued(documents, contexte):
    fait = inserer(documents["tape"].read_bytes(), "tape.docx", contexte("proprete-heures-annuelles"), Demande())
    textes = [p.text for p in corps(fait.data)]
    assert "2.3 Clause sociale d’insertion" in textes and "2.3.1 Objet de l’action d’insertion" in textes
    assert "3.1 Pénalités relatives à l’insertion" in textes
    assert (
        textes.index("2.2 Accès aux sites")
        < textes.index("2.3 Clause sociale d’insertion")
        < textes.index("ARTICLE 3 – PÉNALITÉS")
    )


@pytest.mark.outil
@pytest.mark.parametrize("nom", ["ccap", "tape"])
def test_every_reference_points_at_something_of_the_document(documents, contexte, nom):
    fait = inserer(documents[nom].read_bytes(), f"{nom}.docx", contexte("proprete-heures-annuelles"), Demande())
    lus = corps(fait.data)
    numeros = {re.sub(r"\.$", "", p.number) for p in lus if p.number} | {
        m[1] for p in lus if (m := re.match(r"(?:ARTICLE )?(\d+(?:\.\d+)*) ", p.text))
    }
    inseres = [p for p in lus if any(r.author == "clausegen" for r in p.revisions)]
    vus = 0
    for p in inseres:
        for numero in re.findall(
            r"\barticles? (\d+(?:\.\d+)*)(?![\d.]*\d)(?! (?:du|et|à) (?:CCAG|règlement|code|\d))",
            p.text.replace("\u00a0", " "),
        ):
            vus += 1
            assert numero in numeros, (numero, p.text)
    assert vus > 8
    assert not [p.text for p in inseres if p.references]


@pytest.mark.outil
def test_penalty_reference_is_that_of_the_inserted_penalties(documents, contexte):
    fait = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("proprete-heures-annuelles"), Demande())
    assert any(
        "donne lieu à la pénalité prévue à l’article 5.2." in p.text.replace("\u00a0", " ") for p in corps(fait.data)
    )


@pytest.mark.outil
def test_derogations_go_in_the_table_or_in_sentences(documents, contexte):
    fait = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("proprete-heures-annuelles"), Demande())
    table = [p for p in corps(fait.data) if p.table]
    rangee = [p.text for p in table if p.table[1] == 3]
    assert rangee[0] == "3.3.7" and rangee[1].startswith("16.1") and rangee[2] and fait.derogations == 1
    tape = inserer(documents["tape"].read_bytes(), "tape.docx", contexte("proprete-heures-annuelles"), Demande())
    assert re.search(r"L’article 2\.3\.7 déroge à l’article 16\.1\S* du CCAG-FCS", corps(tape.data)[-1].text)


@pytest.mark.outil
def test_a_comment_for_each_clause_says_source_basis_and_reason(documents, contexte):
    fait = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("plus-court"), Demande())
    commentaires = read_document(fait.data).comments
    for clause in fait.clauses:
        le_sien = [c for c in commentaires if f"({clause}, version " in c.text]
        assert len(le_sien) == 1 and le_sien[0].author == "clausegen", clause
        assert "Raison\u00a0:" in le_sien[0].text
    assert sum("Fondement" in c.text for c in commentaires) > 5
    ancres = {c for p in corps(fait.data) for c in p.comments}
    assert ancres == {c.id for c in commentaires}


@pytest.mark.outil
def test_what_has_no_place_is_put_with_a_comment(documents, contexte):
    fait = inserer(documents["tape"].read_bytes(), "tape.docx", contexte("proprete-heures-annuelles"), Demande())
    assert any(f.code == "CG347" and "résiliation" in f.constat for f in fait.findings)
    assert any("Déplacez-les" in c.text for c in read_document(fait.data).comments)


@pytest.mark.outil
def test_the_place_asked_for_is_obeyed(documents, contexte):
    avant = documents["ccap"].read_bytes()
    for article in ("Prix", "4", "prix"):
        fait = inserer(avant, "ccap.docx", contexte("plus-court"), Demande(article))
        titres = [p.text for p in corps(fait.data) if p.level]
        assert titres.index("Prix") < titres.index("Clause sociale d’insertion") < titres.index("Pénalités"), article
    fait = inserer(avant, "ccap.docx", contexte("plus-court"), Demande("passé selon une procédure"))
    textes = [p.text for p in corps(fait.data)]
    assert textes[textes.index("Le marché est passé selon une procédure adaptée.") + 1] == "Clause sociale d’insertion"
    for article, code in (("Zzz", "CG345"), ("Les prestations sont", "CG346")):
        with pytest.raises(Refused) as refus:
            inserer(avant, "ccap.docx", contexte("plus-court"), Demande(article))
        assert [f.code for f in refus.value.findings] == [code]


@pytest.mark.outil
def test_rc_is_known_and_its_clauses_go_to_their_headings(documents, contexte):
    fait = inserer(documents["rc"].read_bytes(), "rc.docx", contexte("six-lots-tous-leviers"), Demande())
    assert fait.piece == "rc"
    assert {quoi: ou for ou, quoi in fait.places}["Critères d’attribution et notation"] == "Jugement des offres"
    # Another piece is cited by the titles of its articles: its numbers are not ours.
    assert not re.search(r"article \d[\d.]* du CCAP", " ".join(p.text for p in corps(fait.data)))


@pytest.mark.skipif(not PARTAGE.is_dir(), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé")
@pytest.mark.parametrize("fichier", sorted(PARTAGE.glob("*.docx")), ids=lambda p: p.stem)
def test_real_documents_made_with_word(fichier, contexte, tmp_path):
    avant = fichier.read_bytes()
    empreinte = hashlib.sha256(avant).hexdigest()
    premiers = [p.text.strip() for p in corps(avant) if len(p.text.strip()) > 25 and not p.table]
    unique = next((t for t in premiers if sum(t in u for u in premiers) == 1), "")
    try:
        fait = inserer(avant, fichier.name, contexte("plus-court"), Demande(unique))
    except Refused as refus:
        assert {f.code for f in refus.findings} <= {"CG342", "CG345", "CG346"}
        assert all(f.remede for f in refus.findings)
    else:
        rien_d_autre_ne_change(avant, fait.data)
        assert erreurs(fait.data, tmp_path) <= erreurs(avant, tmp_path)
        assert len(fait.clauses) > 10
    assert hashlib.sha256(fichier.read_bytes()).hexdigest() == empreinte
