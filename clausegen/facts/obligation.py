"""A duty that may be unknown."""

from __future__ import annotations

from clausegen.values import Choix


class Obligation(Choix):
    """Three values, of which only « oui » is true: a condition may read it as a yes or no."""

    valeurs = {"oui": "oui", "non": "non", "inconnu": "inconnu"}

    def __bool__(self) -> bool:
        return str(self) == "oui"
