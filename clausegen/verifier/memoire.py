"""What the verification of a library keeps from one run to the next: findings and texts, by the content they depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import clausegen
from clausegen.cache import default_cache
from clausegen.findings import Finding, Location, Niveau


@lru_cache(maxsize=1)
def moteur() -> str:
    """Digest of every source of the engine: any change of it forgets everything."""
    root = Path(clausegen.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def empreinte(*parts: str) -> str:
    """Digest of texts in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\n{part}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def en_liste(finding: Finding) -> list[Any]:
    """A finding as plain values."""
    p = finding.location
    return [finding.code, int(finding.niveau), finding.constat, finding.remede, p.path, p.line, p.column, p.place,
            finding.field, finding.article]  # fmt: skip


def de_liste(values: Sequence[Any]) -> Finding:
    """A finding from its plain values."""
    code, niveau, constat, remede, path, line, column, place, field, article = values
    return Finding(code, Niveau(niveau), constat, remede, Location(path, line, column, place), field, article)


def reprendre(cle: str) -> Any:
    """What was kept under a key, None when nothing (or nothing readable) was."""
    text = default_cache().get(f"verifier\n{moteur()}\n{cle}")
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def garder(cle: str, valeur: Any) -> None:
    """Keep plain values under a key."""
    default_cache().put(f"verifier\n{moteur()}\n{cle}", json.dumps(valeur, ensure_ascii=False, separators=(",", ":")))


def fichiers(paths: Iterable[Path]) -> str:
    """Digest of files, by name and content; an unreadable one counts by its name."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        try:
            content = path.read_bytes()
        except OSError:
            content = b"?"
        digest.update(f"{path.name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()
