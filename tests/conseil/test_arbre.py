"""The decision tree: each branch by its figures, from the published vectors and examples."""

from __future__ import annotations

import datetime as dt

import pytest

from clausegen.conseil import Effet, Outils, Statut
from clausegen.conseil.criteres.facilitateur import au_plus_tard
from clausegen.library import load_library

NETTOYAGE = {"cpv": "90911200", "nature": "services"}


def effet(conseil, levier):
    return conseil.verdict(levier).effet


# Amount, months, hours taken over a month, rate, hours due (published formula F4), and whether a clause is advised.
REPRISES = [
    (240_000, 24, 200, "0.05", 240, True), (300_000, 36, 300, "0.1", 120, False), (480_000, 48, 300, "0.05", 240, True),
    (96_000, 12, 320, "0.05", 0, False), (600_000, 48, 250, "0.07", 840, True),
]  # fmt: skip


@pytest.mark.parametrize(("montant", "mois", "reprises", "taux", "heures", "clause"), REPRISES)
def test_staff_takeover(etudier, montant, mois, reprises, taux, heures, clause):
    conseil = etudier(
        "Nettoyage de bureaux",
        montant=montant,
        duree_mois=mois,
        heures_reprises=reprises,
        taux_insertion=taux,
        **NETTOYAGE,
    )
    assert conseil.heures == heures and conseil.estimation.volume.formule == "F4"
    assert effet(conseil, "clause") is (Effet.RECOMMANDE if clause else Effet.EXCLU)
    if heures == 0:
        assert any("occupent déjà tout" in r.texte for r in conseil.verdict("clause").raisons)


# Amount, labour share, rate, hours: published example and those computed with its parameters (30 € or 25 € an hour).
VOLUMES = [
    (1_000_000, "0.5", "30", 833),
    (1_000_000, "0.7", "30", 1166),
    (1_000_000, "0.2", "30", 333),
    (1_000_000, "0.5", "25", 1000),
]


@pytest.mark.parametrize(("montant", "part", "cout", "heures"), VOLUMES)
def test_hours_of_works(etudier, montant, part, cout, heures):
    conseil = etudier(
        "Travaux", cpv="45000000", nature="travaux", montant=montant, part_main_oeuvre=part, cout_horaire=cout
    )
    assert conseil.heures == heures
    assert effet(conseil, "clause") is Effet.RECOMMANDE and conseil.statut is Statut.PROPICE
    assert str(heures) in conseil.verdict("clause").ecrire


def test_known_hours_of_work_give_a_share_of_them(etudier):
    conseil = etudier("Extension du tramway", cpv="45234120", nature="travaux", heures_totales=2_600_000)
    assert conseil.heures == 130_000 and effet(conseil, "clause") is Effet.RECOMMANDE


@pytest.mark.parametrize(("montant", "attendu"), [(93_749, Effet.EXCLU), (93_750, Effet.RECOMMANDE)])
def test_the_floor_is_reached_exactly(etudier, montant, attendu):
    conseil = etudier(
        "Nettoyage de bureaux", montant=montant, part_main_oeuvre="0.8", cout_horaire=25, reprise=False, **NETTOYAGE
    )
    assert effet(conseil, "clause") is attendu
    if attendu is Effet.EXCLU:
        assert (
            effet(conseil, "actions") is Effet.RECOMMANDE and "plancher" in conseil.verdict("clause").raisons[0].texte
        )


# Suppliers, amount, average turnover → whole reservation, reserved lot, clause (rule of the national tool).
FOURNISSEURS = [
    (0, 100_000, 600_000, (Effet.EXCLU, Effet.EXCLU, Effet.EXCLU)),
    (1, 100_000, 600_000, (Effet.EXCLU, Effet.EXCLU, Effet.EXCLU)),
    (2, 200_000, 600_000, (Effet.EXCLU, Effet.EXCLU, Effet.RECOMMANDE)),
    (3, 100_000, 600_000, (Effet.EXCLU, Effet.EXCLU, Effet.RECOMMANDE)),
    (10, 100_000, 600_000, (Effet.EXCLU, Effet.EXCLU, Effet.RECOMMANDE)),
    (11, 100_000, 600_000, (Effet.EXCLU, Effet.RECOMMANDE, Effet.RECOMMANDE)),
    (30, 100_000, 1_000_000, (Effet.EXCLU, Effet.RECOMMANDE, Effet.RECOMMANDE)),
    (31, 100_000, None, (Effet.EXCLU, Effet.RECOMMANDE, Effet.RECOMMANDE)),
    (31, 300_000, 1_000_000, (Effet.EXCLU, Effet.RECOMMANDE, Effet.RECOMMANDE)),
    (31, 299_999, 1_000_000, (Effet.RECOMMANDE, Effet.POSSIBLE, Effet.RECOMMANDE)),
]  # fmt: skip


