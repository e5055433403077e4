"""The form: what it shows comes from the model, what is answered is written, nothing else is touched."""

import re
import shutil
from pathlib import Path

import pytest

from clausegen.sources import parse_yaml

EXEMPLES = sorted(p.parent.name for p in (Path(__file__).parents[2] / "exemples").glob("*/marche.yaml"))
PAGES = (
    "acheteur",
    "objet-du-marche",
    "consultation",
    "criteres",
    "forme-et-duree",
    "prix-et-paiement",
    "execution",
    "clauses-sociales",
)


def arbre(fichier):
    return parse_yaml(fichier.read_text(encoding="utf-8"), "").plain()


def poster(visiteur, adresse, **changes):
    donnees = dict(visiteur.formulaire(adresse)) | {cle.replace("__", "."): v for cle, v in changes.items()}
    return visiteur.envoyer(adresse, donnees)


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_renvoyer_une_page_sans_y_toucher_ne_change_rien(visiteur, exemple):
    """Every page of every example, sent back as a browser shows it, leaves the file to the byte."""
    from werkzeug.datastructures import MultiDict

    fichier = visiteur.marche(exemple, "m")
    avant = fichier.read_bytes()
    lots = arbre(fichier).get("lots") or []
    for page in (*PAGES, *(f"lot-{i + 1}" for i in range(len(lots)))):
        adresse = f"/m/m/saisie/{page}"
        reponse = visiteur.envoyer(adresse, MultiDict(visiteur.formulaire(adresse)))
        assert reponse.status_code in (303, 422), page
        assert fichier.read_bytes() == avant, page


def test_une_reponse_est_ecrite_et_les_commentaires_restent(visiteur):
    fichier = visiteur.marche("six-lots-tous-leviers", "m")
    avant = fichier.read_text(encoding="utf-8")
    assert poster(visiteur, "/m/m/saisie/objet-du-marche", c__objet="Entretien du musée").status_code == 303
    apres = fichier.read_text(encoding="utf-8")
    assert apres == avant.replace(
        "objet: Entretien et animation des équipements municipaux", "objet: Entretien du musée"
    )


def test_apercu_vif_dit_l_effet(visiteur):
    from tests.web.conftest import MEME

    visiteur.marche("six-lots-tous-leviers", "m")
    donnees = dict(visiteur.formulaire("/m/m/saisie/lot-2")) | {"c.insertion.heures.valeur": "1900"}
    reponse = visiteur.envoyer("/m/m/saisie/lot-2", donnees, {**MEME, "HX-Request": "true"})
    html = reponse.get_data(as_text=True)
    assert reponse.status_code == 200 and "<html" not in html
    assert "4\u202f868\u00a0h" in html and '<mark class="change">1\u202f900' in html
    assert re.search(r'id="statut" role="status"[^>]*>\d+\u00a0clauses, 4\u202f868\u00a0h', html)
    assert "Annuler : Lot n°\u00a002" in html


def test_erreur_dite_au_champ_avec_un_bilan(visiteur):
    fichier = visiteur.marche()
    reponse = poster(visiteur, "/m/marche/saisie/acheteur", c__acheteur__siret="123")
    html = reponse.get_data(as_text=True)
    assert reponse.status_code == 422 and "<title>Erreur : Acheteur" in html
    assert 'role="alert"' in html and 'href="/m/marche/saisie/acheteur#c-acheteur-siret"' in html
    assert re.search(r'id="c-acheteur-siret" [^>]*aria-invalid="true"', html)
    # What was typed is kept, and one may go on.
    assert arbre(fichier)["acheteur"]["siret"] == "123"
    assert poster(visiteur, "/m/marche/saisie/acheteur", _action="continuer").status_code == 303
    assert poster(visiteur, "/m/marche/saisie/acheteur", c__acheteur__siret="21459990400015").status_code in (303, 422)


