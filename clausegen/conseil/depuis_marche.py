"""From a contract file: one purchase a lot, its duty and durations from the computed facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from clausegen.conseil.achat import Achat
from clausegen.conseil.besoin import besoin_du_marche
from clausegen.conseil.outils import Outils
from clausegen.facts import Facts, Faits, compute
from clausegen.facts.donnees_heures import donnees_du_lot
from clausegen.facts.volumes import montant_du_lot
from clausegen.findings import Location

if TYPE_CHECKING:
    from clausegen.marche.lot import Lot
    from clausegen.marche.marche import Marche


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What the officer found on the market, by lot number (« » for all): suppliers, average turnover."""

    fournisseurs: Mapping[str, int]
    chiffre_affaires: Mapping[str, Decimal]

    def compte(self, lot: str) -> int | None:
        """Suppliers of a lot, else those given for all."""
        return self.fournisseurs.get(lot, self.fournisseurs.get(""))

    def moyen(self, lot: str) -> Decimal | None:
        """Average turnover of the suppliers of a lot, else that given for all."""
        return self.chiffre_affaires.get(lot, self.chiffre_affaires.get(""))


def achats_du_marche(
    marche: Marche, outils: Outils, sourcing: Sourcing, locate: Callable[[str], Location]
) -> Iterator[Achat]:
    """Every effective lot of a contract."""
    facts = compute(marche, outils.library.references, outils.library.baremes)
    besoin = besoin_du_marche(facts)
    for rang, (lot, faits) in enumerate(zip(marche.lots_effectifs, facts.lots, strict=True)):
        montant = montant_du_lot(facts.vues_lots[rang])
        calcul = lot.insertion.calcul
        heures_reprises = calcul.reprise.heures_mensuelles if calcul and calcul.reprise else None
        if heures_reprises is None and lot.reprise_personnel:
            heures_reprises = lot.reprise_personnel.heures_mensuelles
        numero = str(lot.numero or "")
        yield Achat(
            rang=rang + 1, objet=_objet(marche, lot), reference=str(marche.reference or ""), lot=numero, acheteur=marche.acheteur.nom,
            nature=str(marche.nature), cpv=str(lot.cpv.principal or "") if lot.cpv else "", montant=montant,
            duree_mois=faits.duree_totale_mois or None, duree_ferme_mois=faits.duree_ferme_mois or None,
            part_main_oeuvre=calcul.part_main_oeuvre, cout_horaire=calcul.cout_horaire, taux_insertion=_taux(lot),
            heures_totales=calcul.heures_totales, reprise=bool(lot.reprise_personnel), heures_reprises=heures_reprises,
            montant_horaire=calcul.reprise.montant_horaire if calcul and calcul.reprise else None, fournisseurs=sourcing.compte(numero),
            chiffre_affaires_moyen=sourcing.moyen(numero), date_lancement=marche.date_consultation, facilitateur=_facilitateur(lot),
            prix_seul=bool(lot.criteres) and all(str(c.type) == "prix" for c in lot.criteres),
            pouvoir_adjudicateur=bool(facts.marche.pouvoir_adjudicateur), leviers_prevus=_prevus(lot, faits, facts), donnees=donnees_du_lot(facts.vues_lots[rang]), besoin=besoin,
            place=locate(f"lots.{rang}.objet" if marche.lots else "objet"),
        )  # fmt: skip


def _objet(marche: Marche, lot: Lot) -> str:
    """Object of the lot; that of the contract stands for it when there are no lots."""
    return str(lot.objet) if marche.lots else str(marche.objet)


def _taux(lot: Lot) -> Decimal | None:
    """Rate stated for the computation, or as the volume itself."""
    if lot.insertion.calcul and lot.insertion.calcul.taux_insertion is not None:
        return Decimal(lot.insertion.calcul.taux_insertion)
    volume = lot.insertion.heures
    return Decimal(volume.valeur) if volume and volume.mode == "pourcentage" and volume.valeur is not None else None


def _facilitateur(lot: Lot) -> bool | None:
    """None while no insertion is asked for: nothing can be said of its facilitateur."""
    if not lot.insertion:
        return None
    return bool(lot.insertion.facilitateur)


def _prevus(lot: Lot, faits: Faits, facts: Facts) -> frozenset[str]:
    autres = lot.autres_considerations
    deja = {
        "clause": faits.insertion_active and not faits.combine and faits.mode_heures != "actions",
        "combine": faits.combine,
        "critere": faits.critere_insertion and not faits.combine,
        "reservation": bool(lot.reserve) and str(lot.reserve.motif) != "ess" and len(facts.lots) == 1,
        "lot_reserve": bool(lot.reserve) and str(lot.reserve.motif) != "ess" and len(facts.lots) > 1,
        "reserve_ess": bool(lot.reserve) and str(lot.reserve.motif) == "ess",
        "objet_insertion": bool(lot.objet_insertion),
        "formation": faits.formation,
        "apprentissage": bool(lot.insertion and lot.insertion.apprentissage),
        "actions": bool(lot.insertion and lot.insertion.actions),
        "autres": bool(autres and any(getattr(autres, nom) for nom in type(autres).model_fields)),
        "absence": bool(lot.absence_de_condition_sociale),
    }
    return frozenset(code for code, oui in deja.items() if oui)
