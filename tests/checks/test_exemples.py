"""Every rule on contracts is tested by its own examples: bad ones at their field, good ones without a word."""

from __future__ import annotations

import pytest

from clausegen.checks import Exemple, Regle, contract_rules
from clausegen.checks.execution import grouped
from tests.checks.outils import contexte

CAS = [pytest.param(r, e, id=f"{r.nom}-{e.nom}") for r in contract_rules() for e in r.exemples]


@pytest.mark.parametrize(("regle", "exemple"), CAS)
def test_exemple(regle: Regle, exemple: Exemple) -> None:
    ctx = contexte(exemple.marche, exemple.avec)
    findings = grouped(ctx, regle.check(ctx))
    assert {f.code for f in findings} <= {regle.code}
    assert sorted({f.field for f in findings}) == sorted(exemple.attendu), [str(f) for f in findings]
