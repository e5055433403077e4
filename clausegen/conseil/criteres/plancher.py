"""Step 6: hours of the lot against the floor under which a clause has little effect."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import heures, pluriel
from clausegen.hours import Volume
from clausegen.hours.equivalents import HEURES_PAR_SEMAINE


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """At the floor or above: the clause is recommended where the sector suits. Under it: actions, no clause."""
    estimation, plancher = dossier.estimation, dossier.outils.reperes.plancher()
    if plancher is None:
        return
    if estimation.volume is None:
        yield Apport(
            "clause",
            Effet.POSSIBLE if dossier.propose("clause") else Effet.REMARQUE,
            Raison(f"volume non calculable : {estimation.manque}"),
        )
        yield Apport(
            "actions",
            Effet.POSSIBLE,
            Raison(
                "des actions sans volume d’heures restent possibles en toute hypothèse",
                dossier.outils.source("pratique"),
            ),
        )
        return
    volume = estimation.volume
    meme = volume.equivalents
    dit = f"{heures(volume.heures)} (environ {pluriel(meme.semaines, 'semaine')} de travail d’une personne)"
    source, seuil = plancher.source, int(plancher.valeur)
    if volume.heures < seuil:
        raison = Raison(f"{dit}, sous le plancher conseillé de {heures(seuil)}", source, plancher.a_confirmer)
        yield Apport("clause", Effet.EXCLU, raison)
        yield Apport("combine", Effet.EXCLU, raison)
        yield _actions(dossier, volume)
        return
    assez = Raison(f"{dit}, plancher conseillé de {heures(seuil)} atteint", source, plancher.a_confirmer)
    propice = dossier.secteur is None or (dossier.propose("clause") and dossier.secteur.potentiel in ("fort", "moyen"))
    connu = (
        dossier.secteur is not None
        or dossier.achat.part_main_oeuvre is not None
        or dossier.achat.heures_totales is not None
    )
    yield Apport("clause", Effet.RECOMMANDE if propice and connu else Effet.POSSIBLE, assez)
    if dossier.propose("actions"):
        yield Apport(
            "actions",
            Effet.RECOMMANDE,
            Raison(
                "au choix du titulaire, des actions à la place des heures conviennent à des profils qualifiés",
                dossier.outils.source("pratique"),
                True,
            ),
        )
    else:
        yield Apport("actions", Effet.POSSIBLE, Raison("en complément des heures", dossier.outils.source("pratique")))


def _actions(dossier: Dossier, volume: Volume) -> Apport:
    """In place of hours: a usual action is one week of training course, which a smaller volume does not pay for."""
    source = dossier.outils.source("pratique")
    if volume.heures < HEURES_PAR_SEMAINE:
        return Apport(
            "actions",
            Effet.POSSIBLE,
            Raison(
                f"{heures(volume.heures)} : moins d’une semaine, une action légère au plus (visite, parrainage)",
                source,
                True,
            ),
        )
    texte = f"{heures(volume.heures)} ne font pas un parcours : une action à la place (stage d’une semaine, parrainage, visite)"
    return Apport("actions", Effet.RECOMMANDE, Raison(texte, source, True))
