"""The real server in a process of its own, and Debian's Chromium on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXEMPLES = Path(__file__).parents[3] / "exemples"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """One worker drives the browser: two cores, one Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("navigateur"))


@dataclass
class Serveur:
    """`base` without final slash; `entree`: the one-time address; `dossier`: folder of contracts."""

    base: str
    entree: str
    dossier: Path
    processus: subprocess.Popen[str]

    def marche(self, exemple: str, nom: str) -> Path:
        """A contract taken from the examples."""
        cible = self.dossier / nom
        cible.mkdir()
        shutil.copy(EXEMPLES / exemple / "marche.yaml", cible / "marche.yaml")
        return cible


def lancer(dossier: Path, *options: str) -> Serveur:
    """`clausegen ouvrir` on a folder."""
    dossier.mkdir(parents=True, exist_ok=True)
    environnement = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    processus = subprocess.Popen(
        [sys.executable, "-m", "clausegen", "ouvrir", "--sans-navigateur", "--dossier", str(dossier), *options],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environnement,
    )  # fmt: skip
    assert processus.stdout is not None
    for ligne in processus.stdout:
        trouve = re.search(r"(http://127\.0\.0\.1:\d+)/entrer\?jeton=\S+", ligne)
        if trouve:
            return Serveur(trouve[1], trouve[0], dossier, processus)
    raise AssertionError("le serveur n’a pas donné son adresse")


def arreter(serveur: Serveur) -> None:
    """End the process."""
    serveur.processus.terminate()
    serveur.processus.wait(20)
    if serveur.processus.stdout is not None:
        serveur.processus.stdout.close()


@pytest.fixture(scope="session")
def chromium():
    """A browser without any page; skipped, or failed in integration, when Chromium is missing."""
    manque = ""
    if CHROMIUM is None:
        manque = "Chromium manque : sudo apt-get install chromium"
    else:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            manque = "playwright manque : pip install 'clausegen[test]'"
    if manque:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(manque)
        pytest.skip(manque)
    with sync_playwright() as pilote:
        navigateur = pilote.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--force-color-profile=srgb",
            ],
        )
        yield navigateur
        navigateur.close()


@pytest.fixture(scope="module")
def serveur(tmp_path_factory) -> Iterator[Serveur]:
    """The application on an empty folder, entered by no browser yet."""
    lance = lancer(tmp_path_factory.mktemp("marches") / "Marchés")
    yield lance
    arreter(lance)


@pytest.fixture(scope="module")
def temoin(serveur, chromium) -> dict[str, str]:
    """Cookie of the session, by the one-time address: every browser of the module enters with it."""
    contexte = chromium.new_context()
    page = contexte.new_page()
    page.goto(serveur.entree)
    (cookie,) = contexte.cookies()
    contexte.close()
    return cookie


@dataclass
class Journal:
    """What must stay empty: console errors, uncaught exceptions, requests to anywhere else."""

    console: list[str] = field(default_factory=list)
    ailleurs: list[str] = field(default_factory=list)


@pytest.fixture
def ouvrir_contexte(serveur, chromium, temoin):
    """Makes a browser context already in; at the end of the test nothing was sent elsewhere and the console is empty."""
    contextes, journal = [], Journal()

    def ouvrir(**options):
        contexte = chromium.new_context(locale="fr-FR", base_url=serveur.base, **options)
        contexte.set_default_timeout(10_000)
        contexte.add_cookies([temoin])
        contexte.on(
            "request",
            lambda r: None if r.url.startswith((serveur.base, "data:", "blob:")) else journal.ailleurs.append(r.url),
        )

        def console(message):
            # The browser notes every answer 4xx: an expected fault is not one of the page.
            if message.type in ("error", "warning") and not message.text.startswith(
                "Failed to load resource: the server responded with a status of 4"
            ):
                journal.console.append(message.text)

        contexte.on("console", console)
        contexte.on("weberror", lambda e: journal.console.append(str(e.error)))
        contextes.append(contexte)
        return contexte

    yield ouvrir
    for contexte in contextes:
        contexte.close()
    assert not journal.ailleurs, "aucune requête vers un autre site"
    assert not journal.console, "aucune erreur dans la console (CSP comprise)"


@pytest.fixture
def page(ouvrir_contexte):
    """A page on a wide screen."""
    return ouvrir_contexte(viewport={"width": 1280, "height": 900}).new_page()
