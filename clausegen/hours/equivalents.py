"""What a number of hours means to people who think in days: days of 7 h, weeks of 35 h, full-time posts of 1 607 h.

These are reading aids, always printed with « environ »; none is a commitment.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from clausegen import ecriture
from clausegen.hours.arrondis import quotient

HEURES_PAR_JOUR = 7
HEURES_PAR_SEMAINE = 35
HEURES_PAR_ETP = 1607


@dataclass(frozen=True, slots=True)
class Equivalents:
    """Days and weeks to one decimal, full-time posts (ETP) over a year to two decimals."""

    jours: Decimal
    semaines: Decimal
    etp: Decimal

    @property
    def phrase(self) -> str:
        """« environ 119 jours de 7 heures, 23,8 semaines de 35 heures ou 0,52 équivalent temps plein annuel »."""
        return (
            f"environ {ecriture.pluriel(self.jours, 'jour')} de {HEURES_PAR_JOUR}{ecriture.INSECABLE}heures, "
            f"{ecriture.pluriel(self.semaines, 'semaine')} de {HEURES_PAR_SEMAINE}{ecriture.INSECABLE}heures ou "
            f"{ecriture.nombre(self.etp)}{ecriture.INSECABLE}équivalent temps plein annuel"
        )


def equivalents(heures: Decimal | int) -> Equivalents:
    """Equivalents of a number of hours: 833 h → 119 days, 23.8 weeks, 0.52 post."""

    def part(unite: int, pas: str) -> Decimal:
        return quotient(Decimal(heures), unite).quantize(Decimal(pas), rounding=ROUND_HALF_UP)

    return Equivalents(part(HEURES_PAR_JOUR, "0.1"), part(HEURES_PAR_SEMAINE, "0.1"), part(HEURES_PAR_ETP, "0.01"))
