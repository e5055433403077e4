"""The rounding rules. A formula names exactly one; it is applied once, at the end, to an exact quotient."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import Enum

# Operands have at most 18 figures: products of four of them stay exact, and only the final division rounds.
EXACT = Context(prec=100)


class Arrondi(Enum):
    """A rule: its name, the step it keeps, the direction, the words that say it.

    `JOUR` and `SEMAINE` are operational: applied to a result already rounded, and shown as such.
    """

    EXACT = ("exact", None, "", "sans arrondi")
    HEURE = ("heure", Decimal(1), ROUND_DOWN, "arrondi à l’heure inférieure")
    CENTIEME = ("centieme", Decimal("0.01"), ROUND_DOWN, "arrondi au centième d’heure inférieur")
    CENTIME = ("centime", Decimal("0.01"), ROUND_HALF_UP, "arrondi au centime")
    DEMI_PAIR = ("demi_pair", Decimal(1), ROUND_HALF_EVEN, "arrondi à l’unité la plus proche, au nombre pair à égalité")
    SUPERIEUR = ("superieur", Decimal(1), ROUND_CEILING, "arrondi à l’unité supérieure")
    PALIER = ("palier", None, "", "valeur du palier")
    PLUS_FORT_RESTE = ("plus_fort_reste", Decimal(1), ROUND_DOWN, "heures entières, au plus fort reste")
    JOUR = ("jour", Decimal(7), ROUND_DOWN, "arrondi opérationnel au jour de 7 h inférieur")
    SEMAINE = ("semaine", Decimal(35), ROUND_DOWN, "arrondi opérationnel à la semaine de 35 h inférieure")

    def __init__(self, nom: str, pas: Decimal | None, sens: str, phrase: str) -> None:
        self.nom = nom
        self.pas = pas
        self.sens = sens
        self.phrase = phrase

    def applique(self, exact: Decimal) -> Decimal:
        """Value kept: a multiple of the step. Negative values never occur: formulas stop at zero before rounding."""
        if self.pas is None:
            return exact
        if self.pas < 1:
            return exact.quantize(self.pas, rounding=self.sens, context=EXACT)
        return EXACT.multiply(EXACT.divide(exact, self.pas).to_integral_value(rounding=self.sens), self.pas)


def produit(*facteurs: Decimal | int) -> Decimal:
    """Exact product."""
    total = Decimal(1)
    for facteur in facteurs:
        total = EXACT.multiply(total, Decimal(facteur))
    return total


def quotient(numerateur: Decimal, denominateur: Decimal | int) -> Decimal:
    """Quotient to a hundred figures. ZeroDivisionError when the divisor is zero: callers check it first."""
    return EXACT.divide(numerateur, Decimal(denominateur))