@pytest.mark.parametrize(("compte", "montant", "moyen", "attendus"), FOURNISSEURS)
def test_suppliers_and_dependency(etudier, compte, montant, moyen, attendus):
    conseil = etudier(
        "Nettoyage de bureaux", montant=montant, fournisseurs=compte, chiffre_affaires_moyen=moyen, **NETTOYAGE
    )
    assert tuple(effet(conseil, c) for c in ("reservation", "lot_reserve", "clause")) == attendus


def test_without_a_count_a_reservation_is_never_recommended(etudier):
    conseil = etudier("Blanchisserie", cpv="98310000", nature="services", montant=60_000)
    assert effet(conseil, "reservation") is Effet.POSSIBLE and conseil.statut is Statut.A_ETUDIER
    assert any("comptez-les" in r.texte for r in conseil.verdict("reservation").reserves)
    assert any("EA et ESAT" in r.texte for r in conseil.verdict("reservation").reserves)


def test_a_purchase_of_goods_has_no_hours(etudier):
    conseil = etudier("Fourniture de gaz", cpv="09123000", nature="fournitures", montant=5_000_000)
    assert conseil.heures is None
    assert all(effet(conseil, c) is Effet.EXCLU for c in ("clause", "combine", "critere", "reservation", "lot_reserve"))
    assert conseil.statut is Statut.PEU_PROPICE and effet(conseil, "absence") is Effet.POSSIBLE


def test_under_a_duty_something_is_always_recommended(etudier):
    for objet, cpv in (
        ("Fourniture de gaz", "09123000"),
        ("Café", "15860000"),
        ("Gestion", "79342300"),
        ("Logiciels", "48000000"),
    ):
        conseil = etudier(objet, "oui", cpv=cpv, nature="fournitures", montant=5_000_000)
        assert conseil.recommandes, objet
        assert (
            effet(conseil, "absence") is Effet.POSSIBLE
            and "motifs légaux" in conseil.verdict("absence").raisons[0].texte
        )
        assert conseil.statut is Statut.A_ETUDIER and "obligatoire" in conseil.motif


def test_under_a_duty_no_condition_is_excluded_when_a_lever_suits(etudier):
    conseil = etudier("Peinture", "oui", cpv="45442100", nature="travaux", montant=6_000_000)
    assert effet(conseil, "absence") is Effet.EXCLU
    assert "L." in conseil.verdict("absence").raisons[0].source


def test_a_reservation_alone_does_not_answer_a_duty(etudier):
    conseil = etudier(
        "Fourniture de produits d'entretien - marché réservé",
        "oui",
        cpv="39812100",
        nature="fournitures",
        montant=400_000,
    )
    assert effet(conseil, "reservation") is Effet.RECOMMANDE and effet(conseil, "autres") is Effet.RECOMMANDE


def test_short_works(etudier):
    court = etudier("Peinture", cpv="45442100", nature="travaux", montant=300_000, duree_mois=5)
    assert any("motif légal" in r.texte for r in court.verdict("absence").raisons)
    assert any("court" in r.texte for r in court.verdict("clause").reserves)
    long_ = etudier("Peinture", cpv="45442100", nature="travaux", montant=300_000, duree_mois=6)
    assert not any("motif légal" in r.texte for r in long_.verdict("absence").raisons)


@pytest.mark.parametrize(("mois", "attendu"), [(11, Effet.EXCLU), (12, Effet.POSSIBLE), (None, Effet.POSSIBLE)])
def test_training_and_apprenticeship_need_time(etudier, mois, attendu):
    conseil = etudier("Nettoyage", montant=120_000, duree_mois=mois, **NETTOYAGE)
    assert effet(conseil, "formation") is attendu and effet(conseil, "apprentissage") is attendu


@pytest.mark.parametrize(("montant", "heures"), [(99_999, "150"), (100_000, "300"), (200_000, "450"), (400_000, "900")])
def test_training_hours_follow_the_steps(etudier, montant, heures):
    conseil = etudier("Nettoyage", montant=montant, duree_mois=24, duree_ferme_mois=24, **NETTOYAGE)
    assert conseil.verdict("formation").raisons[0].texte.startswith(heures)


def test_training_hours_look_at_the_firm_period(etudier):
    conseil = etudier("Nettoyage", montant=400_000, duree_mois=48, duree_ferme_mois=12, **NETTOYAGE)
    assert conseil.verdict("formation").raisons[0].texte.startswith("300")


def test_price_alone_leaves_no_room_for_a_criterion(etudier):
    conseil = etudier("Nettoyage", montant=300_000, prix_seul=True, **NETTOYAGE)
    assert (
        effet(conseil, "critere") is Effet.EXCLU
        and effet(conseil, "combine") is Effet.EXCLU
        and effet(conseil, "clause") is Effet.RECOMMANDE
    )


