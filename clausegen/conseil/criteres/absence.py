"""Last branch: no social condition at all. It reads what the other branches concluded and the legal duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison

REPLIS = ("actions", "apprentissage", "formation", "autres")


def conclure(dossier: Dossier, effets: Mapping[str, Effet]) -> Iterator[Apport]:
    """Under a duty: excluded when a lever is recommended, else a fallback is recommended and the legal grounds recalled."""
    obligation, article = dossier.achat.besoin.obligation, dossier.outils.article("ccp.L2112-2-1", dossier.date)
    recommandes = [c for c, e in effets.items() if e is Effet.RECOMMANDE]
    if obligation == "oui" and recommandes:
        yield Apport(
            "absence",
            Effet.EXCLU,
            Raison("une condition sociale est obligatoire, et un levier au moins convient", article),
        )
        if not set(recommandes) - {"reservation", "lot_reserve", "reserve_ess"}:
            yield Apport(
                "autres",
                Effet.RECOMMANDE,
                Raison(
                    "une réservation seule ne répond pas pleinement à l’obligation : ajoutez une condition d’exécution sociale",
                    article,
                    True,
                ),
            )
    elif obligation == "oui":
        yield Apport(
            "absence",
            Effet.POSSIBLE,
            Raison(
                "obligation : seulement avec l’un des motifs légaux, consigné et conservé avec les documents de la procédure",
                article,
            ),
        )
        repli = next((c for c in REPLIS if dossier.propose(c) and effets.get(c) is Effet.POSSIBLE), "autres")
        yield Apport(
            repli,
            Effet.RECOMMANDE,
            Raison("une condition sociale est obligatoire et aucun levier en heures ne convient", article),
        )
    elif obligation == "inconnu":
        yield Apport(
            "absence",
            Effet.POSSIBLE,
            Raison("obligation non établie : donnez le montant et la nature avant d’y renoncer", article),
        )
    else:
        yield Apport("absence", Effet.POSSIBLE, Raison("aucune obligation à ce jour pour ce marché", article))
