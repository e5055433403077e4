"""Values are data: whatever is typed comes back as it was typed, and never as markup, Jinja or XML."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegen.blocks import Cell, Emph, LineBreak, Link, MissingValue, Paragraph, RefValue, Strong, Table, TextValue
from clausegen.word import Gabarit, compose, integrity
from clausegen.word.memo import Memo
from clausegen.word.xmltext import ILLEGAL
from tests.word import essai
from tests.word.essai import inl, p
from tests.word.outils import paragraphs, part

HOSTILE = (
    "*", "**gras**", "_x_", "`code`", "|", "| a | b |", "#", "# titre", "[x](javascript:alert(1))", "![i](u)", "> cité",
    "1. un", "- un", "{{ 7 * 7 }}", "{% for x in y %}", "{# rien #}", "{_{", "}_}", "<w:p/>", "</w:t></w:r></w:p>",
    "<script>", "a & b", "&amp;", "&#x41;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "\ue0000\ue001", "\ue000V0:\ue001",
    "\ue000S1\ue001", "\ue000B0\ue001", "\U000f0001", "  deux  espaces  ", "\u00a0€", "1\u202f250", "l’acheteur d'ici",
    'guillemets "droits"', "ligne 1\nligne 2", "tabulation\tici", "L.\u00a02112\u20112", "\u2028", "\u0085", "é" * 300,
    "😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "\u200f\u202e à l’envers", "%s %(x)s", "\\d+ \\ue000", "$1", "\x7f", "=1+1",
)  # fmt: skip


def everywhere(value: str) -> list[Paragraph | Table]:
    return [
        p("Avant ", 0, " après."),
        p(0),
        p(Strong(inl("Gras ", 0)), Emph(inl(0)), Strong((Emph(inl(0)),))),
        p("Lien ", Link("https://example.fr/?a=1&b=2", inl("vers ", 0))),
        Table(
            (Cell(inl("Colonne ", 0)), Cell(inl("Autre"))), ((Cell(inl(0), "right"),), (Cell(inl("a")), Cell(inl(0))))
        ),
    ]


def shown(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def composed(value: str, gabarit: Gabarit) -> bytes:
    draft = essai.one(*everywhere(value), values=[TextValue(value)])
    return compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES, memo=Memo())


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_printed_verbatim(value: str, gabarit: Gabarit) -> None:
    data = composed(value, gabarit)
    texts = paragraphs(data)
    for expected in (
        f"Avant {value} après.",
        value,
        f"Gras {value}{value}{value}",
        f"Lien vers {value}",
        f"Colonne {value}",
    ):
        assert expected in texts
    assert texts.count(value) == 3
    assert integrity.integrity(data) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(max_size=60).filter(lambda text: not ILLEGAL.search(text)))
def test_any_value_is_printed_verbatim(value: str, gabarit: Gabarit) -> None:
    data = composed(value, gabarit)
    assert f"Avant {shown(value)} après." in paragraphs(data)
    assert integrity.integrity(data) == ()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_of_the_gabarit_is_printed_verbatim(value: str, gabarit: Gabarit) -> None:
    fields = {"marche": {**essai.FIELDS["marche"], "objet": TextValue(value)}}
    draft = essai.draft(*essai.one(p("Texte.")).articles, **fields)
    data = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert value in paragraphs(data)
    assert integrity.integrity(data) == ()


def test_python_docx_opens_what_is_written(gabarit: Gabarit) -> None:
    for value in HOSTILE:
        assert WordDocument(io.BytesIO(composed(value, gabarit))).paragraphs


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe"])
def test_a_character_that_xml_forbids_is_an_error_not_a_loss(character: str, gabarit: Gabarit) -> None:
    with pytest.raises(ValueError, match=r"U\+"):
        composed(f"a{character}b", gabarit)


def test_static_text_may_hold_the_characters_of_marks(gabarit: Gabarit) -> None:
    data = compose(essai.one(p("a\ue000V0:\ue001b & <c>", LineBreak(), "d")), gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert "a\ue000V0:\ue001b & <c>\nd" in paragraphs(data)


def test_a_reference_is_a_live_field_with_its_number(gabarit: Gabarit) -> None:
    data = compose(essai.rich(2), gabarit, essai.MANIFEST, essai.PROPERTIES)
    xml = part(data)
    assert " REF cgt_2_1 \\n \\h " in xml
    assert any("de l’article 2.1" in text for text in paragraphs(data))


def test_a_reference_to_an_article_keeps_the_bare_number(gabarit: Gabarit) -> None:
    draft = essai.one(p("Voir l’article ", 0, "."), values=[RefValue("cgt_1", "1")])
    data = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert " QUOTE " in part(data) and " REF cgt_1 \\n \\t " in part(data)
    assert "Voir l’article 1." in paragraphs(data)


def test_a_reference_to_a_clause_reaches_the_heading_above_it(gabarit: Gabarit) -> None:
    draft = essai.one(p("Voir l’article ", 0, "."), values=[RefValue("cg_unique", "1")])
    assert " REF cgt_1 " in part(compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES))


def test_a_reference_out_of_the_document_is_plain_text(gabarit: Gabarit) -> None:
    draft = essai.one(p("Voir ", 0, "."), values=[RefValue("cgt_ailleurs", "5.2 du CCAP")])
    data = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert " REF " not in part(data)
    assert "Voir 5.2 du CCAP." in paragraphs(data)


def test_a_missing_value_is_a_highlighted_control(gabarit: Gabarit) -> None:
    values = [MissingValue("nom du facilitateur"), MissingValue("nom du facilitateur")]
    draft = essai.one(p("Le facilitateur est ", 0, ", ", Strong(inl(1)), "."), values=values, missing=2)
    data = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    xml = part(data)
    assert xml.count('<w:highlight w:val="yellow"/>') == 2
    assert any("[À compléter\u00a0: nom du facilitateur]" in text for text in paragraphs(data))
    assert "PROJET\u00a0— 2 éléments à compléter" in paragraphs(data)
    assert integrity.integrity(data) == ()


def test_the_banner_disappears_when_nothing_is_missing(gabarit: Gabarit) -> None:
    data = compose(essai.one(p("Texte.")), gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert not any("PROJET" in text for text in paragraphs(data))


def test_only_web_and_mail_links_are_live(gabarit: Gabarit) -> None:
    links = [
        p(Link(href, inl("lien")))
        for href in ("javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.fr", "HTTPS://b.fr")
    ]
    data = compose(essai.one(*links), gabarit, essai.MANIFEST, essai.PROPERTIES)
    relations = part(data, "word/_rels/document.xml.rels")
    assert relations.count('TargetMode="External"') == 2
    assert "javascript" not in relations and "etc/passwd" not in relations
