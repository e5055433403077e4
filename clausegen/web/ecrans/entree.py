"""The door: the one-time token of the address given at start, exchanged for a cookie."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from clausegen.web.gardes import reglages
from clausegen.web.sessions import Locale

plan = Blueprint("entree", __name__)


@plan.get("/entrer")
def entrer() -> Response:
    """Exchange the token; a browser that is already in goes on."""
    if reglages().serveur:
        abort(404)
    locale: Locale = current_app.extensions["locale"]
    vers = redirect(url_for("accueil.accueil"), 303)
    if locale.connait(g.session):
        return vers
    cookie = locale.echanger(request.args.get("jeton", ""))
    if cookie is None:
        abort(403, "Cette adresse ne sert qu’une fois : relancez « clausegen ouvrir ».")
    vers.set_cookie(reglages().cookie, cookie, httponly=True, samesite="Strict", path="/")
    return vers
