"""The vectors of the practice file (§ 2.3), each with its source: S06, S08 guides of maisons de l'emploi; S05 school
training of the ministry of education; S02 a contract of 2025; S09 calculator of the Marché de l'inclusion; S10 PACT of the
cleaning sector; S15 a judgment of 2026; S17 ANRU; S18 and S19 SGP, SOLIDEO; S33 and S34 dated SMIC and social-security
ceiling; S70 press. Their facts are written again here; nothing is read from elsewhere.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from clausegen.hours import formules
from clausegen.hours.execution import (
    avenant,
    heures_offertes,
    manquantes,
    penalite_documents,
    penalite_forfait,
    penalite_indexee,
    repartition,
)
from clausegen.hours.paliers import (
    achat_en_emplois,
    dans_un_vide,
    emplois_sur_un_an,
    formation,
    formation_admise,
    plancher,
)
from clausegen.hours.reference import Reperes
from clausegen.hours.vraisemblance import coherence, par_million
from clausegen.library import load_library

D = Decimal
BIBLIOTHEQUE = load_library()
JOUR = dt.date(2026, 11, 22)
REPERES = Reperes(BIBLIOTHEQUE.baremes, BIBLIOTHEQUE.references, JOUR)
PALIERS = tuple((row.a_partir_de, row.valeur) for row in BIBLIOTHEQUE.baremes.table("formation_scolaire").valeurs)
VIDE = D(BIBLIOTHEQUE.baremes.value("formation_scolaire_vide", JOUR).valeur)
HEURE, MOIS = (REPERES.achat_inclusif(m).valeur for m in ("heure", "mois"))


@pytest.mark.parametrize(
    ("identifiant", "montant", "part", "cout", "taux", "heures"),
    [
        ("tv-01", 1_000_000, "0.5", 30, "0.05", 833), ("tv-02", 1_500_000, "0.7", 30, "0.1", 3500),
        ("tv-03", 1_000_000, "0.7", 30, "0.05", 1166), ("tv-04", 1_000_000, "0.2", 30, "0.05", 333),
        ("tv-05", 1_000_000, "0.5", 25, "0.05", 1000),
    ],
)  # fmt: skip
def test_f1(identifiant: str, montant: int, part: str, cout: int, taux: str, heures: int) -> None:
    assert formules.par_montant(D(montant), D(part), D(cout), D(taux)).heures == heures


def test_f1_total_hours_of_tv_02() -> None:
    assert formules.heures_travail(D(1_500_000), D("0.7"), D(30)).heures == 35_000


@pytest.mark.parametrize(
    ("montant", "heures"),
    [
        ("99000", 150), ("100000", 300), ("200000", 450), ("400000", 900), ("399999.99", 450),  # tv-06 to tv-10
        ("0", 150), ("50000", 150), ("99999.99", 150), ("199999.99", 300), ("5000000", 900),
    ],
)  # fmt: skip
def test_f6_steps_are_closed_below_and_open_above(montant: str, heures: int) -> None:
    assert formation(D(montant), PALIERS).heures == heures


@pytest.mark.parametrize("montant", ["99500", "199500", "399500", "99000.01"])
def test_f6_an_amount_that_the_published_bounds_leave_out_is_said_to_be_so(montant: str) -> None:
    assert dans_un_vide(D(montant), PALIERS, VIDE)
    assert "vide du barème publié" in formation(D(montant), PALIERS, VIDE).explication


@pytest.mark.parametrize("montant", ["99000", "100000", "398999", "450000", "0"])
def test_f6_other_amounts_are_not(montant: str) -> None:
    assert not dans_un_vide(D(montant), PALIERS, VIDE)
    assert "vide" not in formation(D(montant), PALIERS, VIDE).explication


def test_f6_only_the_volumes_of_the_scale_are_admitted() -> None:
    assert [h for h in (150, 300, 375, 450, 600, 900, 1200) if formation_admise(h, PALIERS)] == [150, 300, 450, 900]


def test_tv_11_judgment() -> None:
    manque = manquantes(490, 70)
    assert manque == 420
    assert penalite_forfait(manque, 35).euros == 14_700


def test_tv_12_four_times_the_ceiling() -> None:
    indice = BIBLIOTHEQUE.baremes.value("plafond_horaire_ss", JOUR).valeur
    assert penalite_indexee(150, 4, indice, "plafond").euros == 18_000


@pytest.mark.parametrize(
    ("identifiant", "ca", "mois", "reprises", "taux", "potentiel", "heures", "clause"),
    [
        ("tv-13", 240_000, 24, 200, "0.05", "0.5", 240, True), ("tv-14", 300_000, 36, 300, "0.1", "0.1", 120, False),
        ("tv-15", 480_000, 48, 300, "0.05", "0.25", 240, True), ("tv-16", 96_000, 12, 320, "0.05", "0", 0, False),
        ("tv-17", 600_000, 48, 250, "0.07", "0.5", 840, True),
    ],
)  # fmt: skip
def test_f4(
    identifiant: str, ca: int, mois: int, reprises: int, taux: str, potentiel: str, heures: int, clause: bool
) -> None:
    assert formules.potentiel_reprise(D(ca), mois, reprises, D(25)) == D(potentiel)
    volume = formules.reprise_personnel(D(ca), mois, reprises, D(25), D(taux))
    assert volume.heures == heures
    assert (plancher(volume, REPERES.plancher().valeur) == "") is clause


@pytest.mark.parametrize(
    ("formule", "montant", "heures"),
    [
        (formules.prorata, 800_000, "280"), (formules.prorata, 250_000, "87.5"), (formules.tranches_entieres, 250_000, "70"),
        (formules.tranches_entieres, 99_999, "0"), (formules.prorata, 100_000, "35"), (formules.prorata, 0, "0"),
    ],
)  # fmt: skip
def test_f5_tv_18_to_21(formule: object, montant: int, heures: str) -> None:
    assert formule(35, D(100_000), D(montant)).heures == D(heures)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("dues", "validees", "montant", "manque", "penalite"), [(280, 245, 50, 35, 1750), (10, 0, 60, 10, 600)]
)
def test_f10_tv_22_and_37(dues: int, validees: int, montant: int, manque: int, penalite: int) -> None:
    assert manquantes(dues, validees) == manque
    assert penalite_forfait(manque, montant).euros == penalite


def test_f10_exempted_hours_and_hours_beyond_the_volume_cost_nothing() -> None:
    assert manquantes(280, 200, 80) == 0
    assert manquantes(280, 300) == 0


def test_f12_tv_23() -> None:
    assert penalite_documents(3, 4, 100).euros == 1200


@pytest.mark.parametrize(
    ("montant", "nombre", "unite"),
    [(1000, 38, "h"), (2600, 100, "h"), (3699, 142, "h"), (0, 0, "h"), (3700, 1, "mois"), (37_000, 10, "mois"),
     (100_000, 27, "mois"), (9250, 2, "mois")],
)  # fmt: skip
def test_f8_tv_24_to_29_half_to_even(montant: int, nombre: int, unite: str) -> None:
    volume = achat_en_emplois(montant, HEURE, MOIS)
    assert (volume.heures, volume.unite[0]) == (nombre, unite)


@pytest.mark.parametrize(("montant", "emplois"), [(3700, "0.083333"), (9250, "0.208333"), (100_000, "2.252252")])
def test_f8_jobs_over_a_year_are_not_rounded(montant: int, emplois: str) -> None:
    assert round(emplois_sur_un_an(montant, MOIS), 6) == D(emplois)


@pytest.mark.parametrize(("taux", "heures"), [("0.05", 6000), ("0.1", 12_000)])
def test_f2_tv_30_and_31(taux: str, heures: int) -> None:
    assert formules.par_heures(120_000, D(taux)).heures == heures


def test_f9_tv_32() -> None:
    assert repartition(833, [600_000, 300_000, 100_000]) == (500, 250, 83)


def test_f7_tv_33() -> None:
    tf, to1 = (formules.par_montant(D(m), D("0.5"), D(30), D("0.05")).heures for m in (500_000, 300_000))
    assert (tf, to1, formules.cumul_tranches([("TF", tf), ("TO1", to1)]).heures) == (416, 250, 666)


@pytest.mark.parametrize(
    ("jour", "smic", "penalite"), [("2026-05-15", "12.02", "2404"), ("2026-11-21", "12.31", "2462")]
)
def test_f11_tv_34_and_35(jour: str, smic: str, penalite: str) -> None:
    indice = BIBLIOTHEQUE.baremes.value("smic_horaire", dt.date.fromisoformat(jour)).valeur
    assert indice == D(smic)
    assert penalite_indexee(100, 2, indice, "SMIC").euros == D(penalite)


def test_tv_36_a_share_that_the_figures_do_not_give() -> None:
    trouve = coherence(130_000, 25_000, D("0.3"))
    assert trouve.attendues == 39_000
    assert round(trouve.part_reelle, 3) == D("0.192")
    assert not trouve.coherent


def test_a_rounded_share_is_consistent() -> None:
    """Observatoire des grands projets franciliens 2021: 1,5 M hours done of 6,3 M, « 25 % »."""
    assert coherence(6_300_000, 1_500_000, D("0.25")).coherent


def test_tv_38() -> None:
    assert round(par_million(49_000, 110_000_000), 1) == D("445.5")


def test_f3_both_conventions() -> None:
    legale, payee = (REPERES.heures_annuelles(c).valeur for c in ("legale", "payee"))
    assert (formules.etp(2, legale).heures, formules.etp(2, payee).heures) == (3214, 3640)


def test_f13_an_offer_binds_only_above_the_minimum() -> None:
    assert (heures_offertes(280, 420).heures, heures_offertes(280, 100).heures) == (420, 280)


def test_f14_hours_follow_the_amount() -> None:
    assert avenant(280, D(200_000), D(300_000)).heures == 420
    assert avenant(280, D(300_000), D(200_000)).heures == 186


def test_f17_is_f1_under_its_own_number() -> None:
    volume = formules.par_montant(D(150_000), D("0.8"), D(75), D("0.05"), "F17")
    assert (volume.formule, volume.heures) == ("F17", 80)