def test_deux_onglets_sur_la_meme_page(visiteur):
    fichier = visiteur.marche()
    adresse = "/m/marche/saisie/objet-du-marche"
    un, deux = dict(visiteur.formulaire(adresse)), dict(visiteur.formulaire(adresse))
    assert visiteur.envoyer(adresse, un | {"c.objet": "Premier onglet"}).status_code == 303
    reponse = visiteur.envoyer(adresse, deux | {"c.objet": "Second onglet"})
    html = reponse.get_data(as_text=True)
    assert reponse.status_code == 409 and "Premier onglet" in html and "Second onglet" in html
    assert arbre(fichier)["objet"] == "Premier onglet"
    # The officer decides: the second form, as the page of the conflict sends it.
    from tests.web.conftest import champs

    garde = dict(champs(html[html.index("<form") :]))
    assert visiteur.envoyer(adresse, garde).status_code == 303
    assert arbre(fichier)["objet"] == "Second onglet"


def test_deux_onglets_sur_deux_pages_ne_se_genent_pas(visiteur):
    fichier = visiteur.marche()
    un = dict(visiteur.formulaire("/m/marche/saisie/objet-du-marche"))
    deux = dict(visiteur.formulaire("/m/marche/saisie/acheteur"))
    assert visiteur.envoyer("/m/marche/saisie/objet-du-marche", un | {"c.objet": "A"}).status_code == 303
    assert visiteur.envoyer("/m/marche/saisie/acheteur", deux | {"c.acheteur.nom": "B"}).status_code == 303
    assert arbre(fichier)["objet"] == "A" and arbre(fichier)["acheteur"]["nom"] == "B"


def test_double_envoi_et_reponses_en_route_du_meme_formulaire(visiteur):
    visiteur.marche()
    adresse = "/m/marche/saisie/objet-du-marche"
    formulaire = dict(visiteur.formulaire(adresse))
    for texte in ("Nett", "Nettoyage", "Nettoyage"):
        assert visiteur.envoyer(adresse, formulaire | {"c.objet": texte}).status_code == 303


def test_conflit_d_une_reponse_vive(visiteur):
    from tests.web.conftest import MEME

    fichier = visiteur.marche()
    adresse = "/m/marche/saisie/objet-du-marche"
    un, deux = dict(visiteur.formulaire(adresse)), dict(visiteur.formulaire(adresse))
    visiteur.envoyer(adresse, un | {"c.objet": "Premier"})
    reponse = visiteur.envoyer(adresse, deux | {"c.objet": "Second"}, {**MEME, "HX-Request": "true"})
    assert reponse.status_code == 409 and "autre onglet" in reponse.get_data(as_text=True)
    assert arbre(fichier)["objet"] == "Premier"


def test_annuler_remet_la_reponse(visiteur):
    fichier = visiteur.marche()
    avant = fichier.read_bytes()
    poster(visiteur, "/m/marche/saisie/objet-du-marche", c__objet="Autre")
    version = re.search(
        r'annuler".*?name="_version" value="(\w+)"', visiteur.page("/m/marche/saisie/objet-du-marche"), re.DOTALL
    )[1]
    assert visiteur.envoyer("/m/marche/annuler", {"_version": "vieille"}).status_code == 409
    assert visiteur.envoyer("/m/marche/annuler", {"_version": version}).status_code == 303
    assert fichier.read_bytes() == avant


def test_rubriques_sans_objet_cachees_et_rendues(visiteur):
    visiteur.marche()
    html = visiteur.page("/m/marche/saisie/consultation")
    assert re.search(r'id="c-negociation-nombre-bloc" hidden', html)
    poster(visiteur, "/m/marche/saisie/consultation", c__negociation="oui")
    assert not re.search(r'id="c-negociation-nombre-bloc" hidden', visiteur.page("/m/marche/saisie/consultation"))


