"""The library's screens through the application: search, one clause, gabarits dropped, programmes of purchases."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import openpyxl
import pytest

pytest.importorskip("flask")

from clausegen.library import load_library, shipped_templates
from clausegen.web.application import creer
from clausegen.web.reglages import Reglages
from tests.conseil.test_programme import ENTETES, LIGNES

HOTE = "127.0.0.1"
SUR = {"Host": HOTE, "Origin": f"http://{HOTE}"}


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    return creer(Reglages(dossier=tmp_path_factory.mktemp("marches"), jeton="entree"))


@pytest.fixture
def client(application):
    client = application.test_client()
    # The door opens once: the cookie of the run is given to every client of the module.
    client.set_cookie(Reglages().cookie, application.extensions["locale"].cookie, domain=HOTE)
    return client


def lire(client, adresse):
    reponse = client.get(adresse, headers=SUR)
    return reponse.status_code, reponse.text


def deposer(client, adresse, nom, octets, **champs):
    return client.post(adresse, data={"fichier": (io.BytesIO(octets), nom), **champs}, headers=SUR)


def gabarit(*paragraphes):
    document = docx.Document(shipped_templates() / "ccap.docx")
    for texte in paragraphes:
        document.add_paragraph(texte)
    flux = io.BytesIO()
    document.save(flux)
    return flux.getvalue()


def programme(lignes=LIGNES):
    classeur = openpyxl.Workbook()
    for ligne in (ENTETES, *lignes):
        classeur.active.append(ligne)
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


# ---------------------------------------------------------------- library


def test_every_clause_is_listed(client):
    code, page = lire(client, "/bibliotheque")
    assert code == 200
    library = load_library()
    assert all(f'/bibliotheque/clause/{i}"' in page for i in library.clauses)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("pénalité forfait", "ccap-penalite-heures-forfait"), ("PENALITE Forfait", "ccap-penalite-heures-forfait")],
)
def test_search_ignores_accents_and_case(client, typed, found):
    _, page = lire(client, f"/bibliotheque?mots={typed}")
    assert f'/bibliotheque/clause/{found}"' in page and '/bibliotheque/clause/rc-visites"' not in page


def test_filters_add_up(client):
    _, page = lire(client, "/bibliotheque?famille=marches_reserves&piece=rc")
    library = load_library()
    voulues = {c.id for c in library.clauses.values() if c.piece == "rc" and "/marches_reserves/" in c.path}
    montrees = {i for i in library.clauses if f'/bibliotheque/clause/{i}"' in page}
    assert voulues and montrees == voulues


def test_a_search_without_answer_says_what_to_do(client):
    _, page = lire(client, "/bibliotheque?mots=zzzzz")
    assert "Aucune clause ne répond" in page and "/bibliotheque/clause/" not in page


def test_a_clause_is_shown_as_it_prints_with_its_condition_in_french(client):
    code, page = lire(client, "/bibliotheque/clause/accord-cadre-montants")
    assert code == 200
    assert "Accord-cadre\u00a0: oui" in page, "la condition se lit en français"
    assert "faits.accord_cadre" in page, "et telle qu’elle est écrite"
    clause = load_library().clauses["accord-cadre-montants"]
    dits = [c for e in clause.exemples for c in e.contient if not set(c) & set("«»'\u00a0’")]
    assert dits and any(d in page for d in dits), "le texte est celui d’un exemple"
    assert f"{len(clause.exemples)} sur {len(clause.exemples)}" in page.replace("\u00a0", " ")


def test_the_journal_of_a_clause_is_shown(client):
    assert (
        "Travail dissimulé" in lire(client, "/bibliotheque/clause/penalites-vigilance")[1].split('id="historique"')[1]
    )


def test_an_unknown_clause_is_said_in_french(client):
    code, page = lire(client, "/bibliotheque/clause/..%2f..%2fetc")
    assert code == 404
    code, page = lire(client, "/bibliotheque/clause/inconnue")
    assert code == 404 and "pas de clause de ce nom" in page


# ---------------------------------------------------------------- gabarits


def test_a_faulty_gabarit_gets_its_findings_and_its_annotated_copy(client):
    reponse = deposer(
        client, "/bibliotheque/gabarit", "Mon gabarit.docx", gabarit("Le titulaire {{ titulaire.nomm }} agit.")
    )
    assert reponse.status_code == 303
    code, page = lire(client, reponse.location)
    assert code == 200 and "titulaire" in page and "CG3" in page
    copie = client.get(f"{reponse.location}/copie", headers=SUR)
    assert "Mon-gabarit_annote.docx" in copie.headers["Content-Disposition"]
    document = docx.Document(io.BytesIO(copie.data))
    with zipfile.ZipFile(io.BytesIO(copie.data)) as archive:
        commentaires = archive.read("word/comments.xml").decode()
    assert any("titulaire.nomm" in p.text for p in document.paragraphs) and "CG3" in commentaires


def test_the_shipped_gabarit_has_nothing_blocking(client):
    reponse = deposer(client, "/bibliotheque/gabarit", "ccap.docx", (shipped_templates() / "ccap.docx").read_bytes())
    _, page = lire(client, reponse.location)
    assert "bloquant" not in page.lower() or "<strong>0</strong> bloquant" in page


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("", b"", "aucun fichier"),
        ("a.docm", b"PK", "macros"),
        ("a.exe", b"MZ", "n’est pas un fichier .docx"),
        ("vide.docx", b"", "est vide"),
    ],
)
def test_what_is_not_a_gabarit_is_refused_in_french(client, nom, octets, dit):
    reponse = deposer(client, "/bibliotheque/gabarit", nom, octets)
    assert reponse.status_code == 422 and dit in reponse.text.lower() and "<title>Erreur" in reponse.text


def test_a_result_belongs_to_its_session(client, application):
    adresse = deposer(client, "/bibliotheque/gabarit", "x.docx", b"rien de bon").location
    assert lire(client, adresse)[0] == 200
    with application.test_request_context():
        from clausegen.web.ecrans.gabarit import Examen, _gardes

        assert _gardes.rendre("une autre session", adresse.rsplit("/", 1)[1], Examen) is None


# ---------------------------------------------------------------- programmes


def test_a_programme_is_ranked_and_taken_away(client):
    reponse = deposer(client, "/programme", "programme.xlsx", programme())
    assert reponse.status_code == 303
    code, page = lire(client, reponse.location)
    assert code == 200 and "Nettoyage des écoles" in page and "Marchés propices" in page
    classeur = openpyxl.load_workbook(io.BytesIO(client.get(f"{reponse.location}/classeur", headers=SUR).data))
    assert any("Nettoyage des écoles" in str(c.value) for feuille in classeur for ligne in feuille for c in ligne)
    texte = client.get(f"{reponse.location}/markdown", headers=SUR).text
    assert texte.startswith("# Programme d’achats") and "Nettoyage des écoles" in texte


def test_the_choices_of_the_form_are_kept_after_an_error(client):
    reponse = deposer(
        client, "/programme", "p.xlsx", programme(), date="demain matin", acheteur="commune", lignes="lots"
    )
    assert reponse.status_code == 422
    assert 'value="demain matin"' in reponse.text and '<option value="commune" selected' in reponse.text
    assert 'aria-invalid="true"' in reponse.text and 'href="#champ-date"' in reponse.text


@pytest.mark.parametrize(
    ("nom", "octets"),
    [
        ("p.xlsx", b"ceci n'est pas un classeur"),
        ("p.json", b"{"),
        ("p.json", json.dumps({"a": 1}).encode()),
        ("p.csv", b"objet;montant"),
        ("p.xlsm", b"PK"),
    ],
)
def test_unreadable_tables_are_refused_without_a_path(client, nom, octets):
    reponse = deposer(client, "/programme", nom, octets)
    assert reponse.status_code == 422 and "/tmp" not in reponse.text and "Traceback" not in reponse.text
