"""Dated legal values: thresholds, rates, delays, each with its period, its source and its confidence.

Source of the values: `clause_library/baremes/`. A value whose confidence is not V1, V or V2 may be used to advise,
never printed (`Valeur.imprimable`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clausegen.findings import Finding, Location, Niveau
from clausegen.legal.periods import Periode
from clausegen.legal.shape import IMPRIMABLES
from clausegen.legal.territoires import Departement, Territoires


class BaremeInconnu(KeyError):
    """No barème, no criterion or no named date of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class ValeurAbsente(LookupError):
    """The barème exists but holds no value for that date and those criteria."""


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value of a barème at a date.

    `valeur`: Montant (euros), Taux (fraction), Duree, Decimal or str, by the type of the barème. `source` is a key of
    the register or of its sources. `a_verifier_avant`: day by which it must be checked again.
    """

    nom: str
    titre: str
    valeur: Any
    unite: str
    periode: Periode
    source: str
    confiance: str
    verifie_le: dt.date | None
    a_verifier_avant: dt.date | None
    cles: Mapping[str, str] = field(default_factory=dict)
    a_partir_de: Decimal | None = None
    location: Location = field(default_factory=Location)

    @property
    def depuis(self) -> dt.date | None:
        """First day of the value, None when it is not established."""
        return self.periode.depuis

    @property
    def jusqu_a(self) -> dt.date | None:
        """Last day of the value (included), None while it lasts."""
        return self.periode.jusqu_a

    @property
    def imprimable(self) -> bool:
        """True when the value was verified: it may appear in a contract."""
        return self.confiance in IMPRIMABLES

    def __str__(self) -> str:
        return str(self.valeur)


@dataclass(frozen=True, slots=True)
class Bareme:
    """A named table: its criteria (`cles`: name → values admitted), its values, what remains doubtful."""

    nom: str
    titre: str
    type: str
    cles: Mapping[str, tuple[str, ...]]
    valeurs: tuple[Valeur, ...]
    doute: str = ""
    tranche: str = ""


@dataclass(frozen=True, slots=True)
class DateApplication:
    """First day of the consultations that a named rule governs."""

    nom: str
    titre: str
    date: dt.date
    source: str
    confiance: str
    doute: str = ""


@dataclass(frozen=True, slots=True)
class Baremes:
    """Every dated table, the named dates of application, the courts."""

    tables: Mapping[str, Bareme]
    dates: Mapping[str, DateApplication]
    territoires: Territoires

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def table(self, nom: str) -> Bareme:
        """The whole table; raises `BaremeInconnu`."""
        try:
            return self.tables[nom]
        except KeyError:
            raise BaremeInconnu(f"barème inconnu : « {nom} »") from None

    def value(self, nom: str, date: dt.date, **cles: str | bool) -> Valeur:
        """Value at a date for some criteria (True and False stand for « oui » and « non »).

        The most precise row wins. Raises `BaremeInconnu` (name, criterion or value of criterion not declared by the
        table) or `ValeurAbsente`.
        """
        found = self.find(nom, date, **cles)
        if found is None:
            said = ", ".join(f"{k} = {v}" for k, v in cles.items())
            raise ValeurAbsente(f"le barème « {nom} » n’a pas de valeur au {date:%d/%m/%Y} ({said or 'sans critère'})")
        return found

    def find(self, nom: str, date: dt.date, **cles: str | bool) -> Valeur | None:
        """Like `value`, but None when the table holds nothing for that date and those criteria."""
        rows = self._rows(nom, date, cles)
        return max(rows, key=lambda row: len(row.cles), default=None)

    def du_cpv(self, nom: str, date: dt.date, cpv: str | None) -> Valeur | None:
        """Value for the longest beginning of a CPV code that the table holds (criterion « cpv »), None when it has none."""
        debuts = self.table(nom).cles.get("cpv", ())
        chiffres = (cpv or "").split("-")[0].strip()
        for longueur in range(len(chiffres), 1, -1):
            if chiffres[:longueur] in debuts:
                return self.find(nom, date, cpv=chiffres[:longueur])
        return None

    def tranche(self, nom: str, date: dt.date, grandeur: Decimal, **cles: str | bool) -> Valeur:
        """Value of the step that holds `grandeur` (steps closed below, open above); same exceptions as `value`."""
        rows = [r for r in self._rows(nom, date, cles) if r.a_partir_de is not None and r.a_partir_de <= grandeur]
        if not rows:
            raise ValeurAbsente(f"le barème « {nom} » n’a pas de tranche pour {grandeur} au {date:%d/%m/%Y}")
        return max(rows, key=lambda row: (len(row.cles), row.a_partir_de))

    def tribunal(self, departement: str) -> Departement:
        """Administrative court of a département (« 45 », « 2A », « 974 »); raises `BaremeInconnu`."""
        found = self.territoires.departements.get(departement.upper())
        if found is None:
            raise BaremeInconnu(f"département inconnu : « {departement} »")
        return found

    def to_check(self, date: dt.date) -> tuple[Finding, ...]:
        """One advice for each value still in use whose day of check has passed at `date`."""
        return tuple(
            Finding(
                "CG422", Niveau.CONSEIL,
                f"barème « {row.titre} » : valeur à revérifier depuis le {row.a_verifier_avant:%d/%m/%Y}",
                "vérifiez-la dans le texte officiel, puis mettez la bibliothèque à jour", row.location,
            )
            for table in self.tables.values() for row in table.valeurs
            if row.a_verifier_avant and row.a_verifier_avant <= date and date in row.periode
        )  # fmt: skip

    def _rows(self, nom: str, date: dt.date, cles: Mapping[str, str | bool]) -> list[Valeur]:
        table = self.table(nom)
        given = {k: ("oui" if v else "non") if isinstance(v, bool) else str(v) for k, v in cles.items()}
        for key, value in given.items():
            if key not in table.cles:
                raise BaremeInconnu(f"le barème « {nom} » n’a pas de critère « {key} »")
            if value not in table.cles[key]:
                raise BaremeInconnu(f"le critère « {key} » du barème « {nom} » n’admet pas « {value} »")
        return [
            row for row in table.valeurs
            if date in row.periode and all(given.get(k) == v for k, v in row.cles.items())
        ]  # fmt: skip
