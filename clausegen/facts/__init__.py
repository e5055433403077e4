"""Computed facts: what conditions read of a contract beside its fields, each with its explanation in French."""

from clausegen.facts.calcul import Facts, Faits, compute
from clausegen.facts.etude_heures import OBJETS
from clausegen.facts.obligation import Obligation
from clausegen.facts.parties import Parties
from clausegen.facts.registre import Fait, VueLot, VueMarche, registre

__all__ = ["OBJETS", "Facts", "Fait", "Faits", "Obligation", "Parties", "VueLot", "VueMarche", "compute", "registre"]
