"""Real tracked changes: accepting everything gives B, rejecting everything gives A, for our code and for LibreOffice."""

from __future__ import annotations

import subprocess
from functools import cache

import pytest
from docx import Document

from clausegen.generation import generate
from clausegen.imports.lecture import read_contract
from clausegen.library import load_library, shipped_templates
from clausegen.word import untouched
from clausegen.word.numeros import Counter
from clausegen.word.styles import Styles
from clausegen.word.suivi import suivre

from .outils import ROOT, W, arbre, lignes, par_libreoffice, paragraphes, saines, texte

COUPLES = [
    ("plus-court", "proprete-heures-annuelles"),
    ("proprete-heures-annuelles", "nettoyage-pourcentage-reprise"),
    ("six-lots-tous-leviers", "tramway-alternance"),
    ("moe-groupe-scolaire", "vehicules-cout-unique"),
]
PIECES = ("ccap", "rc", "annexe-insertion", "fiche-suivi")


@cache
def pieces(nom: str) -> dict[str, bytes]:
    lecture = read_contract(ROOT / "exemples" / nom / "marche.yaml")
    return {p.slug: p.data for p in generate(lecture.marche, load_library(), shipped_templates()).pieces}


def numeros(data: bytes, sens: str = "") -> list[str]:
    """What Word prints before each paragraph."""
    import io
    import zipfile

    from clausegen.word.acceptation import resoudre

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = arbre(data)
        compteur = Counter(archive.read("word/numbering.xml"), Styles(archive.read("word/styles.xml")))
    if sens:
        resoudre(root, sens)
    out = []
    for p in root.iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        nombre = compteur.number(p, style.get(f"{W}val") if style is not None else "")
        out.append(nombre.text if nombre else "")
    return out


@pytest.mark.parametrize(("a", "b"), COUPLES)
def test_accepting_gives_b_and_rejecting_gives_a(a, b, tmp_path):
    communes = [p for p in PIECES if p in pieces(a) and p in pieces(b)]
    assert {"ccap", "rc"} <= set(communes)
    for piece in communes:
        avant, apres = pieces(a)[piece], pieces(b)[piece]
        suivi = suivre(avant, apres, "clausegen", "2026-11-22T00:00:00Z")
        assert suivi.changements > 10 and suivi.deja == 0
        for nom in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            assert paragraphes(suivi.data, "accepter", nom) == paragraphes(apres, "", nom), (piece, nom)
            assert paragraphes(suivi.data, "refuser", nom) == paragraphes(avant, "", nom), (piece, nom)
        assert numeros(suivi.data, "accepter") == numeros(apres), piece
        assert numeros(suivi.data, "refuser") == numeros(avant), piece
        (tmp_path / piece).mkdir()
        saines(suivi.data, tmp_path / piece)


def test_every_kind_of_change_is_tracked():
    suivi = suivre(pieces("six-lots-tous-leviers")["ccap"], pieces("tramway-alternance")["ccap"], "clausegen")
    root = arbre(suivi.data)
    for chemin in (
        ".//w:p/w:ins/w:r",
        ".//w:p/w:del/w:r/w:delText",
        ".//w:pPr/w:rPr/w:ins",
        ".//w:pPr/w:rPr/w:del",
        ".//w:trPr/w:ins",
        ".//w:trPr/w:del",
    ):
        assert root.find(chemin, {"w": W[1:-1]}) is not None, chemin
    styles = {
        p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    }
    assert {"Heading2", "ListBullet", "BodyText"} <= styles


def test_the_same_piece_twice_gives_no_change():
    piece = pieces("plus-court")["ccap"]
    suivi = suivre(piece, piece, "clausegen")
    assert suivi.changements == 0
    assert arbre(suivi.data).find(f".//{W}ins") is None


def test_a_changed_word_is_the_only_thing_marked():
    avant = pieces("plus-court")["ccap"]
    lecture = read_contract(ROOT / "exemples" / "plus-court" / "marche.yaml")
    texte_du_marche = lecture.source.replace("absence: 150 €", "absence: 180 €")
    from clausegen.marche import read_marche

    apres = next(
        p.data for p in generate(read_marche("m.yaml", texte_du_marche).marche, load_library(), shipped_templates(), ("ccap",)).pieces
    )  # fmt: skip
    root = arbre(suivre(avant, apres, "clausegen").data)
    assert ["".join(e.itertext()) for e in root.iter(f"{W}del")] == ["150\u00a0€"]
    assert ["".join(e.itertext()) for e in root.iter(f"{W}ins")] == ["180\u00a0€"]


def test_changes_made_in_word_since_are_compared_as_accepted(tmp_path):
    """A piece whose text was corrected under tracking in Word, against the piece as it was produced."""
    avant = pieces("plus-court")["ccap"]
    suivi = suivre(avant, pieces("proprete-heures-annuelles")["ccap"], "Camille")
    encore = suivre(avant, suivi.data, "clausegen")
    assert encore.deja > 100
    assert paragraphes(encore.data, "accepter") == paragraphes(pieces("proprete-heures-annuelles")["ccap"])
    assert paragraphes(encore.data, "refuser") == paragraphes(avant)


def test_a_piece_saved_again_by_python_docx_keeps_its_styles(tmp_path):
    """Ids and order of the package change when another program saves: the comparison only sees the text."""
    piece = pieces("plus-court")["ccap"]
    fichier = tmp_path / "repris.docx"
    document = Document(__import__("io").BytesIO(piece))
    document.paragraphs[-1].add_run(" Ajout à la main.")
    document.save(str(fichier))
    suivi = suivre(piece, fichier.read_bytes(), "clausegen")
    assert [texte(e) for e in arbre(suivi.data).iter(f"{W}ins") if texte(e)] == [" Ajout à la main."]


def test_the_file_written_may_be_replaced_by_the_next_comparison():
    suivi = suivre(pieces("plus-court")["rc"], pieces("proprete-heures-annuelles")["rc"], "clausegen")
    assert untouched(suivi.data)


@pytest.mark.outil
def test_libreoffice_accepts_to_b_and_rejects_to_a(tmp_path, require_tool):
    soffice = require_tool("soffice")
    avant, apres = pieces("moe-groupe-scolaire")["rc"], pieces("vehicules-cout-unique")["rc"]
    source = tmp_path / "suivi.docx"
    source.write_bytes(suivre(avant, apres, "clausegen", "2026-11-22T00:00:00Z").data)

    def lancer(commande):
        subprocess.run(commande, check=False, capture_output=True, timeout=180)

    assert lignes(par_libreoffice(lancer, soffice, source, "AcceptAllTrackedChanges")) == lignes(apres)
    assert lignes(par_libreoffice(lancer, soffice, source, "RejectAllTrackedChanges")) == lignes(avant)
