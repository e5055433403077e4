"""The base of known findings: a project with a past starts by recording it, then sees only what is new."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.verifier.bilan import ECHEC_DE_REGLE, Bilan, empreintes

FORMAT = "clausegen-base 1"


def texte_de_base(bilan: Bilan) -> str:
    """The base of a run, as JSON text that a diff can show (one finding a line)."""
    marks = empreintes(bilan.findings)
    lines = [
        json.dumps({"empreinte": marks[f], "code": f.code, "fichier": f.location.path, "constat": f.constat}, ensure_ascii=False)
        for f in bilan.findings if f.code != ECHEC_DE_REGLE
    ]  # fmt: skip
    body = ",\n  ".join(lines)
    return (
        f'{{"format": "{FORMAT}", "constats": [\n  {body}\n]}}\n'
        if lines
        else f'{{"format": "{FORMAT}", "constats": []}}\n'
    )


def lire_base(chemin: Path) -> frozenset[str]:
    """Marks of a base; `Refused` (CG908) when the file is not one."""
    try:
        data = json.loads(chemin.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError
        return frozenset(str(item["empreinte"]) for item in data["constats"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused([Finding("CG908", Niveau.BLOQUANT, "ce fichier n’est pas une base de constats de clausegen",
                               "écrivez-en une : clausegen verifier --base FICHIER --ecrire-base", Location(str(chemin)))]) from None  # fmt: skip


def sans_les_connus(bilan: Bilan, base: frozenset[str]) -> Bilan:
    """The same run without the findings of the base; counts those, and those of the base that are no more."""
    marks = empreintes(bilan.findings)
    known = {f for f, mark in marks.items() if mark in base and f.code != ECHEC_DE_REGLE}
    controles = tuple(replace(c, findings=tuple(f for f in c.findings if f not in known)) for c in bilan.controles)
    return replace(bilan, controles=controles, connus=len(known), disparus=len(base - set(marks.values())))
