"""A small frozen library: its clauses never change, so that golden texts test the engine and not the texts."""

import shutil
from pathlib import Path

import pytest

from clausegen.library import load_library, shipped_library

FIGEE = Path(__file__).resolve().parents[1] / "figee"

SERVICES = {
    "acheteur": {"nom": "Commune d’Essai", "siret": "21459990400015", "type": "commune", "adresse": "1 place de la Mairie",
                 "code_postal": "45001", "ville": "Essai", "profil": "https://marches.example.fr"},
    "reference": "2026-001", "objet": "Entretien de « l'hôtel » & annexes <b>", "nature": "services",
    "date_consultation": "2026-12-01", "date_limite": "2027-01-12 12:00", "procedure": "MAPA", "duree": "12 mois",
    "montant_estime": "180 000 €", "variantes": "non", "motif_non_allotissement": "coordination",
    "criteres": [{"nom": "Prix", "poids": "60 %"}, {"nom": "Environnement", "type": "environnement", "poids": "40 %"}],
    "insertion": {"heures": "280", "facilitateur": {"structure": "Maison de l’emploi", "courriel": "c@example.fr"},
                  "penalites": {"heure": "50 €", "absence": "150 €", "document": "50 €"}},
}  # fmt: skip


@pytest.fixture(scope="session")
def figee(tmp_path_factory):
    """Folder of the frozen library, with the shipped register and dated tables."""
    root = tmp_path_factory.mktemp("figee") / "clause_library"
    shutil.copytree(FIGEE, root)
    for name in ("references", "baremes", "territoires", "nomenclatures"):
        shutil.copytree(shipped_library() / name, root / name)
    return root


@pytest.fixture(scope="session")
def library(figee):
    return load_library(figee)


@pytest.fixture
def services():
    import copy

    return copy.deepcopy(SERVICES)
