"""A référent checks a gabarit and gets its annotated copy; a programme is dropped; with the keyboard, without JavaScript."""

from __future__ import annotations

import zipfile

import docx
import openpyxl
import pytest

from clausegen.library import shipped_templates
from tests.conseil.test_programme import ENTETES, LIGNES
from tests.web.navigateur.outils import deborde, violations


@pytest.fixture
def gabarit(tmp_path):
    """A gabarit with an unknown field and a block that is not closed."""
    document = docx.Document(shipped_templates() / "ccap.docx")
    document.add_paragraph("Le titulaire {{ titulaire.nomm }} agit.")
    document.add_paragraph("{% if marche.lots %}Sans fin")
    document.save(tmp_path / "Notre gabarit.docx")
    return tmp_path / "Notre gabarit.docx"


@pytest.fixture
def tableau(tmp_path):
    classeur = openpyxl.Workbook()
    for ligne in (ENTETES, *LIGNES):
        classeur.active.append(ligne)
    classeur.save(tmp_path / "programme.xlsx")
    return tmp_path / "programme.xlsx"


def test_gabarit_checked_and_given_back(page, gabarit, tmp_path):
    page.goto("/")
    page.get_by_role("link", name="Bibliothèque").click()
    page.get_by_role("link", name="Vérifier un modèle Word").click()
    # Nothing chosen: the summary has the focus, its link leads to the box.
    page.get_by_role("button", name="Vérifier ce modèle").click()
    assert page.title().startswith("Erreur") and page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert violations(page) == []
    page.get_by_role("link", name="Aucun fichier n’a été choisi").click()
    assert page.evaluate("document.activeElement.id") == "champ-fichier"
    page.set_input_files("#champ-fichier", gabarit)
    page.get_by_role("button", name="Vérifier ce modèle").click()
    page.wait_for_url("**/bibliotheque/gabarit/*")
    assert page.locator("h1").inner_text() == "Notre gabarit.docx"
    assert page.get_by_text("titulaire.nomm").count() and page.locator(".niveau.bloquant").count()
    assert violations(page) == [] and deborde(page) == []
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger la copie annotée").click()
    copie = tmp_path / attendu.value.suggested_filename
    attendu.value.save_as(copie)
    assert copie.name == "Notre-gabarit_annote.docx"
    with zipfile.ZipFile(copie) as archive:
        commentaires = archive.read("word/comments.xml").decode()
    assert "titulaire" in commentaires
    assert any("titulaire.nomm" in p.text for p in docx.Document(copie).paragraphs)
    # Back and forward: the form, then the same result, nothing sent twice.
    page.go_back()
    assert page.locator("#champ-fichier").count() == 1
    page.go_forward()
    assert page.locator("h1").inner_text() == "Notre gabarit.docx"


def test_search_with_the_keyboard_only(page):
    page.goto("/bibliotheque")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "mots":
            break
    page.keyboard.type("PENALITE forfait")
    page.keyboard.press("Enter")
    page.wait_for_url("**mots=PENALITE*")
    assert (
        "clauses" in page.locator("[role=status]").inner_text()
        or "clause" in page.locator("[role=status]").inner_text()
    )
    lien = page.locator(".clauses-biblio a").first
    attendu = lien.inner_text()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.clauses-biblio') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/clause/*")
    assert page.locator("h1").inner_text() == attendu


@pytest.mark.parametrize("script", [True, False], ids=["avec JavaScript", "sans JavaScript"])
def test_programme_ranked_and_taken_away(ouvrir_contexte, tableau, tmp_path, script):
    page = ouvrir_contexte(java_script_enabled=script).new_page()
    page.goto("/programme")
    page.set_input_files("#champ-fichier", tableau)
    page.get_by_role("button", name="Classer ces achats").click()
    page.wait_for_url("**/programme/*")
    assert "propice" in page.title()
    assert page.locator("table.avis tbody tr").count() == 6
    for nom, debut in (("Télécharger le classeur (.xlsx)", b"PK"), ("Télécharger en Markdown", b"# Programme")):
        with page.expect_download() as attendu:
            page.get_by_role("link", name=nom).click()
        chemin = tmp_path / f"{script}-{attendu.value.suggested_filename}"
        attendu.value.save_as(chemin)
        assert chemin.read_bytes().startswith(debut)
    if script:
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert deborde(page) == [] and violations(page) == []


def test_a_file_can_be_dropped(page, gabarit):
    page.goto("/bibliotheque/gabarit")
    page.evaluate(
        """async (octets) => {
          const donnees = new DataTransfer();
          donnees.items.add(new File([new Uint8Array(octets)], 'depose.docx'));
          document.querySelector('[data-depot]').dispatchEvent(new DragEvent('drop', {dataTransfer: donnees, bubbles: true, cancelable: true}));
        }""",
        list(gabarit.read_bytes()),
    )
    page.wait_for_url("**/bibliotheque/gabarit/*")
    assert page.locator("h1").inner_text() == "depose.docx"
