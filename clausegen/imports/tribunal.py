"""The administrative court that a contract tree points to: proposed, never imposed."""

from __future__ import annotations

from pathlib import Path

from clausegen.imports.arbre import Arbre, lire
from clausegen.imports.squelette import Note
from clausegen.legal.shape import Reader
from clausegen.legal.territoires import load_territoires
from clausegen.marche.base import est_eteint


def tribunal_propose(arbre: Arbre, library: Path) -> Note | None:
    """The court of the département of performance, else of the buyer's; None when it cannot be told or is given."""
    if lire(arbre, ("acheteur", "tribunal")) or est_eteint(lire(arbre, ("acheteur", "public")) or "oui"):
        return None
    territoires = load_territoires(library, Reader())
    code = lire(arbre, ("lieu", "departement")) or territoires.departement_du_code_postal(lire(arbre, ("acheteur", "code_postal")) or "")
    departement = territoires.departements.get(code or "")
    if departement is None:
        return None
    return Note(f"tribunal proposé d’après le département {departement.code} ({departement.nom}) ; à écrire seulement pour en changer", departement.tribunal)
