"""SARIF 2.1.0 (OASIS), for code scanning.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from clausegen import __version__
from clausegen.findings import Finding, Niveau
from clausegen.verifier.bilan import Bilan, empreintes
from clausegen.verifier.expliquer import Page, page_de

_NIVEAUX = {Niveau.BLOQUANT: "error", Niveau.A_CORRIGER: "warning", Niveau.CONSEIL: "note"}


def _regle(code: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": page.titre},
        "help": {"text": page.texte, "markdown": page.texte},
        "defaultConfiguration": {"level": _NIVEAUX[page.niveau]},
    }


def _lieu(finding: Finding) -> list[dict[str, Any]]:
    place = finding.location
    if not place.path:
        return []
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path, safe="/:")}}
    if place.line:
        physical["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    where: dict[str, Any] = {"physicalLocation": physical}
    if place.place:
        where["logicalLocations"] = [{"fullyQualifiedName": place.place}]
    return [where]


def ecrire(bilan: Bilan) -> str:
    """A log of one run; `results[].ruleIndex` points into the rules that spoke."""
    marks = empreintes(bilan.findings)
    codes = sorted({f.code for f in bilan.findings})
    results = []
    for f in bilan.findings:
        remedy = f" — {f.remede}" if f.remede else ""
        results.append({
            "ruleId": f.code,
            "ruleIndex": codes.index(f.code),
            "level": _NIVEAUX[f.niveau],
            "message": {"text": f"{f.constat}{remedy}"},
            "locations": _lieu(f),
            "partialFingerprints": {"clausegen/v1": marks[f]},
        })  # fmt: skip
    driver = {"name": "clausegen", "version": __version__, "rules": [_regle(code, page_de(code)) for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": "fr-FR", "results": results}
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"
