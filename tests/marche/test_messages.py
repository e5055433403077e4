"""No error type of pydantic that the model can raise is left without French."""

from __future__ import annotations

from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

from clausegen.marche import Marche, build_marche, merge
from clausegen.marche.base import Section
from clausegen.marche.messages import CODES, SECOURS

# What each kind of core schema raises by itself. A kind that is not here makes the test fail: look at what it raises.
_LEVE: dict[str, set[str]] = {
    "definitions": set(), "definition-ref": {"recursion_loop"}, "model": {"model_type", "model_attributes_type", "frozen_instance"},
    "model-fields": {"missing", "extra_forbidden", "model_type", "model_attributes_type", "invalid_key", "no_such_attribute"},
    "model-field": {"frozen_field"}, "function-wrap": {"value_error", "assertion_error"},
    "function-plain": {"value_error", "assertion_error"}, "function-before": {"value_error", "assertion_error"},
    "function-after": {"value_error", "assertion_error"}, "nullable": {"none_required"},
    "default": {"default_factory_not_called"}, "tuple": {"tuple_type", "too_long", "too_short", "iteration_error"},
}  # fmt: skip


def genres(noeud: Any, vus: set[str]) -> set[str]:
    if isinstance(noeud, dict):
        genre = noeud.get("type")
        if (
            isinstance(genre, str)
            and genre not in ("no-info", "with-info")
            and (genre in _LEVE or "schema" in noeud or "function" in noeud or "items_schema" in noeud)
        ):
            vus.add(genre)
        for cle, valeur in noeud.items():
            if cle not in ("metadata", "serialization", "config", "cls"):
                genres(valeur, vus)
    elif isinstance(noeud, (list, tuple)):
        for element in noeud:
            genres(element, vus)
    return vus


def test_chaque_type_d_erreur_a_son_francais():
    Marche.model_rebuild(force=True)
    presents = genres(Marche.__pydantic_core_schema__, set())
    assert {"model", "function-plain", "tuple", "nullable"} <= presents
    assert presents <= set(_LEVE), f"à décrire : {presents - set(_LEVE)}"
    leves = set().union(*(_LEVE[genre] for genre in presents))
    assert leves <= set(CODES) | set(SECOURS), leves - set(CODES) - set(SECOURS)
    assert set(SECOURS) <= set(get_args(ErrorType))


def test_nos_genres_ont_un_code():
    import re
    from pathlib import Path

    import clausegen.marche

    sources = "".join(f.read_text(encoding="utf-8") for f in Path(clausegen.marche.__file__).parent.glob("*.py"))
    genres_leves = set(re.findall(r'"(cg_\w+)"', sources))
    assert genres_leves == {g for g in CODES if g.startswith("cg_")}


def test_aucun_anglais(court):
    formes = ["x", "", "oui", "aucun", "12", ["a"], [["a"]], {"a": "b"}, [{"a": "b"}], None, 3, 2.5, True]
    anglais = {"input", "should", "valid", "field", "required", "expected", "must", "error", "none", "extra"}
    for nom, info in Marche.model_fields.items():
        for forme in formes:
            _, constats = build_marche(merge(court, {nom: forme}))
            for constat in constats:
                mots = set(str(constat.constat).lower().replace("«", " ").replace("»", " ").split())
                assert not mots & anglais, str(constat)
                assert constat.code.startswith("CG1")
        assert isinstance(info.title, str)


def test_sections_absentes_partagees():
    assert Section.__subclasses__()
    for section in Section.__subclasses__():
        if not section.toujours:
            assert section.eteinte() is section.eteinte()
            assert not section.eteinte()
            assert section.allumee() or section.__name__ in ("Variantes",)
