"""S4: clauses kept and rejected, why, on what they rest, their text as it will print, their parameters."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clausegen.drafting.values import NotPrintable, text_of
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau
from clausegen.model import Clause, Parametre
from clausegen.selection import CAUSES, Decision, Raison, reasons, short_reason
from clausegen.sources.yaml_editing import edit_yaml
from clausegen.web.changements import changements, lieu, surligner
from clausegen.web.depot import Conflit
from clausegen.web.ecrans.commun import Ouvert, ouvrir
from clausegen.web.etat import Etat

plan = Blueprint("clauses", __name__)


@dataclass(frozen=True)
class Ligne:
    """A clause in the list. `change`: what the last change did to it."""

    decision: Decision
    lieu: str
    numero: str
    raison: str
    change: str = ""

    @property
    def clause(self) -> Clause:
        """The clause."""
        return self.decision.clause


@dataclass(frozen=True)
class Reglable:
    """A parameter of a clause: value written in the contract, value that holds, findings."""

    parametre: Parametre
    ecrit: str
    retenu: str
    par_lot: bool
    constats: tuple[Finding, ...] = ()


@plan.get("/m/<nom>/clauses")
def clauses(nom: str) -> str | Response:
    """List of the clauses, kept or rejected."""
    ouvert = ouvrir(nom)
    return _page(ouvert) if ouvert.etat.lisible else redirect(url_for("fichier.fichier", nom=nom), 303)


@plan.get("/m/<nom>/clauses/<identifiant>")
def clause(nom: str, identifiant: str) -> str | Response:
    """One clause beside the list."""
    ouvert = ouvrir(nom)
    if not ouvert.etat.lisible:
        return redirect(url_for("fichier.fichier", nom=nom), 303)
    return _page(ouvert, identifiant)


@plan.get("/m/<nom>/parametre/<parametre>")
def parametre(nom: str, parametre: str) -> Response:
    """The clause that a parameter belongs to."""
    ouvert = ouvrir(nom)
    if ouvert.etat.ebauche is not None:
        for c in ouvert.etat.ebauche.contexte.library.clauses.values():
            if parametre in c.parametres:
                return redirect(url_for("clauses.clause", nom=nom, identifiant=c.id, _anchor=f"p-{parametre}"), 303)
    return redirect(url_for("fichier.fichier", nom=nom), 303)


def _page(ouvert: Ouvert, identifiant: str = "", bilan: tuple[Finding, ...] = ()) -> str:
    etat = ouvert.etat
    choix = {
        "q": request.args.get("q", ""),
        "piece": request.args.get("piece", ""),
        "etat": request.args.get("etat", "retenues"),
    }
    if etat.ebauche is None:
        return render_template(
            "clauses.html", ouvert=ouvert, etape="clauses", lignes=[], choix=choix, detail=None, pieces={}
        )
    changes = {c.id: c.genre for c in changements(ouvert.avant, etat)}
    contexte = etat.ebauche.contexte
    lignes = []
    for decision in etat.ebauche.selection.decisions.values():
        if _garde(decision, choix, changes):
            lignes.append(_ligne(etat, decision, changes))
    detail = _detail(ouvert, identifiant) if identifiant else None
    return render_template("clauses.html", ouvert=ouvert, etape="clauses", lignes=lignes, choix=choix, detail=detail, bilan=bilan,
                           pieces=contexte.library.pieces, nb_changes=len(changes),
                           retenues=etat.clauses, ecartees=len(etat.ebauche.selection.decisions) - etat.clauses)  # fmt: skip


def _garde(decision: Decision, choix: dict[str, str], changes: dict[str, str]) -> bool:
    clause = decision.clause
    voulu = {"retenues": decision.retenue, "ecartees": not decision.retenue, "modifiees": clause.id in changes}
    if not voulu.get(choix["etat"], True) or choix["piece"] not in ("", clause.piece):
        return False
    return not choix["q"] or sans_accent(choix["q"]) in sans_accent(f"{clause.titre} {clause.id} {clause.article}")


def _ligne(etat: Etat, decision: Decision, changes: dict[str, str]) -> Ligne:
    assert etat.ebauche is not None
    place = etat.ebauche.outline.places.get(decision.clause.id)
    raison = short_reason(decision, reasons(decision, etat.ebauche.contexte))
    return Ligne(
        decision,
        lieu(etat, decision.clause.id),
        place.number if place else "",
        raison,
        changes.get(decision.clause.id, ""),
    )


def _detail(ouvert: Ouvert, identifiant: str) -> dict[str, object]:
    etat = ouvert.etat
    assert etat.ebauche is not None
    contexte = etat.ebauche.contexte
    decision = etat.ebauche.selection.decisions.get(identifiant) or abort(404)
    clause = decision.clause
    redigee = etat.redigees.get(identifiant)
    avant = ouvert.avant.redigees.get(identifiant) if ouvert.avant else None
    raisons: tuple[Raison, ...] = reasons(decision, contexte)
    cause = CAUSES.get(decision.cause, "") + (f" : {decision.motif}" if decision.motif else "")
    return {
        "decision": decision, "clause": clause, "lieu": lieu(etat, identifiant), "raisons": raisons, "cause": cause if decision.cause in CAUSES else "",
        "texte": surligner(avant or redigee, redigee) if redigee else "", "change": bool(avant and redigee and (avant.key, avant.values) != (redigee.key, redigee.values)),
        "fondements": [contexte.cite(cle, "nu").text for cle in clause.fondements if cle in contexte.library.references],
        "parametres": [_reglable(etat, p) for p in clause.parametres.values()],
        "champs": [r.operande for r in raisons if r.operande != "true"],
        "piece": contexte.library.pieces[clause.piece], "retrait": identifiant in _retirees(etat),
    }  # fmt: skip


def _reglable(etat: Etat, p: Parametre) -> Reglable:
    assert etat.ebauche is not None
    donnes = etat.arbre.get("parametres")
    brut = donnes.get(p.nom, "") if isinstance(donnes, dict) else ""
    ecrit = " ; ".join(map(str, brut)) if isinstance(brut, list) else brut if isinstance(brut, str) else ""
    valeur = etat.ebauche.contexte.parameter(p.nom)
    try:
        retenu = (
            " ; ".join(text_of(v) for v in valeur)
            if isinstance(valeur, tuple)
            else text_of(valeur)
            if valeur is not False
            else "non"
        )
    except (NotPrintable, TypeError):
        retenu = ""
    if "À compléter" in retenu:
        retenu = ""
    lots = any(p.nom in lot.parametres for lot in etat.marche.lots)
    constats = tuple(c for c in etat.constats if c.field.endswith(f"parametres.{p.nom}"))
    return Reglable(p, ecrit, retenu, lots, constats)


def _retirees(etat: Etat) -> set[str]:
    return {r.id for r in etat.marche.clauses.retirer} if etat.marche is not None and etat.marche.clauses else set()


@plan.post("/m/<nom>/clauses/<identifiant>")
def regler(nom: str, identifiant: str) -> Response | str | tuple[str, int]:
    """Write the parameters of a clause, withdraw it with a reason, or take it back."""
    ouvert = ouvrir(nom)
    if ouvert.etat.ebauche is None:
        return redirect(url_for("clauses.clauses", nom=nom), 303)
    decision = ouvert.etat.ebauche.selection.decisions.get(identifiant) or abort(404)
    arbre = copy.deepcopy(ouvert.etat.arbre)
    action = request.form.get("_action", "parametres")
    motif = " ".join(request.form.get("motif", "").split())
    if action == "retirer":
        if not motif:
            bilan = (
                Finding(
                    "CG112",
                    Niveau.BLOQUANT,
                    "Motif du retrait : dites pourquoi cette clause ne convient pas",
                    field="motif",
                ),
            )
            return _page(ouvert, identifiant, bilan), 422
        section = _section(arbre)
        arbre["clauses"] = {**section, "retirer": [*_autres(section, identifiant), {"id": identifiant, "motif": motif}]}
        champs: tuple[str, ...] = ("clauses.retirer",)
    elif action == "reprendre":
        section = _section(arbre)
        restent = _autres(section, identifiant)
        garde = {**{k: v for k, v in section.items() if k != "retirer"}, **({"retirer": restent} if restent else {})}
        arbre.pop("clauses", None)
        if garde:
            arbre["clauses"] = garde
        champs = ("clauses.retirer",)
    else:
        champs = _parametres(arbre, decision.clause, ouvert.etat)
    vers = url_for("clauses.clause", nom=nom, identifiant=identifiant)
    if arbre == ouvert.etat.arbre:
        return redirect(vers, 303)
    try:
        texte = edit_yaml(ouvert.version.texte, arbre)
        ouvert.dossier.enregistrer(
            texte, request.form.get("_version", ""), f"Clause « {decision.clause.titre} »", champs
        )
    except Conflit:
        return render_template("erreur.html", titre="Le marché a changé entre-temps", retour=vers,
                               texte="Rien n’a été enregistré : revenez à la clause, vérifiez ses valeurs, puis recommencez."), 409  # fmt: skip
    nouveau = ouvrir(nom)
    fautes = tuple(c for c in nouveau.etat.constats if c.niveau is Niveau.BLOQUANT and c.field in champs)
    return (_page(nouveau, identifiant, fautes), 422) if fautes else redirect(vers, 303)


def _section(arbre: dict[str, object]) -> dict[str, object]:
    section = arbre.get("clauses")
    return dict(section) if isinstance(section, dict) else {}


def _autres(section: dict[str, object], identifiant: str) -> list[object]:
    retirees = section.get("retirer")
    return [
        r
        for r in (retirees if isinstance(retirees, list) else [])
        if not (isinstance(r, dict) and r.get("id") == identifiant)
    ]


def _parametres(arbre: dict[str, object], clause: Clause, etat: Etat) -> tuple[str, ...]:
    donnes = arbre.get("parametres")
    valeurs: dict[str, object] = dict(donnes) if isinstance(donnes, dict) else {}
    champs = []
    for p in clause.parametres.values():
        cle = f"p.{p.nom}"
        if cle not in request.form or request.form[cle].strip() == _reglable(etat, p).ecrit:
            continue
        texte = request.form[cle].replace("\r\n", "\n").strip()
        champs.append(f"parametres.{p.nom}")
        if not texte:
            valeurs.pop(p.nom, None)
        elif p.type == "liste":
            valeurs[p.nom] = [e.strip() for e in texte.replace("\n", ";").split(";") if e.strip()]
        else:
            valeurs[p.nom] = texte
    if champs:
        arbre.pop("parametres", None)
        if valeurs:
            arbre["parametres"] = valeurs
    return tuple(champs)
