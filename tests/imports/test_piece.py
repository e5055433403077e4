"""A Word piece gives back the contract file that it was made from."""

from __future__ import annotations

import io

import pytest
from docx import Document

from clausegen.findings import Refused
from clausegen.imports.importer import importer
from clausegen.library import shipped_library
from tests.imports.conftest import EXEMPLES, NOMS


@pytest.fixture(scope="module")
def piece(tmp_path_factory):
    """A produced RC, and the contract file."""
    from pathlib import Path

    from clausegen.generation import generate
    from clausegen.library import load_library, shipped_templates
    from clausegen.marche import read_marche

    source = EXEMPLES[NOMS.index("tma-aquareel")]
    lecture = read_marche(source)
    texte = lecture.source + "# é « œ » € \t fin\n"
    fait = generate(lecture.marche, load_library(), shipped_templates(), ("rc",), texte, lecture.locate)
    path = Path(tmp_path_factory.mktemp("piece")) / "rc.docx"
    path.write_bytes(fait.pieces[0].data)
    return path, texte


def test_the_contract_file_comes_back_to_the_letter(piece):
    path, texte = piece
    importe = importer(path, shipped_library())
    assert importe.texte == texte and importe.origine == "pièce Word"
    assert [f for f in importe.findings if f.code == "CG170"] == []


def test_a_piece_that_was_edited_still_gives_it_back_and_says_so(piece, tmp_path):
    path, texte = piece
    document = Document(str(path))
    document.paragraphs[5].add_run(" ajout")
    flux = io.BytesIO()
    document.save(flux)
    (tmp_path / "edite.docx").write_bytes(flux.getvalue())
    importe = importer(tmp_path / "edite.docx", shipped_library())
    assert importe.texte == texte
    assert any("modifié depuis" in f.constat for f in importe.findings)


def test_another_word_file_is_refused(tmp_path):
    Document().save(str(tmp_path / "autre.docx"))
    with pytest.raises(Refused, match="pas été produit par clausegen"):
        importer(tmp_path / "autre.docx", shipped_library())
    (tmp_path / "faux.docx").write_bytes(b"PK\x03\x04bonjour")
    with pytest.raises(Refused, match="document Word"):
        importer(tmp_path / "faux.docx", shipped_library())


def test_a_piece_without_its_contract_says_why(tmp_path):
    from clausegen.generation import generate
    from clausegen.library import load_library, shipped_templates
    from clausegen.marche import read_marche

    lecture = read_marche(EXEMPLES[NOMS.index("plus-court")])
    fait = generate(lecture.marche, load_library(), shipped_templates(), ("rc",), "", lecture.locate)
    (tmp_path / "sans.docx").write_bytes(fait.pieces[0].data)
    with pytest.raises(Refused, match="--sans-fichier"):
        importer(tmp_path / "sans.docx", shipped_library())
