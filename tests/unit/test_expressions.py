"""The sandbox: what clauses may compute, and what they may not."""

import re
from types import SimpleNamespace

import pytest
from jinja2 import Environment, TemplateError, TemplateSyntaxError

from clausegen.expressions import LimitExceeded, condition, leaves, make_env, operand, start_budget
from clausegen.selection import french


def render(source, **names):
    start_budget()
    return make_env().from_string(source).render(**names)


def test_a_condition_reads_names_and_compares():
    lot = SimpleNamespace(heures=300, reserve=SimpleNamespace(motif="siae"))
    assert condition('lot.heures >= 300 and lot.reserve.motif in ["siae", "ea_esat"]')({"lot": lot})
    assert not condition("lot.heures > 300")({"lot": lot})


def test_an_unknown_name_is_an_error_never_false():
    with pytest.raises(TemplateError):
        condition("lot.heurs")({"lot": SimpleNamespace(heures=1)})


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}", "{{ cycler }}", "{{ lipsum() }}", "{{ namespace() }}", "{{ joiner() }}",
        "{{ 'a' * 10000000 }}", "{{ 9 ** 999999 }}", "{{ '%99999999s' % 1 }}", "{{ 'x'.center(99999999) }}",
        "{% for a in range(100000) %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ '{0.__class__}'.format(1) }}", "{% include 'x' %}", "{% import 'x' as y %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set s %}x{% endset %}", "{{ absent }}", "{{ liste.append(1) }}",
        "{% set s = 'x' * 1 %}", "{{ 'ab'|unknown }}",
    ],
)  # fmt: skip
def test_the_sandbox_refuses(source):
    with pytest.raises((TemplateError, LimitExceeded, TypeError)):
        render(source, liste=[1])


def test_doubling_a_text_stops_at_the_bound():
    source = "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}"
    with pytest.raises(LimitExceeded):
        render(source)


def test_loops_and_concatenation_still_work():
    assert render("{% for x in liste %}{{ loop.index }}{{ x ~ '!' }}{% if not loop.last %}, {% endif %}{% endfor %}", liste=["a", "b"]) == "1a!, 2b!"


def test_leaves_and_operands_of_a_condition():
    source = 'lot.a and (lot.b == "x" or not marche.c) and "id" in faits.d'
    assert leaves(source) == ("lot.a", 'lot.b == "x"', "marche.c", '"id" in faits.d')
    assert [operand(leaf) for leaf in leaves(source)] == ["lot.a", "lot.b", "marche.c", "faits.d"]


def test_a_condition_reads_a_dated_value():
    source = 'delai != bareme("ccag_observations", ccag=marche.ccag) or lot.a'
    names = {"delai": 15, "marche": SimpleNamespace(ccag="FCS"), "lot": SimpleNamespace(a=False)}
    assert not condition(source)({**names, "bareme": lambda nom, ccag: 15})
    assert condition(source)({**names, "bareme": lambda nom, ccag: 30})
    first, _ = leaves(source)
    assert condition(first)({**names, "bareme": lambda nom, ccag: 30})  # written back, it can be read again
    assert operand(first) == "delai"


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("{{ a }", "une accolade manque"), ("{% if a = 1 %}{% endif %}", "« == »"), ("{% if a 1 %}{% endif %}", "on lit un nombre"),
        ("{{ (a }}", "« ) » manque"), ("{{ a + }}", "s’arrête trop tôt"), ("{{ a ? b }}", "le signe « ? »"), ("{{ a) }}", "« ) » est inattendu"),
        ("{% si a %}", "« si » n’existe pas"), ("{% if a %}", "jamais fermé"), ("{{ a | zz }}", "le filtre « zz » n’existe pas"),
        ("{{ 'x }}", "guillemet n’est jamais fermé"), ("{% for a dans b %}{% endfor %}", "on attend ici « in », mais on lit « dans »"),
    ],
)  # fmt: skip
def test_a_syntax_error_is_said_in_french(texte, dit):
    with pytest.raises(TemplateSyntaxError) as faute:
        Environment(autoescape=True).from_string(texte)
    phrase = french(faute.value).replace("\u00a0", " ")
    assert dit in phrase and not re.search(r"expected|unexpected|unknown|got |char |end of", phrase)
