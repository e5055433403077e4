"""« Fait → où il apparaît »: each answer of the contract, and the articles of each piece whose text prints it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from clausegen.blocks import DraftClause, TextValue
from clausegen.drafting.values import NotPrintable, text_of
from clausegen.ecriture import nombre
from clausegen.marche import situer
from clausegen.values import Duree, Montant, Taux
from clausegen.verifier.faits_du_marche import FaitsDuMarche
from clausegen.web.etat import Etat

# Names that say nothing without the section that holds them.
_GENERIQUES = frozenset(
    {"valeur", "montant", "nom", "objet", "taux", "nombre", "delai", "duree", "texte", "structure", "poids"}
)
_TEXTES = (
    "acheteur.nom",
    "objet",
    "reference",
    "facilitateur.structure",
    "referent.service",
    "comptable",
    "ordonnateur",
    "maitrise_oeuvre.nom",
)
_ESPACES = str.maketrans("\u00a0\u202f\n", "   ")


@dataclass(frozen=True)
class Apparition:
    """An article of a piece that prints the fact; `clause` is where its text is."""

    numero: str
    clause: str


@dataclass(frozen=True)
class Fait:
    """A fact: dotted path, title, value as printed, articles by piece."""

    champ: str
    titre: str
    valeur: str
    lieux: dict[str, tuple[Apparition, ...]]


def matrice(etat: Etat) -> tuple[Fait, ...]:
    """Facts that at least one piece prints, those of several pieces first."""
    if etat.ebauche is None:
        return ()
    textes = [(draft.piece, clause, _imprime(clause)) for draft in etat.ebauche.drafts for clause in draft.clauses()]
    clauses = etat.ebauche.contexte.library.clauses
    faits = []
    for champ, titre, valeur, noms in _faits(etat):
        motif = re.compile(rf"(?<![\w,])(?<!\d ){re.escape(valeur)}(?![\w])")
        lieux: dict[str, list[Apparition]] = {}
        for piece, clause, texte in textes:
            if valeur in texte and any(n in clauses[clause.id].texte for n in noms) and motif.search(texte):
                place = etat.ebauche.outline.places[clause.id]
                trouvee = Apparition(place.number, clause.id)
                if all(a.numero != trouvee.numero for a in lieux.setdefault(piece, [])):
                    lieux[piece].append(trouvee)
        if lieux:
            faits.append(Fait(champ, titre, valeur, {p: tuple(a) for p, a in lieux.items()}))
    return tuple(sorted(faits, key=lambda f: -len(f.lieux)))


def _imprime(clause: DraftClause) -> str:
    return " | ".join(v.text for v in clause.values if isinstance(v, TextValue)).translate(_ESPACES)


def _faits(etat: Etat) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """(dotted path, title, value as printed, names that a clause reads) of what is worth following."""
    assert etat.ebauche is not None
    contexte = etat.ebauche.contexte
    for champ, valeur in FaitsDuMarche(contexte.marche_brut).champs.items():
        suivi = isinstance(valeur, (Montant, Taux, Duree, dt.date)) or any(champ.endswith(t) for t in _TEXTES)
        if not suivi or champ.endswith("insertion.heures.valeur") or champ.startswith("parametres."):
            continue
        try:
            texte = text_of(valeur).translate(_ESPACES)
        except NotPrintable:
            continue
        noms = [n for n in champ.split(".") if not n.isdigit()]
        lus = noms[-2:-1] if noms[-1] in _GENERIQUES and len(noms) > 1 else noms[-1:]
        pas = tuple(int(p) if p.isdigit() else p for p in champ.split("."))
        titre = situer(pas, etat.arbre)
        yield champ, titre[:1].upper() + titre[1:], texte, tuple(lus)
    for rang, etude in enumerate(etat.etudes):
        if etude.retenu and etude.heures > Decimal(0):
            lot = contexte.lots_bruts[rang]
            champ = f"lots.{rang}.insertion.heures" if contexte.marche_brut.lots else "insertion.heures"
            titre = "Heures d’insertion" + (f", lot n°\u00a0{lot.numero}" if lot.numero else "")
            yield champ, titre, nombre(etude.heures).translate(_ESPACES), ("heures",)
