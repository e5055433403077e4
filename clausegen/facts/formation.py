"""Hours of school training (F6): given by the officer, else read on the published scale for the firm period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from clausegen.ecriture import ht, mois
from clausegen.facts.volumes import SANS_MONTANT, montant_du_lot
from clausegen.hours.arrondis import produit, quotient
from clausegen.hours.formules import Volume, fixe
from clausegen.hours.paliers import Palier, formation

if TYPE_CHECKING:
    from clausegen.facts.registre import VueLot


def paliers(vue: VueLot) -> tuple[Palier, ...]:
    """Steps of the scale in force: (floor in euros, hours)."""
    date = vue.marche_vue.date
    return tuple((row.a_partir_de or Decimal(0), Decimal(row.valeur))
                 for row in vue.marche_vue.baremes.table("formation_scolaire").valeurs if date in row.periode)  # fmt: skip


def montant_ferme(vue: VueLot) -> tuple[Decimal, str] | None:
    """Amount of the firm period and how it was found; None when no amount is known.

    The estimate covers renewals: without the amount of the firm tranches, the firm period takes its share of the months.
    """
    fermes = [t.montant for t in vue.lot.tranches or () if t.ferme]
    if fermes and all(m is not None for m in fermes):
        return sum((Decimal(m or 0) for m in fermes), Decimal(0)), "tranches fermes"
    total = montant_du_lot(vue)
    if total is None:
        return None
    ferme, totale = vue.faits.duree_ferme_mois, vue.faits.duree_totale_mois
    if not totale or ferme >= totale:
        return total, "montant estimé"
    part = quotient(produit(total, ferme), totale).quantize(Decimal("0.01"))
    return part, f"{ht(total)} × {mois(ferme)} ÷ {mois(totale)}"


def formation_du_lot(vue: VueLot) -> Volume | str | None:
    """Hours of the clause; a sentence when they cannot be read on the scale; None without the clause."""
    rubrique = vue.lot.insertion.formation if vue.lot.insertion else None
    if not rubrique:
        return None
    if rubrique.heures is not None:
        return fixe(rubrique.heures)
    trouve = montant_ferme(vue)
    if trouve is None:
        return SANS_MONTANT
    return formation(trouve[0], paliers(vue), Decimal(vue.bareme("formation_scolaire_vide")))
