"""An officer's work in the browser: after an error, with the keyboard only, without JavaScript, back and forth, twice."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import docx
import pytest

from tests.web.navigateur.outils import focus_visible, violations

RESUME = "document.activeElement.getAttribute('role') === 'alert'"


@pytest.fixture
def marche(serveur, request):
    """A contract of its own for each test."""
    nom = re.sub(r"\W+", "-", request.node.name).strip("-")[:60]
    serveur.marche("plus-court", nom)
    return nom


def fichier(serveur, nom: str) -> str:
    return (serveur.dossier / nom / "marche.yaml").read_text(encoding="utf-8")


def attendre(page, condition, secondes: float = 20) -> None:
    """What the server does after a click is not over when the click is."""
    fin = time.monotonic() + secondes
    while not condition():
        assert time.monotonic() < fin, "rien n’est venu"
        page.wait_for_timeout(100)


def champ(page, titre: str):
    return page.get_by_label(titre, exact=True)


def test_a_correction_after_an_error(page, serveur, marche):
    page.goto(f"/m/{marche}/saisie/objet-du-marche")
    montant = page.locator("#c-montant-estime")
    bon = montant.input_value()
    montant.fill("beaucoup trop")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_function("document.title.startsWith('Erreur')")
    assert page.evaluate(RESUME), "le résumé des erreurs a le focus"
    assert violations(page) == []
    assert "beaucoup trop" in fichier(serveur, marche), "rien de ce qui est tapé n’est perdu"
    page.locator(".bilan a").first.click()
    assert page.evaluate("document.activeElement.id") == "c-montant-estime"
    assert page.locator("#c-montant-estime").get_attribute("aria-invalid") == "true"
    page.locator("#c-montant-estime").fill(bon)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/saisie/consultation")
    assert "beaucoup" not in fichier(serveur, marche)


def test_an_answer_shows_its_effect_and_can_be_undone(page, serveur, marche):
    page.goto(f"/m/{marche}/saisie/objet-du-marche")
    avant = fichier(serveur, marche)
    with page.expect_response(lambda r: r.request.method == "POST") as reponse:
        page.locator("#c-objet").fill("Nettoyage des écoles de Valmont")
    assert reponse.value.ok
    page.get_by_text("Ce que change").wait_for()
    assert page.locator("#apercu mark.change").count(), "ce qui change est surligné"
    assert re.fullmatch(r"\d+ clauses, .*", page.locator("#statut").text_content().replace("\u00a0", " ")), (
        "l’annonce est courte"
    )
    assert violations(page) == []
    assert "Nettoyage des écoles de Valmont" in fichier(serveur, marche)
    page.get_by_role("button", name=re.compile("^Annuler")).click()
    page.wait_for_load_state()
    assert fichier(serveur, marche) == avant


def test_without_javascript_from_nothing_to_the_pieces(ouvrir_contexte, tmp_path):
    """A new contract, a file taken over, lots, hours, clauses, pieces opened by python-docx."""
    page = ouvrir_contexte(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("Objet du marché").fill("Entretien des parcs")
    page.get_by_role("button", name="Créer le marché").click()
    page.wait_for_url("**/saisie/*")
    assert page.locator(".identite .objet").inner_text() == "Entretien des parcs"
    # A whole contract, from its file.
    page.goto("/")
    page.set_input_files("#fichier", Path(__file__).parents[3] / "exemples" / "travaux-residence" / "marche.yaml")
    page.get_by_role("button", name="Reprendre ce fichier").click()
    page.wait_for_url("**/m/**")
    page.get_by_role("navigation", name="Étapes").get_by_role("link", name="Lots et heures").click()
    lots = page.locator(".liste-lots tbody tr").count()
    page.get_by_label("Objet du lot").fill("Signalétique")
    page.get_by_label("Montant estimé HT").fill("12 000 €")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.wait_for_load_state()
    page.get_by_role("navigation", name="Étapes").get_by_role("link", name="Lots et heures").click()
    assert page.locator(".liste-lots tbody tr").count() == lots + 1
    page.get_by_role("button", name=re.compile("Retirer")).last.click()
    page.wait_for_load_state()
    assert page.locator(".liste-lots tbody tr").count() == lots
    assert page.locator(".chiffres dd").first.inner_text()
    page.get_by_role("link", name="Continuer : les clauses").click()
    premiere = page.locator(".liste-clauses li > a").first
    titre = premiere.inner_text().split(" ", 1)[1]
    premiere.click()
    assert page.locator("h1").inner_text() in titre and page.locator(".texte-clause").count()
    page.get_by_role("link", name="Continuer : contrôle et pièces").click()
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger toutes les pièces (zip)").click()
    chemin = tmp_path / "pieces.zip"
    attendu.value.save_as(chemin)
    with zipfile.ZipFile(chemin) as archive:
        noms = archive.namelist()
        assert "LISEZMOI.txt" in noms and "marche.yaml" in noms
        pieces = [n for n in noms if n.endswith(".docx")]
        assert len(pieces) >= 2
        for nom in pieces:
            assert docx.Document(io.BytesIO(archive.read(nom))).paragraphs


def test_with_the_keyboard_only(page, serveur):
    page.goto("/")
    # The skip link comes first, is seen, and leads to the content.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "evitement"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "n-objet"
    page.keyboard.type("Nettoyage au clavier")
    assert focus_visible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/saisie/*")
    # Every stop shows where it is; none is a trap.
    vus = []
    for _ in range(60):
        page.keyboard.press("Tab")
        ou = page.evaluate(
            "(document.activeElement.id || document.activeElement.name || document.activeElement.textContent || '').trim().slice(0, 60)"
        )
        if page.evaluate("document.activeElement === document.body"):
            break
        assert focus_visible(page), ou
        vus.append(ou)
        if "continuer" in ou.lower():
            break
    assert len(set(vus)) > 10
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1


def test_back_and_forward(page, marche, serveur):
    page.goto(f"/m/{marche}/saisie/acheteur")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/saisie/objet-du-marche")
    page.locator("#c-objet").fill("Nettoyage, aller et retour")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/saisie/consultation")
    page.go_back()
    page.wait_for_url("**/saisie/objet-du-marche")
    assert page.locator("#c-objet").input_value() == "Nettoyage, aller et retour", (
        "la page revenue montre ce qui est enregistré"
    )
    page.go_back()
    page.wait_for_url("**/saisie/acheteur")
    page.go_forward()
    page.go_forward()
    page.wait_for_url("**/saisie/consultation")
    # What is sent from a page that was come back to is not taken for another tab.
    page.go_back()
    page.locator("#c-objet").fill("Nettoyage, retour")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/saisie/consultation")
    assert "Nettoyage, retour" in fichier(serveur, marche)


def test_double_submit(page, serveur):
    page.goto("/")
    avant = {p.name for p in serveur.dossier.iterdir()}
    page.get_by_label("Objet du marché").fill("Clic deux fois")
    page.get_by_role("button", name="Créer le marché").dblclick()
    page.wait_for_url("**/saisie/*")
    page.wait_for_timeout(500)
    assert len({p.name for p in serveur.dossier.iterdir()} - avant) == 1, "un seul marché"


def test_two_saves_at_once_keep_both_answers(page, serveur, marche):
    page.goto(f"/m/{marche}/saisie/objet-du-marche")
    page.locator("#c-objet").fill("Première réponse")
    page.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    attendre(page, lambda: "Première réponse" in fichier(serveur, marche))
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text() == "Objet du marché", "ni conflit ni erreur"


def test_two_tabs_do_not_overwrite_each_other(ouvrir_contexte, serveur, marche):
    contexte = ouvrir_contexte(java_script_enabled=False)
    un, deux = contexte.new_page(), contexte.new_page()
    for onglet in (un, deux):
        onglet.goto(f"/m/{marche}/saisie/objet-du-marche")
    un.locator("#c-objet").fill("Écrit par le premier onglet")
    un.get_by_role("button", name="Enregistrer", exact=True).click()
    attendre(un, lambda: "premier onglet" in fichier(serveur, marche))
    deux.locator("#c-objet").fill("Écrit par le second onglet")
    deux.get_by_role("button", name="Enregistrer", exact=True).click()
    attendre(deux, lambda: "premier onglet" in deux.locator("main").inner_text())
    assert "premier onglet" in fichier(serveur, marche)
    assert "premier onglet" in deux.content() and "second onglet" in deux.content(), "les deux versions sont montrées"


SCRIPT = "<script>document.title='pris'</script><img src=x onerror=\"document.title='pris'\">{{ 7*7 }}"


def test_scripts_typed_in_a_field_stay_text(page, serveur, marche):
    page.goto(f"/m/{marche}/saisie/objet-du-marche")
    page.locator("#c-objet").fill(SCRIPT)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_load_state("networkidle")
    for adresse in (
        "/",
        f"/m/{marche}/saisie/objet-du-marche",
        f"/m/{marche}/lots",
        f"/m/{marche}/clauses/objet-du-marche",
        f"/m/{marche}/pieces",
        f"/m/{marche}/pieces/ccap",
        f"/m/{marche}/fichier",
    ):
        page.goto(adresse)
        assert "pris" not in page.title() and not page.locator("img[src=x]").count(), adresse
    page.goto(f"/m/{marche}/pieces/ccap")
    assert SCRIPT in page.locator("article.piece").inner_text(), "montré tel quel"
