"""`clausegen heures`: what a référent sees, the note de calcul, and figures that are the same everywhere."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

import pytest
from docx import Document

from clausegen.hours.reference import Reperes
from clausegen.library import load_library


@pytest.fixture
def contract(tmp_path, example):
    """A shipped contract with some lines changed: `contract(("a", "b"))` replaces a by b."""

    def write(*changes, name="plus-court"):
        text = example(name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "marche.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def lots(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["lots"]


def words(path):
    document = Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return re.sub(r"\s", " ", "\n".join([*(p.text for p in document.paragraphs), *cells]))


def test_text_shows_the_formula_with_its_numbers_the_sources_and_the_four_units(clausegen, example):
    done = clausegen("heures", example("tramway-alternance"))
    assert done.returncode == 0, done.stderr
    said = re.sub(r"[\u00a0\u202f]", " ", done.stdout)
    for part in (
        "62 000 000 € × 30 % × 5 % ÷ 40 € de l’heure = 23 250 h", "fichier de marché, « insertion.calcul.cout_horaire »",
        "23 250 h · 3 321,4 jours de 7 h · 664,3 semaines de 35 h · 14,47 ETP", "arrondi opérationnel".capitalize(),
        "prudent : 3 % · 13 950 h", "à confirmer avec le facilitateur ou le maître d’œuvre", "5 % de 465 000 h", "5 personnes",
        "Aucune formule n’a de valeur réglementaire",
    ):  # fmt: skip
        assert part in said, part


def test_json_has_a_whole_study_of_each_lot(clausegen, example):
    (lot,) = lots(clausegen("heures", example("tramway-alternance"), "--format", "json"))
    assert lot["marche"]["heures"] == lot["calcul"]["heures"] == lot["volume"]["heures"] == 23_250
    assert [(s["calibrage"], s["heures"]) for s in lot["sensibilite"]] == [
        ("prudent", 13_950),
        ("equilibre", 23_250),
        ("ambitieux", 46_500),
    ]
    assert [s["calibrage"] for s in lot["sensibilite"] if s["retenu"]] == ["equilibre"]
    assert lot["faisabilite"]["part"] == 0.05 and lot["faisabilite"]["personnes"] == 5
    assert [a["heures"] for a in lot["arrondis_operationnels"]] == [23_247, 23_240]
    assert all(d["source"].startswith("fichier de marché") and not d["reserve"] for d in lot["donnees"])


def test_markdown_is_a_document_with_tables(clausegen, example):
    done = clausegen("heures", example("travaux-residence"), "--format", "markdown")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# Heures d’insertion")
    assert len(re.findall(r"^## Lot n°", done.stdout, re.MULTILINE)) == len(
        lots(clausegen("heures", example("travaux-residence"), "--format", "json"))
    )
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert rows and all(line.endswith("|") for line in rows)


@pytest.mark.parametrize(
    ("calibrage", "rate", "hours"), [("prudent", "0.03", 172), ("equilibre", "0.05", 288), ("ambitieux", "0.1", 576)]
)
def test_the_calibrage_chooses_the_rate(clausegen, contract, calibrage, rate, hours):
    path = contract(
        (
            "  heures: 280",
            f"  heures: 280\n  calcul: {{part_main_oeuvre: 80 %, cout_horaire: 25 €, calibrage: {calibrage}}}",
        )
    )
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert lot["calcul"]["heures"] == hours
    assert lot["donnees"][-1]["valeur"] == rate
    assert f"calibrage {calibrage.replace('equi', 'équi').replace('libre', 'libré')}" in lot["donnees"][-1]["source"]


def test_a_rate_given_prevails_over_the_calibrage(clausegen, contract):
    path = contract(
        (
            "  heures: 280",
            "  heures: 280\n  calcul: {part_main_oeuvre: 80 %, cout_horaire: 25 €, calibrage: prudent, taux_insertion: 7 %}",
        )
    )
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert lot["calcul"]["heures"] == 403


def test_a_reference_row_is_marked_and_says_where_it_comes_from(clausegen, contract):
    def study(code):
        change = ("montant_estime:", f'cpv: {{principal: "{code}"}}\nmontant_estime:')
        return lots(clausegen("heures", contract(change), "--format", "json"))[0]

    known = study("90911200")
    share = next(d for d in known["donnees"] if d["nom"] == "Part de main-d’œuvre")
    assert (share["valeur"], share["reserve"]) == ("0.8", "à confirmer")
    assert "ligne «\u00a0propreté\u00a0», déduite du code CPV 90911200" in share["source"]
    recalled = study("77310000")
    share = next(d for d in recalled["donnees"] if d["nom"] == "Part de main-d’œuvre")
    assert share["reserve"] == "à confirmer avec le facilitateur ou le maître d’œuvre"
    assert any("Part de main-d’œuvre" in line for line in recalled["a_confirmer"])


@pytest.mark.parametrize(
    ("nature", "cpv", "cost"),
    [
        ("travaux", "", "30"),
        ("moe", "", "75"),
        ("services", "", "26"),
        ("travaux", "90911200", "20"),
        ("travaux", "77310000", "26"),
    ],
)
def test_the_nature_gives_the_hourly_cost_when_there_is_no_code(cpv, nature, cost):
    library = load_library()
    reperes = Reperes(library.baremes, library.references, dt.date(2026, 12, 1))
    assert reperes.cout_horaire(cpv=cpv or None, nature=nature).valeur == Decimal(cost)


def test_units_agree_with_their_figures(clausegen, contract):
    path = contract(("  heures: 280", "  heures: 280\n  calcul: {heures_totales: 1300, taux_insertion: 5 %}"))
    said = re.sub(r"[\u00a0\u202f]", " ", clausegen("heures", path).stdout)
    assert "65 h · 9,3 jours de 7 h · 1,9 semaine de 35 h · 0,04 ETP" in said
    assert "35 h · 5 jours de 7 h · 1 semaine de 35 h" in said


def test_an_unfinished_contract_says_who_proposes_its_hours(clausegen, tmp_path):
    (tmp_path / "m.yaml").write_text(
        "objet: Nettoyage\nnature: services\nmontant_estime: 300 000 €\n", encoding="utf-8"
    )
    done = clausegen("heures", "m.yaml")
    assert done.returncode == 2 and "clausegen conseiller m.yaml" in done.stderr
    (tmp_path / "m.yaml").write_text("objet: Nettoyage\nnature: services\nmontant_estime: beaucoup\n", encoding="utf-8")
    assert "clausegen conseiller" not in clausegen("heures", "m.yaml").stderr


def test_what_is_missing_is_said_and_nothing_is_guessed(clausegen, contract):
    (lot,) = lots(clausegen("heures", contract(), "--format", "json"))
    assert lot["calcul"] is None
    assert lot["manque"] == "non connu\u00a0: la part de main-d’œuvre"
    assert lot["volume"]["heures"] == 280


def test_below_the_floor_there_is_no_clause_and_alternatives_are_given(clausegen, contract):
    data = "  calcul: {part_main_oeuvre: 20 %, cout_horaire: 30 €, taux_insertion: 5 %}"
    (lot,) = lots(clausegen("heures", contract(("  heures: 280", data)), "--format", "json"))
    assert lot["calcul"]["heures"] == 60 and lot["pas_de_clause"]
    assert lot["conclusion"].startswith("pas de clause") and "150" in lot["raison"]
    assert any("insertion.actions" in a for a in lot["alternatives"])


def test_staff_that_fills_every_post_leaves_no_clause(clausegen, contract):
    data = "  calcul: {taux_insertion: 5 %, reprise: {chiffre_affaires: 96 000 €, mois: 12, heures_mensuelles: 320, montant_horaire: 25 €}}"
    (lot,) = lots(clausegen("heures", contract(("  heures: 280", data)), "--format", "json"))
    assert lot["calcul"]["formule"] == "F4" and lot["calcul"]["heures"] == 0
    assert lot["conclusion"].startswith("pas de clause") and "aucune heure n’est ouverte" in lot["raison"]


def test_a_manual_value_is_kept_with_its_reason(clausegen, contract):
    path = contract(("  heures: 280", "  heures: {valeur: 100, source: manuel, motif: quartier sans structure}"))
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert (lot["volume"]["heures"], lot["origine"], lot["motif"]) == (
        100,
        "le choix de l’acheteur",
        "quartier sans structure",
    )
    assert not lot["pas_de_clause"] and "quartier sans structure" in lot["conclusion"]


def test_a_reserved_lot_is_not_asked_for_hours(clausegen, example):
    study = lots(clausegen("heures", example("reserve-produits-entretien"), "--format", "json"))
    assert all(lot["conclusion"].startswith("marché ou lot réservé") and not lot["alternatives"] for lot in study)


def test_the_note_is_a_word_piece_with_the_same_figures(clausegen, example, tmp_path):
    done = clausegen("heures", example("six-lots-tous-leviers"), "--format", "json", "--note", "note.docx")
    study = lots(done)
    assert "note.docx" in done.stderr
    said = words(tmp_path / "note.docx")
    assert "Note de calcul des heures d’insertion" in said
    shown = [lot for lot in study if lot["marche"]]
    assert shown
    for lot in shown:
        for volume in (lot["marche"], lot["calcul"]):
            assert re.sub(r"\s", " ", volume["explication"]) in said
        for row in lot["sensibilite"]:
            assert f"{row['heures']:,} h".replace(",", " ") in said
    assert len(Document(str(tmp_path / "note.docx")).tables) >= 4 * len(shown)


def test_the_note_and_the_ccap_give_the_same_hours(clausegen, example, tmp_path):
    clausegen("produire", example("proprete-heures-annuelles"), "-p", "ccap", "-p", "note-calcul")
    note, ccap = (next((tmp_path / "sorties").glob(f"*{name}*.docx")) for name in ("Note-de-calcul", "CCAP"))
    (lot,) = lots(clausegen("heures", example("proprete-heures-annuelles"), "--format", "json"))
    assert "1 200 h par an × 48 mois ÷ 12 = 4 800 h" in words(note) and lot["volume"]["heures"] == 4800
    assert "1 200 heures d’insertion" in words(ccap)


def test_the_note_is_not_written_unless_asked(clausegen, example, tmp_path):
    done = clausegen("produire", example("plus-court"))
    assert done.returncode == 0, done.stderr
    assert not [p for p in (tmp_path / "sorties").iterdir() if "Note-de-calcul" in p.name]


def test_the_note_of_another_hand_is_kept(clausegen, example, tmp_path):
    (tmp_path / "note.docx").write_bytes(b"une autre main")
    done = clausegen("heures", example("plus-court"), "--note", "note.docx")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "note.docx").read_bytes() == b"une autre main"
    assert (tmp_path / "note_v2.docx").is_file() and "autre main" in done.stderr


def test_the_note_has_the_name_of_a_word_file(clausegen, example, tmp_path):
    done = clausegen("heures", example("plus-court"), "--note", "note.pdf")
    assert done.returncode == 2 and ".docx" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_contract_without_anything_to_count_has_no_note(clausegen, example, tmp_path):
    done = clausegen("heures", example("fournitures-solution-immediate"), "--note", "note.docx")
    assert done.returncode == 1
    assert "sans objet" in done.stderr and not (tmp_path / "note.docx").exists()


def test_a_faulty_contract_is_told_with_its_line(clausegen, contract):
    done = clausegen("heures", contract(("montant_estime: 180 000 €", "montant_estime: beaucoup")))
    assert done.returncode == 2
    assert re.search(r"marche\.yaml:\d+:\d+: CG\d+ bloquant", done.stderr) and "Traceback" not in done.stderr


def test_a_zero_hourly_cost_is_said_in_french(clausegen, contract):
    path = contract(
        ("  heures: 280", "  heures: 280\n  calcul: {part_main_oeuvre: 50 %, cout_horaire: 0 €, taux_insertion: 5 %}")
    )
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert lot["calcul"] is None and "supérieur à zéro" in lot["manque"]


def test_a_cost_below_the_minimum_wage_is_noticed(clausegen, contract):
    path = contract(
        ("  heures: 280", "  heures: 280\n  calcul: {part_main_oeuvre: 50 %, cout_horaire: 10 €, taux_insertion: 5 %}")
    )
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert any("SMIC horaire brut" in line and "12,31" in line for line in lot["a_confirmer"])


def test_school_training_is_read_on_the_published_scale(clausegen, contract, tmp_path):
    path = contract(
        ("montant_estime: 135 000 €", "montant_estime: 450 000 €"), ("    heures: 150\n", ""), name="formation-scolaire"
    )
    (lot,) = lots(clausegen("heures", path, "--format", "json"))
    assert (lot["formation"]["formule"], lot["formation"]["heures"]) == ("F6", 450)
    clausegen("produire", path, "-p", "ccap")
    (ccap,) = (tmp_path / "sorties").glob("*CCAP*.docx")
    assert "au moins 450 heures de formation" in words(ccap)
