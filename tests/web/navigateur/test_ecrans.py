"""Every screen and state, wide and narrow: axe without violation, no horizontal scroll, title, language, headings."""

from __future__ import annotations

import pytest

from tests.web.navigateur.outils import deborde, violations

LARGE, ETROIT = {"width": 1440, "height": 900}, {"width": 320, "height": 640}
# 200 % on a 1 280 px screen is what a 640 px wide screen shows.
DOUBLE = {"width": 640, "height": 450}
ECRANS = {
    "accueil": "/", "acheteur": "/m/six-lots/saisie/acheteur", "objet": "/m/six-lots/saisie/objet-du-marche", "criteres": "/m/six-lots/saisie/criteres",
    "prix": "/m/six-lots/saisie/prix-et-paiement", "sociales": "/m/six-lots/saisie/clauses-sociales", "lot": "/m/six-lots/saisie/lot-1",
    "incomplet": "/m/incomplet/saisie/objet-du-marche", "lots": "/m/six-lots/lots", "lots vides": "/m/incomplet/lots",
    "clauses": "/m/six-lots/clauses", "clauses toutes": "/m/six-lots/clauses?etat=toutes", "clauses vides": "/m/incomplet/clauses",
    "clause": "/m/six-lots/clauses/penalites-vigilance", "pieces": "/m/six-lots/pieces", "pieces vides": "/m/incomplet/pieces",
    "piece": "/m/six-lots/pieces/ccap", "fichier": "/m/six-lots/fichier", "illisible": "/m/illisible/fichier", "introuvable": "/m/absent/",
    "bibliotheque": "/bibliotheque", "recherche": "/bibliotheque?mots=penalite&etat=doute", "recherche vide": "/bibliotheque?mots=zzzz",
    "fiche": "/bibliotheque/clause/ccap-penalite-heures-forfait", "gabarit": "/bibliotheque/gabarit", "programme": "/programme",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def marches(serveur):
    """A full contract, one that lacks answers and has wrong ones, one that cannot be read."""
    serveur.marche("six-lots-tous-leviers", "six-lots")
    for nom, texte in (
        ("incomplet", "objet: Rénovation du groupe scolaire\nmontant_estime: beaucoup\nnature: inconnue\n"),
        ("illisible", "objet: [\n"),
    ):
        (serveur.dossier / nom).mkdir()
        (serveur.dossier / nom / "marche.yaml").write_text(texte, encoding="utf-8")


def examiner(page, nom):
    assert violations(page) == [], nom
    assert deborde(page) == [], nom
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.locator("h1").count() == 1 and page.title().endswith("— clausegen") and page.title() != "— clausegen"


@pytest.mark.parametrize("taille", [LARGE, ETROIT], ids=["1440", "320"])
@pytest.mark.parametrize("nom", ECRANS)
def test_screen(ouvrir_contexte, nom, taille):
    page = ouvrir_contexte(viewport=taille).new_page()
    page.goto(ECRANS[nom])
    examiner(page, nom)


@pytest.mark.parametrize(
    "nom", ["accueil", "objet", "lots", "clause", "pieces", "piece", "recherche", "fiche", "programme"]
)
def test_twice_as_large(ouvrir_contexte, nom):
    page = ouvrir_contexte(viewport=DOUBLE, device_scale_factor=2).new_page()
    page.goto(ECRANS[nom])
    assert deborde(page) == []
    # The text alone twice as large, as some browsers do: nothing is cut, the page still goes one way only.
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert deborde(page) == []


def test_every_screen_has_its_title(ouvrir_contexte):
    page = ouvrir_contexte().new_page()
    titres = {}
    for nom in (
        "accueil",
        "acheteur",
        "objet",
        "criteres",
        "lots",
        "clauses",
        "clause",
        "pieces",
        "piece",
        "fichier",
        "bibliotheque",
        "fiche",
        "gabarit",
        "programme",
    ):
        page.goto(ECRANS[nom])
        titres[nom] = page.title()
    assert len(set(titres.values())) == len(titres), titres


@pytest.mark.parametrize("taille", [LARGE, ETROIT], ids=["1440", "320"])
def test_everything_unfolded(ouvrir_contexte, taille):
    """What is folded is examined too."""
    page = ouvrir_contexte(viewport=taille).new_page()
    for nom in ("objet", "lots", "fiche"):
        page.goto(ECRANS[nom])
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        examiner(page, nom)


def test_a_dark_setting_keeps_its_contrast(ouvrir_contexte):
    page = ouvrir_contexte(color_scheme="dark").new_page()
    page.goto(ECRANS["objet"])
    assert violations(page) == []


def test_states_after_a_fault(ouvrir_contexte, serveur, tmp_path):
    """A refused file, a file taken with remarks, a withdrawal without reason, a faulty programme, two tabs in conflict."""
    contexte = ouvrir_contexte(viewport=ETROIT)
    page = contexte.new_page()

    def envoyer(adresse, nom, texte, bouton):
        (tmp_path / nom).write_text(texte, encoding="utf-8")
        page.goto(adresse)
        page.set_input_files("input[type=file]", tmp_path / nom)
        page.get_by_role("button", name=bouton).click()
        page.wait_for_load_state()

    envoyer("/", "notes.csv", "objet;montant", "Reprendre ce fichier")
    assert page.title().startswith("Erreur") and page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    examiner(page, "fichier refusé")
    envoyer("/", "repris.yaml", "objet: Nettoyage\nmontant_estime: beaucoup\ninconnue: 1\n", "Reprendre ce fichier")
    examiner(page, "fichier repris")
    envoyer("/programme", "p.json", "{}", "Classer ces achats")
    assert page.title().startswith("Erreur")
    examiner(page, "programme refusé")

    page.goto("/m/six-lots/clauses/penalites-vigilance")
    page.get_by_text("Retirer cette clause du marché").click()
    page.get_by_role("button", name="Retirer la clause").click()
    page.wait_for_function("document.title.startsWith('Erreur')")
    examiner(page, "retrait sans motif")

    autre = contexte.new_page()
    for onglet in (page, autre):
        onglet.goto("/m/six-lots/saisie/objet-du-marche")
    autre.locator("#c-objet").fill("Premier onglet")
    autre.get_by_role("button", name="Enregistrer", exact=True).click()
    autre.wait_for_load_state()
    page.locator("#c-objet").fill("Second onglet")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("Premier onglet").first.wait_for()
    examiner(page, "conflit")
    page.go_back()
    page.go_forward()
    assert "Premier onglet" in (serveur.dossier / "six-lots" / "marche.yaml").read_text(encoding="utf-8")
