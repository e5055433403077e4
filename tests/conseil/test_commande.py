"""`clausegen conseiller`, as a user runs it."""

from __future__ import annotations

import json

import pytest

from tests.conseil.test_programme import ENTETES, LIGNES


@pytest.fixture
def programme(classeur):
    def remplir(book):
        for ligne in (ENTETES, *LIGNES):
            book.active.append(ligne)

    return classeur(remplir, "programme.xlsx")


def test_a_contract_in_words(clausegen, example):
    fait = clausegen("conseiller", example("plus-court"), "--date", "2026-11-22", env={"COLUMNS": "80"})
    assert fait.returncode == 0, fait.stderr
    assert (
        "PROPICE" in fait.stdout
        and "✔ Condition d’exécution en heures d’insertion [déjà prévu]" in fait.stdout
        and "à confirmer" in fait.stdout
    )
    assert max(len(ligne) for ligne in fait.stdout.splitlines()) <= 80


def test_a_folder_is_a_contract_and_json_is_data(clausegen, example):
    fait = clausegen(
        "conseiller",
        example("six-lots-tous-leviers").parent,
        "--format",
        "json",
        "--fournisseurs",
        "06=40",
        "--ca-moyen",
        "5 000 000 €",
    )
    assert fait.returncode == 0, fait.stderr
    donnees = json.loads(fait.stdout)
    assert donnees["lu_comme"] == "marché" and len(donnees["achats"]) == 6
    (musee,) = [a for a in donnees["achats"] if a["lot"] == "06"]
    assert {v["levier"]: v["verdict"] for v in musee["leviers"]}["reservation"] == "recommandé"
    assert all(set(v) >= {"levier", "verdict", "raisons"} for a in donnees["achats"] for v in a["leviers"])


@pytest.mark.parametrize("largeur", ["80", "120"])
def test_a_programme_fits_the_terminal(clausegen, programme, largeur):
    fait = clausegen("conseiller", programme, "--date", "2026-11-22", "--tout", env={"COLUMNS": largeur})
    assert fait.returncode == 0, fait.stderr
    assert "marchés propices sur 6" in fait.stdout and "À étudier" in fait.stdout and "CG105" in fait.stderr
    assert max(len(ligne) for ligne in fait.stdout.splitlines()) <= int(largeur)


def test_files_are_written_and_never_taken_from_another_hand(clausegen, programme, tmp_path):
    for nom in ("liste.xlsx", "liste.md"):
        assert f"Écrit : {nom}\n" in clausegen("conseiller", programme, "--date", "2026-11-22", "-o", nom).stderr
        assert f"Écrit : {nom} (" in clausegen("conseiller", programme, "--date", "2026-11-23", "-o", nom).stderr
        assert not (tmp_path / nom.replace(".", "_v2.")).exists(), "un fichier à nous, intact, est remplacé"
        (tmp_path / nom).write_bytes(b"a moi")
        assert "_v2" in clausegen("conseiller", programme, "-o", nom).stderr
        assert (tmp_path / nom).read_bytes() == b"a moi"


def test_an_unfinished_contract(clausegen, tmp_path):
    (tmp_path / "m.yaml").write_text(
        "objet: Nettoyage des écoles\nnature: services\nmontant_estime: 300 000 €\nduree: 2 ans\n", encoding="utf-8"
    )
    fait = clausegen("conseiller", "m.yaml", "--date", "2026-11-22")
    assert (
        fait.returncode == 0
        and "incomplet" in fait.stderr
        and "Condition sociale : obligatoire" in fait.stdout.replace("\u00a0", " ")
    )
    assert "600" in fait.stdout


def test_an_unfinished_contract_keeps_what_it_says_of_the_hours(clausegen, tmp_path):
    (tmp_path / "m.yaml").write_text(
        "objet: Gymnase\nnature: travaux\nlots:\n"
        "  - {numero: 1, objet: Gros œuvre, montant_estime: 420 000 €, insertion: {calcul: {part_main_oeuvre: 55 %}}}\n"
        "  - {numero: 2, objet: Peinture, montant_estime: 600 000 €, insertion: {calcul: {heures_totales: 9 000, taux_insertion: 10 %}}}\n",
        encoding="utf-8",
    )
    fait = clausegen("conseiller", "m.yaml", "--format", "json")
    assert fait.returncode == 0, fait.stderr
    assert {a["lot"]: a["heures"]["proposees"] for a in json.loads(fait.stdout)["achats"]} == {"1": 385, "2": 900}


@pytest.mark.parametrize(
    ("nom", "contenu", "dit"),
    [("a.yaml", "objet: [", "CG"), ("a.json", "{", "CG104"), ("a.json", "[]", "CG150"), ("a.csv", "a;b", "CG150"), ("a.xlsx", "rien", "CG"),
     ("a.docx", "rien", "CG"), ("a.yaml", "objet: x\nduree: hier\n", "CG"), ("a.jsonl", '{"objet": 1}\n{"objet"', "CG104")],
)  # fmt: skip
def test_unusable_files(clausegen, tmp_path, nom, contenu, dit):
    (tmp_path / nom).write_text(contenu, encoding="utf-8")
    fait = clausegen("conseiller", nom)
    assert fait.returncode == 2 and dit in fait.stderr and "Traceback" not in fait.stderr and fait.stdout == ""


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "a.pdf"),
        ("--date", "hier"),
        ("--fournisseurs", "beaucoup"),
        ("--ca-moyen", "0"),
        ("--limite", "0"),
        ("--acheteur", "roi"),
    ],
)
def test_unusable_options(clausegen, example, options):
    fait = clausegen("conseiller", example("plus-court"), *options)
    assert fait.returncode == 2 and "Traceback" not in fait.stderr and fait.stdout == ""


def test_a_folder_that_cannot_be_written(clausegen, example, tmp_path):
    (tmp_path / "occupe").write_text("un fichier")
    fait = clausegen("conseiller", example("plus-court"), "-o", "occupe/a.xlsx")
    assert fait.returncode == 3 and "rien n’a été écrit" in fait.stderr


def test_help_is_french(clausegen):
    fait = clausegen("conseiller", "--help")
    assert fait.returncode == 0 and "Utilisation" in fait.stdout and "default" not in fait.stdout
