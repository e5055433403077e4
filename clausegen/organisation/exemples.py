"""Sample contracts that keep a clause or leave it aside, for the examples of a new clause."""

from __future__ import annotations

from pathlib import Path

from clausegen.context import Contexte
from clausegen.expressions import LimitExceeded, TemplateError
from clausegen.facts import compute
from clausegen.marche import build_marche
from clausegen.model import Library
from clausegen.sources import read_yaml
from clausegen.trials import samples


def gardee_et_ecartee(library: Library, si: str) -> tuple[str, str]:
    """Names of a sample contract where a condition holds and of one where it does not (empty when there is none)."""
    kept = left = ""
    for name in samples(library):
        marche, _findings = build_marche(read_yaml(Path(library.root) / "_exemples" / f"{name}.yaml").plain())
        if marche is None:
            continue
        context = Contexte(marche, compute(marche, library.references, library.baremes), library)
        try:
            holds = any(context.holds(si, i) for i in context.every_lot) if "lot." in si else context.holds(si)
        except (TemplateError, LimitExceeded, TypeError, ValueError, ArithmeticError):
            continue
        kept = kept or (name if holds else "")
        left = left or ("" if holds else name)
        if kept and left:
            break
    return kept, left
