"""Short and long forms, sections that are off, computed defaults."""

from __future__ import annotations

import pytest

from clausegen.marche import build_marche, merge
from clausegen.values import Duree, Montant, Taux


def lire(court, **changements):
    marche, constats = build_marche(merge(court, changements))
    assert marche is not None, [str(c) for c in constats]
    return marche


def test_heures_courtes_et_longues(court):
    courte = lire(court, insertion={"heures": "280"}).insertion.heures
    longue = lire(court, insertion={"heures": {"mode": "fixe", "valeur": "280"}}).insertion.heures
    assert courte == longue
    assert courte.mode == "fixe"


def test_modes_deduits(court):
    taux = lire(court, insertion={"heures": "5 %"}).insertion.heures
    assert (taux.mode, taux.valeur) == ("pourcentage", Taux("0.05"))
    prorata = lire(court, insertion={"heures": {"mode": "", "valeur": "35", "par": "100 000 €"}}).insertion.heures
    assert (prorata.mode, prorata.par, prorata.base, prorata.arrondi) == (
        "prorata_commandes",
        Montant(100000),
        "facture",
        "prorata",
    )


@pytest.mark.parametrize(
    "heures",
    [
        {"mode": "pourcentage", "valeur": "35"},
        {"mode": "fixe", "valeur": "5 %"},
        {"mode": "prorata_commandes", "valeur": "35"},
        {"mode": "fixe"},
        {"mode": "prorata_commandes", "valeur": "35", "par": "0"},
    ],
)
def test_heures_incoherentes(court, heures):
    marche, constats = build_marche(merge(court, {"insertion": {"heures": heures}}))
    assert marche is None
    assert [c.code for c in constats] == ["CG120"]


def test_penalite_heure(court):
    assert lire(court, insertion={"penalites": {"heure": "50 €"}}).insertion.penalites.heure.montant == Montant(50)
    smic = lire(
        court, insertion={"penalites": {"heure": {"mode": "smic", "coefficient": "2"}}}
    ).insertion.penalites.heure
    assert (smic.mode, smic.coefficient, smic.montant) == ("smic", 2, None)


@pytest.mark.parametrize(
    ("ecrit", "autorisees"),
    [("non", False), ("oui", True), ({"autorisees": "non"}, False), ({"autorisees": "oui", "nombre": "2"}, True)],
)
def test_variantes(court, ecrit, autorisees):
    variantes = lire(court, variantes=ecrit).variantes
    assert bool(variantes) is autorisees


def test_sections_eteintes_ont_leurs_champs(court):
    lot = lire(court).lots_effectifs[0]
    assert not (lot.accord_cadre and lot.accord_cadre.titulaires == "multi")
    assert not lot.reserve
    assert lot.reserve.motif is None
    assert lot.objet_insertion.places is None
    assert lot.insertion.formation.heures is None
    assert not lot.autres_considerations.egalite
    assert lot.autres_considerations.egalite.actions == ()
    assert lot.insertion.publics.parts["qpv"] is None


@pytest.mark.parametrize("mot", ["non", "aucun", "Aucune", "NÉANT"])
def test_section_eteinte_a_la_main(court, mot):
    marche = lire(court, insertion=mot, avance=mot)
    assert not marche.insertion
    assert not marche.avance
    assert marche.insertion.penalites.absence is None


def test_avance_aucune(court):
    assert not lire(court, avance={"option": "aucune"}).avance
    assert lire(court).avance.option == "B"


def test_section_oui(court):
    marche = lire(court, donnees_personnelles="oui", autres_considerations={"egalite": "oui", "discriminations": "oui"})
    assert marche.donnees_personnelles
    assert marche.donnees_personnelles.sous_traitant is True
    assert marche.autres_considerations.discriminations.niveau == "formation_encadrants"


@pytest.mark.parametrize("cle", ["acheteur", "prix"])
def test_sections_jamais_eteintes(court, cle):
    marche, constats = build_marche(merge(court, {cle: "aucun"}))
    assert marche is None
    assert constats[0].code == "CG114"


