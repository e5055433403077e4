"""Which contracts suit insertion, which lever for each lot, and why: a decision tree whose every branch explains itself.

`conseiller(achat, outils)` gives a `Conseil`: a verdict for each lever, with its reasons, their sources, and the hours.
Everything is a proposal made to an officer: data of practice say « à confirmer », law comes from the computed facts.
"""

from clausegen.conseil.achat import Achat, Besoin
from clausegen.conseil.arbre import Conseil, Statut, conseiller
from clausegen.conseil.lire import Lecture, lire_achats
from clausegen.conseil.outils import Outils
from clausegen.conseil.programme import classer
from clausegen.conseil.raisons import Effet, Raison, Verdict

__all__ = [
    "Achat", "Besoin", "Conseil", "Effet", "Lecture", "Outils", "Raison", "Statut", "Verdict", "classer", "conseiller",
    "lire_achats",
]  # fmt: skip
