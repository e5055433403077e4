"""S2 and the pages of lots: a page of the form with its live preview; each answer is saved."""

from __future__ import annotations

import hashlib
import json
import secrets

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clausegen.findings import Finding, Niveau
from clausegen.imports.arbre import lire
from clausegen.imports.squelette import sans_demandes
from clausegen.sources.yaml_editing import edit_yaml
from clausegen.web.champs import champs_de, criteres_de, tableaux_de
from clausegen.web.changements import MONTREES, changements
from clausegen.web.depot import Conflit
from clausegen.web.ecrans.commun import Ouvert, etats, ouvrir
from clausegen.web.etat import MANQUE, Etat
from clausegen.web.pages import Page, page_de, pages, suivante
from clausegen.web.presentation import situe
from clausegen.web.reponses import appliquer

plan = Blueprint("saisie", __name__)
# Last form that wrote each page: its own answers, still on their way, are not a conflict with itself.
_auteurs: dict[tuple[str, str], tuple[str, str]] = {}


def empreinte(etat: Etat, page: Page) -> str:
    """What a form shows of a contract: another tab that changes anything of it is then known."""
    noeud: object = etat.arbre
    for pas in page.racine:
        noeud = noeud[pas] if isinstance(noeud, list) and isinstance(pas, int) and pas < len(noeud) else (
            noeud.get(str(pas)) if isinstance(noeud, dict) else None)  # fmt: skip
    arbre = noeud if isinstance(noeud, dict) else {}
    montre: list[object] = [lire(arbre, page.relatif(s), page.modele) for s in page.saisies]
    for chemin in (*(t.chemin for t in page.tableaux), *([("criteres",)] if page.criteres else [])):
        valeur: object = arbre
        for nom in chemin:
            valeur = valeur.get(nom) if isinstance(valeur, dict) else None
        montre.append(valeur)
    return hashlib.sha256(json.dumps(montre, ensure_ascii=True).encode()).hexdigest()[:20]


@plan.get("/m/<nom>/")
def marche(nom: str) -> Response:
    """First page of a contract where something is left to give."""
    ouvert = ouvrir(nom)
    if not ouvert.etat.lisible:
        return redirect(url_for("fichier.fichier", nom=nom), 303)
    manque = next((page_de(c, ouvert.pages) for c in ouvert.etat.manquants), None)
    return redirect(url_for("saisie.page", nom=nom, slug=(manque or ouvert.pages[0]).slug), 303)


@plan.get("/m/<nom>/saisie/<slug>")
def page(nom: str, slug: str) -> str | Response:
    """A page of the form."""
    ouvert = ouvrir(nom)
    if not ouvert.etat.lisible:
        return redirect(url_for("fichier.fichier", nom=nom), 303)
    return montrer(ouvert, ouvert.page(slug))


def montrer(ouvert: Ouvert, page: Page, bilan: tuple[Finding, ...] = ()) -> str:
    """The page, with an error summary when `bilan` holds something."""
    sections = champs_de(ouvert.etat, page)
    return render_template(
        "saisie.html", ouvert=ouvert, page=page, etape=page.etape, sections=sections, tableaux=tableaux_de(ouvert.etat, page),
        criteres=criteres_de(ouvert.etat, page) if page.criteres else None, empreinte=empreinte(ouvert.etat, page),
        formulaire=request.form.get("_formulaire") or secrets.token_hex(8), bilan=bilan, tout="tout" in request.args,
        caches=sum(1 for _, champs in sections for c in champs if c.sans_objet), **apercu(ouvert),
    )  # fmt: skip


def apercu(ouvert: Ouvert) -> dict[str, object]:
    """What the preview shows."""
    changes = changements(ouvert.avant, ouvert.etat)
    return {"changes": changes, "montrees": MONTREES, "geste": ouvert.dernier if changes else None}