def test_garantie_et_plafonds_ecartes(court):
    assert lire(court).garantie is None
    ecartee = lire(court, garantie="aucune").garantie
    assert ecartee is not None
    assert not ecartee
    retard = lire(court, penalites={"retard": {"plafond": "aucun", "exoneration": "aucune"}}).penalites.retard
    assert (retard.plafond, retard.exoneration) == (None, None)
    assert lire(court).penalites.retard.plafond == "10 %"
    assert lire(court).penalites.retard.exoneration == "1 000 €"


def test_reserve(court):
    assert lire(court, reserve="ea_esat").reserve.part_minimale == Taux("0.5")
    assert lire(court, reserve={"motif": "ess"}).reserve.part_minimale is None


def test_motif_libre(court):
    assert lire(court, motif_non_allotissement="technique").motif_non_allotissement == "technique"
    assert lire(court, motif_non_allotissement="un seul site").motif_non_allotissement.libelle == "un seul site"


def test_debut_date(court):
    marche = lire(court, debut="01/03/2027")
    assert marche.debut == "date"
    assert f"{marche.date_debut}" == "2027-03-01"


def test_listes_d_un_element(court):
    marche = lire(court, insertion={"publics": {"priorite": "qpv, femmes"}, "suivi": {"pieces": "contrat de travail"}})
    assert marche.insertion.publics.priorite == ("qpv", "femmes")
    assert marche.insertion.suivi.pieces == ("contrat de travail",)
    assert marche.insertion.actions == ()


@pytest.mark.parametrize(
    ("changements", "chemin", "valeur"),
    [
        ({}, "ccag", "FCS"), ({"nature": "moe"}, "ccag", "MOE"), ({}, "lieu.departement", "45"), ({}, "prix.mois_zero", "janvier 2027"),
        ({}, "prix.variation", "revisable"), ({"reconductions": "0"}, "prix.variation", "ferme"),
        ({"nature": "travaux"}, "prix.variation", "actualisable"), ({"nature": "travaux", "duree": "3 mois"}, "prix.variation", "actualisable"),
        ({"duree": "30 mois", "nature": "fournitures"}, "prix.variation", "revisable"), ({}, "environnement.penalite", "100 €"),
        ({"accord_cadre": {"maximum": "100 000 €"}}, "forme", "bons_de_commande"), ({}, "duree_reconduction", "12 mois"),
        ({}, "insertion.eligibilite.validee_par", "facilitateur"),
        ({"insertion": {"facilitateur": "aucun"}}, "insertion.eligibilite.validee_par", "acheteur"),
        ({"acheteur": {"type": "etat"}}, "acheteur.autorite_centrale", "oui"),
    ],
)  # fmt: skip
def test_defauts_calcules(court, changements, chemin, valeur):
    defauts = {d.path: d for d in lire(court, **changements).defauts_calcules}
    assert defauts[chemin].valeur == valeur
    assert defauts[chemin].raison


def test_ce_qui_est_ecrit_n_est_pas_un_defaut(court):
    marche = lire(court, ccag="aucun", prix={"variation": "ferme", "forme": "unitaires"}, lieu={"departement": "18"})
    chemins = {d.path for d in marche.defauts_calcules}
    assert not chemins & {"ccag", "prix.variation", "prix.forme", "lieu.departement", "prix.formule"}
    assert (marche.ccag, marche.prix.variation, marche.lieu.departement) == ("aucun", "ferme", "18")


def test_a_confirmer(court):
    defauts = {d.path: d.a_confirmer for d in lire(court).defauts_calcules}
    assert defauts["environnement.penalite"] and defauts["prix.variation"] and defauts["prix.index"]
    assert not defauts["ccag"]


def test_environnement_selon_la_date(court):
    assert lire(court).environnement.clause_type
    avant = lire(court, date_consultation="2026-08-21", date_limite="2026-09-20 12:00")
    assert not avant.environnement
    assert not lire(court, defense="oui").environnement
    assert not lire(court, environnement="aucun").environnement
    propre = lire(court, environnement={"conditions": ["produits écolabellisés"]}).environnement
    assert propre and not propre.clause_type


def test_types_des_criteres(court):
    assert [c.type for c in lire(court).criteres] == ["prix", "technique", "environnement"]


def test_duree_de_garantie(court):
    assert lire(court, garantie="24 mois").garantie == Duree(2, "an")
