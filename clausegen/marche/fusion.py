"""Merging plain trees: a lot over the contract, changes over a sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausegen.marche.base import plier

# Written either as one value or as a mapping with a `mode`: a mapping that states its mode replaces the whole.
_UNIONS = frozenset({"heures", "heure"})
# Naming another person replaces the whole: its telephone is not that of the one before.
_PERSONNES = {"facilitateur": "structure", "referent": "service"}
# What these sections say holds together: a lot that states one states all of it.
_ENTIERES = frozenset({"cpv", "lieu", "reserve", "objet_insertion", "absence_de_condition_sociale"})


def merge(base: Any, changements: Any) -> Any:
    """`changements` over `base`, both plain (dict, list, str): mappings merge key by key, the rest is replaced.

    « oui » over a mapping keeps the mapping; an empty text removes the key.
    """
    if not isinstance(changements, Mapping):
        if isinstance(base, Mapping) and isinstance(changements, str) and plier(changements) == "oui":
            return dict(base)
        return changements
    resultat = dict(base) if isinstance(base, Mapping) else {}
    for cle, valeur in changements.items():
        if valeur == "" and cle in resultat:
            del resultat[cle]
        elif (cle in _PERSONNES and isinstance(valeur, Mapping) and _PERSONNES[cle] in valeur) or (cle in _UNIONS and isinstance(valeur, Mapping) and "mode" in valeur):
            resultat[cle] = dict(valeur)
        else:
            resultat[cle] = merge(resultat.get(cle), valeur)
    return resultat


def heriter(haut: Mapping[str, Any], lot: Mapping[str, Any]) -> dict[str, Any]:
    """Sections of a lot completed by those of the contract; keys that the lot does not state are not there."""
    return {
        cle: valeur if cle in _ENTIERES and isinstance(valeur, Mapping) else merge(haut.get(cle), valeur)
        for cle, valeur in lot.items()
    }


def present(arbre: Any, chemin: tuple[str | int, ...]) -> bool:
    """The path was written in this tree."""
    for pas in chemin:
        if isinstance(pas, int):
            if not isinstance(arbre, list) or pas >= len(arbre):
                return False
            arbre = arbre[pas]
        elif isinstance(arbre, Mapping) and pas in arbre:
            arbre = arbre[pas]
        else:
            return False
    return True
