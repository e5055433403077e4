"""Contracts on disk: nothing lost, nothing overwritten in silence, undo, kill."""

import json
import multiprocessing
import os
import signal
import time

import pytest

from clausegen.sources import parse_yaml
from clausegen.web.depot import Conflit, Depot, Introuvable
from clausegen.web.historique import GARDES, Historique


@pytest.fixture
def dossier(tmp_path):
    return Depot(tmp_path).creer("AO 2026/é", "objet: un\n")


def test_creer_ne_remplace_jamais(tmp_path):
    depot = Depot(tmp_path)
    noms = [depot.creer("Nettoyage", f"objet: {i}\n").nom for i in range(3)]
    assert noms == ["Nettoyage", "Nettoyage-2", "Nettoyage-3"]
    assert [d.lire().texte for d in map(depot.ouvrir, noms)] == ["objet: 0\n", "objet: 1\n", "objet: 2\n"]


def test_enregistrer_puis_annuler(dossier):
    for texte in ("objet: deux\n", "objet: trois\n"):
        dossier.enregistrer(texte, dossier.lire().jeton, "Objet")
    assert dossier.annuler(dossier.lire().jeton).avant == "objet: deux\n"
    assert dossier.lire().texte == "objet: deux\n"
    dossier.annuler(dossier.lire().jeton)
    assert dossier.lire().texte == "objet: un\n"
    assert dossier.annuler(dossier.lire().jeton) is None and dossier.a_annuler() is None


def test_version_depassee_refusee(dossier):
    jeton = dossier.lire().jeton
    dossier.enregistrer("objet: autre onglet\n", jeton, "Objet")
    with pytest.raises(Conflit) as conflit:
        dossier.enregistrer("objet: mon onglet\n", jeton, "Objet")
    assert conflit.value.actuelle.texte == dossier.lire().texte == "objet: autre onglet\n"
    with pytest.raises(Conflit):
        dossier.annuler(jeton)


def test_frappe_continue_fait_un_seul_geste(dossier):
    for texte in ("objet: d\n", "objet: de\n", "objet: deux\n"):
        dossier.enregistrer(texte, dossier.lire().jeton, "Objet", ("objet",))
    assert dossier.annuler(dossier.lire().jeton).avant == "objet: un\n"


def test_historique_borne_et_tolere_une_ligne_coupee(dossier):
    for i in range(2 * GARDES + 5):
        dossier.enregistrer(f"objet: {i}\n", dossier.lire().jeton, "Objet")
    historique = Historique(dossier.chemin)
    assert GARDES <= len(historique.gestes()) <= 2 * GARDES + 1
    with historique.fichier.open("a", encoding="utf-8") as flux:
        flux.write('{"quand": "2026-01-01T00:00:00", "quoi": "coup')
    dossier.enregistrer("objet: fin\n", dossier.lire().jeton, "Objet")
    assert dossier.a_annuler().avant == f"objet: {2 * GARDES + 4}\n"
    assert all(json.loads(ligne) for ligne in historique.fichier.read_text(encoding="utf-8").splitlines()[-1:])


def test_geste_sans_effet_saute(dossier):
    """A kill between the history and the file leaves a change that never was."""
    dossier.enregistrer("objet: deux\n", dossier.lire().jeton, "Objet")
    dossier.fichier.write_text("objet: un\n", encoding="utf-8")
    assert dossier.annuler(dossier.lire().jeton) is None
    assert dossier.lire().texte == "objet: un\n"


def test_fichier_disparu(dossier):
    dossier.fichier.unlink()
    with pytest.raises(Introuvable):
        dossier.lire()


def _ecrire_sans_fin(racine, nom, pret):
    dossier = Depot(racine).ouvrir(nom)
    pret.set()
    i = 0
    while True:
        i += 1
        dossier.enregistrer(f"objet: {i}\ndescription: {'x' * 200_000}\n", dossier.lire().jeton, "Objet")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_tuer_a_tout_moment_laisse_un_fichier_lisible(tmp_path):
    contexte = multiprocessing.get_context("spawn")
    dossier = Depot(tmp_path).creer("m", "objet: 0\n")
    for tour in range(4):
        pret = contexte.Event()
        processus = contexte.Process(target=_ecrire_sans_fin, args=(tmp_path, "m", pret))
        processus.start()
        assert pret.wait(20)
        time.sleep(0.05 + 0.03 * tour)
        os.kill(processus.pid, signal.SIGKILL)
        processus.join()
        arbre = parse_yaml(dossier.lire().texte, "m").plain()
        assert arbre["objet"].isdigit() and (arbre["objet"] == "0" or len(arbre["description"]) == 200_000)
        dossier.enregistrer("objet: 0\n", dossier.lire().jeton, "Objet")
