"""« Programme d’achat »: a table of purchases is dropped, the ranked advice is shown and given as a workbook or Markdown."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flask import Blueprint, abort, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from clausegen.conseil import Lecture, Outils, Statut, classer, dire, lire_achats
from clausegen.conseil.programme import Classement
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.marche.choix import TypeAcheteur
from clausegen.marche.dates import lire_date
from clausegen.output import safe_name
from clausegen.web.ecrans.bibliotheque import atelier
from clausegen.web.ecrans.commun import etats
from clausegen.web.garde_temps import GardeTemps
from clausegen.web.televersement import recevoir, sans_chemin

plan = Blueprint("programme", __name__, url_prefix="/programme")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIGNES = {
    "": "Je ne sais pas : d’après le fichier",
    "programme": "Des marchés distincts",
    "lots": "Les lots d’un même marché",
}
# What a page shows of each status; the workbook holds everything.
MONTRES = 60
_gardes = GardeTemps(max_entrees=32)


@dataclass(frozen=True)
class Avis:
    """The advice on a file."""

    nom: str
    lecture: Lecture
    classement: Classement


@plan.get("")
def formulaire() -> str:
    """Where the table is dropped."""
    return _page({}, ())


@plan.post("")
def deposer() -> Response | tuple[str, int]:
    """Read and rank, then show the result at an address of its own."""
    saisis = {nom: request.form.get(nom, "").strip() for nom in ("date", "acheteur", "lignes")}
    try:
        jour = _jour(saisis["date"])
        nom, octets = recevoir("fichier", (".xlsx", ".json"))
        avis = conseiller(nom, octets, jour, saisis["acheteur"], saisis["lignes"])
    except Refused as refus:
        return _page(saisis, refus.findings), 422
    return redirect(
        url_for("programme.resultat", jeton=_gardes.garder(g.session, avis, 3 * len(octets) + 1_000_000)), 303
    )


@plan.get("/<jeton>")
def resultat(jeton: str) -> str:
    """The advice."""
    avis = _avis(jeton)
    groupes = [
        (titre, avis.classement.de(statut), statut)
        for statut, titre in dire.STATUTS.items()
        if avis.classement.de(statut)
    ]
    return render_template(
        "programme_resultat.html", avis=avis, jeton=jeton, groupes=groupes, dire=dire, MONTRES=MONTRES, Statut=Statut
    )


@plan.get("/<jeton>/classeur")
def classeur(jeton: str) -> Response:
    """The whole advice as a workbook."""
    from clausegen.conseil.en_classeur import en_classeur

    avis = _avis(jeton)
    return send_file(
        io.BytesIO(en_classeur(avis.classement)), XLSX, as_attachment=True, download_name=f"{_tige(avis)}.xlsx"
    )


@plan.get("/<jeton>/markdown")
def markdown(jeton: str) -> Response:
    """The whole advice as Markdown."""
    from clausegen.conseil.en_markdown import en_markdown

    avis = _avis(jeton)
    texte = en_markdown(avis.classement, avis.lecture.programme).encode()
    return send_file(
        io.BytesIO(texte), "text/markdown; charset=utf-8", as_attachment=True, download_name=f"{_tige(avis)}.md"
    )


def conseiller(nom: str, octets: bytes, jour: dt.date, acheteur: str = "", lignes: str = "") -> Avis:
    """Advice on a file held in memory; `Refused` when nothing can be advised upon."""
    outils = Outils(atelier().library, jour)
    with etats().verrou, tempfile.TemporaryDirectory(prefix="clausegen-") as dossier:
        # Its own name is kept for the messages only.
        chemin = Path(dossier, f"tableau{PurePosixPath(nom).suffix.lower()}")
        chemin.write_bytes(octets)
        try:
            lecture = lire_achats(chemin, outils, acheteur=acheteur if acheteur in TypeAcheteur.valeurs else "",
                                  lots={"lots": True, "programme": False}.get(lignes))  # fmt: skip
        except Refused as refus:
            raise Refused(sans_chemin(refus.findings, nom)) from None
        lecture = Lecture(lecture.achats, lecture.forme, sans_chemin(lecture.findings, nom), lecture.esquisse)
        return Avis(nom, lecture, classer(lecture.achats, outils))


def _jour(texte: str) -> dt.date:
    if not texte:
        return dt.date.today()
    try:
        return lire_date(texte)
    except ValueError as faute:
        raise Refused(
            [Finding("CG110", Niveau.BLOQUANT, f"jour du conseil : {faute}", "", Location(), "date")]
        ) from None


def _page(saisis: dict[str, str], constats: tuple[Finding, ...]) -> str:
    return render_template(
        "programme.html", constats=constats, saisis=saisis, acheteurs=TypeAcheteur.valeurs, lignes=LIGNES
    )


def _tige(avis: Avis) -> str:
    return f"conseil-{safe_name(PurePosixPath(avis.nom).stem)}"


def _avis(jeton: str) -> Avis:
    avis = _gardes.rendre(g.session, jeton, Avis)
    if avis is None:
        abort(404, "Ce conseil n’est plus gardé : déposez à nouveau le fichier.")
    assert isinstance(avis, Avis)
    return avis
