"""Volumes of insertion hours: each formula a named function, exact inside, rounded once by a named rule.

Formulas bear the numbers F1 to F17 of the practice. No formula has legal value: every result carries its operands
and a French sentence that shows the calculation, so that an officer can check it by hand.
"""

from clausegen.hours.arrondis import Arrondi
from clausegen.hours.equivalents import Equivalents, equivalents
from clausegen.hours.formules import (
    Volume,
    cumul_tranches,
    fixe,
    heures_travail,
    par_heures,
    par_montant,
    par_periode,
    prorata,
    reprise_personnel,
    tranches_entieres,
)

__all__ = [
    "Arrondi", "Equivalents", "Volume", "cumul_tranches", "equivalents", "fixe", "heures_travail", "par_heures",
    "par_montant", "par_periode", "prorata", "reprise_personnel", "tranches_entieres",
]  # fmt: skip
