"""Hours, clauses and pieces: what the screens say is what the engine says, and what is taken away opens."""

import io
import re
import zipfile

from docx import Document

from clausegen.sources import parse_yaml
from clausegen.word import read_manifest


def test_heures_formule_sensibilite_et_barres(visiteur):
    visiteur.marche("six-lots-tous-leviers", "m")
    html = visiteur.page("/m/m/lots")
    assert (
        "Sensibilité" in html
        and "Semaines de 35 h" in html
        and re.search(r"1\u202f600\u202f000\u00a0€ ?[×÷(]|× 7\u00a0%", html)
    )
    # One bar asked a lot, one calculated only where hours may be asked: neither reserved lots nor insertion itself.
    assert html.count('<rect class="demande"') == 6 and html.count('<rect class="propose"') == 3


def test_lots_ajoutes_et_retires(visiteur):
    fichier = visiteur.marche()
    for objet in ("Nord", "Sud"):
        version = re.search(r'name="_version" value="(\w+)"', visiteur.page("/m/marche/lots"))[1]
        assert visiteur.envoyer("/m/marche/lots", {"_version": version, "objet": objet}).status_code == 303
    assert visiteur.envoyer("/m/marche/lots", {"_version": version, "objet": "Est"}).status_code == 409
    lots = parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()["lots"]
    assert [(lot["numero"], lot["objet"]) for lot in lots] == [("01", "Nord"), ("02", "Sud")]
    version = re.search(r'name="_version" value="(\w+)"', visiteur.page("/m/marche/lots"))[1]
    visiteur.envoyer("/m/marche/lots", {"_version": version, "retirer": "0"})
    assert [lot["objet"] for lot in parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()["lots"]] == ["Sud"]


def test_chaque_clause_a_sa_raison(visiteur):
    visiteur.marche()
    for etat, mot in (("retenues", "Retenue"), ("ecartees", "Écartée")):
        html = visiteur.page(f"/m/marche/clauses?etat={etat}")
        lignes = re.findall(
            r'<li(?: class="ici")?>\s*<a [^>]*>.*?</li>', html[html.index('class="liste-clauses"') :], re.DOTALL
        )
        assert len(lignes) > 20 and all(re.search(rf"{mot}(?: —|e? dans).*\S", ligne) for ligne in lignes)


def test_reglage_sur_place_surligne_le_texte(visiteur):
    fichier = visiteur.marche("six-lots-tous-leviers", "m")
    from clausegen.library import load_library

    clauses = load_library().clauses.values()
    html, clause, nom = next(
        (page, c, n) for c in clauses for n, p in c.parametres.items() if p.type == "entier"
        for page in [visiteur.page(f"/m/m/clauses/{c.id}")] if "retenue</span>" in page
    )  # fmt: skip
    version = re.search(r'name="_version" value="(\w+)"', html)[1]
    adresse = f"/m/m/clauses/{clause.id}"
    assert visiteur.envoyer(adresse, {"_version": version, f"p.{nom}": "7"}).status_code == 303
    assert parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()["parametres"][nom] == "7"
    apres = visiteur.page(adresse)
    assert 'class="change"' in apres or "bloc-change" in apres or clause.parametres[nom].defaut == 7
    version = re.search(r'name="_version" value="(\w+)"', apres)[1]
    faute = visiteur.envoyer(adresse, {"_version": version, f"p.{nom}": "sept"})
    assert faute.status_code == 422 and 'role="alert"' in faute.get_data(as_text=True)


def test_retirer_une_clause_demande_un_motif(visiteur):
    fichier = visiteur.marche()
    adresse = "/m/marche/clauses/notifications-echanges"
    html = visiteur.client.get(adresse, base_url=visiteur.base).get_data(as_text=True)
    if "Retirer la clause" not in html:
        adresse = re.search(r'href="(/m/marche/clauses/[\w-]+)\?', visiteur.page("/m/marche/clauses"))[1]
        html = visiteur.page(adresse)
    version = re.search(r'name="_version" value="(\w+)"', html)[1]
    assert visiteur.envoyer(adresse, {"_version": version, "_action": "retirer"}).status_code == 422
    assert (
        visiteur.envoyer(adresse, {"_version": version, "_action": "retirer", "motif": "sans utilité ici"}).status_code
        == 303
    )
    retirer = parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()["clauses"]["retirer"]
    assert retirer == [{"id": adresse.rsplit("/", 1)[1], "motif": "sans utilité ici"}]
    html = visiteur.page(adresse)
    assert "écartée" in html and "sans utilité ici" in html
    version = re.search(r'name="_version" value="(\w+)"', html)[1]
    assert visiteur.envoyer(adresse, {"_version": version, "_action": "reprendre"}).status_code == 303
    assert "clauses" not in parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()


