"""The application: settings, checks, screens, error pages."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from clausegen import __version__
from clausegen.web import gardes
from clausegen.web.etat import Etats
from clausegen.web.presentation import installer as installer_presentation
from clausegen.web.reglages import Reglages


def creer(reglages: Reglages) -> Flask:
    """A Flask application ready to serve."""
    app = Flask("clausegen.web", static_folder="static", static_url_path="/statique", template_folder="templates")
    app.config.update(
        REGLAGES=reglages, MAX_CONTENT_LENGTH=reglages.max_envoi, MAX_FORM_MEMORY_SIZE=reglages.max_texte, MAX_FORM_PARTS=6_000,
        SEND_FILE_MAX_AGE_DEFAULT=86_400, TEMPLATES_AUTO_RELOAD=False,
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["etats"] = Etats(reglages.organisation, reglages.serveur)
    gardes.installer(app, reglages)
    installer_presentation(app)
    app.jinja_env.globals["csrf"] = gardes.csrf
    _ecrans(app)
    app.context_processor(lambda: _partout(reglages))
    if reglages.serveur:
        # One proxy in front, which says who calls and how; the name by which it is called is checked as it stands.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=1)  # type: ignore[method-assign]
    return app


def _ecrans(app: Flask) -> None:
    from clausegen.web.ecrans import (
        accueil,
        bibliotheque,
        clauses,
        entree,
        erreurs,
        fichier,
        gabarit,
        lots,
        pieces,
        programme,
        saisie,
    )

    for ecran in (entree, accueil, saisie, lots, clauses, pieces, fichier, bibliotheque, gabarit, programme):
        app.register_blueprint(ecran.plan)
    erreurs.installer(app)


def _partout(reglages: Reglages) -> dict[str, Any]:
    """What every template may read."""
    return {"version_moteur": __version__, "serveur": reglages.serveur,
            "ephemere": reglages.serveur and reglages.dossier is None, "reglages": reglages}  # fmt: skip
