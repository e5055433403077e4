"""What holds for every operand: monotone, bounded rounding, half-open steps, sums kept."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clausegen.hours.arrondis import Arrondi
from clausegen.hours.etude import operationnels
from clausegen.hours.execution import actions_dues, manquantes, penalite_forfait, repartition
from clausegen.hours.formules import par_montant, potentiel_reprise, prorata, reprise_personnel, tranches_entieres
from clausegen.hours.paliers import formation

D = Decimal
MONTANTS = st.decimals(min_value=0, max_value=10**9, places=2)
TAUX = st.decimals(min_value=0, max_value=1, places=4)
COUTS = st.decimals(min_value="0.01", max_value=200, places=2)
PALIERS = ((D(0), D(150)), (D(100_000), D(300)), (D(200_000), D(450)), (D(400_000), D(900)))


@given(MONTANTS, MONTANTS, TAUX, COUTS, TAUX)
def test_more_money_never_gives_fewer_hours(un: D, deux: D, part: D, cout: D, taux: D) -> None:
    petit, grand = sorted((un, deux))
    assert par_montant(petit, part, cout, taux).heures <= par_montant(grand, part, cout, taux).heures


@given(MONTANTS, TAUX, COUTS, TAUX, TAUX)
def test_a_higher_rate_never_gives_fewer_hours(montant: D, part: D, cout: D, un: D, deux: D) -> None:
    bas, haut = sorted((un, deux))
    assert par_montant(montant, part, cout, bas).heures <= par_montant(montant, part, cout, haut).heures


@given(MONTANTS, MONTANTS, st.integers(1, 10_000), COUTS)
def test_orders_never_lose_hours(un: D, deux: D, heures: int, tranche: D) -> None:
    petit, grand = sorted((un, deux))
    for formule in (prorata, tranches_entieres):
        assert formule(heures, tranche * 1000, petit).heures <= formule(heures, tranche * 1000, grand).heures


@given(MONTANTS, st.integers(1, 120), st.integers(0, 100_000), COUTS, TAUX)
def test_staff_that_leaves_nothing_open_gives_no_hour(chiffre: D, mois: int, mensuelles: int, ca: D, taux: D) -> None:
    assume(chiffre > 0)
    volume = reprise_personnel(chiffre, mois, mensuelles, ca, taux)
    assert volume.heures >= 0
    if potentiel_reprise(chiffre, mois, mensuelles, ca) <= 0:
        assert volume.heures == 0


@pytest.mark.parametrize("regle", [r for r in Arrondi if r.pas is not None])
@given(valeur=st.decimals(min_value=0, max_value=10**9, places=6))
def test_no_rounding_moves_a_value_by_more_than_its_step(regle: Arrondi, valeur: D) -> None:
    assert regle.pas is not None
    garde = regle.applique(valeur)
    assert abs(garde - valeur) < regle.pas
    assert garde % regle.pas == 0


@given(st.integers(0, 10**6))
def test_operational_roundings_never_ask_for_more(heures: int) -> None:
    for volume in operationnels(D(heures)):
        assert 0 < volume.heures < heures
        assert volume.arrondi in (Arrondi.JOUR, Arrondi.SEMAINE)
        assert "arrondi opérationnel" in volume.explication


@given(MONTANTS, MONTANTS)
def test_steps_are_half_open_and_never_go_down(un: D, deux: D) -> None:
    petit, grand = sorted((un, deux))
    assert formation(petit, PALIERS).heures <= formation(grand, PALIERS).heures
    for bas, heures in PALIERS:
        assert formation(bas, PALIERS).heures == heures
        if bas:
            assert formation(bas - D("0.01"), PALIERS).heures < heures


@given(st.integers(0, 100_000), st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=8))
def test_the_split_gives_every_hour_and_no_more(total: int, montants: list[D]) -> None:
    assume(sum(montants) > 0)
    parts = repartition(total, montants)
    assert sum(parts) == total
    for part, montant in zip(parts, montants, strict=True):
        assert abs(part - total * montant / sum(montants)) < 1
        assert montant or not part


@given(st.integers(0, 10_000), st.lists(st.integers(1, 10**6), min_size=2, max_size=6))
def test_a_larger_member_never_does_less(total: int, montants: list[int]) -> None:
    parts = repartition(total, montants)
    rangs = sorted(range(len(montants)), key=lambda i: montants[i])
    assert all(parts[a] <= parts[b] or montants[a] == montants[b] for a, b in pairwise(rangs))


def test_equal_remainders_go_to_the_first_members() -> None:
    assert repartition(10, [1, 1, 1]) == (4, 3, 3)


@pytest.mark.parametrize("montants", [[], [0, 0], [100, -1]])
def test_a_group_without_amount_is_refused_in_french(montants: list[int]) -> None:
    with pytest.raises(ValueError, match=r"groupement"):
        repartition(10, montants)


@given(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(0, 10**5), COUTS)
def test_a_penalty_never_exceeds_that_of_the_whole_volume(dues: int, validees: int, exonerees: int, montant: D) -> None:
    somme = penalite_forfait(manquantes(dues, validees, exonerees), montant)
    assert 0 <= somme.euros <= penalite_forfait(dues, montant).euros


@given(st.integers(1, 20), st.integers(1, 120))
def test_a_year_begun_counts_for_actions(nombre: int, mois: int) -> None:
    assert actions_dues(nombre, True, mois).nombre == nombre * -(-mois // 12)
    assert actions_dues(nombre, False, mois).nombre == nombre
