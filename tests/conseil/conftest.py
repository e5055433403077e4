"""Purchases, tools at a fixed day, workbooks, material of the shared folder."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from clausegen.conseil import Achat, Besoin, Outils, conseiller
from clausegen.library import load_library
from tests.cli.conftest import clausegen, example  # noqa: F401 - fixtures of the command line
from tests.imports.conftest import DECP, PARTAGE, besoin_decp, classeur  # noqa: F401 - shared material and workbooks

JOUR = dt.date(2026, 11, 22)
CAS = PARTAGE / "cas"
besoin_cas = pytest.mark.skipif(
    not CAS.exists(), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé : cas réels absents"
)


@pytest.fixture(scope="session")
def outils():
    return Outils(load_library(), JOUR)


@pytest.fixture(scope="session")
def etudier(outils):
    """`etudier(objet, montant=…, …)` → advice on one purchase."""

    def faire(objet="Prestation", obligation="non", **champs):
        for nom in (
            "montant",
            "part_main_oeuvre",
            "cout_horaire",
            "taux_insertion",
            "montant_horaire",
            "chiffre_affaires_moyen",
        ):
            if champs.get(nom) is not None:
                champs[nom] = Decimal(str(champs[nom]))
        return conseiller(Achat(1, objet, besoin=Besoin(obligation, "selon le fait"), **champs), outils)

    return faire