def test_a_criterion_recalls_the_case_law_and_the_environment(etudier):
    verdict = etudier("Travaux d'impression", cpv="79800000", nature="services", montant=300_000).verdict("critere")
    dit = " ".join(str(r) for r in (*verdict.raisons, *verdict.reserves))
    assert "364950" in dit and "417580" in dit and "environnemental" in dit


def test_social_economy(etudier):
    assert (
        effet(etudier("Aide sociale", cpv="85312510", nature="services", duree_mois=36), "reserve_ess")
        is Effet.POSSIBLE
    )
    assert (
        effet(etudier("Aide sociale", cpv="85312510", nature="services", duree_mois=37), "reserve_ess") is Effet.EXCLU
    )
    assert (
        effet(etudier("Aide sociale", cpv="85312510", nature="services", pouvoir_adjudicateur=False), "reserve_ess")
        is Effet.EXCLU
    )
    assert effet(etudier("Nettoyage", **NETTOYAGE), "reserve_ess") is Effet.EXCLU


@pytest.mark.parametrize(
    ("lancement", "dit"),
    [
        (dt.date(2027, 6, 15), "avant le 15\u00a0mars 2027"),
        (dt.date(2027, 1, 10), "appelez-le aujourd’hui"),
        (None, "3\u00a0mois avant le lancement"),
    ],
)
def test_the_facilitateur_needs_time(etudier, lancement, dit):
    conseil = etudier("Nettoyage", montant=300_000, date_lancement=lancement, **NETTOYAGE)
    assert any(dit in r.texte for r in conseil.verdict("clause").reserves), conseil.verdict("clause").reserves


def test_no_facilitateur(etudier):
    conseil = etudier("Nettoyage", montant=300_000, facilitateur=False, **NETTOYAGE)
    assert any("aucun facilitateur" in r.texte for r in conseil.verdict("clause").reserves)


@pytest.mark.parametrize(
    ("jour", "avant"),
    [
        ("2027-05-31", "2027-02-28"),
        ("2027-03-15", "2026-12-15"),
        ("2027-01-31", "2026-10-31"),
        ("2028-05-31", "2028-02-29"),
        ("2027-12-01", "2027-09-01"),
    ],
)
def test_three_months_earlier(jour, avant):
    assert au_plus_tard(dt.date.fromisoformat(jour), 3) == dt.date.fromisoformat(avant)


def test_every_lever_has_a_verdict_with_reasons_and_doubts_are_marked(etudier, outils):
    objets = [("Nettoyage", "90911200", "services", 300_000), ("Gaz", "09123000", "fournitures", 10), ("Chose", "", "", None),
              ("Action d'insertion professionnelle", "85312510", "services", 90_000), ("Marché réservé", "98310000", "services", 1),
              ("Maîtrise d'œuvre", "71221000", "moe", 800_000), ("Gros œuvre", "45262500", "travaux", 0)]  # fmt: skip
    for objet, cpv, nature, montant in objets:
        for obligation in ("oui", "non", "inconnu"):
            conseil = etudier(objet, obligation, cpv=cpv, nature=nature, montant=montant)
            assert [v.levier for v in conseil.verdicts] == list(outils.tables.leviers)
            for verdict in conseil.verdicts:
                assert verdict.raisons, (objet, verdict.levier)
                for raison in (*verdict.raisons, *verdict.reserves):
                    assert raison.texte[0].islower() or not raison.texte[0].isalpha()
                    if "sans source lue" in raison.source:
                        assert raison.a_confirmer and "à confirmer" in str(raison)
            assert conseil.motif


def test_the_duty_is_that_of_the_day():
    from clausegen.conseil.besoin import besoin_du_programme

    for jour, attendu in ((dt.date(2026, 8, 21), "non"), (dt.date(2026, 8, 22), "oui")):
        outils = Outils(load_library(), jour)
        from decimal import Decimal

        assert (
            besoin_du_programme("services", "commune", Decimal(216_000), ("90911200",), jour, False, outils).obligation
            == attendu
        )
        assert (
            besoin_du_programme("services", "commune", Decimal(215_999), ("90911200",), jour, False, outils).obligation
            == "non"
        )
        assert (
            besoin_du_programme("services", "commune", Decimal(216_000), ("90911200",), jour, True, outils).obligation
            == "non"
        )
    assert besoin_du_programme("services", "etat", Decimal(140_000), ("",), jour, False, outils).obligation == "oui"
    assert besoin_du_programme("travaux", "commune", Decimal(5_403_999), ("",), jour, False, outils).obligation == "non"
    assert besoin_du_programme("", "commune", Decimal(5_000_000), ("",), jour, False, outils).obligation == "inconnu"
