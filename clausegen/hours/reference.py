"""What practice says of a trade: labour share, hourly cost, insertion rate, floor — each with its source and confidence.

The rows are those of `clause_library/baremes/pratique.yaml`, which an organisation may edit. None is a rule of law: a
row is a proposal, to be confirmed (`Repere.reserve` says by whom); one that no document supports is never printed in
a clause (`Repere.imprimable`).

    reperes = Reperes(library.baremes, library.references, date)
    reperes.part_main_oeuvre(cpv="45442100-8").valeur    # Taux("0.70")
    reperes.cout_horaire(cpv="45442100-8").valeur        # Montant("30")
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from clausegen.legal.dates import date_application

if TYPE_CHECKING:
    from clausegen.legal import Baremes, Valeur

A_CONFIRMER = "à confirmer"
A_CONFIRMER_AVEC = "à confirmer avec le facilitateur ou le maître d’œuvre"
AUTRES_SECTEURS = "autres secteurs"


class _Sources(Protocol):
    @property
    def sources(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Repere:
    """A reference value. `ligne`: row of the table (« peinture intérieure »); `source`: where it was read, in French.

    `valeur`: fraction (Taux) for a share or a rate, euros per hour (Montant) for a cost, hours (Decimal) for the floor.
    `deduit_du_cpv`: the row was chosen from the CPV code, not named by the officer.
    """

    table: str
    ligne: str
    valeur: Any
    source: str
    confiance: str
    imprimable: bool
    deduit_du_cpv: bool = False
    cpv: str = ""

    @property
    def a_confirmer(self) -> bool:
        """Always true: a reference value is never the officer's own decision."""
        return True

    @property
    def reserve(self) -> str:
        """« à confirmer », with whom when no document supports the row."""
        return A_CONFIRMER if self.imprimable else A_CONFIRMER_AVEC

    @property
    def origine(self) -> str:
        """« table de référence, ligne « peinture intérieure », déduite du code CPV 45442100 (documents…) »."""
        ligne = f", ligne «\u00a0{self.ligne}\u00a0»" if self.ligne else ""
        cpv = f", déduite du code CPV {self.cpv}" if self.deduit_du_cpv else ""
        return f"table de référence{ligne}{cpv} ({self.source})"


@dataclass(frozen=True, slots=True)
class Reperes:
    """The reference tables at a date. `references` gives the names of the sources."""

    baremes: Baremes
    references: _Sources
    date: dt.date

    def part_main_oeuvre(self, *, cpv: str | None = None, metier: str | None = None) -> Repere | None:
        """Share of labour in the amount, for a trade named as in the table, else for the trade of a CPV code.

        None when the table has no row for it: nothing is guessed.
        """
        nom = metier or self.metier(cpv)
        return self._repere("part_main_oeuvre", "metier", nom, "" if metier else cpv) if nom else None

    def cout_horaire(
        self, *, cpv: str | None = None, secteur: str | None = None, nature: str | None = None
    ) -> Repere | None:
        """Euros per hour of work, for a sector of the table, else for that of a CPV code.

        Without any code, the nature of the contract decides (« travaux »); « autres secteurs » by default.
        """
        trouve = None if secteur else self._du_cpv("secteur_cpv", cpv)
        deduit = trouve or (None if secteur or cpv else self._de_la_nature(nature))
        return self._repere("cout_horaire", "secteur", secteur or deduit or AUTRES_SECTEURS, cpv if trouve else "")

    def chiffre_affaires_horaire(self, *, cpv: str | None = None) -> Repere | None:
        """Turnover in euros that an hour of work brings (staff takeover); None for a sector that the table does not hold."""
        return self._repere("chiffre_affaires_horaire", "secteur", self._du_cpv("secteur_cpv", cpv) or "", cpv)

    def taux_insertion(self, calibrage: str = "equilibre") -> Repere | None:
        """Insertion rate of a calibrage: prudent, equilibre, ambitieux."""
        return self._repere("taux_insertion", "calibrage", calibrage)

    def plancher(self) -> Repere | None:
        """Hours under which practice advises against a clause."""
        return self._repere("plancher_heures")

    def heures_annuelles(self, convention: str = "legale") -> Repere | None:
        """Hours of a full-time post over a year: « legale » (worked) or « payee »."""
        return self._repere("temps_travail_annuel", "convention", convention)

    def achat_inclusif(self, mesure: str) -> Repere | None:
        """Euros of a purchase from inclusive suppliers that pay for an « heure » or a « mois » of work."""
        return self._repere("achat_inclusif", "mesure", mesure)

    def metier(self, cpv: str | None) -> str | None:
        """Trade of a CPV code (« 45442100-8 » → « peinture intérieure »), None when the table has none."""
        return self._du_cpv("metier_cpv", cpv)

    def _de_la_nature(self, nature: str | None) -> str | None:
        if nature not in self.baremes.table("secteur_nature").cles.get("nature", ()):
            return None
        trouve = self.baremes.find("secteur_nature", self._jour, nature=nature)
        return str(trouve.valeur) if trouve else None

    def _du_cpv(self, table: str, cpv: str | None) -> str | None:
        """The longest beginning of a code that the table holds."""
        trouve = self.baremes.du_cpv(table, self._jour, cpv)
        return str(trouve.valeur) if trouve else None

    def _repere(self, table: str, cle: str = "", ligne: str = "", cpv: str | None = None) -> Repere | None:
        if cle and ligne not in self.baremes.table(table).cles.get(cle, ()):
            return None
        trouve = self.baremes.find(table, self._jour, **({cle: ligne} if cle else {}))
        return None if trouve is None else self._lu(trouve, ligne, cpv or "")

    def _lu(self, trouve: Valeur, ligne: str, cpv: str) -> Repere:
        source = self.references.sources.get(trouve.source, trouve.source)
        valeur = trouve.valeur if not isinstance(trouve.valeur, int) else Decimal(trouve.valeur)
        dite = source[:1].lower() + source[1:]
        return Repere(trouve.nom, ligne, valeur, dite, trouve.confiance, trouve.imprimable, bool(cpv), cpv)

    @property
    def _jour(self) -> dt.date:
        """An earlier consultation reads the first values of the tables, as the other dated values do."""
        return max(self.date, date_application(self.baremes, "ccag_2021"))
