"""What may not be written in, said in French; the original never touched; files beside, never replaced."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest

from clausegen.findings import Refused
from clausegen.insertion import Demande, inserer
from clausegen.word.relecture import read_document

pytestmark = pytest.mark.outil


def refait(data: bytes, **changes: tuple[bytes, bytes]) -> bytes:
    """The package with parts changed: `document=(b"old", b"new")`; a part that is not there is added."""
    out = io.BytesIO()
    noms = {
        "document": "word/document.xml",
        "settings": "word/settings.xml",
        "types": "[Content_Types].xml",
        "macro": "word/vbaProject.bin",
    }
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as cible:
        contenus = {n: source.read(n) for n in source.namelist()}
        for cle, (ancien, neuf) in changes.items():
            nom = noms[cle]
            if nom in contenus:
                assert ancien in contenus[nom]
                contenus[nom] = contenus[nom].replace(ancien, neuf, 1)
            else:
                contenus[nom] = neuf
        for nom, contenu in contenus.items():
            cible.writestr(nom, contenu)
    return out.getvalue()


def test_the_original_is_kept_and_the_result_never_replaces_a_file(document, clausegen, example):
    piece = document("ccap")
    avant = piece.read_bytes()
    for attendu in ("ccap_clauses.docx", "ccap_clauses.docx", "ccap_clauses_v2.docx"):
        fait = clausegen("inserer", piece, example("plus-court"))
        assert fait.returncode in (0, 1), fait.stderr
        assert attendu in fait.stdout
        cree = piece.with_name("ccap_clauses.docx")
        if attendu == "ccap_clauses.docx" and cree.stat().st_size and not piece.with_name("vu").exists():
            piece.with_name("vu").touch()
        else:
            cree.write_bytes(cree.read_bytes() + b" ")
    assert piece.read_bytes() == avant
    assert "Développement durable" in fait.stderr and "Relisez chaque commentaire" in fait.stderr


def test_inserting_twice_is_refused(documents, contexte):
    une = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("plus-court"), Demande())
    with pytest.raises(Refused) as refus:
        inserer(une.data, "ccap_clauses.docx", contexte("plus-court"), Demande())
    assert refus.value.findings[0].code == "CG343"


def test_what_is_no_usable_document_is_said(document, clausegen, example, require_tool, tmp_path):
    soffice, piece = require_tool("soffice"), document("ccap")
    data = piece.read_bytes()
    for suffixe in ("doc", "odt"):
        subprocess.run([soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", suffixe, "--outdir", str(tmp_path), str(piece)],
                       check=True, capture_output=True, timeout=180)  # fmt: skip
    macro = refait(data, macro=(b"", b"\xd0\xcf"))
    protege = refait(data, settings=(b"<w:zoom", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom'))
    cas = {
        "macro.docx": (macro, "macros"), "macros.docm": (data, "macros"), "protege.docx": (protege, "protégé"),
        "coupe.docx": (data[: len(data) // 2], "n’est pas un document Word"), "vide.docx": (b"", "document Word"),
        "abime.docx": (refait(data, document=(b"</w:body>", b"")), "abîmé"), "ccap.doc": ((tmp_path / "ccap.doc").read_bytes(), "ancien .doc"),
        "ccap.odt": ((tmp_path / "ccap.odt").read_bytes(), "LibreOffice (.odt)"), "x.pdf": (b"%PDF-1.7", "PDF"),
    }  # fmt: skip
    for nom, (contenu, dit) in cas.items():
        fichier = tmp_path / nom
        fichier.write_bytes(contenu)
        fait = clausegen("inserer", fichier, example("plus-court"))
        assert fait.returncode == 2 and dit in fait.stderr and "Traceback" not in fait.stderr, (nom, fait.stderr)
        assert fichier.read_bytes() == contenu
    assert not list(tmp_path.glob("*_clauses*"))


def test_pending_changes_of_others_stay_as_they_are(documents, contexte):
    """A document under revision: an insertion and a deletion that nobody has handled."""
    run = re.search(
        rb"<w:r>(?:(?!<w:r>).)*?Le march\xc3\xa9 est pass\xc3\xa9.*?</w:r>", parts_corps(documents["ccap"]), re.DOTALL
    )[0]
    revise = b'<w:ins w:id="7" w:author="Camille">' + run + b"</w:ins>"
    data = refait(documents["ccap"].read_bytes(), document=(run, revise))
    fait = inserer(data, "ccap.docx", contexte("plus-court"), Demande())
    assert any(f.code == "CG344" for f in fait.findings)
    corps = parts_corps(fait.data)
    assert revise in corps
    numeros = re.findall(rb'<w:ins w:id="(\d+)"', corps)
    assert len(numeros) == len(set(numeros))


def test_accepted_revisions_leave_no_trace(documents, contexte):
    """What was accepted in Word is ordinary text: nothing to say."""
    fait = inserer(documents["ccap"].read_bytes(), "ccap.docx", contexte("plus-court"), Demande())
    assert not [f for f in fait.findings if f.code == "CG344"]


def test_content_controls_are_left_whole(documents, contexte):
    """A heading and its text inside a bound control: the clauses go behind it, not into it."""
    corps = parts_corps(documents["ccap"])
    debut = corps.index(b"<w:p>", corps.rindex(b"</w:p>", 0, corps.index("Développement durable".encode())))
    fin = corps.index(b"</w:p>", corps.index("Gestion des déchets".encode()))
    fin = corps.index(b"</w:p>", fin + 1) + len(b"</w:p>")
    controle = (
        b'<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
        + corps[debut:fin]
        + b"</w:sdtContent></w:sdt>"
    )
    data = refait(documents["ccap"].read_bytes(), document=(corps[debut:fin], controle))
    fait = inserer(data, "ccap.docx", contexte("plus-court"), Demande())
    assert controle in parts_corps(fait.data)
    assert any(p.text == "Clause sociale d’insertion" and p.number == "3.3." for p in read_document(fait.data).body)


def test_a_document_that_says_nothing_of_social_clauses_lists_its_headings(documents, contexte):
    data = refait(documents["ccap"].read_bytes(), document=("Développement durable".encode(), b"Environnement"))
    with pytest.raises(Refused) as refus:
        inserer(data, "ccap.docx", contexte("plus-court"), Demande())
    assert refus.value.findings[0].code == "CG345" and "« 5. Pénalités »" in refus.value.findings[0].remede


def parts_corps(source) -> bytes:
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        return archive.read("word/document.xml")
