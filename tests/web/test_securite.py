"""Session, Host, origin, sizes, archives, headers, names: each rule of the web application."""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner
from docx import Document

from clausegen.web.application import creer
from clausegen.web.reglages import Reglages
from tests.web.conftest import BASE, MEME


def test_sans_cookie_rien_ne_s_ouvre(anonyme):
    for adresse in ("/", "/m/x/", "/m/x/fichier"):
        anonyme.lire(adresse, 403)
    assert anonyme.envoyer("/nouveau", {"objet": "x"}).status_code == 403
    assert not list(anonyme.dossier.iterdir())


def test_jeton_a_usage_unique(anonyme):
    jeton = anonyme.app.config["REGLAGES"].jeton
    anonyme.lire("/entrer?jeton=faux", 403)
    reponse = anonyme.lire(f"/entrer?jeton={jeton}", 303)
    biscuit = reponse.headers["Set-Cookie"]
    assert "HttpOnly" in biscuit and "SameSite=Strict" in biscuit and jeton not in biscuit
    anonyme.lire("/")
    # The browser that is in may follow the address again; another one may not.
    anonyme.lire(f"/entrer?jeton={jeton}", 303)
    autre = anonyme.app.test_client()
    assert autre.get(f"/entrer?jeton={jeton}", base_url=BASE).status_code == 403


def test_cookie_propre_au_port():
    assert Reglages(port=1).cookie != Reglages(port=2).cookie


@pytest.mark.parametrize("hote", ["pirate.example", "127.0.0.1.pirate.example", "169.254.1.1", ""])
def test_hote_inconnu_refuse(visiteur, hote):
    assert visiteur.client.get("/", base_url=BASE, headers={"Host": hote}).status_code == 400


def test_hote_avec_un_autre_port_refuse(tmp_path):
    app = creer(Reglages(dossier=tmp_path, port=5123))
    client = app.test_client()
    assert client.get("/", base_url="http://127.0.0.1:5123").status_code == 403
    assert client.get("/", base_url="http://127.0.0.1:80").status_code == 400


@pytest.mark.parametrize(
    "entetes",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://pirate.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://pirate.example"},
    ],
)
def test_envoi_d_un_autre_site_refuse(visiteur, entetes):
    assert visiteur.envoyer("/nouveau", {"objet": "Nettoyage"}, entetes).status_code == 403
    assert not list(visiteur.dossier.iterdir())


@pytest.mark.parametrize("entetes", [MEME, {"Origin": "http://127.0.0.1"}, {"Sec-Fetch-Site": "none"}])
def test_envoi_de_nos_pages_admis(visiteur, entetes):
    assert visiteur.envoyer("/nouveau", {"objet": "Nettoyage"}, entetes).status_code == 303


def test_entetes_sur_toute_reponse(visiteur):
    visiteur.marche()
    for adresse in (
        "/",
        "/absente",
        "/m/marche/pieces",
        "/statique/clausegen.css",
        "/m/marche/telecharger/marche.yaml",
    ):
        reponse = visiteur.client.get(adresse, base_url=BASE)
        entetes = reponse.headers
        reponse.close()
        csp = entetes["Content-Security-Policy"]
        assert (
            "default-src 'none'" in csp
            and "unsafe" not in csp
            and "frame-ancestors 'none'" in csp
            and "base-uri 'none'" in csp
        )
        assert entetes["X-Content-Type-Options"] == "nosniff" and entetes["Referrer-Policy"] == "no-referrer"
    assert visiteur.lire("/").headers["Cache-Control"] == "no-store"


def test_pages_sans_script_ni_style_en_ligne(visiteur):
    visiteur.marche("six-lots-tous-leviers")
    for adresse in (
        "",
        "/lots",
        "/clauses",
        "/pieces",
        "/pieces/ccap",
        "/fichier",
        "/saisie/consultation",
        "/saisie/lot-1",
    ):
        html = visiteur.client.get(f"/m/marche{adresse}", base_url=BASE, follow_redirects=True).get_data(as_text=True)
        assert not re.search(r"<style|\sstyle=|<script(?! src=\"/statique/)|\son\w+=|javascript:", html)
        assert (
            not re.search(r"(?:src|href|action)=\"(?:https?:)?//", html.replace('rel="noreferrer"', ""))
            or "/pieces" in adresse
        )


