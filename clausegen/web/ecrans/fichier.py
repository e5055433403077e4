"""The contract file itself: everything that a page does not show can be written there; a fault is said with its line."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clausegen.web.depot import Conflit
from clausegen.web.ecrans.commun import Ouvert, ouvrir
from clausegen.web.presentation import trier

plan = Blueprint("fichier", __name__)


@plan.get("/m/<nom>/fichier")
def fichier(nom: str) -> str:
    """The text of the file."""
    return _page(ouvrir(nom))


def _page(ouvert: Ouvert, texte: str | None = None, conflit: bool = False) -> str:
    return render_template("fichier.html", ouvert=ouvert, etape="fichier", texte=ouvert.version.texte if texte is None else texte,
                           groupes=trier(ouvert.etat.constats), conflit=conflit)  # fmt: skip


@plan.post("/m/<nom>/fichier")
def enregistrer(nom: str) -> str | Response | tuple[str, int]:
    """Save the text as typed, even faulty: what is typed is never lost."""
    ouvert = ouvrir(nom)
    texte = request.form.get("texte", "").replace("\r\n", "\n")
    texte = texte if texte.endswith("\n") or not texte else f"{texte}\n"
    try:
        ouvert.dossier.enregistrer(texte, request.form.get("_version", ""), "Fichier du marché")
    except Conflit:
        return _page(ouvrir(nom), texte, conflit=True), 409
    nouveau = ouvrir(nom)
    if not nouveau.etat.lisible:
        return _page(nouveau), 422
    return redirect(url_for("fichier.fichier", nom=nom), 303)
