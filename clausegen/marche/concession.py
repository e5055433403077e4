"""Concessions are another body of law: they are declined at once, politely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausegen.findings import Finding, Niveau
from clausegen.marche.base import plier
from clausegen.marche.chemins import court

_MOTS = ("concession", "delegation de service public", "dsp", "affermage")


def refus(plain: Mapping[str, Any], locate: Any) -> tuple[Finding, ...]:
    """A refusal when the nature, the form or the procedure names a concession."""
    for cle in ("nature", "forme", "procedure"):
        valeur = plain.get(cle)
        if isinstance(valeur, str):
            mots = plier(valeur).replace("_", " ")
            if any(mot in mots.split() or (" " in mot and mot in mots) for mot in _MOTS):
                return (
                    Finding(
                        "CG129", Niveau.BLOQUANT,
                        f"« {court(valeur)} » : clausegen rédige les pièces des marchés publics, non celles des concessions",
                        "les concessions relèvent de la troisième partie du code, dont les clauses ne sont pas dans la "
                        "bibliothèque", locate((cle,), False), cle, refuse=True,
                    ),
                )  # fmt: skip
    return ()
