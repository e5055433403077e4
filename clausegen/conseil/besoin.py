"""The legal duty of a purchase that has no contract file yet: the same facts as for a contract, on what is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from clausegen.conseil.achat import Besoin
from clausegen.conseil.outils import Outils
from clausegen.facts import Facts, compute
from clausegen.marche.choix import Nature, TypeAcheteur
from clausegen.values import Montant

if TYPE_CHECKING:
    from clausegen.marche.marche import Marche

OBLIGATION = "faits.condition_sociale_obligatoire"
ETAT = ("etat", "etablissement_public_etat")


@dataclass(frozen=True, slots=True)
class _Acheteur:
    type: TypeAcheteur
    autorite_centrale: bool


@dataclass(frozen=True, slots=True)
class _Cpv:
    principal: str


@dataclass(frozen=True, slots=True)
class _Lot:
    cpv: _Cpv
    montant_estime: Montant | None = None
    accord_cadre: None = None


@dataclass(frozen=True, slots=True)
class _Esquisse:
    """The fields of a contract that the facts on the duty read, and no others."""

    nature: Nature
    acheteur: _Acheteur
    montant_estime: Montant | None
    lots: tuple[_Lot, ...]
    lots_effectifs: tuple[_Lot, ...]
    date_consultation: dt.date
    defense: bool
    ccag: str = "aucun"


def besoin_du_marche(facts: Facts) -> Besoin:
    """Duty of a contract file."""
    return Besoin(
        str(facts.marche.condition_sociale_obligatoire), facts.explique(OBLIGATION), facts.marche.valeur_estimee
    )


def besoin_du_programme(
    nature: str,
    acheteur: str,
    valeur: Decimal | None,
    cpv: tuple[str, ...],
    date: dt.date,
    defense: bool,
    outils: Outils,
) -> Besoin:
    """Duty of a line of a programme, or of several lines that are lots of one contract. Without nature: unknown."""
    if not nature:
        return Besoin(
            "inconnu",
            "la nature (travaux, fournitures, services) n’est pas connue : le seuil européen non plus",
            valeur,
        )
    lots = tuple(_Lot(_Cpv(code)) for code in cpv) or (_Lot(_Cpv("")),)
    esquisse = _Esquisse(
        Nature(nature), _Acheteur(TypeAcheteur(acheteur), acheteur in ETAT), None if valeur is None else Montant(valeur),
        lots if len(lots) > 1 else (), lots, date, defense,
    )  # fmt: skip
    facts = compute(cast("Marche", esquisse), outils.library.references, outils.library.baremes)
    return besoin_du_marche(facts)
