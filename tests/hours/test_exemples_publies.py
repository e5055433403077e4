"""The published cases of the shared folder, where they concern a formula of the package."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clausegen.hours import par_montant, prorata
from clausegen.sources import read_yaml

PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).parents[3] / "shared"))
FICHIER = PARTAGE / "donnees" / "heures" / "exemples_calcul.yaml"

pytestmark = pytest.mark.skipif(not FICHIER.is_file() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne contient pas les exemples d’heures")


def cas(debut: str) -> list[dict[str, Any]]:
    if not FICHIER.is_file():
        return []
    return [c for c in read_yaml(FICHIER).plain()["cas"] if c["formule"].startswith(debut)]


def nombres(table: dict[str, str]) -> dict[str, Decimal]:
    return {cle: Decimal(valeur) for cle, valeur in table.items()}


@pytest.mark.parametrize("exemple", [*cas("heures = montant"), *cas("idem")], ids=lambda c: c["id"])
def test_montant(exemple: dict[str, Any]) -> None:
    e, attendu = nombres(exemple["entrees"]), nombres(exemple["attendu"])
    volume = par_montant(e["montant_ht"], e["part_main_oeuvre"], e["cout_horaire"], e["taux_insertion"])
    assert round(volume.exact, 2) == attendu["heures_exactes"]
    assert volume.heures == attendu.get("heures_publiees", attendu.get("heures_tronquees"))


@pytest.mark.parametrize("exemple", cas("heures = 35"), ids=lambda c: c["id"])
def test_prorata(exemple: dict[str, Any]) -> None:
    e = nombres(exemple["entrees"])
    assert prorata(e["heures_par_tranche"], e["tranche"], e["facture_ht"]).heures == Decimal(exemple["attendu"]["heures_exactes"])
