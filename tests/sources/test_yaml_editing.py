"""A contract file changed in place keeps its comments, and always reads as what was asked."""

import copy
import random
from pathlib import Path

import pytest

from clausegen.sources import parse_yaml
from clausegen.sources.yaml_editing import edit_yaml

EXEMPLES = sorted((Path(__file__).parents[2] / "exemples").glob("*/marche.yaml"))


def lire(texte):
    return parse_yaml(texte, "").plain()


def test_seule_la_ligne_changee_change():
    texte = "# tête\nobjet: un  # pourquoi\n\n# avant nature\nnature: services\nlots:\n  # premier\n  - numero: '1'\n    objet: a # ici\n  - {numero: '2', objet: b}\n# fin\n"
    arbre = lire(texte)
    arbre["objet"] = "deux: trois"
    arbre["lots"][0]["objet"] = "c"
    assert edit_yaml(texte, arbre) == texte.replace("objet: un ", 'objet: "deux: trois" ').replace(
        "objet: a #", "objet: c #"
    )


def test_ajouter_retirer_des_lots_garde_les_autres():
    texte = "lots:\n  - numero: '1' # un\n    objet: a\n  - numero: '2' # deux\n    objet: b\nobjet: x\n"
    arbre = lire(texte)
    arbre["lots"] = [arbre["lots"][1], {"numero": "3", "objet": "c"}]
    nouveau = edit_yaml(texte, arbre)
    assert lire(nouveau) == arbre and "# deux" in nouveau and "# un" not in nouveau


def test_sans_changement_rien_ne_bouge():
    texte = "objet:   'x'   # c\n"
    assert edit_yaml(texte, {"objet": "x"}) == texte


@pytest.mark.parametrize("texte", ['{"objet": "x"}', "a: [", "- x\n", ""])
def test_ce_qui_ne_se_modifie_pas_en_place_est_recrit(texte):
    assert lire(edit_yaml(texte, {"objet": "y", "lots": [{"numero": "01"}]})) == {
        "objet": "y",
        "lots": [{"numero": "01"}],
    }


@pytest.mark.parametrize("chemin", EXEMPLES, ids=lambda p: p.parent.name)
def test_changements_au_hasard_des_exemples(chemin):
    texte = chemin.read_text(encoding="utf-8")
    for graine in range(6):
        hasard = random.Random(graine)
        arbre = copy.deepcopy(lire(texte))
        for _ in range(4):
            _changer(arbre, hasard)
        assert lire(edit_yaml(texte, arbre)) == arbre


def _changer(arbre, hasard):
    noeud = arbre
    while True:
        cle = hasard.choice(list(noeud) if isinstance(noeud, dict) else range(len(noeud)))
        if isinstance(noeud[cle], (dict, list)) and noeud[cle] and hasard.random() < 0.7:
            noeud = noeud[cle]
            continue
        geste = hasard.randrange(4)
        if geste == 0 and len(noeud) > 1:
            del noeud[cle]
        elif geste == 1:
            noeud[cle] = {"x": "1", "y": ["a", {"b": "# c: d"}]}
        else:
            noeud[cle] = hasard.choice(["", "# dièse", "a: b", "- tiret", "« é » \n deux", "0123", "oui"])
        return