@pytest.mark.parametrize(
    "nom", ["..", "%2e%2e", "..%2fetc", "%2fetc%2fpasswd", "a%5c..%5cb", ".clausegen", "marche%00"]
)
def test_un_nom_n_est_jamais_un_chemin(visiteur, nom):
    visiteur.marche()
    (visiteur.dossier.parent / "marche.yaml").write_text("objet: secret", encoding="utf-8")
    reponse = visiteur.client.get(f"/m/{nom}/fichier", base_url=BASE)
    assert reponse.status_code in (400, 404) and "secret" not in reponse.get_data(as_text=True)


def test_un_lien_hors_du_dossier_n_est_pas_suivi(visiteur):
    dehors = visiteur.dossier.parent / "dehors"
    dehors.mkdir()
    (dehors / "marche.yaml").write_text("objet: secret", encoding="utf-8")
    (visiteur.dossier / "lien").symlink_to(dehors)
    visiteur.lire("/m/lien/fichier", 404)


def test_envoi_trop_lourd(visiteur):
    assert (
        visiteur.envoyer("/importer", b"x" * 11_000_000, content_type="multipart/form-data; boundary=x").status_code
        == 413
    )
    assert visiteur.envoyer("/nouveau", {"objet": "x" * 5_000_000}).status_code == 413


def _zip(parties):
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return flux.getvalue()


_DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
HOSTILES = {
    "bombe.docx": _zip({**_DOCX, "word/media/x.xml": "0" * 40_000_000}),
    "noms.docx": _zip({**_DOCX, "../../dehors.xml": "x"}),
    "macros.docx": _zip({**_DOCX, "word/vbaProject.bin": "x"}),
    "dtd.docx": _zip({**_DOCX, "word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
    "macros.xlsx": _zip({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>", "xl/vbaProject.bin": "x"}),
    "abime.xlsx": b"PK\x03\x04 abime",
    "vide.docx": b"",
    "programme.exe": b"MZ",
    "macro.xlsm": b"PK\x03\x04",
    "profond.json": b"[" * 100_000,
    "alias.yaml": b"a: &a [x]\nb: *a\n",
}


@pytest.mark.parametrize("nom", HOSTILES)
def test_fichier_hostile_refuse_en_francais(visiteur, nom):
    reponse = visiteur.envoyer("/importer", {"fichier": (io.BytesIO(HOSTILES[nom]), nom)})
    texte = reponse.get_data(as_text=True)
    assert reponse.status_code == 422 and 'role="alert"' in texte and "Traceback" not in texte
    assert not list(visiteur.dossier.iterdir())


def test_nom_de_fichier_hostile(visiteur):
    document = io.BytesIO()
    Document().save(document)
    reponse = visiteur.envoyer("/importer", {"fichier": (io.BytesIO(document.getvalue()), "../../<b>é.docx")})
    assert reponse.status_code == 422 and "<b>é" not in reponse.get_data(as_text=True)
    reponse = visiteur.envoyer(
        "/importer", {"fichier": (io.BytesIO(b"objet: Nettoyage\n"), "../../../tmp/..\\a b<i>.yaml")}
    )
    assert reponse.status_code in (200, 303)
    assert [p.name for p in visiteur.dossier.iterdir()] == ["a-b-i"]


SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 271*271 }}{% set a = 1 %}${271*271}"


def test_textes_hostiles_montres_tels_quels(visiteur):
    fichier = visiteur.marche()
    donnees = dict(visiteur.formulaire("/m/marche/saisie/objet-du-marche")) | {
        "c.objet": SCRIPT,
        "c.description": SCRIPT,
    }
    assert visiteur.envoyer("/m/marche/saisie/objet-du-marche", donnees).status_code == 303
    assert "{{ 271*271 }}" in fichier.read_text(encoding="utf-8")
    for adresse in ("/", "/m/marche/saisie/objet-du-marche", "/m/marche/lots", "/m/marche/clauses", "/m/marche/pieces", "/m/marche/pieces/ccap",
                    "/m/marche/fichier", "/m/marche/clauses/objet-du-marche"):  # fmt: skip
        html = visiteur.page(adresse)
        assert "<script>alert" not in html and "<img src=x" not in html and "73441" not in html
        assert "&lt;script&gt;" in html or "alert(1)" not in html


def test_noms_des_telechargements(visiteur):
    fichier = visiteur.marche()
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(re.sub(r"(?m)^reference: .*$", 'reference: "AO/2026:é\\"; x=.exe"', texte), encoding="utf-8")
    for adresse in ("ccap.docx", "pieces.zip", "marche.yaml"):
        disposition = visiteur.lire(f"/m/marche/telecharger/{adresse}").headers["Content-Disposition"]
        nom = re.fullmatch(
            r"attachment; filename=\"([A-Za-z0-9._-]+)\"; filename\*=UTF-8''[A-Za-z0-9._%-]+", disposition
        )
        assert nom and len(nom[1]) <= 130


def test_serveur_exige_un_nom_et_un_mandataire():
    from clausegen.cli.serveur import command

    lance = CliRunner()
    assert lance.invoke(command, []).exit_code == 2
    refus = lance.invoke(command, ["--hote", "marches.exemple.fr", "--adresse", "0.0.0.0"])
    assert refus.exit_code == 2 and "--derriere-proxy" in refus.output


def test_serveur_hote_et_jeton_de_formulaire(intranet):
    assert intranet.client.get("/", base_url="http://127.0.0.1").status_code == 400
    html = intranet.page("/")
    jeton = re.search(r'name="_csrf" value="([0-9a-f]{64})"', html)[1]
    assert intranet.envoyer("/nouveau", {"objet": "Nettoyage"}).status_code == 403
    assert intranet.envoyer("/nouveau", {"objet": "Nettoyage", "_csrf": "0" * 64}).status_code == 403
    assert intranet.envoyer("/nouveau", {"objet": "Nettoyage", "_csrf": jeton}).status_code == 303


def test_serveur_n_a_pas_de_porte_locale(intranet):
    intranet.lire(f"/entrer?jeton={intranet.app.config['REGLAGES'].jeton}", 404)


def test_serveur_separe_les_visites_et_efface(intranet):
    jeton = re.search(r'name="_csrf" value="(\w+)"', intranet.page("/"))[1]
    lieu = intranet.envoyer("/nouveau", {"objet": "Nettoyage discret", "_csrf": jeton}).headers["Location"]
    assert "Nettoyage discret" in intranet.page("/")
    autre = intranet.app.test_client()
    assert "Nettoyage discret" not in autre.get("/", base_url=intranet.base).get_data(as_text=True)
    assert autre.get(lieu, base_url=intranet.base).status_code == 404
    racine = intranet.app.extensions["ephemeres"].racine
    assert list(racine.rglob("marche.yaml"))
    assert intranet.envoyer("/effacer", {"_csrf": jeton}).status_code == 303
    assert not list(racine.rglob("marche.yaml"))


def test_serveur_oublie_apres_deux_heures(intranet, monkeypatch):
    jeton = re.search(r'name="_csrf" value="(\w+)"', intranet.page("/"))[1]
    intranet.envoyer("/nouveau", {"objet": "Nettoyage", "_csrf": jeton})
    from clausegen.web import sessions

    maintenant = sessions.time.monotonic()
    monkeypatch.setattr(sessions.time, "monotonic", lambda: maintenant + 2 * 3600 + 1)
    intranet.page("/")
    assert not list(intranet.app.extensions["ephemeres"].racine.rglob("marche.yaml"))


def test_serveur_borne_les_sessions(tmp_path):
    app = creer(Reglages(serveur=True, hotes=("m.fr",), max_sessions=2))
    codes = []
    for _ in range(3):
        client = app.test_client()
        jeton = re.search(
            r'name="_csrf" value="(\w+)"', client.get("/", base_url="http://m.fr").get_data(as_text=True)
        )[1]
        codes.append(
            client.post(
                "/nouveau", data={"objet": "x", "_csrf": jeton}, base_url="http://m.fr", headers=MEME
            ).status_code
        )
    app.extensions["ephemeres"].fermer()
    assert codes == [303, 303, 503]


def test_serveur_ne_suit_pas_l_organisation_d_un_fichier(intranet, tmp_path):
    jeton = re.search(r'name="_csrf" value="(\w+)"', intranet.page("/"))[1]
    (tmp_path / "organisation.yaml").write_text("nom: Secrète\n", encoding="utf-8")
    contenu = f"objet: Nettoyage\norganisation: {tmp_path}\n".encode()
    intranet.envoyer("/importer", {"fichier": (io.BytesIO(contenu), "m.yaml"), "_csrf": jeton})
    assert "Secrète" not in intranet.page("/m/m/fichier")
