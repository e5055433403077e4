"""The published cases of the shared folder: every one of them concerns a formula of the package."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clausegen.hours import par_montant, prorata
from clausegen.hours.paliers import achat_en_emplois, dans_un_vide, emplois_sur_un_an, formation, formation_admise
from clausegen.hours.vraisemblance import coherence, par_personne
from clausegen.library import load_library
from clausegen.sources import read_yaml

PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).parents[3] / "shared"))
FICHIER = PARTAGE / "donnees" / "heures" / "exemples_calcul.yaml"

pytestmark = pytest.mark.skipif(
    not FICHIER.is_file() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne contient pas les exemples d’heures"
)


BAREMES = load_library().baremes
JOUR = dt.date(2026, 11, 22)
PALIERS = tuple((row.a_partir_de, row.valeur) for row in BAREMES.table("formation_scolaire").valeurs)
VIDE = Decimal(BAREMES.value("formation_scolaire_vide", JOUR).valeur)
HEURE, MOIS = (BAREMES.value("achat_inclusif", JOUR, mesure=m).valeur for m in ("heure", "mois"))


def un(identifiant: str) -> dict[str, Any]:
    return next(c for c in read_yaml(FICHIER).plain()["cas"] if c["id"] == identifiant)


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
    assert prorata(e["heures_par_tranche"], e["tranche"], e["facture_ht"]).heures == Decimal(
        exemple["attendu"]["heures_exactes"]
    )


@pytest.mark.parametrize("exemple", cas("barème par tranche"), ids=lambda c: c["id"])
def test_formation(exemple: dict[str, Any]) -> None:
    montant = Decimal(exemple["entrees"]["montant_ferme_ht"])
    attendues = exemple["attendu"]["heures_formation"]
    if attendues == "null":
        # A gap of the published scale: the half-open step is applied, and said.
        assert dans_un_vide(montant, PALIERS, VIDE)
        assert "vide du barème publié" in formation(montant, PALIERS, VIDE).explication
    else:
        assert formation(montant, PALIERS, VIDE).heures == Decimal(attendues)


def test_calibrage_de_formation() -> None:
    assert not formation_admise(Decimal(un("menj_formation_calibrage_375")["entrees"]["heures_demandees"]), PALIERS)


@pytest.mark.parametrize("exemple", [*cas("montant ≤ 3699"), *cas("sinon")], ids=lambda c: c["id"])
def test_achat_en_emplois(exemple: dict[str, Any]) -> None:
    montant, attendu = Decimal(exemple["entrees"]["montant"]), nombres(exemple["attendu"])
    assert achat_en_emplois(montant, HEURE, MOIS).heures == attendu.get("heures_mois", attendu.get("emplois_mois"))
    if "emplois_an" in attendu:
        assert round(emplois_sur_un_an(montant, MOIS), 6) == attendu["emplois_an"]


def test_coherence_du_tramway() -> None:
    e = nombres(un("lehavre_coherence")["entrees"])
    trouve = coherence(e["heures_total"], e["heures_alternance"], e["taux_annonce_pct"] / 100)
    assert not trouve.coherent
    assert round(trouve.part_reelle * 100, 1) == Decimal(un("lehavre_coherence")["attendu"]["taux_reel_pct"])


def test_coherence_des_grands_projets() -> None:
    e = nombres(un("grands_projets_franciliens_2021")["entrees"])
    trouve = coherence(e["heures_engagees"], e["heures_realisees"], e["taux_annonce_pct"] / 100)
    assert trouve.coherent
    assert round(trouve.part_reelle * 100, 1) == Decimal(
        un("grands_projets_franciliens_2021")["attendu"]["taux_reel_pct"]
    )


def test_heures_par_personne() -> None:
    exemple = un("adele_begles_2023")
    e = nombres(exemple["entrees"])
    assert round(par_personne(e["heures"], int(e["personnes"])), 1) == Decimal(
        exemple["attendu"]["heures_par_personne"]
    )


def test_every_published_case_is_tested_here() -> None:
    connus = ("mefsud77", "aquareel", "menj_formation", "lemarche", "lehavre", "adele", "grands_projets")
    assert [c["id"] for c in read_yaml(FICHIER).plain()["cas"] if not c["id"].startswith(connus)] == []
