"""Step 1: is a social condition a legal duty? The fact computed from the contract answers, with its articles."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import TOUS, Apport, Effet, Raison


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """A remark on the whole lot; what follows for « no social condition » is said once the other levers are known."""
    besoin = dossier.achat.besoin
    if besoin.phrase:
        yield Apport(TOUS, Effet.REMARQUE, Raison(besoin.phrase))
