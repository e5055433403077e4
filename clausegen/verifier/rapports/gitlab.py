"""GitLab's Code Quality report (artifacts:reports:codequality).

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from clausegen.findings import Niveau
from clausegen.verifier.bilan import Bilan, empreintes

_SEVERITES = {Niveau.BLOQUANT: "critical", Niveau.A_CORRIGER: "major", Niveau.CONSEIL: "minor"}


def ecrire(bilan: Bilan) -> str:
    """An array of issues; each has a fingerprint of its own, that no line number enters."""
    marks = empreintes(bilan.findings)
    issues = []
    for f in bilan.findings:
        where = f"{f.location.place}\u00a0: " if f.location.place else ""
        issues.append({
            "description": f"{where}{f.constat}{f' — {f.remede}' if f.remede else ''}",
            "check_name": f.code,
            "fingerprint": marks[f],
            "severity": _SEVERITES[f.niveau],
            "location": {"path": f.location.path or ".", "lines": {"begin": max(f.location.line, 1)}},
        })  # fmt: skip
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
