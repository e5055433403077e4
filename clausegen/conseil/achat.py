"""A purchase under examination: one lot, whatever file it comes from (contract, workbook, published data)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from clausegen.findings import Location
from clausegen.hours.etude import Donnees


@dataclass(frozen=True, slots=True)
class Besoin:
    """What the law says of the whole need: duty to have a social condition (« oui », « non », « inconnu ») and why.

    `phrase` ends with the articles that the register may print. `valeur` is the estimate of the whole need.
    """

    obligation: str = "inconnu"
    phrase: str = ""
    valeur: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Achat:
    """One lot. Amounts in euros excluding tax, durations in months, rates as fractions; None is « not known ».

    `hors_champ`: why clausegen does not advise on it (a concession). `leviers_prevus`: codes of the levers that its
    contract file already holds. `annonces`: what its source declared (« le marché publié déclarait… »). `reserves`:
    doubts on its data, as sentences. `facilitateur`: None when the source cannot tell. `donnees`: inputs of the hours that a
    contract file gives, with their fields.
    """

    rang: int
    objet: str
    reference: str = ""
    lot: str = ""
    acheteur: str = ""
    nature: str = ""
    cpv: str = ""
    montant: Decimal | None = None
    duree_mois: int | None = None
    duree_ferme_mois: int | None = None
    part_main_oeuvre: Decimal | None = None
    cout_horaire: Decimal | None = None
    taux_insertion: Decimal | None = None
    heures_totales: int | None = None
    reprise: bool | None = None
    heures_reprises: int | None = None
    montant_horaire: Decimal | None = None
    fournisseurs: int | None = None
    chiffre_affaires_moyen: Decimal | None = None
    date_lancement: dt.date | None = None
    facilitateur: bool | None = None
    prix_seul: bool | None = None
    pouvoir_adjudicateur: bool = True
    leviers_prevus: frozenset[str] = frozenset()
    annonces: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    hors_champ: str = ""
    donnees: Donnees | None = None
    besoin: Besoin = field(default_factory=Besoin)
    place: Location = field(default_factory=Location)

    @property
    def designation(self) -> str:
        """« 2026-014, lot 2 », « 2026-014 », « ligne 3 »."""
        parties = [p for p in (self.reference, f"lot {self.lot}" if self.lot else "") if p]
        return ", ".join(parties) or f"ligne {self.rang}"
