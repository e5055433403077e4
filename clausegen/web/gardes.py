"""What every request must satisfy before a screen sees it, and what every answer carries.

Host by name (DNS rebinding), session cookie, origin of what changes anything, size; content policy without
« unsafe-* », no cache, no referrer.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from clausegen.web.depot import Depot
from clausegen.web.reglages import Reglages
from clausegen.web.sessions import Complet, Ephemeres, Locale, egal, signe

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ENTETES = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SURES = ("GET", "HEAD", "OPTIONS")
_OUVERTES = ("entree.entrer", "static")


def installer(app: Flask, reglages: Reglages) -> None:
    """Register the checks; they run in this order."""
    app.extensions["locale"] = Locale(reglages.jeton)
    app.extensions["ephemeres"] = Ephemeres(reglages) if reglages.serveur and reglages.dossier is None else None
    app.before_request(_hote)
    app.before_request(_origine)
    app.before_request(_taille)
    app.before_request(_session)
    app.after_request(_entetes)


def reglages() -> Reglages:
    """Settings of the application that runs."""
    trouves: Reglages = current_app.config["REGLAGES"]
    return trouves


def _hote() -> None:
    """The name by which the browser calls is one of ours: another one means that a site borrows our address."""
    hote = request.environ.get("HTTP_HOST", "")
    nom, _, port = hote.partition(":")
    ici = reglages()
    if nom.lower() not in ici.hotes or (not ici.serveur and ici.port and port != str(ici.port)):
        abort(400, "Adresse refusée : l’application ne répond qu’à son propre nom.")


def _origine() -> None:
    """What changes anything comes from our own pages."""
    if request.method in _SURES:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origine = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        abort(403, "Envoi refusé : il vient d’un autre site.")
    # Under « no-referrer » a form of our own sends « Origin: null »; only the browser can say « same-origin » beside it.
    if site is None or origine not in (None, "null"):
        parties = urlsplit(origine or "")
        if parties.netloc != request.environ.get("HTTP_HOST") or parties.scheme not in ("http", "https"):
            abort(403, "Envoi refusé : il vient d’un autre site.")


def _taille() -> None:
    """A form without file is text typed by a person: it is never this long."""
    if request.mimetype != "multipart/form-data" and (request.content_length or 0) > reglages().max_texte:
        abort(413)


def _session() -> Reponse | None:
    ici = reglages()
    cookie = request.cookies.get(ici.cookie, "")
    g.session = cookie
    g.nouvelle_session = ""
    if request.endpoint in _OUVERTES:
        return None
    if not ici.serveur:
        locale: Locale = current_app.extensions["locale"]
        if not locale.connait(cookie):
            abort(403, "Cette page ne s’ouvre que par l’adresse donnée au démarrage : relancez « clausegen ouvrir ».")
        return None
    if len(cookie) < 40:
        if request.method not in _SURES:
            return redirect(url_for("accueil.accueil"), 303)
        g.session = g.nouvelle_session = secrets.token_urlsafe(32)
    if request.method not in _SURES and not egal(request.form.get("_csrf", ""), signe(g.session, ici.secret)):
        abort(403, "Envoi refusé : la session a changé. Revenez à la page précédente et recommencez.")
    return None


def depot() -> Depot:
    """Contracts of whoever calls."""
    ici = reglages()
    if ici.dossier is not None:
        return Depot(ici.dossier)
    ephemeres: Ephemeres | None = current_app.extensions["ephemeres"]
    assert ephemeres is not None
    try:
        return ephemeres.depot(g.session, request.method not in _SURES)
    except Complet:
        abort(503, "Trop de personnes se servent de l’application en ce moment : réessayez dans quelques minutes.")


def csrf() -> str:
    """Token of the forms; empty in local mode, where the cookie is enough."""
    ici = reglages()
    session: str = g.get("session", "")
    return signe(session, ici.secret) if ici.serveur and session else ""


def _entetes(reponse: Response) -> Response:
    for nom, valeur in ENTETES.items():
        reponse.headers.setdefault(nom, valeur)
    if request.endpoint != "static":
        # On one's own computer a form shown again with its faults may be come back to: else the browser asks to send it twice.
        revoir = reponse.status_code in (409, 422) and not reglages().serveur
        reponse.headers["Cache-Control"] = "private, no-cache" if revoir else "no-store"
    nouvelle: str = g.get("nouvelle_session", "")
    if nouvelle:
        reponse.set_cookie(reglages().cookie, nouvelle, httponly=True, samesite="Strict",
                           secure=request.is_secure, path="/")  # fmt: skip
    return reponse
