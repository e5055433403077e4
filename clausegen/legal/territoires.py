"""Places and lists kept as plain tables: courts and time by département, CPV of social and specific services."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Location, Refused
from clausegen.legal.grammar import avec_article
from clausegen.legal.shape import Reader
from clausegen.sources import read_text


@dataclass(frozen=True, slots=True)
class Departement:
    """A département or collectivity: its administrative court and legal time (CJA, article R. 221-3).

    `tribunal`: « tribunal administratif d’Orléans »; `ville`: its seat; `fuseau`: IANA name; `heure`: « heure de
    Paris ». `note`: exception to state to the officer.
    """

    code: str
    nom: str
    tribunal: str
    ville: str
    fuseau: str
    heure: str
    note: str = ""

    def avec_article(self, forme: str = "le") -> str:
        """« le tribunal administratif d’Orléans », « du… », « au… »."""
        return avec_article(self.tribunal, forme)


@dataclass(frozen=True, slots=True)
class Territoires:
    """Départements by code; CPV codes (eight digits → French label) of social and other specific services."""

    departements: Mapping[str, Departement]
    services_sociaux: Mapping[str, str]

    def departement_du_code_postal(self, code_postal: str) -> str | None:
        """Code of the département of a postcode (« 45001 » → « 45 », « 20137 » → « 2A »), None when unknown."""
        if len(code_postal) != 5 or not code_postal.isdigit():
            return None
        if code_postal.startswith("20"):
            code = "2A" if code_postal[:3] in ("200", "201") else "2B"
        elif code_postal[:2] in ("97", "98"):
            code = code_postal[:3]
        else:
            code = code_postal[:2]
        return code if code in self.departements else None

    def est_service_social(self, cpv: str) -> bool:
        """True when the CPV code (check digit left out) is on the list of social and other specific services."""
        return cpv.split("-")[0] in self.services_sociaux


def load_territoires(library: Path, reader: Reader) -> Territoires:
    """Both tables of a library folder; faults are added to `reader` (CG430)."""
    departments: dict[str, Departement] = {}
    for row, place in _rows(library / "territoires" / "departements.csv", reader, 7):
        if row[0] in departments or not all(row[:4]):
            reader.error("CG430", f"ligne incomplète ou en double pour « {row[0]} »", "corrigez la table", place)
        departments[row[0]] = Departement(*row)
    social = {row[0]: row[1] for row, _ in _rows(library / "nomenclatures" / "cpv-services-sociaux.csv", reader, 2)}
    return Territoires(departments, social)


def _rows(path: Path, reader: Reader, width: int) -> list[tuple[list[str], Location]]:
    """Rows under the title row of a semicolon table whose first lines may be comments (#)."""
    try:
        lines = read_text(path).splitlines()
    except Refused as refused:
        reader.findings.extend(refused.findings)
        return []
    kept = [(i, line) for i, line in enumerate(lines, 1) if line and not line.startswith("#")][1:]
    rows = []
    for (number, _), row in zip(kept, csv.reader((line for _, line in kept), delimiter=";"), strict=True):
        place = Location(str(path), number, 1)
        if len(row) == width:
            rows.append((row, place))
        else:
            reader.error("CG430", f"{len(row)} colonnes au lieu de {width}", "corrigez cette ligne", place)
    return rows
