"""A whole programme ranked: suitable contracts first, those under a legal duty before the others, then by hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from clausegen.conseil.achat import Achat
from clausegen.conseil.arbre import Conseil, Statut, conseiller
from clausegen.conseil.outils import Outils


@dataclass(frozen=True, slots=True)
class Classement:
    """Advice on every purchase, best first. `jour`: day of the advice, as an ISO date."""

    conseils: tuple[Conseil, ...]
    jour: str

    def de(self, statut: Statut) -> tuple[Conseil, ...]:
        """Those of a status, in order."""
        return tuple(c for c in self.conseils if c.statut is statut)

    @property
    def heures(self) -> int:
        """Hours of the suitable ones whose lever is counted in hours."""
        return sum(c.heures or 0 for c in self.de(Statut.PROPICE) if c.verdict("clause").effet.value == "recommandé")


def classer(achats: Iterable[Achat], outils: Outils) -> Classement:
    """Advise and rank. The order is: status, duty, hours, amount, then the order of the file."""
    conseils = [conseiller(achat, outils) for achat in achats]
    return Classement(tuple(sorted(conseils, key=_cle)), outils.jour.isoformat())


def _cle(conseil: Conseil) -> tuple[int, bool, int, Decimal, int]:
    achat = conseil.achat
    porte = conseil.heures or 0
    return conseil.statut, achat.besoin.obligation != "oui", -porte, -(achat.montant or Decimal(0)), achat.rang
