"""What every branch of the tree reads beside the purchase: tables, dated values, register, nomenclature, day of the advice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clausegen.conseil.tables import Tables, a_confirmer, load_tables
from clausegen.hours.reference import Reperes
from clausegen.legal import AUCUN, Valeur
from clausegen.legal.cpv import Nomenclature, load_cpv
from clausegen.model import Library


@dataclass(frozen=True)
class Outils:
    """A library at a day. `jour`: today, or the day that the officer gave."""

    library: Library
    jour: dt.date

    @cached_property
    def tables(self) -> Tables:
        """Sectors, levers and false friends."""
        return load_tables(Path(self.library.root), self.library.references)

    @cached_property
    def cpv(self) -> Nomenclature:
        """The CPV nomenclature."""
        return load_cpv(Path(self.library.root))

    @cached_property
    def reperes(self) -> Reperes:
        """Labour shares, hourly costs, rates and floor."""
        return Reperes(self.library.baremes, self.library.references, self.jour)

    def valeur(self, nom: str, **cles: str) -> Valeur | None:
        """Dated value at the day, None when the table is silent."""
        trouve: Valeur | None = self.library.baremes.find(nom, self.jour, **cles)
        return trouve

    def source(self, cle: str) -> str:
        """Name of a source inside a sentence: « documents de marchés réels… », or the article that the register may print."""
        nom = self.library.references.sources.get(cle)
        return nom[:1].lower() + nom[1:] if nom else self.article(cle)

    def article(self, cle: str, date: dt.date | None = None) -> str:
        """« article L. 2112-2 du code de la commande publique »; empty when its number may not be printed at the date."""
        citation = self.library.references.cite(cle, AUCUN, date or self.jour, "nu")
        return citation.text if citation.printable else ""

    def de(self, valeur: Any) -> tuple[str, bool]:
        """Source and « à confirmer » of a dated value."""
        return self.source(valeur.source), a_confirmer(valeur.confiance)
