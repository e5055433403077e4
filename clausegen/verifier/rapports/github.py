"""Workflow commands of GitHub Actions: each finding is an annotation on its line.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from clausegen.findings import Finding, Niveau
from clausegen.verifier.bilan import Bilan
from clausegen.verifier.rapports.texte import resume

_COMMANDES = {Niveau.BLOQUANT: "error", Niveau.A_CORRIGER: "warning", Niveau.CONSEIL: "notice"}


def _donnee(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _propriete(text: str) -> str:
    return _donnee(text).replace(":", "%3A").replace(",", "%2C")


def annotation(finding: Finding) -> str:
    """`::error file=…,line=…,col=…,title=…::message`."""
    place = finding.location
    properties = {"file": place.path}
    # A paragraph of a Word file is no line of a diff: the place is then said in the message.
    if place.line and not place.place:
        properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
    properties["title"] = f"{finding.code} {finding.niveau.libelle}"
    shown = ",".join(f"{name}={_propriete(value)}" for name, value in properties.items() if value)
    remedy = f" — {finding.remede}" if finding.remede else ""
    where = f"{place.place}\u00a0: " if place.place else ""
    return f"::{_COMMANDES[finding.niveau]} {shown}::{_donnee(where + finding.constat + remedy)}"


def ecrire(bilan: Bilan) -> str:
    """One command a line, then the summary."""
    return "\n".join([*(annotation(f) for f in bilan.findings), resume(bilan)]) + "\n"
