"""What LibreOffice prints: the same text, numbers that it computes itself, pages of the table of contents."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from clausegen.word import Gabarit, compose, load_gabarit
from clausegen.word.integrity import integrity
from clausegen.word.pages import page_numbers, to_pdf
from tests.word import essai
from tests.word.outils import paragraphs

pytestmark = pytest.mark.outil


@pytest.fixture(scope="module")
def pages(document: bytes, require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Text of each page of the PDF."""
    soffice, pdftotext = require_tool("soffice"), require_tool("pdftotext")
    pdf = to_pdf(document, tmp_path_factory.mktemp("pdf"), soffice)
    text = subprocess.run([pdftotext, "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def test_the_cover_says_what_it_is(pages: list[str]) -> None:
    cover = pages[0]
    for expected in (
        "PROJET",
        "Commune de Valmont-sur-Loire",
        "Cahier des clauses administratives particulières",
        "Lot 3",
    ):
        assert expected in cover
    assert "Page 1" not in cover


def test_other_pages_have_their_header_and_footer(pages: list[str]) -> None:
    for number, page in enumerate(pages[1:], 2):
        assert f"Page {number}/{len(pages)}" in page
        assert "2026-014" in page and "CCAP" in page


def test_numbers_computed_by_libreoffice_are_ours(pages: list[str]) -> None:
    text = " ".join("\n".join(pages).split())
    references = re.findall(r"dans les conditions de l’article (\S+) et de l’article (\S+?)\.", text)
    assert len(references) > 30
    assert set(references) == {("2.1", "3")}
    assert "Error" not in text and "Erreur" not in text


def test_every_paragraph_is_printed(document: bytes, pages: list[str]) -> None:
    words = re.findall(r"\w+", "\n".join(pages))
    expected = re.findall(r"\w+", "\n".join(paragraphs(document)))
    # The body is printed once; headers, footers and the numbers of headings and lists come on top.
    assert len(words) >= len(expected)
    assert set(expected) <= set(words)


def test_pages_of_headings_are_found(
    document: bytes, gabarit: Gabarit, require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    require_tool("soffice")
    require_tool("pdftohtml")
    draft = essai.rich()
    numbers = page_numbers(document, draft.headings())
    assert set(numbers) == {h.bookmark for h in draft.headings()}
    assert list(numbers.values()) == sorted(numbers.values())
    numbered = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES, pages=numbers)
    assert page_numbers(numbered, draft.headings()) == numbers
    assert f"Article 2\tPièces contractuelles\t{numbers['cgt_2']}" in paragraphs(numbered)
    pdf = to_pdf(numbered, tmp_path, require_tool("soffice"))
    text = subprocess.run(
        [require_tool("pdftotext"), "-f", "2", "-l", "2", "-layout", str(pdf), "-"], capture_output=True, check=True
    )
    assert re.search(rf"Pièces contractuelles\.+ ?{numbers['cgt_2']}\n", text.stdout.decode())


def test_a_gabarit_saved_by_libreoffice_still_serves(
    require_tool: Callable[[str], str], gabarit: Gabarit, tmp_path: Path
) -> None:
    """LibreOffice renames every style and rewrites the package: styles are found by their names."""
    soffice = require_tool("soffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path),
        gabarit.path,
    ]
    subprocess.run(command, check=True, capture_output=True)
    saved = load_gabarit(tmp_path / "ccap.docx")
    assert saved.frame.corps != gabarit.frame.corps
    out = compose(essai.rich(3), saved, essai.MANIFEST, essai.PROPERTIES)
    assert integrity(out) == ()
    same = compose(essai.rich(3), gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert [text for text in paragraphs(out) if text] == [text for text in paragraphs(same) if text]
