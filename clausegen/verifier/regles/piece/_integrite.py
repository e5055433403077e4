"""Faults of the package and of its XML, found once for the rules CG380 to CG385."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding
from clausegen.verifier.sujets import SujetWord
from clausegen.word.integrity import integrity

# Bookmarks and references have rules of their own (CG803, CG805), which bear with what LibreOffice does to them.
_AILLEURS = re.compile(r"signet\b")
REMEDE = "produisez la pièce de nouveau, ou ouvrez-la dans Word et enregistrez-la"


def fautes(sujet: SujetWord, code: str) -> Iterator[Finding]:
    """Findings of this code."""
    if "intégrité" not in sujet.memo:
        sujet.memo["intégrité"] = integrity(sujet.octets)
    found: tuple[Finding, ...] = sujet.memo["intégrité"]
    for f in found:
        if f.code == code and not _AILLEURS.search(f.constat):
            yield sujet.finding(code, f.niveau, f.location.place or "document", f.constat, REMEDE)
