"""Running the rules on a contract; what several lots share is said once, where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clausegen.checks.contexte import Contexte
from clausegen.checks.regles import contract_rules
from clausegen.ecriture import INSECABLE, liste
from clausegen.findings import Finding

_LOT = re.compile(r"lots\.(\d+)\.(.+)")


def run_contract_rules(ctx: Contexte) -> tuple[Finding, ...]:
    """Findings of every rule, in the order of the codes then of the lots. A rule that crashes fails the run."""
    return grouped(ctx, (f for regle in contract_rules() for f in regle.check(ctx)))


def grouped(ctx: Contexte, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, those that lots share gathered under « lots n° 04 et 16 : … ».

    A lot takes from the contract what it does not write: the place is then that of the contract.
    """
    groupes: dict[tuple[object, ...], list[tuple[int, Finding]]] = {}
    for finding in findings:
        trouve = _LOT.fullmatch(finding.field)
        rang = int(trouve[1]) if trouve else -1
        cle = (finding.code, finding.niveau, finding.constat, finding.remede, trouve[2] if trouve else finding.field)
        groupes.setdefault(cle, []).append((rang, finding))
    return tuple(_dit(ctx, groupe) for groupe in groupes.values())


def _dit(ctx: Contexte, groupe: list[tuple[int, Finding]]) -> Finding:
    rang, premier = groupe[0]
    if rang < 0:
        return premier
    lots = [ctx.marche.lots[r] for r, _ in groupe]
    champ = _LOT.fullmatch(premier.field)
    suffixe = champ[2] if champ else premier.field
    section = suffixe.partition(".")[0]
    if all(getattr(lot, section) is getattr(ctx.marche, section, None) for lot in lots):
        premier = replace(premier, field=suffixe, location=ctx.locate(suffixe))
        if len(lots) == len(ctx.marche.lots):
            return premier
    numeros = liste([str(lot.numero) for lot in lots])
    nom = "lot" if len(lots) == 1 else "lots"
    return replace(premier, constat=f"{nom} n°{INSECABLE}{numeros}{INSECABLE}: {premier.constat}")
