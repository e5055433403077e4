"""S7: what is shown when something cannot be done. Never a traceback; nothing is lost."""

from __future__ import annotations

import secrets
import sys
import traceback

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from clausegen import __version__
from clausegen.findings import Refused
from clausegen.web.gardes import reglages

_DITS = {
    400: ("Demande refusée", "La demande n’a pas pu être lue."),
    403: ("Accès refusé", "Cette page n’est pas accessible ainsi."),
    404: ("Page introuvable", "Ce marché ou cette page n’existe pas, ou plus."),
    405: ("Demande refusée", "Cette adresse ne s’emploie pas ainsi."),
    413: ("Envoi trop lourd", "Le fichier ou le formulaire dépasse la taille admise (10 Mo) : retirez les images et les feuilles inutiles."),
}  # fmt: skip


def installer(app: Flask) -> None:
    """Pages of errors."""
    app.register_error_handler(HTTPException, _attendue)
    app.register_error_handler(Refused, _refusee)
    app.register_error_handler(Exception, _inattendue)


def _attendue(erreur: HTTPException) -> tuple[str, int]:
    code = erreur.code or 500
    titre, texte = _DITS.get(code, ("La demande n’a pas abouti", ""))
    # Our own words only: those of the framework are in English.
    dit = erreur.description if erreur.description and erreur.description != type(erreur).description else texte
    return render_template("erreur.html", titre=titre, texte=dit), code


def _refusee(refus: Refused) -> tuple[str, int]:
    return render_template("erreur.html", titre="Cela n’a pas pu être fait", texte="", constats=refus.findings), 422


def _inattendue(erreur: Exception) -> tuple[str, int]:
    numero = secrets.token_hex(4)
    rapport = f"clausegen {__version__} — incident {numero}\nPython {sys.version}\n{sys.platform}\n{request.method} {request.endpoint}\n\n{traceback.format_exc()}"
    print(rapport, file=sys.stderr)
    # On an intranet the report stays in the log of the server.
    montre = "" if reglages().serveur else rapport
    return render_template("erreur.html", titre="Erreur inattendue", numero=numero, rapport=montre, texte=""), 500
