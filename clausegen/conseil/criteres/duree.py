"""Durations: training clause and apprenticeship need a long enough contract."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import heures, mois
from clausegen.legal import Valeur, ValeurAbsente


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Firm duration for training, whole duration for apprenticeship; unknown durations leave both possible."""
    achat = dossier.achat
    if "objet_insertion" not in dossier.indices:
        yield _juger(
            dossier,
            "formation",
            achat.duree_ferme_mois or achat.duree_mois,
            "durée ferme",
            dossier.outils.valeur("formation_scolaire_duree"),
            _bareme(dossier),
        )
    else:
        yield Apport("formation", Effet.EXCLU, Raison("l’insertion est déjà l’objet du marché"))
    yield _juger(
        dossier,
        "apprentissage",
        achat.duree_mois,
        "durée",
        dossier.outils.valeur("apprentissage_duree"),
        "un apprenti affecté au marché",
    )


def _juger(dossier: Dossier, levier: str, duree: int | None, quoi: str, minimum: Valeur | None, offre: str) -> Apport:
    if minimum is None:
        return Apport(levier, Effet.POSSIBLE, Raison(offre, "", True))
    source, confirmer = dossier.outils.de(minimum)
    if not duree:
        return Apport(
            levier, Effet.POSSIBLE, Raison(f"{offre}, si la {quoi} atteint {minimum.valeur}", source, confirmer)
        )
    if duree < minimum.valeur.mois:
        return Apport(
            levier, Effet.EXCLU, Raison(f"{quoi} de {mois(duree)}, moins de {minimum.valeur}", source, confirmer)
        )
    return Apport(
        levier,
        Effet.POSSIBLE,
        Raison(f"{offre} : {quoi} de {mois(duree)}, au moins {minimum.valeur}", source, confirmer),
    )


def _bareme(dossier: Dossier) -> str:
    """Hours of the published steps, on the amount of the firm period when durations tell it."""
    achat = dossier.achat
    if achat.montant is None:
        return "heures de formation sous statut scolaire"
    ferme = achat.montant
    if achat.duree_ferme_mois and achat.duree_mois and achat.duree_ferme_mois < achat.duree_mois:
        ferme = achat.montant * achat.duree_ferme_mois / achat.duree_mois
    try:
        palier = dossier.outils.library.baremes.tranche("formation_scolaire", dossier.outils.jour, ferme)
    except ValeurAbsente:
        return "heures de formation sous statut scolaire"
    ferme_dite = "" if achat.duree_ferme_mois else " si tout le montant est ferme"
    return f"{heures(palier.valeur)} de formation sous statut scolaire d’après le barème{ferme_dite}"
