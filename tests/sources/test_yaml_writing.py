"""YAML that clausegen writes reads back the same, here and in other programs."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clausegen.sources import parse_yaml
from clausegen.sources.yaml_writing import write_yaml

textes = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
    | st.text("abc ,:#1:2-[]{}'\"&*!|>%@`?\n\t0123.éy~=", max_size=12)
    | st.sampled_from(["oui", "no", "01", "1.5", "12:30", "~", "null", "- a", "a: b", "a #b", "https://x.fr", " a", "a ", "-", "---", "½", "²3", "\u2028", "\ufeff", "1e5", "0x10"])
)
cles = textes.filter(bool)
arbres = st.recursive(textes, lambda x: st.lists(x, max_size=4) | st.dictionaries(cles, x, max_size=4), max_leaves=15)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(cles, arbres, max_size=5))
def test_any_tree_comes_back(arbre):
    assert parse_yaml(write_yaml(arbre), "x").plain() == arbre


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "siret", "code"]), st.from_regex(r"\A0?[0-9]{1,14}\Z") | textes.filter(lambda t: t.strip() == t and t), max_size=3))
def test_other_programs_keep_codes_and_words_as_texts(arbre):
    relu = yaml.safe_load(write_yaml(arbre)) or {}
    for nom, texte in arbre.items():
        if (texte.startswith("0") and len(texte) > 1) or len(texte) > 7 or texte.lower() in ("no", "yes", "on", "off", "true", "false", "null"):
            assert isinstance(relu[nom], str) or not texte.isdigit()


def test_the_look():
    arbre = {"acheteur": {"nom": "Commune de Valmont", "siret": "21459990400015", "code_postal": "01000"}, "date_limite": "2027-01-12 12:00",
             "criteres": [{"nom": "Prix", "poids": "50 %"}], "vide": "", "texte": "un, deux : trois", "liste": ["a", "b"]}  # fmt: skip
    assert write_yaml(arbre) == (
        'acheteur: {nom: Commune de Valmont, siret: "21459990400015", code_postal: "01000"}\n'
        "date_limite: 2027-01-12 12:00\n"
        "criteres:\n  - {nom: Prix, poids: 50 %}\n"
        "vide:\n"
        'texte: "un, deux : trois"\n'
        "liste: [a, b]\n"
    )
