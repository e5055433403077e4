"""Real contracts whose decision is known: the advice must leave room for it, and say what was wrong with it."""

from __future__ import annotations

import pytest

from clausegen.conseil import Effet, Statut, conseiller
from clausegen.conseil.depuis_marche import Sourcing
from clausegen.conseil.lire import lire_achats
from tests.conseil.conftest import CAS, besoin_cas


def effets(conseil, *leviers):
    return tuple(conseil.verdict(levier).effet for levier in leviers)


def du_cas(etudier, numero, **champs):
    """Advice on a case of the shared folder: its object and figures are read there, what it lacks is given."""
    yaml = pytest.importorskip("yaml")
    (path,) = CAS.glob(f"{numero}_*.yaml")
    marche = yaml.safe_load(path.read_text(encoding="utf-8"))["marche"]
    cpv = marche.get("cpv", "")
    lus = {"cpv": cpv[0] if isinstance(cpv, list) else cpv, "montant": marche.get("montant_ht", marche.get("montant_max_ht")),
           "duree_mois": marche.get("duree_mois", marche.get("duree_totale_mois"))}  # fmt: skip
    nature = marche.get("nature", "services")
    lus["nature"] = nature if nature in ("travaux", "services", "fournitures") else ""
    return etudier(marche["objet"], **{**lus, **champs})


@besoin_cas
def test_01_it_maintenance_hours_or_actions(etudier):
    conseil = du_cas(etudier, "01")
    assert effets(conseil, "actions", "clause") == (Effet.RECOMMANDE, Effet.POSSIBLE)


@besoin_cas
def test_04_lots_of_a_residence(etudier):
    for objet, cpv in (
        ("Étanchéité", "45261420"),
        ("Carrelage - faïence", "45431000"),
        ("Électricité courants forts et faibles", "45311000"),
    ):
        conseil = etudier(objet, cpv=cpv, nature="travaux", montant=400_000, duree_mois=6)
        assert conseil.verdict("clause").effet is Effet.RECOMMANDE
    assert any("habilitations" in r.texte for r in conseil.verdict("clause").reserves)
    assert du_cas(etudier, "04").statut is Statut.A_ETUDIER


@besoin_cas
def test_05_cleaning_of_a_controlled_area(etudier):
    conseil = du_cas(etudier, "05")
    assert conseil.rattachement.secteur.code == "proprete" and conseil.statut is Statut.A_ETUDIER
    assert effets(conseil, "lot_reserve", "reservation") == (Effet.POSSIBLE, Effet.POSSIBLE)


@besoin_cas
def test_07_a_criterion_alone_is_lawful(etudier):
    conseil = du_cas(etudier, "07")
    verdict = conseil.verdict("critere")
    assert (
        verdict.effet is Effet.POSSIBLE
        and "364950" in str(verdict.raisons[0])
        and conseil.rattachement.secteur.code == "voirie"
    )


@besoin_cas
def test_08_general_policy_is_warned_about(etudier):
    conseil = du_cas(etudier, "08")
    assert any(
        "politique sociale générale" in r.texte and "417580" in r.source for r in conseil.verdict("critere").reserves
    )
    assert conseil.verdict("reservation").effet is Effet.POSSIBLE


@besoin_cas
def test_12_tramway(etudier):
    conseil = du_cas(etudier, "12", nature="travaux", cpv="45234120", heures_totales=2_600_000)
    assert conseil.heures == 130_000 and conseil.verdict("clause").effet is Effet.RECOMMANDE


@besoin_cas
def test_18_green_spaces_suggested_not_imposed(etudier):
    conseil = du_cas(etudier, "18")
    assert conseil.statut is Statut.A_ETUDIER and not conseil.recommandes
    assert effets(conseil, "clause", "lot_reserve", "absence") == (Effet.POSSIBLE,) * 3


@besoin_cas
def test_19_reserved_supplies(etudier):
    conseil = du_cas(etudier, "19")
    assert effets(conseil, "reservation", "clause") == (Effet.RECOMMANDE, Effet.EXCLU)
    assert any("L.\u00a02113-12" in t for t in conseil.verdict("reservation").textes) and conseil.heures is None


@besoin_cas
def test_22_insertion_is_the_object(etudier):
    conseil = du_cas(etudier, "22")
    assert effets(conseil, "objet_insertion", "clause", "absence") == (Effet.RECOMMANDE, Effet.EXCLU, Effet.POSSIBLE)


@besoin_cas
def test_28_training_needs_a_firm_year(etudier):
    assert (
        du_cas(etudier, "28", nature="services", duree_ferme_mois=12, montant=99_500)
        .verdict("formation")
        .raisons[0]
        .texte.startswith("150")
    )
    assert du_cas(etudier, "28", nature="services", duree_ferme_mois=11).verdict("formation").effet is Effet.EXCLU


@pytest.mark.parametrize(
    ("exemple", "lot", "levier"),
    [
        ("plus-court", "", "clause"), ("six-lots-tous-leviers", "02", "combine"), ("six-lots-tous-leviers", "03", "lot_reserve"),
        ("six-lots-tous-leviers", "05", "objet_insertion"), ("reserve-produits-entretien", "", "reservation"), ("formation-scolaire", "", "formation"),
        ("reserve-ess-aide-alimentaire", "", "reserve_ess"), ("chaussees-critere-insertion", "", "critere"),
    ],
)  # fmt: skip
def test_examples_recognise_what_they_ask_for(outils, example, exemple, lot, levier):
    lecture = lire_achats(example(exemple), outils)
    conseils = [conseiller(a, outils) for a in lecture.achats if not lot or a.lot == lot]
    assert any(c.verdict(levier).prevu for c in conseils)
    assert any(c.verdict(levier).prevu and c.verdict(levier).effet is not Effet.EXCLU for c in conseils)


def test_the_duty_of_a_contract_is_its_computed_fact(outils, example):
    avant, apres = (
        lire_achats(example(nom), outils).achats[0].besoin for nom in ("avant-le-22-aout-2026", "apres-le-22-aout-2026")
    )
    assert (avant.obligation, apres.obligation) == ("non", "oui") and "L. 2112-2-1" in apres.phrase.replace(
        "\u00a0", " "
    )


def test_hours_are_those_of_the_hours_command(outils, example):
    from clausegen.facts import compute
    from clausegen.marche import read_marche

    path = example("tramway-alternance")
    marche = read_marche(path).marche
    etudes = [
        f.etude_heures.etude.proposition
        for f in compute(marche, outils.library.references, outils.library.baremes).lots
    ]
    for achat, proposition in zip(lire_achats(path, outils).achats, etudes, strict=True):
        if proposition is not None:
            assert conseiller(achat, outils).estimation.heures == int(proposition.heures)


def test_suppliers_given_for_one_lot(outils, example):
    lecture = lire_achats(example("six-lots-tous-leviers"), outils, Sourcing({"02": 1, "": 12}, {}))
    par_lot = {a.lot: conseiller(a, outils) for a in lecture.achats}
    assert (
        par_lot["02"].verdict("clause").effet is Effet.EXCLU
        and par_lot["06"].verdict("lot_reserve").effet is Effet.RECOMMANDE
    )


def test_every_example_is_advised(outils):
    from tests.imports.conftest import EXEMPLES

    for path in EXEMPLES:
        for achat in lire_achats(path, outils).achats:
            conseil = conseiller(achat, outils)
            assert conseil.verdicts and conseil.motif
