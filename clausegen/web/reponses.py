"""Answers of a form carried over to the contract: what did not change is not touched."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from clausegen.imports.arbre import Arbre, ecrire, lire, poser, retirer
from clausegen.imports.criteres import depuis_lignes, en_lignes
from clausegen.marche.saisie import Saisie, couper, principal_de
from clausegen.web.champs import COLONNES_CRITERES, saisies_criteres
from clausegen.web.pages import Page, Tableau

Formulaire = MultiDict[str, str]
# More rows than this in one table is not a form.
MAX_LIGNES = 300


def appliquer(arbre: Mapping[str, Any], page: Page, form: Formulaire) -> tuple[Arbre, tuple[str, ...]]:
    """The tree with the answers of a page, and the dotted paths that changed."""
    nouveau = copy.deepcopy(dict(arbre))
    cible = _cible(nouveau, page)
    if cible is None:
        return nouveau, ()
    changes = _champs(cible, page, form)
    for tableau in page.tableaux:
        if f"t.{tableau.nom}" in form and _tableau(cible, page, tableau, form):
            changes.append(tableau.nom)
    if page.criteres and "k" in form and _criteres(cible, form):
        changes.append("criteres")
    prefixe = "".join(f"{p}." for p in page.racine)
    return nouveau, tuple(f"{prefixe}{c}" for c in changes)


def _cible(arbre: Arbre, page: Page) -> Arbre | None:
    noeud: Any = arbre
    for pas in page.racine:
        if isinstance(pas, int):
            noeud = noeud[pas] if isinstance(noeud, list) and pas < len(noeud) else None
        else:
            noeud = noeud.get(pas) if isinstance(noeud, dict) else None
    return noeud if isinstance(noeud, dict) else None


def texte_de(form: Formulaire, nom: str, saisie: Saisie) -> str | None:
    """Answer to a field; None when the form does not hold it."""
    if nom not in form:
        return None
    if saisie.genre == "liste":
        return " ; ".join(v.strip() for v in form.getlist(nom) if v.strip()).replace("\r\n", "\n")
    return saisie.ecrire(form[nom].replace("\r\n", "\n"))


def _champs(cible: Arbre, page: Page, form: Formulaire) -> list[str]:
    avant = copy.deepcopy(cible)
    changes = []
    for saisie in sorted(page.saisies, key=lambda s: s.genre != "interrupteur"):
        relatif = page.relatif(saisie)
        nom = ".".join(relatif)
        texte = texte_de(form, f"c.{nom}", saisie)
        ancien = lire(avant, relatif, page.modele)
        if texte and saisie.genre == "liste" and saisie.choix:
            texte = _dans_l_ordre(saisie, ancien or "", texte)
        if texte is None or saisie.egal(ancien or "", texte) or (not texte and _ailleurs(avant, relatif, ancien)):
            continue
        changes.append(nom)
        if saisie.genre != "interrupteur" or not texte:
            ecrire(cible, saisie, texte, page.modele)
        elif texte == "non" or not isinstance(cible.get(relatif[0]), dict):
            poser(cible, relatif, texte, page.modele)
    return changes


def _dans_l_ordre(saisie: Saisie, ancien: str, texte: str) -> str:
    """Boxes ticked have no order of their own: that of the file stays, what is new comes after."""
    coches = couper(texte)
    gardes = [a for a in couper(ancien) if any(saisie.egal(a, c) for c in coches)]
    return " ; ".join([*gardes, *(c for c in coches if not any(saisie.egal(a, c) for a in gardes))])


def _ailleurs(arbre: Arbre, relatif: tuple[str, ...], ancien: str | None) -> bool:
    """An empty box over something that it could not show."""
    if ancien is not None:
        return False
    noeud: Any = arbre
    for nom in relatif:
        noeud = noeud.get(nom) if isinstance(noeud, dict) else None
    return bool(noeud)


def _tableau(cible: Arbre, page: Page, tableau: Tableau, form: Formulaire) -> bool:
    noeud: Any = cible
    for nom in tableau.chemin:
        noeud = noeud.get(nom) if isinstance(noeud, dict) else None
    anciens = noeud if isinstance(noeud, list) else []
    modele = (*page.modele, *tableau.chemin)
    principal = principal_de(modele)
    lignes: list[Any] = []
    for rang in range(min(int(form.get(f"t.{tableau.nom}", "0") or 0), MAX_LIGNES)):
        ancien = anciens[rang] if rang < len(anciens) else {}
        if form.get(f"t.{tableau.nom}.{rang}._retirer"):
            continue
        ligne = dict(ancien) if isinstance(ancien, dict) else {principal: ancien}
        for saisie in tableau.colonnes:
            texte = texte_de(form, f"t.{tableau.nom}.{rang}.{saisie.chemin[-1]}", saisie)
            deja = lire(ligne, saisie.chemin[-1:], modele)
            if texte is not None and not saisie.egal(deja or "", texte):
                ecrire(ligne, saisie, texte, modele)
        if any(v not in ("", [], {}) for v in ligne.values()):
            lignes.append(ancien if isinstance(ancien, str) and ligne == {principal: ancien} else ligne)
    if lignes == anciens:
        return False
    if lignes:
        poser(cible, tableau.chemin, lignes, page.modele)
    else:
        retirer(cible, tableau.chemin)
    return True


def _criteres(cible: Arbre, form: Formulaire) -> bool:
    saisies = saisies_criteres()
    lignes = []
    for rang in range(min(int(form.get("k", "0") or 0), MAX_LIGNES)):
        ligne = {cle: texte_de(form, f"k.{rang}.{cle}", saisies[cle]) or "" for cle in COLONNES_CRITERES}
        if any(ligne.values()) and not form.get(f"k.{rang}._retirer"):
            lignes.append({"lot": "", **ligne})
    avant = en_lignes(cible["criteres"]) if cible.get("criteres") else []
    if avant is None or _memes(avant, lignes):
        return False
    if lignes:
        cible["criteres"] = depuis_lignes(lignes)[0]
    else:
        cible.pop("criteres", None)
    return True


def _memes(avant: list[dict[str, str]], apres: list[dict[str, str]]) -> bool:
    saisies = saisies_criteres()
    return len(avant) == len(apres) and all(
        saisies[cle].egal(a.get(cle, ""), b.get(cle, ""))
        for a, b in zip(avant, apres, strict=True)
        for cle in COLONNES_CRITERES
    )
