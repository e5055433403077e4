"""A published contract being read: what was taken of it, what is to be said, and the one way to say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clausegen.findings import Finding, Location, Niveau
from clausegen.imports import decp_valeurs as v
from clausegen.imports.arbre import Arbre, poser
from clausegen.imports.squelette import Note
from clausegen.legal.cpv import Nomenclature
from clausegen.marche.chemins import court
from clausegen.model import Library


@dataclass(frozen=True, slots=True)
class ContratDecp:
    """A published contract. `arbre`: what was taken of it; `notes`: what is to be said beside fields left to complete.

    `montant` is the amount that hours may be computed on, None when the published one cannot serve.
    """

    acheteur: str
    id: str
    rang: int
    place: Location
    arbre: Arbre
    notes: Mapping[str, Note]
    findings: tuple[Finding, ...]
    montant: Decimal | None = None
    titulaires: tuple[str, ...] = ()

    @property
    def cle(self) -> tuple[str, str]:
        """Buyer and number: the number alone is not unique."""
        return self.acheteur, self.id


@dataclass(frozen=True, slots=True)
class Plafond:
    """Longest framework agreement that needs no reason, in months, and the article that says so (as printed)."""

    mois: int
    article: str


def plafond_accord_cadre(library: Library, jour: dt.date) -> Plafond:
    """That of a contracting authority at a date; published rows do not tell an « entité adjudicatrice »."""
    duree = library.baremes.value("accord_cadre_duree", jour, acheteur="pouvoir_adjudicateur").valeur
    citation = library.references.cite("ccp.L2125-1", "aucun", jour, "nu")
    return Plafond(duree.mois, citation.text if citation.printable else "")


@dataclass(slots=True)
class Ligne:
    """A row being read. `accord_cadre` and `objet` are filled on the way."""

    brut: Mapping[str, Any]
    place: Location
    cpv: Nomenclature
    arbre: Arbre = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    plafond: Plafond | None = None
    accord_cadre: bool = False
    objet: str = ""

    def dire(self, code: str, constat: str, remede: str = "", champ: str = "", niveau: Niveau = Niveau.A_CORRIGER,
             proposition: str = "", article: str = "") -> None:  # fmt: skip
        """A finding; with `champ`, also a note beside this field of the contract file."""
        self.findings.append(Finding(code, niveau, constat, remede, self.place, champ, article))
        if champ and (champ not in self.notes or proposition):
            self.notes[champ] = Note(f"{constat} — {remede}" if remede else constat, proposition)

    def texte(self, valeur: Any, champ_decp: str, champ: str) -> str | None:
        """A text that a contract may hold; None, and said, when it is absent, damaged or of another type."""
        try:
            lu = v.texte(valeur)
        except ValueError:
            self.dire("CG160", f"{champ_decp} : {v.montrer(valeur)} n’est pas un texte", "à saisir", champ)
            return None
        if lu is None:
            self.dire("CG161", f"{champ_decp} : la donnée n’est pas publiée", "à saisir", champ)
            return None
        if v.abime(lu):
            self.dire("CG163", f"{champ_decp} : le texte publié a perdu ses accents (« {court(lu, 60)} »)", "à ressaisir", champ)
            return None
        return lu

    def objet_(self, valeur: Any, chemin: str) -> Mapping[str, Any]:
        """A nested object; empty, and said, when it is of another type."""
        if isinstance(valeur, Mapping):
            return valeur
        if valeur is not None:
            self.dire("CG160", f"{chemin} : {v.montrer(valeur)} n’est pas un objet JSON", "la donnée est laissée de côté", niveau=Niveau.CONSEIL)
        return {}

    def liste(self, champ: str, dedans: str) -> list[str]:
        """Texts of `{champ: {dedans: […]}}`; empty, and said, for another shape."""
        interieur = self.objet_(self.brut.get(champ), champ).get(dedans)
        if isinstance(interieur, str):
            interieur = [interieur]
        if interieur is None:
            return []
        if not isinstance(interieur, list) or not all(isinstance(e, str) for e in interieur):
            self.dire("CG160", f"{champ} : une liste de textes est attendue", "la donnée est laissée de côté", niveau=Niveau.CONSEIL)
            return []
        return [" ".join(e.split()) for e in interieur]

    def poser(self, champ: str, valeur: str) -> None:
        """Write a value at a dotted path."""
        poser(self.arbre, tuple(champ.split(".")), valeur)
