"""`clausegen nouveau`, `excel`, `cpv`, and workbooks given to the other commands, as a user runs them."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time

import pytest

from clausegen.imports.formulaire import a_completer
from clausegen.marche import read_marche
from clausegen.sources import read_yaml
from tests.outils import interruptible


def test_a_blank_contract_and_its_schema(clausegen, tmp_path):
    fait = clausegen("nouveau", "ecole")
    assert fait.returncode == 0, fait.stderr
    assert fait.stdout == f"Créé : {os.path.join('ecole', 'marche.yaml')}\n"
    texte = (tmp_path / "ecole" / "marche.yaml").read_text(encoding="utf-8")
    adresse = texte.split("\n")[0].removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((tmp_path / "ecole" / adresse).read_text(encoding="utf-8"))
    assert schema["title"] == "Fichier de marché de clausegen"
    assert f"À compléter ({len(a_completer({}))})" in fait.stderr and "criteres" in fait.stderr
    assert clausegen("produire", "ecole").returncode == 2, "un fichier à compléter est dit, rubrique par rubrique"


def test_nothing_is_ever_overwritten(clausegen, tmp_path):
    (tmp_path / "ecole").mkdir()
    (tmp_path / "ecole" / "marche.yaml").write_text("à moi", encoding="utf-8")
    fait = clausegen("nouveau", "ecole")
    assert fait.returncode == 2 and "existe déjà" in fait.stderr and "CG903" in fait.stderr
    assert (tmp_path / "ecole" / "marche.yaml").read_text(encoding="utf-8") == "à moi"
    (tmp_path / "m.xlsx").write_bytes(b"a moi")
    assert clausegen("excel", "m.xlsx").returncode == 2
    assert (tmp_path / "m.xlsx").read_bytes() == b"a moi"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["ecole", "m.xlsx", "marche.yaml"]


def test_from_yaml_to_workbook_to_pieces_to_yaml(clausegen, example, tmp_path):
    source = example("plus-court")
    fait = clausegen("excel", "m.xlsx", "--depuis", source)
    assert fait.returncode == 0 and fait.stdout == "Créé : m.xlsx\n", fait.stderr
    fait = clausegen("produire", "m.xlsx", "-p", "rc")
    assert fait.returncode == 0, fait.stderr
    (piece,) = (tmp_path / "sorties").iterdir()
    assert clausegen("produire", source, "-p", "rc", "-o", "temoin").returncode == 0
    assert piece.read_bytes() == (tmp_path / "temoin" / piece.name).read_bytes(), "mêmes pièces, du classeur ou du fichier"
    assert clausegen("nouveau", "retour", "--depuis", piece).returncode == 0
    assert (tmp_path / "retour" / "marche.yaml").read_bytes() == source.read_bytes()
    assert clausegen("nouveau", "retour2", "--depuis", "m.xlsx").returncode == 0
    assert (tmp_path / "retour2" / "marche.yaml").read_bytes() == source.read_bytes()


def test_a_folder_fills_a_workbook_and_other_commands_read_it(clausegen, example):
    assert clausegen("excel", "m.xlsx", "--depuis", example("plus-court").parent).returncode == 0
    fait = clausegen("clauses", "m.xlsx", "--pourquoi", "objet-du-marche")
    assert fait.returncode == 0 and "RETENUE" in fait.stdout
    assert clausegen("avis", "m.xlsx").returncode == 0


def test_an_incomplete_contract_fills_a_workbook(clausegen):
    assert clausegen("nouveau", "a").returncode == 0
    assert clausegen("excel", "a.xlsx", "--depuis", "a").returncode == 0
    fait = clausegen("produire", "a.xlsx")
    assert fait.returncode == 2 and "feuille « Marché », cellule C" in fait.stderr and "Traceback" not in fait.stderr


def test_an_estimate_gives_a_contract_and_says_what_is_left(clausegen, classeur, tmp_path):
    def remplir(book):
        for ligne in (["Lot", "Objet", "Montant HT"], [1, "Gros œuvre", 500_000], [2, "Peinture", "env. 35 h"]):
            book.active.append(ligne)

    classeur(remplir, "estimation.xlsx")
    fait = clausegen("nouveau", "ecole", "--depuis", "estimation.xlsx")
    assert fait.returncode == 1, "un constat bloquant : le fichier est écrit, la cellule est à reprendre"
    assert "estimation.xlsx, feuille « Sheet », cellule C3: CG105 bloquant  « env. 35 h » n’est pas un montant — écrivez 35" in fait.stderr
    assert "2 lots" in fait.stderr
    assert read_yaml(tmp_path / "ecole" / "marche.yaml").plain()["lots"][0]["montant_estime"] == "500 000 €"


def test_published_data_give_a_contract(clausegen, tmp_path):
    ligne = {"id": "A1", "objet": "Nettoyage", "codeCPV": "9091120", "acheteur": {"id": "21459990400015"}, "montant": 0, "nature": "Marché",
             "lieuExecution": {"code": "45", "typeCode": "Code département"}}  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps([ligne, {**ligne, "id": "A2"}]), encoding="utf-8")
    fait = clausegen("nouveau", "a", "--depuis", "d.json")
    assert fait.returncode == 2 and "--id" in fait.stderr and "21459990400015/A2" in fait.stderr
    fait = clausegen("nouveau", "a", "--depuis", "d.json", "--id", "A2")
    assert fait.returncode == 0, fait.stderr
    texte = (tmp_path / "a" / "marche.yaml").read_text(encoding="utf-8")
    assert "# tribunal: tribunal administratif d’Orléans" in texte and "non communiqué" in texte and "reference: A2" in texte


@pytest.mark.parametrize("nom", ["absent.xlsx", "absent.json", "absent.docx", "absent.yaml"])
def test_absent_files(clausegen, nom, tmp_path):
    fait = clausegen("nouveau", "a", "--depuis", nom)
    assert fait.returncode == 2 and "n’existe pas" in fait.stderr and "Traceback" not in fait.stderr
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_be_written(clausegen, tmp_path):
    (tmp_path / "occupe").write_text("un fichier")
    fait = clausegen("nouveau", "occupe/dedans")
    assert fait.returncode == 3 and "rien n’a été écrit" in fait.stderr and "Traceback" not in fait.stderr


def test_the_name_of_the_workbook(clausegen):
    fait = clausegen("excel", "marche.xls")
    assert fait.returncode == 2 and "« .xlsx »" in fait.stderr


def test_cpv(clausegen):
    fait = clausegen("cpv", "nettoyage", "de", "bureaux")
    assert fait.returncode == 0 and fait.stdout.startswith("90919200  Services de nettoyage de bureaux  (services)\n")
    assert len(fait.stdout.splitlines()) <= 15
    donnees = json.loads(clausegen("cpv", "peinture", "--format", "json", "--limite", "2").stdout)
    assert len(donnees) == 2 and set(donnees[0]) == {"code", "libelle", "nature"}
    rien = clausegen("cpv", "zzzz")
    assert rien.returncode == 1 and rien.stdout == "" and "Aucun code" in rien.stderr


@pytest.mark.parametrize("commande", ["nouveau", "excel", "cpv"])
def test_help_is_french(clausegen, commande):
    fait = clausegen(commande, "--help")
    assert fait.returncode == 0 and "Utilisation" in fait.stdout
    assert not any(mot in fait.stdout for mot in ("Usage", "Show this", "default"))


def _dialogue(tmp_path, reponses, *arguments):
    """Run on a pseudo-terminal and answer each question; everything that was shown."""
    pty = pytest.importorskip("pty")
    maitre, esclave = pty.openpty()
    processus = subprocess.Popen([sys.executable, "-m", "clausegen", *arguments], cwd=tmp_path, stdin=esclave, stdout=esclave, stderr=esclave,
                                 env={**os.environ, "PYTHONUTF8": "1", "TERM": "dumb"}, preexec_fn=interruptible)  # fmt: skip
    os.close(esclave)
    montre, fin = b"", time.monotonic() + 90
    restent = list(reponses)
    while time.monotonic() < fin:
        prets, _, _ = select.select([maitre], [], [], 0.5)
        if prets:
            try:
                morceau = os.read(maitre, 4096)
            except OSError:
                break
            if not morceau:
                break
            montre += morceau
            if montre.rstrip(b" ").endswith(b":") and montre.endswith(b": ") and restent:
                reponse = restent.pop(0)
                if isinstance(reponse, signal.Signals):
                    # Between the question and the wait for keys, readline would keep the signal until the next key.
                    time.sleep(0.5)
                    processus.send_signal(reponse)
                else:
                    os.write(maitre, f"{reponse}\n".encode())
        elif processus.poll() is not None:
            break
    if processus.poll() is None and time.monotonic() >= fin:
        processus.kill()
    code = processus.wait(timeout=10)
    os.close(maitre)
    return code, montre.decode("utf-8", "replace").replace("\r\n", "\n"), restent


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal propre à Unix")
def test_at_most_eight_questions_on_a_terminal(tmp_path):
    reponses = ["Nettoyage de l’école", "2026-20", "servces", "services", "Commune de Valmont", "123", "21459990400015", "environ 5", "180 000 €", "12 mois", "12/01/2027 12:00"]
    code, montre, restent = _dialogue(tmp_path, reponses, "nouveau", "ecole")
    assert code == 0 and restent == [], montre
    assert montre.count("(ex. :") + montre.count("(travaux, fournitures") == len(reponses), montre
    assert "vouliez-vous écrire « services »" in montre and "3 chiffres au lieu de 14" in montre and "n’est pas un nombre" in montre
    arbre = read_yaml(tmp_path / "ecole" / "marche.yaml").plain()
    assert arbre["objet"] == "Nettoyage de l’école" and arbre["nature"] == "services" and arbre["acheteur"]["siret"] == "21459990400015"
    assert arbre["montant_estime"] == "180 000 €" and arbre["date_limite"] == "12/01/2027 12:00"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal propre à Unix")
def test_no_question_when_asked_not_to_or_when_the_file_is_whole(tmp_path, example):
    code, montre, _ = _dialogue(tmp_path, [], "nouveau", "a", "--sans-question")
    assert code == 0 and "(ex. :" not in montre
    code, montre, _ = _dialogue(tmp_path, [], "nouveau", "b", "--depuis", str(example("plus-court")))
    assert code == 0 and "(ex. :" not in montre
    assert read_marche(tmp_path / "b" / "marche.yaml").marche is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signal d’interruption propre à Unix")
def test_an_interruption_writes_nothing(tmp_path):
    code, montre, _ = _dialogue(tmp_path, [signal.SIGINT], "nouveau", "a")
    assert code == 130 and "Interrompu" in montre and not (tmp_path / "a").exists()
