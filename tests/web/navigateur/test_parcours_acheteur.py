"""The whole path of an officer on the real server: new contract, lots, hours, clauses, pieces opened in Word's format."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

expect = pytest.importorskip("playwright.sync_api").expect

REPONSES = {
    "acheteur": {"acheteur.nom": "Commune d’Exemple", "acheteur.siret": "21459990400015", "acheteur.adresse": "1 place de la Mairie",
                 "acheteur.code_postal": "45000", "acheteur.ville": "Exemple", "acheteur.profil": "https://marches.example.fr",
                 "acheteur.courriel": "marches@example.fr", "acheteur.representant.nom": "Camille Martin", "acheteur.representant.qualite": "maire"},
    "objet-du-marche": {"cpv.principal": "90911200", "montant_estime": "180 000 €", "lieu.texte": "bâtiments communaux", "lieu.departement": "45"},
    "consultation": {"date_consultation": "2026-12-01", "date_limite": "2027-01-12 12:00"},
    "forme-et-duree": {"duree": "24 mois"},
}  # fmt: skip
CHOIX = {"acheteur": {"acheteur.type": "commune"}, "consultation": {"procedure": "MAPA", "variantes": "non"}}
CRITERES = (
    ("Prix", "", "50 %"),
    ("Valeur technique", "technique", "35 %"),
    ("Performances environnementales", "environnement", "15 %"),
)


def _boite(page, champ):
    return page.locator(f'[name="c.{champ}"]')


def _enregistre(page):
    """The live answer has come back: the text « Enregistrement… » is gone."""
    expect(page.locator("#enregistre")).to_have_text(re.compile("^Enregistré à"))


def _remplir(page, slug):
    for champ, valeur in REPONSES.get(slug, {}).items():
        _boite(page, champ).fill(valeur)
    for champ, valeur in CHOIX.get(slug, {}).items():
        boite = _boite(page, champ)
        if boite.first.evaluate("e => e.tagName") == "SELECT":
            boite.select_option(valeur)
        else:
            page.locator(f'[name="c.{champ}"][value="{valeur}"]').check()


def test_du_nouveau_marche_aux_pieces(serveur, page):
    page.goto("/")
    assert page.title() == "Mes marchés — clausegen"
    page.get_by_label("Objet du marché").fill("Nettoyage des écoles")
    page.get_by_label("Référence").fill("2026-PARCOURS")
    page.get_by_label("Nature").select_option("services")
    page.get_by_role("button", name="Créer le marché").click()
    fichier = serveur.dossier / "2026-PARCOURS" / "marche.yaml"
    page.wait_for_url("**/acheteur")
    assert page.title() == "Acheteur — clausegen"

    assert "# À compléter. Ville" in fichier.read_text(encoding="utf-8")
    for slug in ("acheteur", "objet-du-marche", "consultation"):
        page.wait_for_url(f"**/{slug}")
        _remplir(page, slug)
        page.get_by_role("button", name="Enregistrer et continuer").click()
        page.wait_for_load_state()
    page.wait_for_url("**/criteres")
    assert "# À compléter. Ville" not in fichier.read_text(encoding="utf-8")
    # A blank row comes after each one.
    for rang, (nom, genre, poids) in enumerate(CRITERES):
        page.locator(f'[name="k.{rang}.nom"]').fill(nom)
        page.locator(f'[name="k.{rang}.poids"]').fill(poids)
        if genre:
            page.locator(f'[name="k.{rang}.type"]').select_option(genre)
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        page.wait_for_load_state()
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/forme-et-duree")
    _remplir(page, "forme-et-duree")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/prix-et-paiement")

    # Lots, then hours of the first one: the preview follows what is typed, without any button.
    page.get_by_role("link", name="Lots et heures").first.click()
    for objet, montant in (("Écoles du centre", "110 000 €"), ("Écoles du nord", "70 000 €")):
        page.get_by_label("Objet du lot").fill(objet)
        page.get_by_label("Montant estimé HT").fill(montant)
        page.get_by_role("button", name="Ajouter").click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Écoles du centre").click()
    page.wait_for_url("**/lot-1")
    _boite(page, "insertion.heures.valeur").fill("400")
    _enregistre(page)
    page.locator("#apercu").get_by_text("400 h").first.wait_for()
    assert "400" in page.locator("#statut").inner_text() and "heures: 400" in fichier.read_text(
        encoding="utf-8"
    ).replace("insertion: 400", "heures: 400")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    # Hours without penalty: the summary of faults takes the focus, its link leads to the box.
    bilan = page.get_by_role("alert")
    expect(bilan).to_be_focused()
    assert page.title().startswith("Erreur : Lot n°")
    bilan.get_by_role("link", name=re.compile("aucune pénalité n’est fixée par heure")).click()
    _boite(page, "insertion.penalites.heure.montant").fill("50 €")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.wait_for_url("**/lots")
    assert page.locator("svg.barres").count() == 1
    assert "57" in page.locator(".chiffres").inner_text(), "400 h font 57 jours"

    # Clauses, with their reasons and the text as it will print.
    page.get_by_role("link", name="Continuer : les clauses").click()
    page.get_by_label("Chercher").fill("heures d’insertion")
    page.get_by_role("button", name="Filtrer").click()
    page.wait_for_load_state()
    page.locator(".liste-clauses li a").first.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="Pourquoi").is_visible()
    page.get_by_role("link", name="Continuer : contrôle et pièces").click()
    page.wait_for_load_state()
    assert page.title() == "Contrôle et pièces — clausegen"

    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger toutes les pièces (zip)").click()
    octets = attendu.value.path().read_bytes()
    assert re.fullmatch(r"2026-PARCOURS_pieces(_PROJET)?\.zip", attendu.value.suggested_filename)
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        noms = archive.namelist()
        assert {"marche.yaml", "LISEZMOI.txt", "fiche-de-generation.html"} <= set(noms)
        assert archive.read("marche.yaml").decode("utf-8") == fichier.read_text(encoding="utf-8")
        ccap = next(n for n in noms if "_CCAP" in n)
        texte = "\n".join(p.text for p in Document(io.BytesIO(archive.read(ccap))).paragraphs)
    assert "Nettoyage des écoles" in texte and "400" in texte

    with page.expect_download() as attendu:
        page.get_by_role("link", name=re.compile("Word .* Règlement de la consultation")).click()
    assert "Commune d’Exemple" in "\n".join(
        c.text for t in Document(str(attendu.value.path())).tables for r in t.rows for c in r.cells
    ) + "\n".join(p.text for p in Document(str(attendu.value.path())).paragraphs)
