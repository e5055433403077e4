"""What the screens of a contract share: the contract of the address, its state, its pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import abort, current_app

from clausegen.web.depot import Dossier, Introuvable, Version
from clausegen.web.etat import Etat, Etats
from clausegen.web.gardes import depot
from clausegen.web.historique import Geste
from clausegen.web.pages import Page, pages


@dataclass(frozen=True)
class Ouvert:
    """A contract as it is now."""

    dossier: Dossier
    version: Version
    etat: Etat

    @property
    def nom(self) -> str:
        """Name of its folder."""
        return self.dossier.nom

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Pages of its form."""
        return pages(self.etat.arbre)

    @cached_property
    def dernier(self) -> Geste | None:
        """The last change, that can be undone."""
        return self.dossier.a_annuler()

    @cached_property
    def avant(self) -> Etat | None:
        """State before the last change."""
        return etats().etat(self.dossier.fichier, self.dernier.avant) if self.dernier else None

    def page(self, slug: str) -> Page:
        """Page of the form; 404 when there is none."""
        return next((p for p in self.pages if p.slug == slug), None) or abort(404)


def etats() -> Etats:
    """States of the application that runs."""
    trouves: Etats = current_app.extensions["etats"]
    return trouves


def ouvrir(nom: str) -> Ouvert:
    """The contract of an address; 404 when there is none."""
    try:
        dossier = depot().ouvrir(nom)
        version = dossier.lire()
    except Introuvable:
        abort(404)
    return Ouvert(dossier, version, etats().etat(dossier.fichier, version.texte))
