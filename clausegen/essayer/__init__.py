"""The library tried on whole contracts: what each one would say today, against the texts accepted before."""

from clausegen.essayer.comparaison import Changement, comparer, mots, renumerotes
from clausegen.essayer.essais import Essai, accepter, contrats, essayer
from clausegen.essayer.textes import texte_du_marche

__all__ = [
    "Changement",
    "Essai",
    "accepter",
    "comparer",
    "contrats",
    "essayer",
    "mots",
    "renumerotes",
    "texte_du_marche",
]
