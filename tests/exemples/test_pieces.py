"""Real contracts: every one gives both pieces, sound for independent tools, and says what it must say."""

import io
import re
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.drafting import clause_text
from clausegen.findings import Niveau
from clausegen.trials import fold
from clausegen.word import read_manifest, untouched
from clausegen.word.integrity import integrity

from .attendus import BLOQUANTS
from .conftest import NAMES

BOTH = pytest.mark.parametrize("name", NAMES)


def piece_text(item, slug):
    return "\n".join(
        "\n".join([a.heading.text, *(clause_text(c) if not hasattr(c, "level") else c.text for c in a.children)])
        for a in item.piece(slug).draft.articles
    )


def test_the_six_examples_are_there():
    assert set(NAMES) >= {
        "tma-aquareel", "travaux-residence", "reserve-produits-entretien", "objet-insertion-cartons",
        "espaces-verts-sans-clause", "plus-court",
    }  # fmt: skip


@BOTH
def test_both_pieces_without_blocking_finding(produced, name):
    item = produced[name]
    assert {p.slug for p in item.production.pieces} >= {"ccap", "rc"}
    blocking = sorted({f.code for f in (*item.lecture.findings, *item.production.findings) if f.niveau is Niveau.BLOQUANT})
    assert blocking == sorted(BLOQUANTS.get(name, ()))


@BOTH
@pytest.mark.parametrize("slug", ["ccap", "rc"])
def test_the_file_is_sound(produced, name, slug, tmp_path):
    data = produced[name].piece(slug).data
    assert [str(f) for f in integrity(data)] == []
    path = tmp_path / "piece.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(str(path))
    assert [e.description for e in result.errors] == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert not re.search(r"\{\{|\{%|%\}|\}\}|[\ue000-\uf8ff]", body)


@BOTH
def test_the_manifest_travels_and_holds_the_contract(produced, name):
    item = produced[name]
    for piece in item.production.pieces:
        manifest = read_manifest(piece.data)
        assert manifest.contract == item.lecture.source
        assert [c.id for c in manifest.clauses] == [c.id for c in piece.draft.clauses()]
        assert untouched(piece.data)


@BOTH
def test_same_inputs_same_bytes(produced, library, name):
    from clausegen.generation import generate
    from clausegen.library import shipped_templates

    item = produced[name]
    again = generate(item.lecture.marche, library, shipped_templates(), (), item.lecture.source, item.lecture.locate)
    assert [p.data for p in again.pieces] == [p.data for p in item.production.pieces]


@BOTH
def test_every_derogation_is_listed_and_stated(produced, name):
    item = produced[name]
    text = fold(piece_text(item, "ccap"))
    clauses = {c.id: fold(clause_text(c)) for c in item.piece("ccap").draft.clauses()}
    places = item.production.outline.places
    listed = clauses.get("liste-derogations", "")
    for line in item.production.outline.derogations:
        assert "ar dérogation" in clauses[line.clause]
        assert f"{places[line.clause].number} | {line.article_ccag} |" in listed
    assert text.count("ar dérogation") >= len({d.clause for d in item.production.outline.derogations})


@BOTH
def test_both_pieces_give_the_same_figures(produced, name):
    """Hours printed in the RC are those of the facts: printed alike in the CCAP, or the total of what it prints."""
    item = produced[name]
    rc = set(re.findall(r"(\d+(?: \d{3})*(?:,\d+)?) heures d'insertion", fold(piece_text(item, "rc"))))
    ccap = fold(piece_text(item, "ccap"))
    totals = {f"{lot.heures:,}".replace(",", " ") for lot in item.production.contexte.facts.lots}
    assert {figure for figure in rc if figure not in totals and not re.search(rf"(?<!\d){figure}(?!\d)", ccap)} == set()


@pytest.mark.xdist_group("libreoffice")  # one worker converts every piece, once
@BOTH
@pytest.mark.parametrize("slug", ["ccap", "rc"])
def test_libreoffice_prints_it_with_the_right_numbers(produced, pdf_texts, name, slug):
    """LibreOffice computes numbers and REF fields itself: they must be the ones that we cached."""
    pages = pdf_texts[name, slug]
    assert 4 <= len(pages) <= 45
    printed = fold("\n".join(pages))
    draft = produced[name].piece(slug).draft
    for article in draft.articles:
        if article.heading.numbered:
            assert f"Article {article.heading.number} {fold(article.heading.text)}"[:60] in printed
    expected = fold(draft.fields["objet_court"].rstrip("…"))[:30]
    assert expected in printed
    assert f"Page 2/{len(pages)}" in printed
    assert "Error" not in printed and "Erreur : source" not in printed


