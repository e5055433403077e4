"""The application without a network: Flask's test client, as a browser of our own pages would call it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from clausegen.web.application import creer
from clausegen.web.reglages import Reglages

EXEMPLES = Path(__file__).parents[2] / "exemples"
BASE = "http://127.0.0.1"
MEME = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Visiteur:
    """A browser with its cookies. `dossier`: folder of contracts (None in server mode without folder)."""

    app: object
    client: object
    dossier: Path
    base: str = BASE

    def lire(self, adresse, code=200, **options):
        reponse = self.client.get(adresse, base_url=self.base, **options)
        assert reponse.status_code == code, reponse.get_data(as_text=True)[-1500:]
        return reponse

    def page(self, adresse, code=200):
        return self.lire(adresse, code).get_data(as_text=True)

    def envoyer(self, adresse, donnees=None, entetes=MEME, **options):
        return self.client.post(adresse, data=donnees or {}, base_url=self.base, headers=entetes, **options)

    def formulaire(self, adresse):
        """Values that a page would send back unchanged."""
        html = self.page(adresse)
        corps = html[html.index('<form id="formulaire"') :].split("</form>")[0]
        return champs(corps)

    def marche(self, exemple="plus-court", nom="marche"):
        cible = self.dossier / nom
        cible.mkdir()
        shutil.copy(EXEMPLES / exemple / "marche.yaml", cible / "marche.yaml")
        return cible / "marche.yaml"


def champs(html):
    """Fields of a form, read as a browser reads them (without script)."""
    from html import unescape

    trouves = []
    for balise in re.finditer(r"<(input|select|textarea)\b([^>]*)>(?:(.*?)</\1>)?", html, re.DOTALL):
        attributs = dict(re.findall(r'([\w-]+)="([^"]*)"', balise[2]))
        nom = attributs.get("name")
        if not nom:
            continue
        if balise[1] == "select":
            choisie = re.search(r'<option value="([^"]*)" selected', balise[3] or "")
            trouves.append((nom, unescape(choisie[1]) if choisie else ""))
        elif balise[1] == "textarea":
            trouves.append((nom, unescape(balise[3] or "")))
        elif attributs.get("type") not in ("radio", "checkbox") or " checked" in balise[2]:
            trouves.append((nom, unescape(attributs.get("value", ""))))
    return trouves


@pytest.fixture
def anonyme(tmp_path):
    """A browser that has not come in yet (local mode)."""
    dossier = tmp_path / "marches"
    dossier.mkdir()
    app = creer(Reglages(dossier=dossier))
    return Visiteur(app, app.test_client(), dossier)


@pytest.fixture
def visiteur(anonyme):
    """The officer's own browser (local mode)."""
    jeton = anonyme.app.config["REGLAGES"].jeton
    anonyme.lire(f"/entrer?jeton={jeton}", 303)
    return anonyme


@pytest.fixture
def intranet(tmp_path):
    """A browser on a server that keeps nothing."""
    app = creer(Reglages(serveur=True, hotes=("marches.exemple.fr",), port=8080))
    yield Visiteur(app, app.test_client(), tmp_path, "http://marches.exemple.fr")
    app.extensions["ephemeres"].fermer()
