"""Step 4: staff taken over from the outgoing holder leaves less room for insertion (formula F4)."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import TOUS, Apport, Effet, Raison
from clausegen.ecriture import heures


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """No room left: the hours are excluded. A takeover that is likely but not described is told."""
    achat, estimation, secteur = dossier.achat, dossier.estimation, dossier.secteur
    if estimation.reprise and estimation.volume is not None and achat.heures_reprises is not None:
        if estimation.volume.exact == 0:
            raison = Raison(
                f"les {heures(achat.heures_reprises)} reprises chaque mois occupent déjà tout le marché : aucun poste ne s’ouvre",
                "formule F4, " + _source(dossier),
            )
            for levier in ("clause", "combine"):
                yield Apport(levier, Effet.EXCLU, raison)
        else:
            yield Apport(
                "clause",
                Effet.REMARQUE,
                Raison("la reprise du personnel est déduite du volume", "formule F4, " + _source(dossier)),
            )
    elif achat.reprise:
        yield Apport(
            "clause",
            Effet.REMARQUE,
            Raison(
                "reprise de personnel annoncée : donnez les heures mensuelles transférables, le volume sera réduit d’autant",
                "formule F4, " + _source(dossier),
            ),
        )
    elif achat.reprise is None and secteur is not None and secteur.reprise:
        dit = "fréquente" if secteur.reprise == "frequente" else "possible"
        yield Apport(
            TOUS,
            Effet.REMARQUE,
            Raison(
                f"reprise de personnel {dit} dans ce secteur : les heures estimées sont un maximum, à réduire des heures reprises",
                "formule F4, " + _source(dossier),
                True,
            ),
        )


def _source(dossier: Dossier) -> str:
    return dossier.outils.source("pratique")
