"""S6: the library for référents: what it holds, one clause at a time, with its condition, its text, its examples."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict

from clausegen.organisation import Atelier
from clausegen.web.bibliotheque import ETATS, FAMILLES, Recherche, chercher, etats_de, famille_de, fiche
from clausegen.web.ecrans.commun import etats

plan = Blueprint("bibliotheque", __name__, url_prefix="/bibliotheque")


def atelier() -> Atelier:
    """Library of the organisation for which the application was started."""
    return etats().ouvreur.atelier()


def _recherche(args: MultiDict[str, str]) -> Recherche:
    library = atelier().library
    admis = {"famille": {*FAMILLES, "locale"}, "piece": set(library.pieces), "etat": set(ETATS)}
    choisis = {nom: args.get(nom, "") if args.get(nom, "") in codes else "" for nom, codes in admis.items()}
    return Recherche(args.get("mots", "")[:200].strip(), **choisis)


@plan.get("")
def liste() -> str:
    """Clauses, searched and filtered."""
    ici, jour = atelier(), dt.date.today()
    recherche = _recherche(request.args)
    groupes = chercher(ici.library, recherche, jour)
    familles = {f: t for f, t in {**FAMILLES, "locale": "Propres à l’organisation"}.items()
                if any(famille_de(c) == f for c in ici.library.clauses.values())}  # fmt: skip
    marques = {c.id: etats_de(c, ici.library, jour) for g in groupes for c in g.clauses}
    return render_template("bibliotheque.html", atelier=ici, recherche=recherche, groupes=groupes, familles=familles, etats=ETATS,
                           marques=marques, trouvees=sum(len(g.clauses) for g in groupes))  # fmt: skip


@plan.get("/clause/<identifiant>")
def clause(identifiant: str) -> str:
    """One clause."""
    ici = atelier()
    voulue = ici.library.clauses.get(identifiant) or abort(404, "La bibliothèque n’a pas de clause de ce nom.")
    with etats().verrou:
        vue = fiche(voulue, ici.library, dt.date.today())
    return render_template("bibliotheque_clause.html", atelier=ici, fiche=vue, etats=ETATS,
                           famille=FAMILLES.get(famille_de(voulue), "Propre à l’organisation"), clauses=ici.library.clauses)  # fmt: skip
