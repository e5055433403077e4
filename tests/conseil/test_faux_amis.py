"""Words that look social: never a reason to call a contract social, always told."""

from __future__ import annotations

import pytest

from clausegen.conseil import Effet, Statut

FAUX = [
    ("Impression et insertion de documents dans les factures", "79800000", "mise sous pli"),
    ("Insertion de publicités et annonces légales", "79341000", "annonces"),
    ("Remplacement de l'ascenseur et accessibilité handicap", "45313100", "accessibilité d’un lieu"),
    ("Études d'insertion urbaine d'une autoroute", "71410000", "ville ou le paysage"),
    ("Travaux d'insertion d'un aménagement cyclable", "45233162", "mise en place d’un ouvrage"),
    ("Transport d'élèves handicapés", "60130000", "transport de personnes handicapées"),
    ("Mise en accessibilité des écoles", "45000000", "accessibilité d’un lieu"),
    ("Réalisation de diagnostics accessibilité pour les personnes retraitées et handicapées", "79311000", "accessibilité d’un lieu"),
    ("Élaboration du schéma départemental en faveur des personnes handicapées", "79421200", "usagers du service"),
    ("Levée des réserves et places réservées du parking", "45233000", "emplacement"),
    ("Construction de 4 logements sociaux - carrelage", "45431000", "bâtiment, l’organisme"),
    ("Extension infirmerie et adaptations PMR", "45330000", "accessibilité d’un lieu"),
]  # fmt: skip
VRAIS = [
    "Action d'insertion ayant pour support d'activité le ramassage des cartons",
    "Service de qualification et d'insertion professionnelles",
    "MARCHE D'INSERTION ET QUALIFICATION PROFESSIONNELLE AYANT POUR SUPPORT LE NETTOYAGE D'ESPACES PUBLICS",
    "Parcours d'insertion par l'entretien des espaces verts",
]


@pytest.mark.parametrize(("objet", "cpv", "sens"), FAUX)
def test_false_friends_are_told_and_not_counted(etudier, objet, cpv, sens):
    conseil = etudier(objet, cpv=cpv, nature="services")
    assert conseil.verdict("objet_insertion").effet is Effet.EXCLU
    assert conseil.verdict("reservation").effet is not Effet.RECOMMANDE
    assert any("faux ami" in r.texte and sens in r.texte for r in conseil.remarques), [
        str(r) for r in conseil.remarques
    ]


@pytest.mark.parametrize("objet", VRAIS)
def test_true_friends(etudier, objet):
    conseil = etudier(objet, nature="services", montant=1_400_000)
    assert conseil.verdict("objet_insertion").effet is Effet.RECOMMANDE and conseil.statut is Statut.PROPICE
    assert conseil.verdict("clause").effet is Effet.EXCLU and conseil.heures is None
    assert not any("faux ami" in r.texte for r in conseil.remarques)


def test_an_unknown_use_of_the_word_is_left_to_the_officer(etudier):
    conseil = etudier("Accessoires d'insertion rapide", cpv="44000000", nature="fournitures")
    assert conseil.verdict("objet_insertion").effet is Effet.EXCLU
    assert any("ne suffit pas" in r.texte and r.a_confirmer for r in conseil.remarques)


def test_a_lift_is_not_a_social_contract(etudier):
    conseil = etudier("Ascenseur, accessibilité handicap", cpv="45313100", nature="travaux", montant=90_000)
    assert conseil.statut is Statut.PEU_PROPICE and not {v.levier for v in conseil.recommandes} & {
        "clause",
        "reservation",
        "objet_insertion",
    }
