"""S6, check of a gabarit: a Word model is dropped, its findings are shown, its annotated copy is given back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flask import Blueprint, abort, g, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from clausegen.findings import Finding, Niveau, Refused
from clausegen.output import safe_name
from clausegen.verifier.annoter import SUFFIXE, annote
from clausegen.verifier.execution import Choix
from clausegen.verifier.regle import Cible
from clausegen.verifier.word import examiner_word
from clausegen.web.ecrans.bibliotheque import atelier
from clausegen.web.ecrans.commun import etats
from clausegen.web.garde_temps import GardeTemps
from clausegen.web.televersement import recevoir, sans_chemin
from clausegen.word import read_manifest
from clausegen.word.guards import inspect_parts

plan = Blueprint("gabarit", __name__, url_prefix="/bibliotheque/gabarit")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_gardes = GardeTemps()


@dataclass(frozen=True, slots=True)
class Examen:
    """What was found in a Word file. `copie`: the annotated copy, None when there is nothing to say or it cannot be opened."""

    nom: str
    genre: str
    constats: tuple[Finding, ...]
    copie: bytes | None

    def de(self, niveau: Niveau) -> tuple[Finding, ...]:
        """Findings of a level."""
        return tuple(c for c in self.constats if c.niveau is niveau)


@plan.get("")
def formulaire() -> str:
    """Where the file is dropped."""
    return render_template("gabarit.html", constats=())


@plan.post("")
def verifier() -> Response | tuple[str, int]:
    """Check the file, then show the result at an address of its own: going back sends nothing twice."""
    try:
        nom, octets = recevoir("fichier", (".docx",))
    except Refused as refus:
        return render_template("gabarit.html", constats=refus.findings), 422
    examen = examiner(nom, octets)
    return redirect(
        url_for("gabarit.resultat", jeton=_gardes.garder(g.session, examen, len(examen.copie or b"") + 10_000)), 303
    )


@plan.get("/<jeton>")
def resultat(jeton: str) -> str:
    """What was found."""
    return render_template("gabarit_resultat.html", examen=_examen(jeton), jeton=jeton)


@plan.get("/<jeton>/copie")
def copie(jeton: str) -> Response:
    """The annotated copy."""
    examen = _examen(jeton)
    if examen.copie is None:
        abort(404, "Ce gabarit n’a pas de copie annotée.")
    nom = f"{safe_name(PurePosixPath(examen.nom).stem)}{SUFFIXE}.docx"
    return send_file(io.BytesIO(examen.copie), DOCX, as_attachment=True, download_name=nom)


def examiner(nom: str, octets: bytes) -> Examen:
    """Run the rules of gabarits (of pieces, for a piece of clausegen) on a file held in memory."""
    # What cannot be trusted is not looked into: the rules say why.
    sain = bool(inspect_parts(octets, nom)[0])
    cible = Cible.PIECE if sain and read_manifest(octets) is not None else Cible.GABARIT
    with etats().verrou:
        sien = atelier()
        (controle,), _ = examiner_word([(Path(nom), octets, cible)], sien.library, Choix(), gabarits=sien.gabarits)
    constats = tuple(sorted(sans_chemin(controle.findings, nom), key=lambda c: (-c.niveau, c.location.line, c.code)))
    return Examen(nom, controle.genre, constats, annote(octets, constats) if constats else None)


def _examen(jeton: str) -> Examen:
    examen = _gardes.rendre(g.session, jeton, Examen)
    if examen is None:
        abort(404, "Cette vérification n’est plus gardée : déposez à nouveau le fichier.")
    assert isinstance(examen, Examen)
    return examen
