"""The dated tables that are delivered, and how they are looked up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from clausegen.legal import BaremeInconnu, Baremes, References, ValeurAbsente, applicable, date_application
from clausegen.values import Duree

TODAY = dt.date(2026, 11, 21)


def test_every_value_is_dated_and_sourced(baremes: Baremes, references: References) -> None:
    for name in baremes:
        for row in baremes.table(name).valeurs:
            assert row.verifie_le == TODAY, name
            assert row.a_verifier_avant is not None and row.a_verifier_avant > TODAY, name
            assert row.depuis is not None, name
            assert row.source in references or row.source in references.sources, name
            assert row.valeur is not None, name


def test_a_value_of_usage_is_never_printable(baremes: Baremes) -> None:
    for name in baremes:
        for row in baremes.table(name).valeurs:
            assert not (row.source == "usage" and row.imprimable), name
    assert not baremes.value("seuil_services_sociaux", TODAY, acheteur="pouvoir_adjudicateur").imprimable


def test_european_thresholds_by_period(baremes: Baremes) -> None:
    def threshold(day: dt.date, acheteur: str, famille: str = "fournitures_services") -> Decimal:
        return Decimal(baremes.value("seuil_europeen", day, famille=famille, acheteur=acheteur).valeur)

    assert [threshold(TODAY, a) for a in ("autorite_centrale", "pouvoir_adjudicateur", "entite_adjudicatrice")] == [
        140_000, 216_000, 432_000,
    ]  # fmt: skip
    assert threshold(TODAY, "autorite_centrale", "travaux") == 5_404_000
    assert threshold(dt.date(2025, 12, 31), "pouvoir_adjudicateur") == 221_000
    with pytest.raises(ValeurAbsente):
        threshold(dt.date(2028, 1, 1), "pouvoir_adjudicateur")


def test_the_most_precise_row_wins(baremes: Baremes) -> None:
    def rate(**keys: str | bool) -> Decimal:
        return Decimal(baremes.value("avance_taux_minimum", TODAY, **keys).valeur)

    assert rate(beneficiaire="autre", acheteur="etat", grand=True) == Decimal("0.05")
    assert rate(beneficiaire="pme", acheteur="etat", grand=False) == Decimal("0.30")
    assert rate(beneficiaire="pme", acheteur="etablissement_public_etat", grand=True) == Decimal("0.10")
    assert rate(beneficiaire="pme", acheteur="etablissement_public_etat", grand=False) == Decimal("0.05")
    assert baremes.value("delai_paiement", TODAY, acheteur="autre").valeur == Duree(30, "jour")
    assert baremes.value("delai_paiement", TODAY, acheteur="etablissement_de_sante").valeur == Duree(50, "jour")


def test_steps_are_closed_below_and_open_above(baremes: Baremes) -> None:
    hours = [
        int(baremes.tranche("formation_scolaire", TODAY, Decimal(amount)).valeur)
        for amount in ("0", "99999.99", "100000", "199999", "200000", "399999.99", "400000")
    ]
    assert hours == [150, 150, 300, 300, 450, 450, 900]


def test_mi_verification_depends_on_a_technical_test(baremes: Baremes) -> None:
    assert baremes.value("ccag_verification", TODAY, ccag="MI").valeur == Duree(7, "jour")
    assert baremes.value("ccag_verification", TODAY, ccag="MI", cas="epreuve").valeur == Duree(30, "jour")


def test_changes_of_2026(baremes: Baremes) -> None:
    eve = dt.date(2026, 3, 31)
    assert baremes.value("dispense_publicite", eve, famille="fournitures_services").valeur == 40_000
    assert baremes.value("dispense_publicite", dt.date(2026, 4, 1), famille="fournitures_services").valeur == 60_000
    assert baremes.value("smic_horaire", dt.date(2026, 5, 31)).valeur == Decimal("12.02")
    assert baremes.value("smic_horaire", dt.date(2026, 6, 1)).valeur == Decimal("12.31")
    assert not applicable(baremes, "critere_environnemental", dt.date(2026, 8, 20))
    assert applicable(baremes, "critere_environnemental", dt.date(2026, 8, 21))
    assert date_application(baremes, "condition_sociale") == dt.date(2026, 8, 22)


def test_unknown_names_say_so(baremes: Baremes) -> None:
    with pytest.raises(BaremeInconnu, match="barème inconnu : « seuil »"):
        baremes.value("seuil", TODAY)
    with pytest.raises(BaremeInconnu, match="n’a pas de critère « nature »"):
        baremes.value("seuil_europeen", TODAY, nature="travaux")
    with pytest.raises(BaremeInconnu, match="n’admet pas « mairie »"):
        baremes.value("delai_paiement", TODAY, acheteur="mairie")
    with pytest.raises(BaremeInconnu, match="date d’application inconnue"):
        applicable(baremes, "inconnue", TODAY)


def test_the_missing_table_stays_empty(baremes: Baremes) -> None:
    assert baremes.find("chomage_jeunes", TODAY, territoire="974") is None
    assert "Aucune table vérifiée" in baremes.table("chomage_jeunes").doute


def test_courts_and_time(baremes: Baremes) -> None:
    assert baremes.tribunal("45").tribunal == "tribunal administratif d’Orléans"
    assert baremes.tribunal("45").avec_article("de") == "du tribunal administratif d’Orléans"
    assert baremes.tribunal("2a").ville == "Bastia"
    assert baremes.tribunal("974").heure == "heure de La Réunion"
    with pytest.raises(BaremeInconnu):
        baremes.tribunal("00")
    found = [
        baremes.territoires.departement_du_code_postal(p) for p in ("45001", "20137", "20600", "97400", "00000", "x")
    ]
    assert found == ["45", "2A", "2B", "974", None, None]
    assert len(baremes.territoires.departements) == 109


def test_social_services(baremes: Baremes) -> None:
    assert len(baremes.territoires.services_sociaux) == 115
    assert baremes.territoires.est_service_social("85312510-7")
    assert not baremes.territoires.est_service_social("90910000")


def test_values_to_check_again(baremes: Baremes) -> None:
    assert baremes.to_check(TODAY) == ()
    late = baremes.to_check(dt.date(2027, 1, 2))
    assert {f.code for f in late} == {"CG422"}
    assert any("SMIC horaire" in f.constat for f in late)
