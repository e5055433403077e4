"""The pieces that go with the CCAP and the RC: written when they have something to say, with the figures of the CCAP."""

import io
import re
import subprocess
import zipfile
from functools import cache

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.blocks import FieldValue
from clausegen.drafting import clause_text
from clausegen.facts import compute
from clausegen.generation import generate
from clausegen.library import load_library, shipped_templates
from clausegen.marche import build_marche, merge
from clausegen.selection import select_clauses
from clausegen.trials import _sample, fold
from clausegen.word.integrity import integrity

from .conftest import NAMES

SUIVI = {"ae-insertion", "annexe-insertion", "fiche-suivi", "notice-titulaire"}
CRITERES = [
    {"nom": "Prix", "poids": "50 %"}, {"nom": "Insertion professionnelle", "type": "insertion", "poids": "10 %"},
    {"nom": "Environnement", "type": "environnement", "poids": "40 %"},
]  # fmt: skip
SOUS_CRITERES = [
    {"nom": "Prix", "poids": "50 %"},
    {"nom": "Insertion", "type": "insertion", "poids": "15 %", "sous_criteres": [
        {"nom": "Accueil et intégration", "poids": "40 %"}, {"nom": "Formation au poste", "poids": "60 %"}]},
    {"nom": "Environnement", "type": "environnement", "poids": "35 %"},
]  # fmt: skip
OFFERTES = {"engagement_supplementaire": {"note": "oui", "plafond": "150 %"}}
ABSENCE = {"explication": "les prestations sont rendues par un automate"}
APPEL_D_OFFRES = {"procedure": "appel_offres_ouvert", "montant_estime": "400 000 €", "insertion": ""}


@cache
def library():
    return load_library()


def produce(sample, changes=None):
    marche, faults = build_marche(merge(_sample(library().root, sample), changes or {}))
    assert marche is not None, [str(f) for f in faults]
    return generate(marche, library(), shipped_templates())


def texts(production):
    """Text of every piece produced, by slug."""
    return {
        p.slug: fold("\n".join(clause_text(c) for c in p.draft.clauses())) for p in production.pieces
    }  # fmt: skip


def others(production):
    return [p for p in production.pieces if p.slug not in ("ccap", "rc")]


# When they are written


