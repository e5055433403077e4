"""`clausegen verifier --annoter`: a copy of each faulty gabarit, beside it, with a Word comment on each fault."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clausegen.findings import Finding
from clausegen.output import ToWrite, Written, write_all
from clausegen.verifier.bilan import Bilan
from clausegen.word.annotation import Note, annotate
from clausegen.word.guards import inspect_parts

SUFFIXE = "_annote"


def annoter(bilan: Bilan) -> tuple[tuple[Written, ...], tuple[str, ...]]:
    """Copies written, and the gabarits that could not be annotated (they cannot be opened).

    `ccap.docx` gives `ccap_annote.docx`, then `ccap_annote_v2.docx`: a copy is never replaced. Raises `Refused` (exit
    code 3) when the folder cannot be written.
    """
    written: list[Written] = []
    impossible = []
    for controle in bilan.controles:
        if controle.genre != "gabarit" or not controle.findings:
            continue
        path = Path(controle.chemin)
        data = annote(path.read_bytes(), controle.findings)
        if data is None:
            impossible.append(controle.chemin)
        else:
            written.extend(
                write_all(path.parent, [ToWrite(path.stem + SUFFIXE, path.suffix, data, lambda _existing: False)])
            )
    return tuple(written), tuple(impossible)


def annote(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    """Bytes of the annotated copy, None when the file cannot be opened."""
    parts, _ = inspect_parts(data, "")
    return annotate(parts, [note_de(f) for f in findings]) if parts else None


def note_de(finding: Finding) -> Note:
    """The comment of a finding; outside the body, its place is said first."""
    place = finding.location.place
    inside = place.startswith("corps") and finding.location.line > 0
    head = f"{finding.code} ({finding.niveau.libelle})"
    return Note(
        finding.location.line if inside else 0,
        tuple(t for t in (head if inside or not place else f"{head} — {place}", finding.constat, finding.remede) if t),
    )
