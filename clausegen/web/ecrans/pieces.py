"""S5: what is wrong, where each fact appears, each piece as it will print, and the files to take away."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Reponse

from clausegen.blocks import Draft, Heading
from clausegen.drafting.html import clause_html
from clausegen.findings import Finding, Niveau, Refused
from clausegen.generation import Production
from clausegen.output import ToWrite, safe_name, write_all
from clausegen.web.changements import changements
from clausegen.web.ecrans.commun import Ouvert, etats, ouvrir
from clausegen.web.etat import inutilisable
from clausegen.web.gardes import reglages
from clausegen.web.matrice import matrice
from clausegen.web.paquet import nom_des_pieces, nom_du_zip, paquet
from clausegen.web.presentation import trier
from clausegen.word import untouched

plan = Blueprint("pieces", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# LibreOffice takes a core and a second or two: one conversion at a time, and no long queue.
_pdf = threading.BoundedSemaphore(1)
_ATTENTE_PDF = 60.0


@plan.get("/m/<nom>/pieces")
def pieces(nom: str) -> str | Reponse:
    """Findings, matrix and pieces."""
    ouvert = ouvrir(nom)
    if not ouvert.etat.lisible:
        return redirect(url_for("fichier.fichier", nom=nom), 303)
    return _page(ouvert)


def _page(ouvert: Ouvert, ecrites: tuple[str, ...] = ()) -> str:
    etat = ouvert.etat
    drafts = etat.ebauche.drafts if etat.ebauche else ()
    pretes = etat.ebauche is not None and not etat.ebauche.refuse and not inutilisable(etat)
    plans = etat.ebauche.contexte.library.pieces if etat.ebauche else {}
    return render_template(
        "pieces.html", ouvert=ouvert, etape="pieces", groupes=trier(etat.fautes), drafts=drafts, plans=plans, pretes=pretes,
        projet=etat.nombre(Niveau.BLOQUANT) > 0 or any(d.missing for d in drafts), faits=matrice(etat), pdf=shutil.which("soffice") is not None,
        ecrites=ecrites, dossier=str(ouvert.dossier.chemin / "pieces") if not reglages().serveur else "",
    )  # fmt: skip


@plan.get("/m/<nom>/pieces/<slug>")
def piece(nom: str, slug: str) -> str:
    """A whole piece as it will print."""
    ouvert = ouvrir(nom)
    draft = _draft(ouvert, slug)
    changees = {c.id for c in changements(ouvert.avant, ouvert.etat)}
    cibles = {h.bookmark for h in draft.headings()}
    articles = []
    for article in draft.articles:
        enfants = [
            {"titre": e}
            if isinstance(e, Heading)
            else {"clause": e, "html": clause_html(e, refs=cibles), "change": e.id in changees}
            for e in article.children
        ]
        articles.append({"titre": article.heading, "enfants": enfants})
    assert ouvert.etat.ebauche is not None
    return render_template("piece.html", ouvert=ouvert, etape="pieces", draft=draft, articles=articles,
                           plan=ouvert.etat.ebauche.contexte.library.pieces[slug], clauses=ouvert.etat.ebauche.contexte.library.clauses,
                           marche=ouvert.etat.marche, projet=draft.missing > 0 or ouvert.etat.nombre(Niveau.BLOQUANT) > 0)  # fmt: skip


def _draft(ouvert: Ouvert, slug: str) -> Draft:
    drafts = ouvert.etat.ebauche.drafts if ouvert.etat.ebauche else ()
    return next((d for d in drafts if d.piece == slug), None) or abort(404)


def _produire(ouvert: Ouvert, slugs: tuple[str, ...] = ()) -> Production:
    production = etats().produire(ouvert.etat, slugs, "publication" not in request.args)
    if production.refuse or not production.pieces:
        raise Refused([f for f in production.findings if f.niveau is Niveau.BLOQUANT] or production.findings)
    return production


def telechargement(octets: bytes, nom: str, mime: str) -> Response:
    """An answer that browsers save: an ASCII name that Windows accepts, and the same in UTF-8."""
    base, point, suffixe = nom.rpartition(".")
    sur = f"{safe_name(base)}{point}{suffixe}"
    reponse = Response(octets, mimetype=mime)
    reponse.headers["Content-Disposition"] = f"attachment; filename=\"{sur}\"; filename*=UTF-8''{quote(sur)}"
    return reponse


@plan.get("/m/<nom>/telecharger/<slug>.docx")
def word(nom: str, slug: str) -> Response:
    """A Word piece."""
    ouvert = ouvrir(nom)
    _draft(ouvert, slug)
    production = _produire(ouvert, (slug,))
    return telechargement(production.pieces[0].data, nom_des_pieces(production)[slug], WORD)


@plan.get("/m/<nom>/telecharger/<slug>.pdf")
def pdf(nom: str, slug: str) -> Response:
    """A piece as LibreOffice prints it."""
    from clausegen.word.pages import to_pdf

    ouvert = ouvrir(nom)
    _draft(ouvert, slug)
    soffice = shutil.which("soffice") or abort(
        404, "LibreOffice n’est pas installé sur ce poste : prenez le document Word."
    )
    production = _produire(ouvert, (slug,))
    if not _pdf.acquire(timeout=_ATTENTE_PDF):
        abort(503, "Trop de conversions en cours : réessayez dans une minute, ou prenez le document Word.")
    try:
        with tempfile.TemporaryDirectory(prefix="clausegen-") as dossier:
            octets = to_pdf(production.pieces[0].data, Path(dossier), soffice).read_bytes()
    finally:
        _pdf.release()
    return telechargement(octets, nom_des_pieces(production)[slug].replace(".docx", ".pdf"), "application/pdf")


@plan.get("/m/<nom>/telecharger/pieces.zip")
def archive(nom: str) -> Response:
    """Every piece, the contract file, the generation sheet, what to read first."""
    ouvert = ouvrir(nom)
    production = _produire(ouvert)
    octets = paquet(production, ouvert.etat, ouvert.version.texte, "publication" not in request.args)
    return telechargement(octets, nom_du_zip(production), "application/zip")


@plan.get("/m/<nom>/telecharger/marche.yaml")
def fichier(nom: str) -> Response:
    """The contract file."""
    ouvert = ouvrir(nom)
    return telechargement(
        ouvert.version.texte.encode("utf-8", "replace"), f"{safe_name(ouvert.nom)}.yaml", "application/yaml"
    )


@plan.post("/m/<nom>/pieces")
def ecrire(nom: str) -> str | Reponse | tuple[str, int]:
    """Write the pieces in the folder of the contract (local mode); a piece changed in Word is never replaced."""
    if reglages().serveur:
        abort(404)
    ouvert = ouvrir(nom)
    try:
        production = _produire(ouvert)
    except Refused as refus:
        return _refuse(ouvert, refus.findings)
    noms = nom_des_pieces(production)
    items = [ToWrite(noms[p.slug].removesuffix(".docx"), ".docx", p.data, untouched) for p in production.pieces]
    ecrites = write_all(ouvert.dossier.chemin / "pieces", items)
    return _page(ouvert, tuple(f"{e.path.name} ({e.action})" for e in ecrites))


def _refuse(ouvert: Ouvert, constats: tuple[Finding, ...]) -> tuple[str, int]:
    return render_template("erreur.html", titre="Aucune pièce n’a été écrite", texte="", constats=constats,
                           retour=url_for("pieces.pieces", nom=ouvert.nom)), 422  # fmt: skip