@pytest.mark.parametrize(
    ("sample", "changes", "expected"),
    [
        ("fournitures-sans-clause", {}, set()),
        ("services-fcs", {}, SUIVI),
        ("services-fcs", {"criteres": CRITERES}, SUIVI | {"cadre-reponse-insertion"}),
        ("services-sans-clause", {"criteres": CRITERES}, {"cadre-reponse-insertion"}),
        ("services-fcs", {"insertion": {"heures": "", "formation": {"heures": "150"}}}, {"ae-insertion", "annexe-insertion"}),
        ("fournitures-reserve", {}, {"attestation-reserve"}),
        ("services-fcs", {**APPEL_D_OFFRES, "absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}},
         {"note-motivation"}),
    ],
)  # fmt: skip
def test_a_piece_is_written_when_one_of_its_clauses_is_kept(sample, changes, expected):
    production = produce(sample, changes)
    slugs = [p.slug for p in production.pieces]
    assert slugs[:2] == ["ccap", "rc"]
    assert set(slugs[2:]) == expected


def test_only_the_ccap_and_the_rc_have_a_table_of_contents():
    assert [p.slug for p in produce("services-fcs").pieces if p.sommaire] == ["ccap", "rc"]


def test_a_piece_asked_for_without_object_is_said_and_not_written():
    marche, _ = build_marche(_sample(library().root, "services-fcs"))
    production = generate(marche, library(), shipped_templates(), ("attestation-reserve", "notice-titulaire"))
    assert [p.slug for p in production.pieces] == ["notice-titulaire"]
    assert [f.constat for f in production.findings if f.code == "CG254"] == [
        "la pièce « Attestation relative au marché réservé » est sans objet dans ce marché : elle n’est pas écrite"
    ]


# The same figures everywhere

@pytest.mark.parametrize(
    ("sample", "changes", "expected"),
    [
        ("services-fcs", {}, {"280": SUIVI - {"ae-insertion"}, "50 € par": {"notice-titulaire"}, "150 € par": {"notice-titulaire"}}),
        ("services-fcs", {"insertion": {"heures": "333", "penalites": {"heure": "61 €"}}},
         {"333": SUIVI - {"ae-insertion"}, "61 € par": {"notice-titulaire"}}),
        ("tic-accord-cadre", {}, {"35 heures": SUIVI - {"ae-insertion"}, "100 000 € HT": SUIVI - {"ae-insertion"}}),
        ("travaux-lots", {}, {"210": SUIVI - {"ae-insertion"}, "350": SUIVI - {"ae-insertion"}}),
        ("travaux-lots", {"lots": [{"numero": "7", "objet": "Nord", "insertion": {"heures": "77"}}, {"numero": "8", "objet": "Sud"}]},
         {"77 heures": SUIVI - {"ae-insertion"}}),
        ("services-fcs", {"criteres": CRITERES, "insertion": OFFERTES}, {"280 heures": {"annexe-insertion", "cadre-reponse-insertion"}}),
    ],
)  # fmt: skip
def test_the_figures_of_the_ccap_are_those_of_the_other_pieces(sample, changes, expected):
    written = texts(produce(sample, changes))
    for figure, slugs in expected.items():
        assert fold(figure) in written["ccap"]
        for slug in slugs:
            assert fold(figure) in written[slug], (figure, slug)


def test_no_piece_gives_a_volume_or_an_amount_that_the_ccap_does_not_give(produced):
    faults = []
    for name, item in produced.items():
        written = texts(item.production)
        for slug in SUIVI & set(written):
            for found in re.findall(r"\d[\d ]*(?:,\d+)? (?:heures d'insertion|heures de formation|€)", written[slug]):
                number = found.rsplit(" ", 1)[0] if found.endswith("€") else found.split(" heures")[0]
                if number not in written["ccap"]:
                    faults.append((name, slug, found))
    assert faults == []


def test_delays_and_penalties_of_the_notice_are_those_of_the_clauses():
    changes = {
        "insertion": {
            "suivi": {"premier_contact": "11 jours", "correspondant": "12 jours", "reunion_lancement": "13 jours", "jour_limite": "9",
                      "releve": "mensuel"},
            "eligibilite": {"delai_reponse": "4 jours ouvrés"},
            "penalites": {"heure": "61 €", "absence": "162 €", "document": "63 €", "unite_document": "jour"},
        },
        "parametres": {"difficultes_delai_information": "7 jours ouvrés", "eligibilite_delai_transmission": "6 jours ouvrés",
                       "bilan_delai_annuel": "2 mois", "reunion_delai_livrable": "14 jours"},
    }  # fmt: skip
    written = texts(produce("services-fcs", changes))
    for fact in ("11 jours", "12 jours", "13 jours", "le 9 du mois", "4 jours ouvrés", "61 €", "162 €", "63 €", "7 jours ouvrés",
                 "6 jours ouvrés", "2 mois", "14 jours"):  # fmt: skip
        assert fact in written["notice-titulaire"] and fact in written["ccap"], fact


@pytest.mark.parametrize("changes", [{"criteres": CRITERES}, {"criteres": SOUS_CRITERES}])
def test_the_frame_has_one_heading_by_scored_element_with_the_weights_of_the_rules(changes):
    written = texts(produce("services-fcs", changes))
    rc, cadre = written["rc"], written["cadre-reponse-insertion"]
    headings = re.findall(r"(\d)\. ([^:|]+) : (\d+ %)", cadre)
    assert [int(n) for n, _, _ in headings] == list(range(1, len(headings) + 1)) and len(headings) >= 2
    assert sum(int(weight.split()[0]) for _, _, weight in headings) == 100
    for _, title, weight in headings:
        assert re.search(rf"{re.escape(title)} \| {weight}", rc, re.I), title


def test_lots_are_the_same_in_every_piece():
    written = texts(produce("travaux-lots"))
    for slug in SUIVI:
        assert "04" in written[slug] and "16" in written[slug] and "Carrelage" not in written[slug], slug


def test_a_choice_between_hours_and_actions_is_ticked_in_the_annex():
    production = produce("tic-accord-cadre")
    annexe = next(p for p in production.pieces if p.slug == "annexe-insertion")
    boxes = [v.label for c in annexe.draft.clauses() for v in c.values if isinstance(v, FieldValue) and v.box]
    assert "heures d’insertion" in boxes and "embauche directe" in boxes
    assert "☐ | Heures d'insertion" in texts(production)["annexe-insertion"]


# Forms


def test_fields_of_a_form_are_controls_and_are_not_counted_as_missing():
    production = produce("services-fcs", {"criteres": CRITERES, "insertion": OFFERTES})
    for piece in others(production):
        assert piece.draft.missing == 0 and not piece.projet and piece.manquants == (), piece.slug
        with zipfile.ZipFile(io.BytesIO(piece.data)) as archive:
            body = archive.read("word/document.xml").decode()
        fields = [v for c in piece.draft.clauses() for v in c.values if isinstance(v, FieldValue)]
        assert body.count('<w:tag w:val="cgf_') == len(fields)
        assert body.count("<w14:checkbox ") == sum(f.box for f in fields)
        assert "À compléter" not in body and "PROJET" not in body


def test_a_form_leaves_no_cell_empty(produced):
    for item in produced.values():
        for piece in others(item.production):
            with zipfile.ZipFile(io.BytesIO(piece.data)) as archive:
                body = archive.read("word/document.xml").decode()
            tables = body[body.index("<w:tblStyle") :] if "<w:tblStyle" in body else ""
            cells = re.findall(r"<w:tc>(.*?)</w:tc>", tables)
            assert all("<w:t" in cell for cell in cells), piece.slug


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_sound(produced, name, tmp_path):
    for piece in others(produced[name].production):
        assert [str(f) for f in integrity(piece.data)] == []
        path = tmp_path / f"{piece.slug}.docx"
        path.write_bytes(piece.data)
        assert [e.description for e in OpenXmlValidator().validate(str(path)).errors] == [], piece.slug


def test_the_ccap_names_its_annex_and_the_deed_sends_to_it():
    written = texts(produce("services-fcs"))
    assert fold("a pour annexe l'annexe « Insertion »") in written["ccap"]
    assert fold("annexe « Insertion » au CCAP") in written["ae-insertion"]
    assert not re.search(r"\d+ heures", written["ae-insertion"])


@pytest.mark.outil
def test_a_notice_is_one_page_and_each_form_starts_a_page(produced, require_tool, tmp_path):
    soffice, pdftotext = require_tool("soffice"), require_tool("pdftotext")
    for name, item in produced.items():
        for piece in item.production.pieces:
            if piece.slug in ("notice-titulaire", "fiche-suivi"):
                (tmp_path / f"{name}__{piece.slug}.docx").write_bytes(piece.data)
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=1800,
    )  # fmt: skip
    seen = 0
    for pdf in tmp_path.glob("*.pdf"):
        name, _, slug = pdf.stem.partition("__")
        done = subprocess.run([pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=120)
        pages = [fold(page) for page in done.stdout.decode("utf-8").rstrip("\f").split("\f")]
        if slug == "notice-titulaire":
            assert len(pages) == 1, name
        for article in produced[name].piece(slug).draft.articles:
            assert any(fold(article.heading.text) in page[:400] for page in pages), (name, slug, article.heading.text)
        seen += 1
    assert seen > 20


# The reasons for having no social condition

MOTIFS = {
    "solution_immediate": ("services-fcs", APPEL_D_OFFRES, "1°"),
    "lien_insuffisant": ("services-fcs", APPEL_D_OFFRES, "2°"),
    "concurrence_ou_difficulte": ("services-fcs", APPEL_D_OFFRES, "3°"),
    "travaux_courts": (
        "travaux-lots",
        {"procedure": "appel_offres_ouvert", "montant_estime": "6 000 000 €", "duree": "5 mois", "lots": "", "insertion": "",
         "motif_non_allotissement": "technique", "explication_non_allotissement": "un seul ouvrage"},
        "4°",
    ),
}  # fmt: skip


@pytest.mark.parametrize("motif", MOTIFS)
def test_each_ground_gives_a_note_signed_and_kept(motif):
    sample, changes, rank = MOTIFS[motif]
    production = produce(sample, {**changes, "absence_de_condition_sociale": {"motif": motif, **ABSENCE}})
    assert not production.bloquant
    note = texts(production)["note-motivation"]
    assert f"celui du {rank} du II de l'article L. 2112-2-1" in note
    assert all(other not in note for other in {"1°", "2°", "3°", "4°"} - {rank})
    for fact in ("les prestations sont rendues par un automate", "atteint le seuil européen", "L. 2184-1", "[signature]"):
        assert fold(fact) in note


@pytest.mark.parametrize(
    ("sample", "changes"),
    [
        ("services-fcs", {}),
        ("fournitures-sans-clause", {"absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}}),
        ("services-fcs", {"procedure": "appel_offres_ouvert", "montant_estime": "400 000 €",
                          "absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}}),
        ("services-fcs", {**APPEL_D_OFFRES, "defense": "oui", "absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}}),
        ("services-fcs", {**APPEL_D_OFFRES, "date_consultation": "2026-08-20", "date_limite": "2026-10-01 12:00",
                          "absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}}),
    ],
)  # fmt: skip
def test_no_note_when_no_reason_is_owed(sample, changes):
    assert "note-motivation" not in texts(produce(sample, changes))


CONDITIONS = [
    {"insertion": {"heures": "280"}},
    {"insertion": {"heures": "", "formation": {"heures": "150"}}},
    {"insertion": {"heures": "", "apprentissage": {"nombre": "1"}}},
    {"insertion": {"heures": "", "stages": {"nombre": "1"}}},
    {"insertion": "", "autres_considerations": {"egalite": "oui"}},
    {"insertion": "", "autres_considerations": {"commerce_equitable": "oui"}},
    {"insertion": "", "autres_considerations": {"conditions_travail": "oui"}},
    {"insertion": "", "autres_considerations": {"horaires_journee": "6 h à 20 h"}},
    {"insertion": "", "autres_considerations": {"accessibilite_numerique": "AA"}},
    {"insertion": "", "autres_considerations": {"discriminations": "oui"}},
    {"insertion": "", "reserve": {"motif": "siae"}},
    {"insertion": "", "reserve": {"motif": "ea_esat"}},
    {"insertion": "", "reserve": {"motif": "penitentiaire"}},
    {"insertion": "", "objet_insertion": {"places": "12"}},
]


@pytest.mark.parametrize("changes", CONDITIONS, ids=str)
def test_a_note_is_owed_exactly_when_no_clause_kept_answers_the_law(changes):
    from clausegen.context import Contexte

    full = {**APPEL_D_OFFRES, **changes, "absence_de_condition_sociale": {"motif": "lien_insuffisant", **ABSENCE}}
    marche, faults = build_marche(merge(_sample(library().root, "services-fcs"), full))
    assert marche is not None, [str(f) for f in faults]
    selection = select_clauses(Contexte(marche, compute(marche, library().references, library().baremes), library()))
    answered = any(d.clause.satisfait_L2112_2_1 == "oui" for d in selection.kept())
    assert selection.is_kept("note-motivation-motif") != answered


# Names


def test_in_a_sentence_a_piece_is_named_without_capital():
    names = library().noms_pieces
    assert names["annexe-insertion"] == "annexe « Insertion » au CCAP"
    assert names["cctp"] == "cahier des clauses techniques particulières"
    assert names["notice-titulaire"] == "notice du titulaire"


def test_file_names_come_from_the_short_names():
    from clausegen.output import safe_name

    assert {safe_name(p.sigle) for p in library().pieces.values()} == {
        "CCAP", "RC", "AE-insertion", "Annexe-insertion", "Cadre-insertion", "Attestation", "Fiche-de-suivi", "Notice",
        "Note-de-motivation", "Note-de-calcul",
    }  # fmt: skip
