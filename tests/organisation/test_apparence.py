"""Charter and own gabarits: what a piece looks like, without any program edited."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.word.couleurs import contrast
from clausegen.word.integrity import integrity
from clausegen.word.relecture import read_document
from tests.organisation.conftest import png

CHARTE = """nom: La ville
charte:
  logo: {fichier: logo.png, largeur: 4 cm, texte: "Armes de la ville", en_tete: oui}
  couleurs: {titres: "8A1538", tableaux: "8A1538"}
  polices: {texte: Arial, titres: Georgia}
"""


@pytest.fixture
def ville(organisation):
    racine = organisation(CHARTE)
    (racine / "logo.png").write_bytes(png(200, 100))
    return racine


def parties(fichier):
    with zipfile.ZipFile(io.BytesIO(fichier.read_bytes())) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def produire(lancer, tmp_path, fichier, *pieces, sortie="s"):
    lancer("produire", fichier, *(a for p in pieces for a in ("-p", p)), "-o", sortie)
    return sorted((tmp_path / sortie).glob("*.docx"))


def test_the_charter_dresses_every_shipped_gabarit(lancer, tmp_path, ville, marche):
    fichier = marche(ville / "contrats" / "m")
    pieces = produire(lancer, tmp_path, fichier)
    assert len(pieces) > 3
    for piece in pieces:
        parts = parties(piece)
        styles, document = parts["word/styles.xml"].decode(), parts["word/document.xml"].decode()
        assert parts["word/media/logo.png"] == (ville / "logo.png").read_bytes()
        assert 'descr="Armes de la ville"' in document and 'cx="1440000" cy="720000"' in document
        assert b"logo.png" in parts["word/_rels/header1.xml.rels"] and b"<w:drawing" in parts["word/header1.xml"]
        assert "1F3A68" not in styles + document and "8A1538" in styles
        assert b'typeface="Arial"' in parts["word/theme/theme1.xml"] and 'w:ascii="Georgia"' in styles
        entete = re.search(r"<w:style [^>]*>(?:(?!</w:style>).)*En-tête de tableau.*?</w:style>", styles)[0]
        couleur = re.search(r'<w:color w:val="(\w{6})"', entete)[1]
        assert contrast(couleur, "8A1538") >= 4.5
        assert not integrity(piece.read_bytes())
        audit = OpenXmlValidator().validate(str(piece))
        assert not audit.errors


def test_the_same_charter_gives_the_same_bytes_and_none_changes_nothing(lancer, tmp_path, ville, organisation, marche):
    fichier = marche(ville / "contrats" / "m")
    (un,) = produire(lancer, tmp_path, fichier, "ccap", sortie="un")
    (deux,) = produire(lancer, tmp_path, fichier, "ccap", sortie="deux")
    assert un.read_bytes() == deux.read_bytes()
    organisation("nom: La ville\n")
    (sans,) = produire(lancer, tmp_path, fichier, "ccap", sortie="sans")
    lancer("produire", fichier, "-p", "ccap", "-o", "aucune", "--organisation", "aucune")
    livre, nue = parties(sans), parties(next((tmp_path / "aucune").glob("*.docx")))
    differents = {n for n in livre if livre[n] != nue.get(n)}
    assert differents <= {"customXml/item1.xml"} and livre.keys() == nue.keys()


def test_the_charter_of_a_base_shows_under_that_of_the_organisation(lancer, tmp_path, organisation, marche):
    organisation('nom: Base\ncharte: {couleurs: {titres: "0B5345"}, polices: {texte: Arial}}\n', "base")
    ville = organisation("nom: Ville\nbase: ../base\ncharte: {couleurs: {titres: bordeaux}}\n")
    (piece,) = produire(lancer, tmp_path, marche(ville / "contrats" / "m"), "ccap")
    parts = parties(piece)
    assert b"6D1F3A" in parts["word/styles.xml"] and b"0B5345" not in parts["word/styles.xml"]
    assert b'typeface="Arial"' in parts["word/theme/theme1.xml"]


def test_a_gabarit_copied_and_edited_replaces_the_shipped_one(lancer, tmp_path, ville, marche):
    from docx import Document

    fichier = marche(ville / "contrats" / "m")
    lancer("gabarit", "creer", "ccap", dans="ville")
    gabarit = ville / "gabarits" / "ccap.docx"
    assert "logo.png" in str(list(parties(gabarit)))
    lancer("verifier", "gabarits/ccap.docx", dans="ville")
    assert "existe déjà" in lancer("gabarit", "creer", "ccap", dans="ville", code=2).stderr
    document = Document(str(gabarit))
    document.paragraphs[4].insert_paragraph_before("Document type de la ville, marché {{ marche.reference }}")
    document.save(str(gabarit))
    pieces = produire(lancer, tmp_path, fichier, "ccap", "rc")
    dits = {p.name: [q.text.replace("\u2011", "-") for q in read_document(p.read_bytes()).body] for p in pieces}
    for nom, lignes in dits.items():
        assert ("Document type de la ville, marché 2026-014" in lignes) is ("CCAP" in nom)
    # The charter no longer changes a gabarit that is edited in Word.
    (ville / "organisation.yaml").write_text(CHARTE.replace("8A1538", "0B5345"), encoding="utf-8")
    ccap, rc = produire(lancer, tmp_path, fichier, "ccap", "rc", sortie="t")
    assert b"8A1538" in parties(ccap)["word/styles.xml"] and b"0B5345" in parties(rc)["word/styles.xml"]


def test_a_faulty_gabarit_of_the_house_is_told(lancer, tmp_path, organisation, marche):
    ville = organisation("nom: V\n")
    (ville / "gabarits").mkdir()
    (ville / "gabarits" / "ccap.docx").write_bytes(b"PK\x03\x04rien")
    fichier = marche(ville / "contrats" / "m")
    dit = lancer("produire", fichier, "-p", "ccap", "-o", "s", code=2).stderr
    assert "gabarits/ccap.docx" in dit and "CG301" in dit
    assert "pièce inconnue" in lancer("gabarit", "creer", "ccpa", dans="ville", code=2).stderr


def test_the_table_of_fields_is_right_and_can_be_copied(lancer, tmp_path, ville):
    texte = lancer("gabarit", "champs", "-p", "ccap", dans="ville").stdout
    for balise in (
        "{{p corps }}",
        "{{p sommaire }}",
        "{{ marche.acheteur.nom }}",
        '{{p article("insertion") }}',
        '{{p clause("objet-du-marche") }}',
    ):
        assert f"`{balise}`" in texte
    lancer("gabarit", "champs", "-o", "champs.docx", dans="ville")
    document = read_document((ville / "champs.docx").read_bytes())
    mots = {p.text.replace("\u00a0", " ") for p in document.body}
    assert "{{ marche.acheteur.nom }}" in mots and not integrity((ville / "champs.docx").read_bytes())
    lancer("gabarit", "champs", "-o", "champs.pdf", dans="ville", code=2)


def test_every_field_of_the_table_serves_in_a_gabarit(lancer, tmp_path, ville, marche):
    from docx import Document

    balises = re.findall(
        r"`(\{\{ marche\.[\w.]+(?: \| liste)? \}\})`", lancer("gabarit", "champs", dans="ville").stdout
    )
    assert len(balises) > 150
    lancer("gabarit", "creer", "rc", dans="ville")
    gabarit = ville / "gabarits" / "rc.docx"
    document = Document(str(gabarit))
    for balise in balises:
        document.paragraphs[4].insert_paragraph_before(f"champ {balise}")
    document.save(str(gabarit))
    (piece,) = produire(lancer, tmp_path, marche(ville / "contrats" / "m"), "rc")
    lignes = [p.text for p in read_document(piece.read_bytes()).body if p.text.startswith("champ ")]
    assert len(lignes) == len(balises) and not any("{{" in ligne for ligne in lignes)


@pytest.mark.outil
def test_the_first_page_shows_the_logo_and_the_colour(lancer, tmp_path, ville, marche, require_tool):
    import subprocess

    soffice, pdftoppm = require_tool("soffice"), require_tool("pdftoppm")
    (piece,) = produire(lancer, tmp_path, marche(ville / "contrats" / "m"), "ccap")
    subprocess.run([soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, piece],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    pdf = next(tmp_path.glob("*.pdf"))
    subprocess.run([pdftoppm, "-r", "40", "-f", "1", "-l", "1", pdf, tmp_path / "page"], check=True, timeout=60)
    image = next(Path(tmp_path).glob("page*.ppm")).read_bytes()
    pixels = image[-3 * (len(image) // 3) :]
    # The converter compresses pictures: a colour moves by a hair.
    marques = sum(
        all(abs(a - b) < 8 for a, b in zip(pixels[i : i + 3], (0x8A, 0x15, 0x38), strict=True))
        for i in range(0, len(pixels), 3)
    )
    # 4 cm × 2 cm at 40 points an inch is about 63 × 31 points: the logo alone, without the title.
    assert marques > 1500
