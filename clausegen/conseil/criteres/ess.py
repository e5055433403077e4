"""Reservation to undertakings of the social economy: listed services, limited duration, pouvoir adjudicateur."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import mois


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Excluded outside the list of services; the other conditions are then checked."""
    achat, outils = dossier.achat, dossier.outils
    if "reserve_ess" in achat.leviers_prevus:
        return
    article = outils.article("ccp.L2113-15_L2113-16", dossier.date)
    if not achat.cpv:
        yield Apport(
            "reserve_ess", Effet.EXCLU, Raison("aucun code CPV : ce levier est limité à une liste de services", article)
        )
        return
    if not outils.library.baremes.territoires.est_service_social(achat.cpv):
        yield Apport(
            "reserve_ess",
            Effet.EXCLU,
            Raison(
                f"le code CPV {achat.cpv.split('-')[0]} n’est pas sur la liste des services sociaux et autres services spécifiques",
                article,
            ),
        )
        return
    duree = outils.library.baremes.find("reservation_ess_duree", dossier.date)
    if not achat.pouvoir_adjudicateur:
        yield Apport("reserve_ess", Effet.EXCLU, Raison("ce levier est réservé aux pouvoirs adjudicateurs", article))
    elif duree is not None and achat.duree_mois and achat.duree_mois > duree.valeur.mois:
        yield Apport(
            "reserve_ess",
            Effet.EXCLU,
            Raison(f"durée de {mois(achat.duree_mois)}, plus que les {duree.valeur} permis", article),
        )
    else:
        limite = f", dans la limite de {duree.valeur}" if duree is not None else ""
        yield Apport(
            "reserve_ess",
            Effet.POSSIBLE,
            Raison(f"service de la liste{limite}, pour des missions de service public", article),
        )
