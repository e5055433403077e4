"""Markdown for a comment on a merge request or a job summary."""

from __future__ import annotations

from clausegen.verifier.bilan import Bilan
from clausegen.verifier.rapports.texte import resume


def _cellule(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def ecrire(bilan: Bilan) -> str:
    """A heading, a table of the findings, one of the pieces compared, the summary."""
    lines = ["## Vérification des clauses, gabarits, marchés et pièces", ""]
    if bilan.findings:
        lines += ["| Niveau | Code | Où | Constat | Remède |", "|---|---|---|---|---|"]
        for f in sorted(bilan.findings, key=lambda f: -f.niveau):
            where = _cellule(str(f.location))
            lines.append(
                f"| {f.niveau.libelle} | {f.code} | `{where}` | {_cellule(f.constat)} | {_cellule(f.remede)} |"
            )
        lines.append("")
    pieces = [c for c in bilan.controles if c.resume]
    if pieces:
        lines += ["| Pièce | Clauses |", "|---|---|", *(f"| {_cellule(c.nom)} | {_cellule(c.resume)} |" for c in pieces), ""]
    return "\n".join([*lines, resume(bilan), ""])
