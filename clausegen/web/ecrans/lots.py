"""S3: lots, and the hours of each one with their formula, their sensitivity and what they ask of the site."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clausegen.facts.etude_heures import EtudeLot
from clausegen.facts.heures_dites import AVERTISSEMENT, parties, total
from clausegen.imports.arbre import lire
from clausegen.output import safe_name
from clausegen.sources.yaml_editing import edit_yaml
from clausegen.web.depot import Conflit
from clausegen.web.ecrans.commun import Ouvert, ouvrir
from clausegen.web.graphique import Barre, barres

plan = Blueprint("lots", __name__)
MAX_LOTS = 200


@plan.get("/m/<nom>/lots")
def lots(nom: str) -> str | Response:
    """Lots and hours."""
    ouvert = ouvrir(nom)
    if not ouvert.etat.lisible:
        return redirect(url_for("fichier.fichier", nom=nom), 303)
    return _page(ouvert)


def _page(ouvert: Ouvert) -> str:
    etat = ouvert.etat
    saisis = etat.arbre.get("lots")
    alloti = isinstance(saisis, list) and bool(saisis)
    etudes: list[dict[str, Any]] = []
    if etat.ebauche is not None:
        for rang, (lot, etude) in enumerate(zip(etat.ebauche.contexte.lots_bruts, etat.etudes, strict=True)):
            slug = f"lot-{rang + 1}" if alloti else "clauses-sociales"
            etudes.append({"titre": _titre(lot), "objet": str(lot.objet), "etude": etude, "calcul": _calcul(etude), "parties": list(parties(etude)), "slug": slug,
                           "ancre": f"heures-{safe_name(slug)}"})  # fmt: skip
    graphique = barres(
        [Barre(e["titre"], e["etude"].heures if e["etude"].retenu else e["etude"].heures * 0,
               e["calcul"]) for e in etudes],
        "Heures d’insertion par lot, demandées et calculées",
    )  # fmt: skip
    lignes = [_ligne(rang, lot) for rang, lot in enumerate(saisis if isinstance(saisis, list) else [])]
    return render_template("lots.html", ouvert=ouvert, etape="lots", lignes=lignes, etudes=etudes, graphique=graphique, alloti=alloti,
                           total=total(list(etat.etudes)), avertissement=AVERTISSEMENT)  # fmt: skip


def _calcul(etude: EtudeLot) -> Decimal | None:
    """Hours that the calculation proposes, None when none are to be asked."""
    proposition = None if etude.sans_objet else etude.etude.proposition
    return proposition.heures if proposition else None


def _titre(lot: Any) -> str:
    return f"Lot n°\u00a0{lot.numero}" if lot.numero else "Marché entier"


def _ligne(rang: int, lot: Any) -> dict[str, str]:
    def lu(*chemin: str) -> str:
        return (lire(lot, chemin, ("lots",)) if isinstance(lot, dict) else None) or ""

    return {
        "slug": f"lot-{rang + 1}",
        "numero": lu("numero") or str(rang + 1),
        "objet": lu("objet"),
        "montant": lu("montant_estime"),
    }


@plan.post("/m/<nom>/lots")
def modifier(nom: str) -> Response | tuple[str, int]:
    """Add a lot, or remove one."""
    ouvert = ouvrir(nom)
    arbre = copy.deepcopy(ouvert.etat.arbre)
    saisis = arbre.get("lots")
    liste: list[Any] = list(saisis) if isinstance(saisis, list) else []
    vers = url_for("lots.lots", nom=nom)
    if "retirer" in request.form:
        rang = int(request.form["retirer"]) if request.form["retirer"].isdigit() else -1
        if not 0 <= rang < len(liste):
            return redirect(vers, 303)
        quoi = f"Lot retiré : {_ligne(rang, liste[rang])['numero']}"
        del liste[rang]
    elif len(liste) < MAX_LOTS:
        objet = " ".join(request.form.get("objet", "").split())
        numero = " ".join(request.form.get("numero", "").split()) or _numero(liste)
        montant = request.form.get("montant_estime", "").strip()
        liste.append({"numero": numero, "objet": objet or "", **({"montant_estime": montant} if montant else {})})
        quoi = f"Lot ajouté : {numero}"
    if liste:
        arbre["lots"] = liste
    else:
        arbre.pop("lots", None)
    try:
        ouvert.dossier.enregistrer(edit_yaml(ouvert.version.texte, arbre), request.form.get("_version", ""), quoi)
    except Conflit:
        return render_template("erreur.html", titre="Les lots ont changé entre-temps", retour=vers,
                               texte="Rien n’a été modifié : revenez à la liste des lots, puis recommencez si c’est encore utile."), 409  # fmt: skip
    return redirect(vers, 303)


def _numero(lots: list[Any]) -> str:
    """The number after the last, written as the others are."""
    numeros = [_ligne(i, lot)["numero"] for i, lot in enumerate(lots)]
    chiffres = [int(n) for n in numeros if n.isdigit() and n.isascii()]
    large = len(numeros[-1]) if numeros and numeros[-1].isdigit() else 2
    return str(max(chiffres, default=0) + 1).zfill(large)
