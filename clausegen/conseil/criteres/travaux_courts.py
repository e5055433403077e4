"""Step 2: short works may be dispensed with a social condition; one stays possible."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import mois


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Works shorter than the dated value, when the law of the day has one."""
    achat = dossier.achat
    valeur = dossier.outils.library.baremes.find("travaux_courts", dossier.date)
    if valeur is None or achat.nature != "travaux" or not achat.duree_mois or achat.duree_mois >= valeur.valeur.mois:
        return
    texte = f"travaux de {mois(achat.duree_mois)}, moins de {valeur.valeur} : ce motif légal permet de ne pas prévoir de condition sociale"
    yield Apport("absence", Effet.POSSIBLE, Raison(texte, dossier.outils.article("ccp.L2112-2-1", dossier.date)))
    yield Apport(
        "clause",
        Effet.REMARQUE,
        Raison("une clause reste possible, mais un parcours tient mal dans un chantier aussi court"),
    )
