"""Serving: a port on the officer's own computer and the browser opened on it, or an intranet behind a reverse proxy."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Flask
from waitress.server import create_server

from clausegen.findings import Finding, Niveau, Refused
from clausegen.web.application import creer
from clausegen.web.reglages import Reglages

FILS = 8


def dossier_par_defaut() -> Path:
    """Where contracts go when nothing is said: a folder that an officer finds again."""
    maison = Path.home()
    documents = maison / "Documents"
    return (documents if documents.is_dir() else maison) / "Marchés clausegen"


def ecouter(adresse: str, port: int) -> socket.socket:
    """A socket bound to the address; `Refused` (code 3) when the port is taken."""
    prise = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        prise.bind((adresse, port))
    except OSError as erreur:
        prise.close()
        raise Refused([Finding("CG905", Niveau.BLOQUANT, f"le port {port} n’est pas libre sur {adresse} ({erreur.strerror})",
                               "choisissez-en un autre avec --port, ou laissez clausegen choisir")], 3) from None  # fmt: skip
    return prise


def ouvrir(dossier: Path, port: int, organisation: str | None, dire: Callable[[str], None], navigateur: bool) -> None:
    """Local mode, until it is interrupted. `dire` receives the address; the browser opens on it when `navigateur`."""
    prise = ecouter("127.0.0.1", port)
    reglages = Reglages(dossier=dossier, port=prise.getsockname()[1], organisation=organisation)
    app = creer(reglages)
    adresse = f"http://127.0.0.1:{reglages.port}/entrer?jeton={reglages.jeton}"
    # The library is read while the first page is looked at.
    lecture = threading.Timer(1.0, app.extensions["etats"].ouvreur.atelier)
    lecture.daemon = True
    lecture.start()

    def pret() -> None:
        dire(adresse)
        if navigateur:
            threading.Thread(target=webbrowser.open, args=(adresse,), daemon=True).start()

    _servir(app, prise, pret)


def servir_intranet(adresse: str, port: int, reglages: Reglages, dire: Callable[[str], None]) -> None:
    """Server mode, until it is interrupted."""
    prise = ecouter(adresse, port)
    ici = replace(reglages, port=prise.getsockname()[1], serveur=True)
    app = creer(ici)
    app.extensions["etats"].ouvreur.atelier()
    try:
        _servir(app, prise, lambda: dire(f"http://{adresse}:{ici.port}"))
    finally:
        if app.extensions["ephemeres"] is not None:
            app.extensions["ephemeres"].fermer()


def _servir(app: Flask, prise: socket.socket, pret: Callable[[], None]) -> None:
    """Serve until interrupted; `pret` is called once connections are accepted."""
    serveur = create_server(app, sockets=[prise], threads=FILS, ident=None, channel_timeout=60, connection_limit=200,
                            max_request_body_size=12_000_000, clear_untrusted_proxy_headers=False)  # fmt: skip
    try:
        pret()
        serveur.run()
    finally:
        serveur.close()