def test_zip_complet_et_zip_de_publication(visiteur):
    fichier = visiteur.marche()
    un, deux = (visiteur.lire("/m/marche/telecharger/pieces.zip").data for _ in range(2))
    assert un == deux, "mêmes réponses, mêmes octets"
    with zipfile.ZipFile(io.BytesIO(un)) as archive:
        assert archive.testzip() is None
        noms = archive.namelist()
        assert archive.read("marche.yaml").decode() == fichier.read_text(encoding="utf-8")
        ccap = archive.read(next(n for n in noms if "_CCAP" in n))
        assert all(n in archive.read("LISEZMOI.txt").decode("utf-8-sig") for n in noms if n.endswith(".docx"))
        assert "Fiche de génération" in archive.read("fiche-de-generation.html").decode()
    assert Document(io.BytesIO(ccap)).paragraphs and read_manifest(ccap).contract
    with zipfile.ZipFile(io.BytesIO(visiteur.lire("/m/marche/telecharger/pieces.zip?publication=1").data)) as archive:
        assert not {"marche.yaml", "fiche-de-generation.html"} & set(archive.namelist())
        assert not any(read_manifest(archive.read(n)).contract for n in archive.namelist() if n.endswith(".docx"))


def test_piece_produite_puis_reprise(visiteur):
    fichier = visiteur.marche()
    octets = visiteur.lire("/m/marche/telecharger/ccap.docx").data
    lieu = visiteur.envoyer("/importer", {"fichier": (io.BytesIO(octets), "CCAP.docx")})
    assert lieu.status_code in (200, 303)
    (repris,) = [d for d in visiteur.dossier.iterdir() if d.name != "marche"]
    assert (repris / "marche.yaml").read_text(encoding="utf-8") == fichier.read_text(encoding="utf-8")


def test_matrice_dit_les_articles_de_chaque_piece(visiteur):
    visiteur.marche("six-lots-tous-leviers", "m")
    html = visiteur.page("/m/m/pieces")
    matrice = html[html.index('class="matrice"') :]
    ligne = next(
        x for x in re.findall(r"<tr>.*?</tr>", matrice, re.DOTALL) if "Heures d’insertion, lot n°\u00a001" in x
    )
    assert "2 968" in ligne and len(re.findall(r"/pieces/(?:ccap|rc)#k-", ligne)) >= 2
    ancre = re.search(r"/pieces/ccap#(k-[\w-]+)", ligne)[1]
    assert f'id="{ancre}"' in visiteur.page("/m/m/pieces/ccap")


def test_ecrire_dans_le_dossier_ne_remplace_pas_une_piece_modifiee(visiteur):
    fichier = visiteur.marche()
    assert visiteur.envoyer("/m/marche/pieces").status_code == 200
    (ccap,) = (fichier.parent / "pieces").glob("*_CCAP*.docx")
    document = Document(str(ccap))
    document.paragraphs[0].add_run(" modifié à la main")
    document.save(str(ccap))
    avant = ccap.read_bytes()
    visiteur.envoyer("/m/marche/pieces")
    assert ccap.read_bytes() == avant and len(list(ccap.parent.glob("*_CCAP*.docx"))) == 2


def test_marche_incomplet_le_dit_partout(visiteur):
    visiteur.envoyer("/nouveau", {"objet": "Nettoyage", "reference": "m"})
    for adresse in ("lots", "clauses", "pieces"):
        assert "dès que le marché est complet" in visiteur.page(f"/m/m/{adresse}")
    visiteur.lire("/m/m/telecharger/ccap.docx", 404)
    assert visiteur.client.get("/m/m/telecharger/pieces.zip", base_url=visiteur.base).status_code == 422
