"""S1: the contracts of the folder, a new one, or one taken from a file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from clausegen.findings import Finding, Niveau, Refused
from clausegen.imports.arbre import Arbre, ecrire, lire
from clausegen.imports.formulaire import a_completer
from clausegen.imports.importer import Importe, importer
from clausegen.imports.squelette import rediger
from clausegen.library import shipped_library
from clausegen.marche.saisie import Saisie, saisie_de
from clausegen.output import safe_name
from clausegen.sources import parse_yaml
from clausegen.web.depot import Dossier
from clausegen.web.ecrans.commun import etats
from clausegen.web.garde_temps import GardeTemps
from clausegen.web.gardes import depot, reglages
from clausegen.web.sessions import Ephemeres

plan = Blueprint("accueil", __name__)
QUESTIONS = ("objet", "reference", "nature")
ADMIS = (".xlsx", ".docx", ".yaml", ".yml", ".json")
_MONTRES = 200


@dataclass
class Envoi:
    """A form shown once: the second click of a double click finds the contract that the first one made."""

    nom: str = ""
    verrou: Lock = field(default_factory=Lock)


_envois = GardeTemps(max_entrees=500)


@dataclass(frozen=True)
class Ligne:
    """A contract in the list."""

    dossier: Dossier
    objet: str
    reference: str
    acheteur: str
    reste: int
    quand: str
    lisible: bool = True


def _ligne(dossier: Dossier) -> Ligne:
    version = dossier.lire()
    quand = f"{version.quand:%d/%m/%Y à %H:%M}"
    try:
        arbre = parse_yaml(version.texte, dossier.nom).plain()
    except Refused:
        return Ligne(dossier, dossier.nom, "", "", 0, quand, False)
    if not isinstance(arbre, dict):
        return Ligne(dossier, dossier.nom, "", "", 0, quand, False)
    textes = [lire(arbre, c) or "" for c in (("objet",), ("reference",), ("acheteur", "nom"))]
    return Ligne(dossier, textes[0] or dossier.nom, textes[1], textes[2], len(a_completer(arbre)), quand)


def _questions() -> list[Saisie]:
    return [s for s in (saisie_de((nom,)) for nom in QUESTIONS) if s is not None]


def _page(constats: tuple[Finding, ...] = (), fichier: str = "", code: int = 200) -> tuple[str, int]:
    tous = list(depot())
    lignes = [_ligne(d) for d in tous[:_MONTRES]]
    # A fault says the name of the file that was sent, not that of our copy of it.
    return render_template("accueil.html", lignes=lignes, autres=len(tous) - len(lignes), questions=_questions(), constats=constats,
                           fichier=fichier, admis=",".join(ADMIS), envoi=_envois.garder(g.session, Envoi(), 0), reponses=request.form if constats and not fichier else {}), code  # fmt: skip


@plan.get("/")
def accueil() -> tuple[str, int]:
    """List of contracts."""
    return _page()


@plan.post("/nouveau")
def nouveau() -> Response | tuple[str, int]:
    """A new contract from a few answers; what is missing is left to complete."""
    arbre: Arbre = {}
    constats = []
    for saisie in _questions():
        texte = saisie.ecrire(" ".join(request.form.get(saisie.nom, "").split()))
        if not texte:
            continue
        try:
            saisie.lire(texte)
        except ValueError as faute:
            constats.append(Finding("CG105", Niveau.BLOQUANT, f"{saisie.titre} : {faute}", field=saisie.nom))
        ecrire(arbre, saisie, texte)
    if not arbre.get("objet"):
        constats.append(Finding("CG112", Niveau.BLOQUANT, "Objet du marché : donnez-le en une phrase", field="objet"))
    if constats:
        return _page(tuple(constats), code=422)
    envoi = _envois.rendre(g.session, request.form.get("envoi", ""), Envoi) or Envoi()
    with envoi.verrou:
        if not envoi.nom or not (depot().racine / envoi.nom).is_dir():
            envoi.nom = depot().creer(str(arbre.get("reference") or arbre["objet"]), rediger(arbre)).nom
    return redirect(url_for("saisie.marche", nom=envoi.nom), 303)


@plan.post("/importer")
def reprendre() -> Response | tuple[str, int]:
    """A contract taken from a file sent by drop or by button."""
    envoye = request.files.get("fichier")
    if envoye is None or not envoye.filename:
        rien = Finding(
            "CG150",
            Niveau.BLOQUANT,
            "aucun fichier n’a été choisi",
            "choisissez un fichier sur votre ordinateur",
            field="fichier",
        )
        return _page((rien,), "fichier", 422)
    try:
        importe, nom = _lire(envoye)
    except Refused as refus:
        return _page(refus.findings, envoye.filename, 422)
    texte = importe.texte or rediger(dict(importe.arbre), importe.notes, importe.tete)
    dossier = depot().creer(lire(dict(importe.arbre), ("reference",)) or nom, texte)
    etat = etats().etat(dossier.fichier, dossier.lire().texte)
    if not importe.findings and etat.lisible:
        return redirect(url_for("saisie.marche", nom=dossier.nom), 303)
    return render_template("importe.html", nom=dossier.nom, importe=importe, fichier=envoye.filename), 200


def _lire(envoye: FileStorage) -> tuple[Importe, str]:
    """The file read by the same door as the command, from a copy that is removed at once."""
    original = Path((envoye.filename or "").replace("\\", "/")).name
    suffixe = Path(original).suffix.lower()
    if suffixe not in ADMIS:
        raise Refused([Finding("CG150", Niveau.BLOQUANT, f"ce type de fichier n’est pas repris (« {suffixe or 'sans extension'} »)",
                               f"choisissez un fichier {', '.join(ADMIS)}")])  # fmt: skip
    base = safe_name(Path(original).stem)
    with tempfile.TemporaryDirectory(prefix="clausegen-") as dossier:
        chemin = Path(dossier) / f"{base}{suffixe}"
        envoye.save(chemin)
        envoye.close()
        return importer(chemin, shipped_library()), base


@plan.post("/effacer")
def effacer() -> Response:
    """Server mode without folder: remove at once what the session holds."""
    ephemeres: Ephemeres | None = current_app.extensions["ephemeres"]
    if ephemeres is not None:
        ephemeres.effacer(g.session)
    reponse = redirect(url_for("accueil.accueil"), 303)
    reponse.delete_cookie(reglages().cookie)
    return reponse
