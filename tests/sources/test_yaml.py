"""YAML as users type it: text everywhere, places, and French refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegen.findings import Refused
from clausegen.sources import parse_yaml, read_front_matter, read_text, read_yaml


def faults(text):
    with pytest.raises(Refused) as caught:
        parse_yaml(text, "marche.yaml")
    return caught.value.findings


@pytest.mark.parametrize("raw", ["01", "14.10", "0123", "12:30", "no", "oui", "1_000", "0x1F", "2026-12-01", "~", "null", "1e3"])
def test_a_scalar_stays_the_text_that_was_typed(raw):
    assert parse_yaml(f"a: {raw}\n", "m").plain() == {"a": raw}


def test_places_are_those_of_the_file():
    node = parse_yaml("a: 1\nlots:\n  - {numero: 04, heures: x}\n", "m.yaml")
    place = node.at(("lots", 0, "heures"))
    assert (place.line, place.column) == (3, 26)
    assert str(node.at(("lots", 0, "absent"))).startswith("m.yaml:3:")
    assert node.key_at(("lots",)).line == 2


def test_every_duplicate_is_reported_at_once():
    found = faults("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\n")
    assert [(f.code, f.location.line, f.location.column) for f in found] == [("CG103", 3, 1), ("CG103", 4, 11)]
    assert "lignes 1 et 3" in found[0].constat


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: &x 1\nb: *x\n", "renvois YAML"),
        ("a: !!python/object/apply:os.system [x]\n", "étiquette"),
        ("a: 1\n---\nb: 2\n", "plusieurs documents"),
        ("a: [1, 2\n", "jamais fermé"),
        ("a:\n\tb: 1\n", "tabulation"),
        ("a: 'x\n", "guillemet"),
        ("? {a: b}\n: 1\n", "simple mot"),
        ("# rien\n", "commentaires"),
        ("[" * 5000, "imbriqués"),
        ("a: " + "{a: " * 50 + "}" * 50, "niveaux"),
    ],
)
def test_what_cannot_be_read_is_said_in_french(text, word):
    found = faults(text)
    assert any(word in f.constat for f in found)
    assert all(f.remede for f in found)


def test_an_alias_bomb_is_refused_without_being_expanded():
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40))
    assert "renvois YAML" in faults(bomb)[0].constat


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "vide"),
        (b"PK\x03\x04xx", "pas un fichier de texte"),
        ("a: é\n".encode("utf-16"), "UTF-16"),
        ("a: bâtiment\n".encode("cp1252"), "UTF-8"),
        (b"a: " + b"x" * 3_000_000, "volumineux"),
    ],
)
def test_a_file_that_is_not_utf8_text_is_named(tmp_path, data, word):
    path = tmp_path / "m.yaml"
    path.write_bytes(data)
    with pytest.raises(Refused) as caught:
        read_text(path)
    assert word in caught.value.findings[0].constat


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_yaml(path).plain() == {"a": "1", "b": "2"}


def test_wrong_encoding_gives_line_and_column(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(Refused) as caught:
        read_text(path)
    place = caught.value.findings[0].location
    assert (place.line, place.column) == (2, 7)


def test_front_matter_keeps_the_lines_of_the_file(tmp_path):
    path = tmp_path / "c.md"
    path.write_text("---\nid: c\nrang: 10\n---\nTexte.\n", encoding="utf-8")
    front = read_front_matter(path)
    assert front.meta.keys["rang"].line == 3
    assert (front.body, front.body_line) == ("Texte.\n", 5)


@pytest.mark.parametrize("text", ["Texte seul.\n", "---\nid: c\nTexte jamais fermé\n"])
def test_a_clause_without_its_two_rules_is_refused(tmp_path, text):
    path = tmp_path / "c.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_front_matter(path)
    assert caught.value.findings[0].code == "CG200"


@given(st.text(max_size=300))
def test_any_text_gives_a_node_or_a_french_refusal(text):
    try:
        parse_yaml(text, "m")
    except Refused as refused:
        assert all(f.constat and f.remede for f in refused.findings)
