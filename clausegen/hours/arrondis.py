"""The rounding rules. A formula names exactly one; it is applied once, at the end, to an exact quotient."""

from __future__ import annotations

from decimal import ROUND_DOWN, Context, Decimal
from enum import Enum

# Operands have at most 18 figures: products of four of them stay exact, and only the final division rounds.
EXACT = Context(prec=100)


class Arrondi(Enum):
    """A rule: its name, the step it keeps (hours), the words that say it."""

    EXACT = ("exact", None, "sans arrondi")
    HEURE = ("heure", Decimal(1), "arrondi à l’heure inférieure")
    CENTIEME = ("centieme", Decimal("0.01"), "arrondi au centième d’heure inférieur")

    def __init__(self, nom: str, pas: Decimal | None, phrase: str) -> None:
        self.nom = nom
        self.pas = pas
        self.phrase = phrase

    def applique(self, exact: Decimal) -> Decimal:
        """Hours kept. Negative hours never occur: formulas stop at zero before rounding."""
        if self.pas is None:
            return exact
        return exact.quantize(self.pas, rounding=ROUND_DOWN, context=EXACT)


def produit(*facteurs: Decimal | int) -> Decimal:
    """Exact product."""
    total = Decimal(1)
    for facteur in facteurs:
        total = EXACT.multiply(total, Decimal(facteur))
    return total


def quotient(numerateur: Decimal, denominateur: Decimal | int) -> Decimal:
    """Quotient to a hundred figures. ZeroDivisionError when the divisor is zero: callers check it first."""
    return EXACT.divide(numerateur, Decimal(denominateur))
