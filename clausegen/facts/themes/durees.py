"""Facts on time: total and firm durations, threshold of three months."""

from __future__ import annotations

from clausegen.ecriture import mois, pluriel
from clausegen.facts.registre import ENTIER, OUI_NON, Dit, VueLot, VueMarche, fait
from clausegen.values import Duree


@fait("lot.faits.duree_totale_mois", "durée totale, reconductions comprises", ENTIER,
      lit=("duree", "reconductions", "duree_reconduction"), sources=("ccp.R2112-4",))  # fmt: skip
def duree_totale_mois(vue: VueLot) -> Dit:
    """Months: duration + renewals × duration of a renewal; days divided by 30, rounded up."""
    lot = vue.lot
    if not lot.duree:
        return Dit(0, "durée non renseignée")
    if not lot.reconductions:
        return Dit(lot.duree.mois, f"{lot.duree}, sans reconduction")
    periode: Duree = lot.duree_reconduction or lot.duree
    total = lot.duree.mois + lot.reconductions * periode.mois
    return Dit(total, f"{lot.duree} + {pluriel(lot.reconductions, 'reconduction')} de {periode} = {mois(total)}")


@fait("lot.faits.duree_ferme_mois", "durée ferme", ENTIER, lit=("duree", "tranches"))
def duree_ferme_mois(vue: VueLot) -> Dit:
    """Months without renewals, and of the firm tranches when the contract file gives their duration."""
    lot = vue.lot
    if not lot.duree:
        return Dit(0, "durée non renseignée")
    fermes = [t.duree for t in lot.tranches or () if t.ferme and t.duree]
    if fermes:
        total = sum(d.mois for d in fermes)
        return Dit(total, f"{mois(total)} de tranche ferme")
    return Dit(lot.duree.mois, f"{lot.duree}, hors reconductions")


@fait("faits.duree_plus_de_trois_mois", "exécution de plus de trois mois", OUI_NON, lit=("duree",),
      sources=("ccp.R2112-10",))  # fmt: skip
def duree_plus_de_trois_mois(vue: VueMarche) -> Dit:
    """Duration above three months (dated value), renewals left out; the longest lot counts."""
    durees = [lot.duree for lot in vue.lots if lot.duree]
    seuil: Duree = vue.bareme("actualisation_delai")
    longue = max(durees, key=lambda d: d.jours, default=None)
    if longue is None:
        return Dit(False, "durée non renseignée")
    return Dit(longue > seuil, f"durée de {longue}, seuil de {seuil}")
