"""Concessions are another body of law: they are declined at once, politely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clausegen.findings import Finding, Niveau
from clausegen.marche.base import plier
from clausegen.marche.chemins import court

_MOTS = ("concession", "delegation de service public", "dsp", "affermage")
# An object that begins by naming such a contract; « reprise de concessions funéraires » or « aide à la passation d’une
# concession » are marchés.
_OBJET = re.compile(
    r"^(?:(?:convention|contrat)s? (?:de |d'))?"
    r"(?:concession (?:de|d'|du|des|pour|relative|portant)\b|delegation de (?:gestion du )?service public|affermage|regie interessee)"
)


def refus(plain: Mapping[str, Any], locate: Any) -> tuple[Finding, ...]:
    """A refusal when the nature, the form, the procedure or the beginning of the object names a concession."""
    for cle in ("nature", "forme", "procedure", "objet"):
        valeur = plain.get(cle)
        if isinstance(valeur, str) and _nomme(cle, plier(valeur)):
            return (
                Finding(
                    "CG129", Niveau.BLOQUANT,
                    f"« {court(valeur)} » : clausegen rédige les pièces des marchés publics, non celles des concessions",
                    "les concessions relèvent de la troisième partie du code, dont les clauses ne sont pas dans la "
                    "bibliothèque ; si c’est un marché, dites-le dans son objet", locate((cle,), False), cle, refuse=True,
                ),
            )  # fmt: skip
    return ()


def _nomme(cle: str, texte: str) -> bool:
    if cle == "objet":
        return _OBJET.match(texte) is not None
    mots = texte.replace("_", " ")
    return any(mot in mots.split() or (" " in mot and mot in mots) for mot in _MOTS)
