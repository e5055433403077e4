"""A purchase facing the tables: what the criteria of the tree read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from clausegen.conseil.achat import Achat
from clausegen.conseil.outils import Outils
from clausegen.conseil.raisons import Apport
from clausegen.conseil.secteur import Rattachement, rattacher
from clausegen.conseil.tables import Secteur
from clausegen.conseil.volume import Estimation, estimer
from clausegen.imports.indices import indices_sociaux


@dataclass(frozen=True, slots=True)
class Dossier:
    """The purchase, its sector, its hours, the indications of its wording."""

    achat: Achat
    outils: Outils
    rattachement: Rattachement
    estimation: Estimation
    indices: frozenset[str]

    @property
    def secteur(self) -> Secteur | None:
        """Sector, None outside the table."""
        return self.rattachement.secteur

    @property
    def date(self) -> dt.date:
        """Day whose law applies: the launch when it is known, else the day of the advice."""
        return self.achat.date_lancement or self.outils.jour

    def propose(self, levier: str) -> bool:
        """The table names the lever for this sector."""
        return self.secteur is not None and levier in self.secteur.leviers


Critere: TypeAlias = Callable[[Dossier], Iterator[Apport]]


def ouvrir(achat: Achat, outils: Outils) -> Dossier:
    """Everything that the criteria need, computed once."""
    rattachement = rattacher(achat.cpv, achat.objet, outils.tables, outils.cpv)
    return Dossier(achat, outils, rattachement, estimer(achat, rattachement, outils), indices_sociaux(achat.objet))
