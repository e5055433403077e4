"""`clausegen produire`: what a user sees, exit codes, and files that are never lost."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from docx import Document

from tests.outils import interruptible


def test_both_pieces_are_written_and_named(clausegen, example, tmp_path):
    done = clausegen("produire", example("plus-court"), "-o", "pieces")
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in (tmp_path / "pieces").iterdir())
    assert {re.sub("_PROJET", "", n) for n in names} >= {"2026-014_CCAP.docx", "2026-014_RC.docx"}
    for path in (tmp_path / "pieces").iterdir():
        assert str(path.name) in done.stdout
        assert len(Document(str(path)).paragraphs) > (50 if "CCAP" in path.name or "_RC" in path.name else 4)
    assert "Relecture juridique nécessaire" in done.stderr
    assert "à confirmer" in done.stderr


def test_one_piece_only(clausegen, example, tmp_path):
    done = clausegen("produire", example("plus-court"), "-p", "rc", "-o", tmp_path / "d")
    assert done.returncode == 0
    assert [p.suffix for p in (tmp_path / "d").iterdir()] == [".docx"]
    assert "CCAP" not in next((tmp_path / "d").iterdir()).name


def test_json_gives_paths_clauses_numbers_and_findings(clausegen, example, tmp_path):
    done = clausegen("produire", example("plus-court"), "--format", "json")
    data = json.loads(done.stdout)
    ccap = next(p for p in data["pieces"] if p["piece"] == "ccap")
    assert (tmp_path / ccap["chemin"]).is_file()
    numbers = {c["id"]: c["article"] for c in ccap["clauses"]}
    assert numbers["objet-du-marche"] == "1.1"
    assert set(data) == {"marche", "pieces", "demandes", "defauts", "constats"}
    assert all(d["raison"] for d in data["defauts"])
    assert isinstance(ccap["a_completer"], list)


def test_the_same_run_twice_changes_nothing(clausegen, example, tmp_path):
    clausegen("produire", example("plus-court"))
    before = {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in (tmp_path / "sorties").iterdir()}
    done = clausegen("produire", example("plus-court"))
    assert {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in (tmp_path / "sorties").iterdir()} == before
    assert "inchangé" in done.stdout


def test_a_file_of_another_hand_or_changed_since_is_kept(clausegen, example, tmp_path):
    clausegen("produire", example("plus-court"), "-p", "rc")
    (path,) = (tmp_path / "sorties").iterdir()
    document = Document(str(path))
    document.paragraphs[10].add_run(" ajout à la main")
    document.save(str(path))
    edited = path.read_bytes()
    done = clausegen("produire", example("plus-court"), "-p", "rc")
    assert done.returncode == 0
    assert path.read_bytes() == edited
    assert (tmp_path / "sorties" / f"{path.stem}_v2.docx").is_file()
    assert "autre main" in done.stdout


def test_its_own_untouched_file_is_replaced(clausegen, example, tmp_path):
    source = example("plus-court").read_text(encoding="utf-8")
    contract = tmp_path / "marche.yaml"
    contract.write_text(source, encoding="utf-8")
    clausegen("produire", contract, "-p", "ccap")
    contract.write_text(source.replace("heures: 280", "heures: 300"), encoding="utf-8")
    done = clausegen("produire", contract, "-p", "ccap")
    assert len(list((tmp_path / "sorties").iterdir())) == 1
    assert "remplacé" in done.stdout


def test_a_folder_stands_for_its_contracts_and_one_bad_contract_stops_nothing(clausegen, example, tmp_path):
    for name in ("a", "b"):
        (tmp_path / "lot" / name).mkdir(parents=True)
    good = example("plus-court").read_text(encoding="utf-8")
    (tmp_path / "lot" / "a" / "marche.yaml").write_text("objet: [", encoding="utf-8")
    (tmp_path / "lot" / "b" / "marche.yaml").write_text(good, encoding="utf-8")
    done = clausegen("produire", "lot")
    assert done.returncode == 2
    assert len(list((tmp_path / "sorties").iterdir())) >= 2
    assert "a/marche.yaml:1:" in done.stderr.replace(os.sep, "/")


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("duree: 12 mois", "duree_moi: 12 mois"), 2, ["CG102", "duree_moi", "vouliez-vous"]),
        (("montant_estime: 180 000 €", "montant_estime: beaucoup"), 2, ["beaucoup"]),
        (("date_limite: 2027-01-12 12:00", "date_limite: 2027-02-31 12:00"), 2, ["2027-02-31"]),
        (("poids: 50 %", "poids: 40 %"), 2, ["100"]),
        (("nature: services", "nature: concession"), 1, ["concession"]),
    ],
)
def test_a_faulty_contract_is_told_with_its_line_and_nothing_is_written(clausegen, example, tmp_path, change, code, words):
    source = example("plus-court").read_text(encoding="utf-8")
    assert change[0] in source
    path = tmp_path / "marche.yaml"
    path.write_text(source.replace(*change, 1), encoding="utf-8")
    done = clausegen("produire", path)
    assert done.returncode == code, done.stdout + done.stderr
    line = source[: source.index(change[0])].count("\n") + 1
    assert re.search(r"marche\.yaml:\d+:\d+: CG\d+ bloquant", done.stderr)
    assert change[0].startswith("poids") or f"marche.yaml:{line}:" in done.stderr
    for word in words:
        assert word in done.stderr
    assert not (tmp_path / "sorties").exists()
    assert "Traceback" not in done.stderr


def test_every_fault_is_told_at_once(clausegen, example, tmp_path):
    source = example("plus-court").read_text(encoding="utf-8")
    path = tmp_path / "marche.yaml"
    path.write_text(source.replace("nature: services", "nature: servces").replace("duree: 12 mois", "duree: douze").replace(
        "variantes: non", "variante: non"), encoding="utf-8")  # fmt: skip
    done = clausegen("produire", path)
    for word in ("servces", "douze", "variante"):
        assert f"« {word}" in done.stderr or word in done.stderr
    assert done.stderr.count("bloquant") >= 3


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "vide"), (b"\x00\x01\x02", "texte"), (b"PK\x03\x04", "texte"), ("objet: é".encode("cp1252"), "UTF-8"),
        (b"a: &x [1]\nb: *x\n", "renvois"), (b"[" * 100_000, "imbriqu"), (b"a: '" + b"x" * 10_000_000 + b"'", "volumineux"),
        (b"objet: \"a\\u0001b\"\n", "caract"), (b'objet: "\\ud800"\n', "caract"), (b"- a\n- b\n", ""), (b"texte seul", ""),
    ],
)  # fmt: skip
def test_what_is_not_a_contract_is_refused_in_french(clausegen, tmp_path, data, word):
    path = tmp_path / "marche.yaml"
    path.write_bytes(data)
    done = clausegen("produire", path)
    assert done.returncode == 2, done.stderr
    assert word in done.stderr and "bloquant" in done.stderr
    assert "Traceback" not in done.stderr and "CG900" not in done.stderr
    assert not (tmp_path / "sorties").exists()


def test_a_missing_file_and_a_folder_without_contract(clausegen, tmp_path):
    assert clausegen("produire", "absent.yaml").returncode == 2
    (tmp_path / "vide").mkdir()
    done = clausegen("produire", "vide")
    assert done.returncode == 2 and "n’existe pas" in done.stderr


def test_an_output_folder_that_cannot_be_used(clausegen, example, tmp_path):
    (tmp_path / "occupe").write_text("un fichier")
    for folder in ("occupe", "occupe/dedans"):
        done = clausegen("produire", example("plus-court"), "-o", folder)
        assert done.returncode == 3, done.stderr
        assert "un fichier porte le nom de ce dossier : rien n’a été écrit" in done.stderr
        assert "Traceback" not in done.stderr and "Utilisation" not in done.stderr
    for command in (("nouveau", "occupe", "--sans-question"), ("organisation", "creer", "occupe")):
        done = clausegen(*command)
        assert done.returncode == 3 and "un fichier porte le nom de ce dossier" in done.stderr, done.stderr
    assert (tmp_path / "occupe").read_text() == "un fichier"


def test_a_full_disk_leaves_nothing_behind(clausegen, example, tmp_path, monkeypatch):
    """The write is made to fail as a full disk does, once the first file is staged."""
    script = tmp_path / "plein.py"
    script.write_text(
        "import errno, os, sys\n"
        "real, calls = os.fsync, []\n"
        "def full(fd):\n"
        "    calls.append(fd)\n"
        "    if len(calls) > 1:\n"
        "        raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "    real(fd)\n"
        "os.fsync = full\n"
        "from clausegen.cli import main\n"
        "main(sys.argv[1:])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script, "produire", str(example("plus-court")), "-o", "d"], cwd=tmp_path,
                          capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "disque est plein" in done.stderr
    assert list((tmp_path / "d").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signal d’interruption propre à Unix")
def test_an_interruption_leaves_no_partial_file(example, tmp_path):
    script = tmp_path / "lent.py"
    script.write_text(
        "import os, sys, time\n"
        "real = os.fsync\n"
        "def slow(fd):\n"
        "    real(fd); print('ecrit', flush=True); time.sleep(30)\n"
        "os.fsync = slow\n"
        "from clausegen.cli import main\n"
        "main(sys.argv[1:])\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, script, "produire", str(example("plus-court")), "-o", "d"], cwd=tmp_path,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                               preexec_fn=interruptible)  # fmt: skip
    assert process.stdout.readline().strip() == "ecrit"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Interrompu" in errors and "Traceback" not in errors
    assert list((tmp_path / "d").iterdir()) == []


def test_a_legal_refusal_writes_nothing(clausegen, example, tmp_path):
    """A social condition is compulsory above the threshold since 22 August 2026 (L. 2112-2-1): none, and no ground."""
    source = example("espaces-verts-sans-clause").read_text(encoding="utf-8")
    path = tmp_path / "marche.yaml"
    path.write_text(re.sub(r"montant_estime: .*", "montant_estime: 900 000 €", source), encoding="utf-8")
    done = clausegen("produire", path)
    assert done.returncode == 1, done.stderr
    assert "Aucune pièce n’a été écrite" in done.stderr
    assert not (tmp_path / "sorties").exists()


def test_a_blocking_finding_writes_a_project(clausegen, example, tmp_path):
    source = example("plus-court").read_text(encoding="utf-8")
    path = tmp_path / "marche.yaml"
    path.write_text(source.replace("  penalites: {heure: 50 €, absence: 150 €, document: 50 €}\n", ""), encoding="utf-8")
    done = clausegen("produire", path)
    assert done.returncode == 1, done.stderr
    assert all("_PROJET" in p.name for p in (tmp_path / "sorties").iterdir())
    assert "PROJET" in done.stderr


def test_pages_without_libreoffice_the_pieces_are_written_all_the_same(clausegen, example, tmp_path):
    fait = clausegen("produire", example("plus-court"), "--pages", "-p", "rc", "-o", "s", env={"PATH": str(tmp_path)})
    assert fait.returncode == 4 and "CG330" in fait.stderr and "LibreOffice" in fait.stderr and "Traceback" not in fait.stderr
    assert [p.suffix for p in (tmp_path / "s").iterdir()] == [".docx"]


def test_what_is_to_be_completed_is_named(clausegen, example):
    done = clausegen("produire", example("plus-court"), "-p", "ccap")
    (line,) = [line for line in done.stderr.splitlines() if "à compléter :" in line]
    assert "Comptable assignataire" in line and "Courriel de l’acheteur (2 fois)" in line


def test_a_piece_in_another_state_left_in_the_folder_is_told(clausegen, example, tmp_path):
    clausegen("produire", example("tma-aquareel"), "-p", "ccap")
    contract = tmp_path / "marche.yaml"
    contract.write_text(example("tma-aquareel").read_text(encoding="utf-8") + "\ncomptable: trésorerie de Toulouse\n", encoding="utf-8")
    done = clausegen("produire", contract, "-p", "ccap")
    assert sorted(p.name for p in (tmp_path / "sorties").iterdir()) == ["2026-TMA-01_CCAP.docx", "2026-TMA-01_CCAP_PROJET.docx"]
    assert "l’ancien 2026-TMA-01_CCAP_PROJET.docx est resté" in done.stderr


def test_a_refused_contract_says_that_nothing_was_written(clausegen, tmp_path):
    (tmp_path / "marche.yaml").write_text("reference: 1\n", encoding="utf-8")
    done = clausegen("produire", "marche.yaml")
    assert done.returncode == 2
    assert "aucune pièce n’a été écrite" in done.stderr.splitlines()[-1]


def test_the_report_says_which_clauses_the_contract_asks_for_and_why(clausegen, example, tmp_path):
    source = example("plus-court").read_text(encoding="utf-8")
    path = tmp_path / "marche.yaml"
    asked = (
        "\nclauses:\n  ajouter: [{id: ccap-comite-suivi, motif: chantier suivi par les élus}]\n"
        "  retirer: [{id: garantie-contractuelle, motif: rien à garantir}]\n"
    )
    path.write_text(source + asked, encoding="utf-8")
    done = clausegen("produire", path, "-p", "rc")
    assert "clause demandée : ccap-comite-suivi — chantier suivi par les élus" in done.stderr
    assert "clause retirée : garantie-contractuelle — rien à garantir" in done.stderr
    data = json.loads(clausegen("produire", path, "-p", "rc", "--format", "json").stdout)
    assert [(d["demande"], d["id"], d["motif"]) for d in data["demandes"]] == [
        ("demandée", "ccap-comite-suivi", "chantier suivi par les élus"),
        ("retirée", "garantie-contractuelle", "rien à garantir"),
    ]
