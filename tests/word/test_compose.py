"""The whole document: order, numbers, lists, tables, contents, manifest, the same bytes twice."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree

from clausegen.blocks import Block, DraftArticle, DraftClause, Heading, TextValue
from clausegen.findings import Refused
from clausegen.word import Gabarit, Manifest, compose, read_manifest, untouched
from clausegen.word.integrity import integrity
from clausegen.word.memo import Memo
from tests.word import essai
from tests.word.essai import ol, p, table, ul
from tests.word.outils import W, paragraphs, part, parts, repack, replaced


def body(blocks: Sequence[Block], gabarit: Gabarit) -> str:
    data = compose(essai.one(*blocks), gabarit, essai.MANIFEST, essai.PROPERTIES, memo=Memo())
    assert integrity(data) == ()
    return part(data)


def test_the_same_inputs_give_the_same_bytes(gabarit: Gabarit, document: bytes, memo: Memo) -> None:
    assert compose(essai.rich(), gabarit, essai.MANIFEST, essai.PROPERTIES, memo=memo) == document


def test_entries_are_dated_1980_and_ordered(document: bytes) -> None:
    infos = zipfile.ZipFile(io.BytesIO(document)).infolist()
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert [i.filename for i in infos[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert zipfile.ZipFile(io.BytesIO(document)).testzip() is None


def test_clauses_stand_between_their_bookmarks(document: bytes) -> None:
    tree = etree.fromstring(parts(document)["word/document.xml"])
    names = [b.get(f"{W}name") for b in tree.iter(f"{W}bookmarkStart")]
    draft = essai.rich()
    assert {c.bookmark for c in draft.clauses()} <= set(names)
    assert {h.bookmark for h in draft.headings()} <= set(names)
    assert len(names) == len(set(names))


def test_a_number_that_word_would_compute_otherwise_is_an_error(gabarit: Gabarit) -> None:
    draft = essai.draft(DraftArticle(Heading(1, "Objet", "2", "cgt_1"), ()))
    with pytest.raises(ValueError, match="numbered 2, Word will print 1"):
        compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)


def test_the_body_begins_on_a_new_page(document: bytes) -> None:
    xml = part(document)
    assert xml.count("<w:pageBreakBefore/>") == 1
    assert '<w:pStyle w:val="Heading1"/><w:pageBreakBefore/>' in xml


def test_each_ordered_list_starts_again(gabarit: Gabarit) -> None:
    lists = [p("a"), ol("un", "deux"), p("b"), ol("trois", start=3), p("c"), ul("x"), ul("y")]
    data = compose(essai.one(*lists), gabarit, essai.MANIFEST, essai.PROPERTIES)
    ids = re.findall(r'<w:ilvl w:val="0"/><w:numId w:val="(\d+)"/>', part(data))
    assert ids[0] == ids[1] != ids[2]
    assert len({ids[3], ids[4]}) == 1
    numbering = part(data, "word/numbering.xml")
    assert re.findall(r'<w:startOverride w:val="(\d+)"/>', numbering) == ["1", "3"]


def test_a_table_repeats_its_header_and_keeps_its_rows_whole(gabarit: Gabarit) -> None:
    xml = body([p("Les montants\u00a0:"), table(("Lot", "Heures"), ("1", "280\u00a0h"), ("2", "60\u00a0h"))], gabarit)
    xml = xml[xml.index("<w:tblStyle") :]
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 3
    widths = [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)]
    assert sum(widths) == gabarit.frame.width


def test_columns_are_as_wide_as_their_values(gabarit: Gabarit) -> None:
    values = [TextValue("Prestations de nettoyage et de vitrerie des écoles maternelles et élémentaires")]
    draft = essai.one(table(("Lot", "Objet", "Heures"), ("1", 0, "280")), values=values)
    xml = part(compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES))
    lot, objet, heures = (int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml[xml.index("<w:tblStyle") :]))
    assert objet > 3 * lot and objet > 3 * heures


def test_two_tables_in_a_row_do_not_merge(gabarit: Gabarit) -> None:
    xml = body([table(("a",), ("b",)), table(("c",), ("d",))], gabarit)
    assert "</w:tbl><w:tbl>" not in xml


def test_the_contents_hold_their_entries(gabarit: Gabarit) -> None:
    data = compose(essai.rich(8), gabarit, essai.MANIFEST, essai.PROPERTIES)
    texts = paragraphs(data)
    assert "Article 1\tObjet du marché" in texts
    assert "1.1\tModalités de mise en œuvre" in texts
    assert not any("TOC" in text for text in texts)
    assert 'TOC \\o "1-2"' in part(data)


def test_the_contents_of_a_long_piece_hold_articles_alone(document: bytes) -> None:
    texts = paragraphs(document)
    assert "Article 15\tPrix et règlement" in texts
    assert not any(text.startswith("1.1\t") for text in texts)
    assert 'TOC \\o "1-1"' in part(document)


def test_pages_number_the_contents(gabarit: Gabarit) -> None:
    data = compose(essai.one(p("Texte.")), gabarit, essai.MANIFEST, essai.PROPERTIES, pages={"cgt_1": 3})
    assert "Article 1\tObjet du marché\t3" in paragraphs(data)
    assert integrity(data) == ()


def test_properties_are_those_of_the_buyer(document: bytes) -> None:
    core = part(document, "docProps/core.xml")
    for expected in ("<dc:creator>Commune de Valmont-sur-Loire<", "2026-12-01T00:00:00Z", "<dc:language>fr-FR<"):
        assert expected in core


def test_the_manifest_comes_back(document: bytes) -> None:
    manifest = read_manifest(document)
    assert manifest is not None
    assert manifest.contract == essai.MANIFEST.contract
    assert [c.id for c in manifest.clauses] == [c.id for c in essai.rich().clauses()]


@pytest.mark.parametrize("contract", ["", "a\r\nb\rc\n\n", "]]> <a> & \ue000", "nul \x00 et seul \ud800", " \t x "])
def test_the_contract_file_travels_verbatim(contract: str, gabarit: Gabarit) -> None:
    manifest = dataclasses.replace(essai.MANIFEST, contract=contract, contract_name='a"b&c.yaml')
    data = compose(essai.one(p("Texte.")), gabarit, manifest, essai.PROPERTIES)
    read = read_manifest(data)
    assert read is not None and read.contract == contract and read.contract_name == 'a"b&c.yaml'


def test_a_changed_document_is_seen(document: bytes, gabarit: Gabarit) -> None:
    assert untouched(document)
    assert untouched(repack(parts(document)))
    assert not untouched(replaced(document, "Objet du marché", "Objet du contrat"))
    assert not untouched(repack({**parts(document), "word/intrus.xml": b"<a/>"}))
    assert not untouched(b"rien") and read_manifest(b"rien") is None
    without = {n: c for n, c in parts(document).items() if not n.startswith("customXml/")}
    assert not untouched(repack(without)) and read_manifest(repack(without)) is None


def test_a_manifest_without_contract_says_so(gabarit: Gabarit) -> None:
    bare = Manifest("ccap", "0.1.0", "1", "x")
    read = read_manifest(compose(essai.one(p("Texte.")), gabarit, bare, essai.PROPERTIES))
    assert read is not None and read.contract is None


def test_blocks_are_not_read_when_their_writing_is_known(gabarit: Gabarit, memo: Memo) -> None:
    def never() -> tuple[Block, ...]:
        raise AssertionError("read twice")

    first = essai.one(p("Le texte ", 0, "."), values=[TextValue("un")])
    compose(first, gabarit, essai.MANIFEST, essai.PROPERTIES, memo=memo)
    known = next(first.clauses())
    again = DraftClause(known.id, "1", known.bookmark, known.key, (TextValue("deux"),), load=never)
    draft = essai.draft(DraftArticle(first.articles[0].heading, (again,)))
    assert "Le texte deux." in paragraphs(compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES, memo=memo))


def test_a_clause_placed_twice_in_a_draft_is_refused(gabarit: Gabarit) -> None:
    first = essai.one(p("Texte."))
    article = first.articles[0]
    draft = essai.draft(DraftArticle(article.heading, (*article.children, *article.children)))
    with pytest.raises(Refused) as refused:
        compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert {f.code for f in refused.value.findings} == {"CG315"}


def test_a_sentence_that_announces_stays_with_what_it_announces(gabarit: Gabarit) -> None:
    xml = body([p("La formule est la suivante\u00a0:"), p("P = P0"), p("Fin\u00a0:")], gabarit)
    kept = {text: "<w:keepNext/>" in part_ for part_ in xml.split("</w:p>") for text in ("suivante", "P = P0", "Fin") if text in part_}
    assert kept == {"suivante": True, "P = P0": False, "Fin": False}
