"""Once the clauses are chosen, it is they that answer the social duty, and not what the contract asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from clausegen.checks import Contexte, contract_rules
from clausegen.findings import Finding
from tests.checks.outils import contexte

GRAND = {"montant_estime": "400 000 €", "insertion": ""}


@dataclass
class Clause:
    titre: str
    satisfait_L2112_2_1: str
    doutes: tuple[str, ...] = ()


@dataclass
class Decision:
    clause: Clause
    lots: tuple[int, ...] = (0,)


class Selection:
    def __init__(self, *decisions: Decision) -> None:
        self.decisions = decisions

    def kept(self) -> tuple[Decision, ...]:
        return self.decisions


def findings(code: str, selection: Any, avec: dict[str, Any]) -> tuple[Finding, ...]:
    ctx: Contexte = replace(contexte("services-fcs", avec), selection=selection)
    (regle,) = [r for r in contract_rules() if r.code == code]
    return regle.check(ctx)


OUI = Decision(Clause("Objet", "oui"))
PARTIEL = Decision(Clause("Lot réservé", "partiel"))
DISCUTEE = Decision(Clause("Égalité", "oui", ("Réponse discutée à l’article L. 2112-2-1.",)))
NON = Decision(Clause("Suivi", "non"))


@pytest.mark.parametrize(
    ("decisions", "refuse", "a_corriger"),
    [
        ((), True, False),
        ((NON,), True, False),
        ((OUI,), False, False),
        ((PARTIEL,), False, True),
        ((PARTIEL, NON), False, True),
        ((DISCUTEE,), False, True),
        ((DISCUTEE, OUI), False, False),
    ],
)
def test_clauses_kept_decide(decisions: tuple[Decision, ...], refuse: bool, a_corriger: bool) -> None:
    selection = Selection(*decisions)
    assert [f.refuse for f in findings("CG440", selection, GRAND)] == ([True] if refuse else [])
    assert bool(findings("CG441", selection, GRAND)) is a_corriger


def test_a_condition_asked_for_that_no_clause_writes_is_said() -> None:
    (finding,) = findings("CG440", Selection(), {**GRAND, "autres_considerations": {"egalite": "oui"}})
    assert "aucune clause retenue n’écrit celle qui est demandée (égalité entre les femmes et les hommes)" in finding.constat
