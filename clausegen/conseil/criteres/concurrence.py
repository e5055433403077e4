"""Step 8: a criterion, alone or with the clause, needs room for differences of quality, and a link with this contract."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.legal import applicable


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Price as the only criterion excludes both; otherwise they are possible, with their limits."""
    outils, jour = dossier.outils, dossier.date
    if dossier.achat.prix_seul:
        for levier in ("combine", "critere"):
            yield Apport(levier, Effet.EXCLU, Raison("le prix est le seul critère du marché"))
        return
    admis = outils.article("juris.CE-364950")
    yield Apport(
        "critere",
        Effet.POSSIBLE,
        Raison("admis si le marché peut être exécuté, au moins en partie, par des personnes en insertion", admis),
    )
    yield Apport(
        "critere",
        Effet.REMARQUE,
        Raison(
            "il ne note que ce qui est fait pour ce marché, jamais la politique sociale générale de l’entreprise",
            outils.article("juris.CE-417580"),
        ),
    )
    yield Apport(
        "combine",
        Effet.POSSIBLE,
        Raison(
            "si les offres peuvent vraiment se distinguer (tutorat, formation, parcours) : le critère note la qualité, non les heures déjà exigées",
            outils.source("pratique"),
            True,
        ),
    )
    if applicable(outils.library.baremes, "critere_environnemental", jour):
        article = outils.article("ccp.R2152-7", jour)
        for levier in ("combine", "critere"):
            yield Apport(levier, Effet.REMARQUE, Raison("un critère environnemental doit figurer à côté", article))
