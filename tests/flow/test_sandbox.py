"""Hostile clauses on the real path: said in French, at once, without effect."""

import dataclasses

import pytest

from clausegen.drafting import render_clause

from .conftest import SERVICES
from .test_flow import run

HOSTILE = [
    "{{ ''.__class__.__mro__ }}", "{{ marche.__class__ }}", "{{ marche._object }}", "{{ lipsum() }}", "{{ cycler }}", "{{ joiner }}",
    "{{ namespace() }}", "{{ 'a' * 10000000 }}", "{{ 9 ** 999999 }}", "{{ '%99999999s' % 1 }}", "{{ 'x'.center(99999999) }}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ '{0.__class__}'.format(1) }}", "{% include 'x' %}", "{% import 'x' as y %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ absent }}", "{{ renvoi.__globals__ }}", "{{ marche.objet|attr('__class__') }}", "{{ lots[0].__init__ }}",
    "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}", "{{ marche['__class__'] }}", "{{ faits._faits }}",
    "{{ range(99999999)|list|length }}", "{{ marche.model_dump }}", "{{ marche.objet.encode }}", "{{ marche.objet.upper.__self__ }}",
    "{% for c in lots %}{{ loop.__class__ }}{% endfor %}", "{{ marche.objet.replace('a','b'*999999) }}", "{% if x %}", "{{ 1/0 }}",
    "{{ 'a'.join(['b']*9999999) }}", "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ [1].append(2) }}",
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_text_is_a_finding(library, source):
    context, selection, outline = run(library, SERVICES)
    decision = selection.decisions["objet"]
    clause = dataclasses.replace(decision.clause, texte=source, digest=source)
    rendered = render_clause(dataclasses.replace(decision, clause=clause), context, outline)
    assert rendered.failed
    (finding,) = rendered.findings
    assert finding.location.path.endswith("objet.md") and finding.remede
    assert "Traceback" not in finding.constat and "unsafe" not in finding.constat
