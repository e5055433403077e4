"""Markdown of clauses: what is read, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.blocks import LineBreak, ListBlock, Paragraph, Strong, Table, Text, Value
from clausegen.drafting.markdown import TextFault, to_blocks


def test_paragraphs_lists_and_tables():
    blocks = to_blocks("Un **mot** \ue0000\ue001.\n\n- a\n- b\n    1. c\n\n| Lot | h |\n|---|--:|\n| \ue0001\ue001 | 3 |\n")
    paragraph, bullets, table = blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Text("Un "), Strong((Text("mot"),)), Text(" "), Value(0), Text("."))
    assert isinstance(bullets, ListBlock) and not bullets.ordered and len(bullets.items) == 2
    inner = bullets.items[1][1]
    assert isinstance(inner, ListBlock) and inner.ordered
    assert isinstance(table, Table)
    assert [c.align for c in table.header] == ["left", "right"]
    assert table.rows[0][0].inlines == (Value(1),)


def test_a_line_break_and_a_number_that_starts_a_list():
    assert LineBreak() in to_blocks("a  \nb")[0].inlines
    assert to_blocks("3. a\n4. b")[0].start == 3


@pytest.mark.parametrize(
    "text", ["# Titre", "<b>x</b>", "> cité", "---", "```\nx\n```", "a<br/>b", "`code`", "![i](x.png)", "[" * 500, " " * 30 + "- x"]
)
def test_what_a_contract_may_not_hold_is_refused(text):
    with pytest.raises(TextFault):
        to_blocks(text)


def test_a_table_without_rows_prints_nothing():
    assert to_blocks("| a | b |\n|---|---|\n") == ()


@given(st.text(alphabet="ab*_[]()|#\n-> 1.\ue000\ue001é`<", max_size=120))
def test_any_text_is_read_or_refused(text):
    try:
        to_blocks(text)
    except TextFault as fault:
        assert str(fault)
