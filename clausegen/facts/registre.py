"""The register of facts: one small function a fact, added by the decorator `fait`.

A fact of the contract is called `faits.x` and reads a `VueMarche`; a fact of a lot is called `lot.faits.x` and reads a
`VueLot`. A function returns a `Dit`: its value, and the French sentence that explains it with its operands, so that the
two cannot part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from clausegen.legal import date_application

if TYPE_CHECKING:
    from clausegen.facts.calcul import Faits
    from clausegen.legal import Baremes, References
    from clausegen.marche.lot import Lot
    from clausegen.marche.marche import Marche

OUI_NON = "oui_non"
CHOIX = "choix"
MONTANT = "montant"
TAUX = "taux"
ENTIER = "entier"
DUREE = "duree"
LISTE = "liste"
OBJET = "objet"

TYPES = (OUI_NON, CHOIX, MONTANT, TAUX, ENTIER, DUREE, LISTE, OBJET)


@dataclass(frozen=True, slots=True)
class Dit:
    """A value and the sentence that explains it (no capital, no final stop: it follows the title of the fact)."""

    valeur: Any
    phrase: str


@dataclass(frozen=True, slots=True)
class VueMarche:
    """What a fact of the contract may read. `faits` and `lots_faits` compute the others on demand."""

    marche: Marche
    lots: tuple[Lot, ...]
    faits: Faits
    lots_faits: tuple[Faits, ...]
    baremes: Baremes
    references: References

    @property
    def date(self) -> dt.date:
        """Date of the consultation: it decides which law applies."""
        return self.marche.date_consultation

    def bareme(self, nom: str, **cles: str) -> Any:
        """Legal value in force at the date of the consultation.

        The tables start with the six CCAG of 2021: an earlier consultation reads the values of that day, and a finding
        says that the library does not know its law.
        """
        date = max(self.date, date_application(self.baremes, "ccag_2021"))
        return self.baremes.value(nom, date, **cles).valeur


@dataclass(frozen=True, slots=True)
class VueLot:
    """What a fact of a lot may read: the lot (with what it inherits), its facts, and the view of the contract."""

    lot: Lot
    faits: Faits
    marche_vue: VueMarche

    @property
    def marche(self) -> Marche:
        """The whole contract."""
        return self.marche_vue.marche

    @property
    def faits_marche(self) -> Faits:
        """Facts of the contract."""
        return self.marche_vue.faits

    def bareme(self, nom: str, **cles: str) -> Any:
        """Legal value in force at the date of the consultation."""
        return self.marche_vue.bareme(nom, **cles)


@dataclass(frozen=True, slots=True)
class Fait:
    """A fact: full name, scope, French title, type, fields read, keys of the texts it rests upon, function.

    `valeurs`: the codes that a choice may take.
    """

    nom: str
    titre: str
    type: str
    lit: tuple[str, ...]
    sources: tuple[str, ...]
    fonction: Callable[[Any], Dit]
    valeurs: tuple[str, ...] = ()

    @property
    def par_lot(self) -> bool:
        """True for a fact of a lot."""
        return self.nom.startswith("lot.")

    @property
    def court(self) -> str:
        """Name of the attribute: « heures_dues »."""
        return self.nom.rpartition(".")[2]


_FAITS: dict[str, Fait] = {}
_Fonction = TypeVar("_Fonction", bound=Callable[[Any], Dit])


def fait(
    nom: str, titre: str, type: str, *, lit: tuple[str, ...] = (), sources: tuple[str, ...] = (), valeurs: tuple[str, ...] = ()
) -> Callable[[_Fonction], _Fonction]:
    """Register a fact. A name taken twice, or an unknown type, is a fault of the program."""

    def ajoute(fonction: _Fonction) -> _Fonction:
        if nom in _FAITS or type not in TYPES or not nom.startswith(("faits.", "lot.faits.")):
            raise ValueError(f"fait mal déclaré : {nom}")
        _FAITS[nom] = Fait(nom, titre, type, lit, sources, fonction, valeurs)
        return fonction

    return ajoute


def registre() -> Mapping[str, Fait]:
    """Every fact by its full name, in alphabetical order."""
    import clausegen.facts.themes  # noqa: F401  its import is what registers the facts

    return dict(sorted(_FAITS.items()))
