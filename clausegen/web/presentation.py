"""What templates call: how values, findings and links are said. No logic of the contract."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from flask import Flask, url_for
from markupsafe import Markup

from clausegen.ecriture import heures, nombre, pluriel
from clausegen.findings import Finding, Niveau
from clausegen.hours.equivalents import equivalents
from clausegen.imports.classeur import sans_guillemets
from clausegen.marche import situer
from clausegen.web.etat import Etat
from clausegen.web.pages import Page, ancre, page_de

_CLASSES = {Niveau.BLOQUANT: "bloquant", Niveau.A_CORRIGER: "a-corriger", Niveau.CONSEIL: "conseil"}


def installer(app: Flask) -> None:
    """Filters and functions of the templates."""
    app.jinja_env.filters.update(
        nombre=nombre, heures=heures, majuscule=majuscule, classe=lambda niveau: _CLASSES[niveau], html=Markup, a_l_heure=a_l_heure,
        quand=quand, simple=sans_guillemets,
    )  # fmt: skip
    app.jinja_env.tests["pris_par"] = lambda champ, page, toutes: page_de(champ, toutes) is page
    app.jinja_env.globals.update(
        pluriel=pluriel,
        unites=unites,
        lien=lien,
        situe=situe,
        ancre=ancre,
        NIVEAUX=tuple(reversed(Niveau)),
        resume=resume,
    )


def majuscule(texte: str) -> str:
    """First letter as a capital."""
    return texte[:1].upper() + texte[1:]


def a_l_heure(moment: dt.datetime) -> str:
    """« 14:32 »."""
    return f"{moment:%H:%M}"


def quand(moment: dt.datetime) -> str:
    """« 22/11/2026 à 14:32 »."""
    return f"{moment:%d/%m/%Y} à {moment:%H:%M}"


def unites(valeur: Decimal) -> str:
    """« 119 jours · 24 semaines · 0,52 ETP »."""
    e = equivalents(valeur)
    return f"{nombre(e.jours, 0)} jours · {nombre(e.semaines, 0)} semaines · {nombre(e.etp)} ETP"


def lien(nom: str, champ: str, toutes: tuple[Page, ...]) -> str:
    """Address of the field that a finding is about; the file itself when no page shows it."""
    if champ.startswith("parametres.") or ".parametres." in champ:
        return url_for("clauses.parametre", nom=nom, parametre=champ.split("parametres.", 1)[1].split(".")[0])
    page = page_de(champ, toutes)
    if page is None:
        return url_for("fichier.fichier", nom=nom)
    return url_for("saisie.page", nom=nom, slug=page.slug, _anchor=_le_plus_pres(page, champ))


def _le_plus_pres(page: Page, champ: str) -> str:
    """Anchor of the box of a page that is nearest to a path."""
    pas = tuple(champ.split("."))[len(page.racine) :]
    propres = tuple(p for p in pas if not p.isdigit())
    if page.criteres and propres[:1] == ("criteres",):
        return ancre((*page.racine, "criteres"))
    for saisie in page.saisies:
        relatif = page.relatif(saisie)
        if relatif == propres:
            return ancre((*page.racine, *relatif))
    for tableau in page.tableaux:
        if propres[: len(tableau.chemin)] == tableau.chemin:
            return ancre((*page.racine, *tableau.chemin))
    proche = max(page.saisies, key=lambda s: _communs(page.relatif(s), propres), default=None)
    return ancre((*page.racine, *page.relatif(proche))) if proche is not None else "contenu"


def _communs(un: tuple[str, ...], autre: tuple[str, ...]) -> int:
    n = 0
    for a, b in zip(un, autre, strict=False):
        if a != b:
            break
        n += 1
    return n


def situe(champ: str, etat: Etat) -> str:
    """A dotted path in an officer's words."""
    pas = tuple(int(p) if p.isdigit() else p for p in champ.split(".")) if champ else ()
    return majuscule(situer(pas, etat.arbre)) if pas else ""


def resume(etat: Etat) -> str:
    """The short sentence that screen readers announce."""
    if etat.ebauche is None:
        if etat.manquants and not etat.nombre(Niveau.BLOQUANT):
            return f"{pluriel(len(etat.manquants), 'réponse')} à donner avant l’aperçu"
        return f"{pluriel(etat.nombre(Niveau.BLOQUANT), 'réponse')} à corriger avant l’aperçu"
    return f"{pluriel(etat.clauses, 'clause')}, {heures(etat.heures)} d’insertion"


def trier(constats: tuple[Finding, ...]) -> dict[Niveau, list[Finding]]:
    """Findings by level, the gravest first; empty levels left out."""
    trouves = {n: [c for c in constats if c.niveau is n] for n in reversed(Niveau)}
    return {n: liste for n, liste in trouves.items() if liste}
