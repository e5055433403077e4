"""The form follows the model: no field that does not exist, none that must be given left out."""

from __future__ import annotations

import pytest

from clausegen.imports.arbre import lire, poser, retirer
from clausegen.imports.formulaire import GROUPES, a_completer, champs_marche, colonnes_criteres, colonnes_lots
from clausegen.marche import Marche, champ_de, modele_de, sections_de
from clausegen.marche.choix import Liste, lire_choix
from clausegen.marche.saisie import saisie_de


def _listes(classe=Liste):
    for fille in classe.__subclasses__():
        yield fille
        yield from _listes(fille)


def test_every_path_is_a_field_of_the_model_once():
    noms = [nom for _, texte in GROUPES for nom in texte.split()]
    assert len(noms) == len(set(noms))
    for saisie in (*champs_marche(), *colonnes_lots(), *colonnes_criteres()):
        assert champ_de(saisie.chemin) is not None
        assert saisie.titre and saisie.genre


def test_every_field_that_must_be_given_is_asked_for():
    demandes = {s.nom for s in champs_marche()}
    for chemin, modele in ((("acheteur",), modele_de(("acheteur",))), ((), Marche)):
        for nom, info in modele.model_fields.items():
            if info.is_required() and saisie_de((*chemin, nom)) is not None:
                assert ".".join((*chemin, nom)) in demandes


def test_titles_and_help_are_those_of_the_model():
    for saisie in champs_marche():
        info = champ_de(saisie.chemin)
        assert saisie.titre == info.title
        assert saisie.aide in ("", info.description)


@pytest.mark.parametrize("classe", list(_listes()), ids=lambda c: c.__name__)
def test_the_wording_of_a_choice_reads_as_its_code(classe):
    """A drop-down list shows wordings: two choices with the same one would be confused."""
    for code, libelle in classe.valeurs.items():
        assert lire_choix(classe, libelle) == code
        assert lire_choix(classe, code) == code


def test_every_scalar_of_the_model_can_be_described():
    for chemin, modele in sections_de(Marche):
        for nom in modele.model_fields:
            saisie = saisie_de((*chemin, nom))
            if saisie is not None and saisie.exemple and saisie.genre not in ("interrupteur",):
                saisie.lire(saisie.exemple)


def test_values_are_found_in_short_and_long_forms():
    chemin = ("insertion", "heures", "valeur")
    for arbre in ({"insertion": "280"}, {"insertion": {"heures": "280"}}, {"insertion": {"heures": {"valeur": "280"}}}):
        assert lire(arbre, chemin) == "280"
    assert lire({"insertion": "aucun"}, chemin) is None
    assert lire({"environnement": ["tri des déchets", "véhicules propres"]}, ("environnement", "conditions")) == "tri des déchets ; véhicules propres"
    assert lire({"variantes": {"autorisees": "non"}}, ("variantes",)) == "non"
    assert lire({"variantes": {"nombre": "2"}}, ("variantes",)) == "oui"


def test_a_value_is_written_in_the_form_that_is_there():
    arbre = {"cpv": "90911200"}
    poser(arbre, ("cpv", "secondaires"), ["90919200"])
    assert arbre == {"cpv": {"principal": "90911200", "secondaires": ["90919200"]}}
    poser(arbre, ("insertion", "heures", "valeur"), "280")
    assert arbre["insertion"] == {"heures": "280"}
    poser(arbre, ("insertion", "heures", "minimum"), "70")
    assert arbre["insertion"] == {"heures": {"valeur": "280", "minimum": "70"}}
    retirer(arbre, ("insertion", "heures", "valeur"))
    retirer(arbre, ("insertion", "heures", "minimum"))
    assert "insertion" not in arbre


def test_what_is_left_to_complete():
    assert "criteres" in a_completer({}) and "acheteur.siret" in a_completer({})
    assert "objet" not in a_completer({"objet": "x"})
    assert "criteres" not in a_completer({"lots": [{"numero": "1", "criteres": [{"nom": "Prix"}]}]})
    # Fields of a section that may be left out are not asked for.
    assert not [n for n in a_completer({}) if n.startswith(("reserve", "cpv", "insertion", "maitrise_oeuvre"))]