def test_tma_says_every_fact_expected_of_the_real_contract(produced):
    """cas/01: facts of `attendus` that belong to the CCAP or the RC, none of the real defects."""
    item = produced["tma-aquareel"]
    ccap, rc = fold(piece_text(item, "ccap")), fold(piece_text(item, "rc"))
    # Each fact in its sentence: a figure alone would be found in another one.
    for fact in (
        r"au moins 35 heures d'insertion par tranche de 100 000 € HT facturés",
        r"au prorata : un montant cumulé de 450 000 € HT donne 157,5 heures",
        r"maximum de l'accord-cadre, 800 000 € HT, l'engagement atteint 280 heures",
        r"pénalité de 50 € par heure d'insertion non réalisée", r"pénalité de 500 € par action\b",
        r"pénalité de 100 € par document et par jour de retard", r"pénalité de 100 € par absence",
        r"soit par les heures fixées ci-dessus, soit par l'une des actions suivantes",
        r"35 heures \|", r"Parrainage d'un demandeur d'emploi \| 1 par an \| 6 heures",
        r"examine en premier la candidature de celles qui habitent un quartier prioritaire de la politique de la ville",
        r"Par dérogation à l'article 16\.1\.1 du CCAG-TIC, cette énumération est limitative",
        r"16\.1\.1\.1 du CCAG-TIC", r"16\.1\.1\.2 du CCAG-TIC", r"En application de l'article 16\.1\.3 du CCAG-TIC",
        r"contact avec le facilitateur au plus tard 2 semaines après la notification", r"au plus tard le 12 du mois suivant",
        r"Sa durée est de 24 mois", r"Reconductions comprises, elle ne dépasse pas 48 mois", r"Sans minimum \| 800 000 € HT",
        r"tribunal administratif de Toulouse", r"conservées pendant quarante-huit mois à compter de la prise de poste",
    ):  # fmt: skip
        assert re.search(fold(fact), ccap), fact
    last = [a for a in item.piece("ccap").draft.articles if a.heading.numbered][-1]
    assert last.heading.text == "Dérogations au CCAG"
    table = fold("\n".join(clause_text(c) for c in last.children))
    places = item.production.outline.places
    for clause, article in (("ccap-publics-eligibles", "16.1.1"), ("ccap-penalite-documents", "16.1.5")):
        assert re.search(rf"{places[clause].number} \| {article} \|", table), clause
    annexe = fold(piece_text(item, "annexe-insertion"))
    assert "Choix entre les heures et les actions" in annexe and "Correspondant opérationnel" in annexe
    assert "Un groupement répartit ci-dessous les heures entre tous ses membres" in annexe
    for fact in ("800 000 € HT", "48 mois", "tribunal administratif de Toulouse", "35 heures", "100 000 € HT"):
        assert fold(fact) in rc, fact
    for defect in ("Pôle emploi", "CCAG-FCS", "CCAG-PI", "par tranche entière", "[", "1.3.7", "heures de stage", "R.21113", "sus-visé"):
        assert defect not in ccap.replace("[À compléter", "") + rc.replace("[À compléter", ""), defect
    # The scheme that the CCAG still names is said with the one that replaced it.
    assert [m for m in re.findall(r"Garantie Jeunes.{0,60}", ccap) if "contrat d'engagement jeune" not in m] == []


def test_works_keep_the_numbers_of_lots_as_typed(produced):
    ccap = fold(piece_text(produced["travaux-residence"], "ccap"))
    for number in ("04", "11", "16"):
        assert re.search(rf"(?<!\d){number} \|", ccap), "the table of lots"
    assert "maître d'ouvrage" in ccap and "20.1" in ccap


def test_reserved_contract_prints_its_own_ground_only(produced):
    item = produced["reserve-produits-entretien"]
    rc = fold(piece_text(item, "rc"))
    assert "L. 2113-12" in rc and "50 %" in rc
    assert "L. 2113-13" not in rc and "L. 2113-15" not in rc
    assert "heures d'insertion" not in fold(piece_text(item, "ccap"))


def test_a_contract_whose_object_is_insertion_scores_the_path_and_the_support(produced):
    item = produced["objet-insertion-cartons"]
    rc = fold(piece_text(item, "rc"))
    assert "R. 2123-1" in rc
    assert "encadrement" in rc.lower() and "parcours" in rc.lower()


def test_no_social_article_without_social_clause(produced):
    item = produced["espaces-verts-sans-clause"]
    families = [c.id for c in item.piece("ccap").draft.clauses() if c.id.startswith("ccap-")]
    assert families in ([], ["ccap-insertion-neant"])
    assert "2015-899" not in piece_text(item, "ccap") + piece_text(item, "rc")