@plan.post("/m/<nom>/saisie/<slug>")
def enregistrer(nom: str, slug: str) -> Response | str | tuple[str, int]:
    """Save the answers of a page: from the preview (htmx) or by the button."""
    ouvert = ouvrir(nom)
    page = ouvert.page(slug)
    direct = "HX-Request" in request.headers
    with ouvert.dossier.verrou:
        ouvert = ouvrir(nom)
        actuel, champs = appliquer(ouvert.etat.arbre, page, request.form)
        auteur = (request.form.get("_formulaire", ""), empreinte(ouvert.etat, page))
        attendue = request.form.get("_empreinte", "")
        if champs and attendue != auteur[1] and _auteurs.get((str(ouvert.dossier.chemin), slug)) != auteur:
            return conflit(ouvert, page, champs, actuel, direct)
        if champs:
            texte = sans_demandes(edit_yaml(ouvert.version.texte, actuel))
            try:
                ouvert.dossier.enregistrer(texte, ouvert.version.jeton, situe(champs[0], ouvert.etat), champs)
            except Conflit:
                return conflit(ouvrir(nom), page, champs, actuel, direct)
            ouvert = ouvrir(nom)
            if len(_auteurs) > 2_000:
                _auteurs.clear()
            _auteurs[str(ouvert.dossier.chemin), slug] = (auteur[0], empreinte(ouvert.etat, page))
    page = next((p for p in ouvert.pages if p.slug == slug), page)
    if direct:
        return _vif(ouvert, page)
    if request.form.get("_action") == "rester":
        return redirect(url_for("saisie.page", nom=nom, slug=slug), 303)
    bilan = fautes(ouvert.etat, page)
    if bilan and request.form.get("_action") != "continuer":
        return montrer(ouvert, page, bilan), 422
    return redirect(apres(ouvert, page), 303)


def fautes(etat: Etat, page: Page) -> tuple[Finding, ...]:
    """Blocking findings of a page, what is only left to give apart."""
    toutes = pages(etat.arbre)
    return tuple(
        c
        for c in etat.fautes
        if c.niveau is Niveau.BLOQUANT and c.code not in MANQUE and page_de(c.field, toutes) == page
    )


def apres(ouvert: Ouvert, page: Page) -> str:
    """Where « continue » leads."""
    if page.lot is not None:
        return url_for("lots.lots", nom=ouvert.nom)
    prochaine = suivante(page, tuple(p for p in ouvert.pages if p.lot is None))
    if prochaine is not None:
        return url_for("saisie.page", nom=ouvert.nom, slug=prochaine.slug)
    return url_for("lots.lots" if page.etape == "marche" else "clauses.clauses", nom=ouvert.nom)


def _vif(ouvert: Ouvert, page: Page) -> str:
    """The preview after an answer, and which fields no longer mean anything."""
    champs = [c for _, section in champs_de(ouvert.etat, page) for c in section]
    return render_template("_vif.html", ouvert=ouvert, page=page, etape=page.etape, empreinte=empreinte(ouvert.etat, page), champs=champs,
                           caches=sum(1 for c in champs if c.sans_objet), **apercu(ouvert))  # fmt: skip


def conflit(
    ouvert: Ouvert, page: Page, champs: tuple[str, ...], voulu: dict[str, object], direct: bool
) -> tuple[str, int]:
    """Both versions of what changed elsewhere; nothing is written."""
    if direct:
        return render_template("_conflit.html", ouvert=ouvert, page=page), 409
    lignes = [(situe(c, ouvert.etat), _dit(ouvert.etat.arbre, c), _dit(voulu, c)) for c in champs]
    reponses = [(cle, v) for cle, v in request.form.items(multi=True) if cle not in ("_empreinte", "_csrf", "_action")]
    return render_template("conflit.html", ouvert=ouvert, page=page, etape=page.etape, lignes=lignes, reponses=reponses,
                           empreinte=empreinte(ouvert.etat, page)), 409  # fmt: skip


def _dit(arbre: object, champ: str) -> str:
    """What is written at a dotted path, short."""
    noeud = arbre
    for pas in champ.split("."):
        if isinstance(noeud, list):
            noeud = noeud[int(pas)] if pas.isdigit() and int(pas) < len(noeud) else None
        elif isinstance(noeud, dict):
            noeud = noeud.get(pas)
        elif not isinstance(noeud, str):
            noeud = None
    if noeud in (None, "", [], {}):
        return "(vide)"
    return noeud if isinstance(noeud, str) else json.dumps(noeud, ensure_ascii=False)[:400]


@plan.post("/m/<nom>/annuler")
def annuler(nom: str) -> Response | tuple[str, int]:
    """Undo the last change."""
    ouvert = ouvrir(nom)
    try:
        geste = ouvert.dossier.annuler(request.form.get("_version", ""))
    except Conflit:
        return render_template("erreur.html", titre="Le marché a changé entre-temps", code=409, retour=url_for("saisie.marche", nom=nom),
                               texte="Rien n’a été annulé : rechargez la page, puis recommencez si c’est encore utile."), 409  # fmt: skip
    etats()
    champ = geste.champs[0] if geste and geste.champs else ""
    cible = page_de(champ, ouvrir(nom).pages)
    return redirect(
        url_for("saisie.page", nom=nom, slug=cible.slug) if cible else url_for("saisie.marche", nom=nom), 303
    )