def test_criteres_et_listes_en_lignes(visiteur):
    fichier = visiteur.marche()
    adresse = "/m/marche/saisie/criteres"
    formulaire = dict(visiteur.formulaire(adresse))
    rangs = int(formulaire["k"])
    neufs = {
        "k.0.poids": "30 %",
        f"k.{rangs - 1}.nom": "Insertion",
        f"k.{rangs - 1}.poids": "20 %",
        f"k.{rangs - 1}.type": "insertion",
    }
    visiteur.envoyer(adresse, formulaire | neufs)
    criteres = arbre(fichier)["criteres"]
    assert criteres[0]["poids"] == "30 %" and criteres[-1]["nom"] == "Insertion"
    assert visiteur.envoyer("/m/marche/saisie/consultation", dict(visiteur.formulaire("/m/marche/saisie/consultation")) | {"t.pse.0.numero": "1", "t.pse.0.objet": "vitres"}).status_code in (303, 422)  # fmt: skip
    assert arbre(fichier)["pse"] == [{"numero": "1", "objet": "vitres"}]
    poster(visiteur, "/m/marche/saisie/consultation", **{"t.pse.0._retirer": "oui"})
    assert "pse" not in arbre(fichier)


def test_fichier_illisible_se_corrige_dans_sa_page(visiteur):
    fichier = visiteur.marche()
    fichier.write_text("objet: [\n", encoding="utf-8")
    assert "fichier" in visiteur.lire("/m/marche/", 303).headers["Location"]
    html = visiteur.page("/m/marche/fichier")
    assert "Ligne" in html and 'role="alert"' in html
    version = re.search(r'name="_version" value="(\w+)"', html)[1]
    assert visiteur.envoyer("/m/marche/fichier", {"_version": version, "texte": "objet: réparé\n"}).status_code == 303
    assert visiteur.envoyer("/m/marche/fichier", {"_version": version, "texte": "objet: écrase\n"}).status_code == 409
    assert arbre(fichier)["objet"] == "réparé"


def test_nouveau_marche_demande_un_objet(visiteur):
    reponse = visiteur.envoyer("/nouveau", {"objet": " ", "reference": "2026-1"})
    assert reponse.status_code == 422 and 'role="alert"' in reponse.get_data(as_text=True)
    lieu = visiteur.envoyer("/nouveau", {"objet": "Nettoyage", "reference": "2026-1", "nature": "services"}).headers[
        "Location"
    ]
    assert lieu == "/m/2026-1/"
    html = visiteur.client.get(lieu, base_url=visiteur.base, follow_redirects=True).get_data(as_text=True)
    assert "à donner" in html and "bloquant" not in html


def test_chaque_champ_dit_un_exemple_ou_des_choix(visiteur):
    from clausegen.imports.formulaire import champs_marche

    assert all(s.exemple or s.choix for s in champs_marche())
    html = visiteur.page("/") if not visiteur.marche() else visiteur.page("/m/marche/saisie/acheteur")
    assert "Exemple : " in html and "entre guillemets" not in html


def _envoi(visiteur):
    return re.search(r'name="envoi" value="([^"]+)"', visiteur.page("/"))[1]


def test_un_formulaire_envoye_deux_fois_ne_fait_qu_un_marche(visiteur):
    envoi = _envoi(visiteur)
    lieux = {visiteur.envoyer("/nouveau", {"objet": "Deux clics", "envoi": envoi}).headers["Location"] for _ in range(2)}
    assert len(lieux) == 1 and [p.name for p in visiteur.dossier.iterdir()] == ["Deux-clics"]
    # A second form is a second wish, even with the same words.
    visiteur.envoyer("/nouveau", {"objet": "Deux clics", "envoi": _envoi(visiteur)})
    assert len(list(visiteur.dossier.iterdir())) == 2


def test_un_formulaire_dont_le_marche_n_est_plus_la_en_fait_un_autre(visiteur):
    envoi = _envoi(visiteur)
    visiteur.envoyer("/nouveau", {"objet": "Deux clics", "envoi": envoi})
    shutil.rmtree(visiteur.dossier / "Deux-clics")
    assert visiteur.envoyer("/nouveau", {"objet": "Deux clics", "envoi": envoi}).status_code == 303
    assert (visiteur.dossier / "Deux-clics" / "marche.yaml").is_file()
