"""Ratios that tell whether announced figures hold together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from clausegen.hours.arrondis import produit, quotient

# « 25 % » announced for 23,8 % is a rounding: a gap below this is not an inconsistency.
TOLERANCE = Decimal("0.015")


@dataclass(frozen=True, slots=True)
class Coherence:
    """A share announced against the one that the figures give (fractions); `attendues`: hours that the announced one makes."""

    part_annoncee: Decimal
    part_reelle: Decimal
    attendues: Decimal

    @property
    def coherent(self) -> bool:
        """True when both shares are the same to a rounding."""
        return abs(self.part_annoncee - self.part_reelle) <= TOLERANCE


def coherence(total: Decimal | int, partie: Decimal | int, part_annoncee: Decimal) -> Coherence:
    """Hours of a part against the total and the share announced for it."""
    return Coherence(part_annoncee, quotient(Decimal(partie), total), produit(Decimal(total), part_annoncee))


def par_personne(heures: Decimal | int, personnes: int) -> Decimal:
    """Hours for each person."""
    return quotient(Decimal(heures), personnes)


def par_million(heures: Decimal | int, montant: Decimal | int) -> Decimal:
    """Hours for each million euros."""
    return quotient(produit(Decimal(heures), 1_000_000), montant)
