"""The examples of a rule: its tests, positions included, and the second half of its documentation page.

A mark « ‸ » stands in the text just before each place where the rule must speak; it is taken out before reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MARQUE = "‸"


@dataclass(frozen=True, slots=True)
class Exemple:
    """A clause (`texte`, and lines of its front matter that replace or add to the usual ones) that a rule examines.

    No mark: the rule must stay silent. `fichiers`: other files of the library, by path under its root, with marks too.
    `entete` replaces the lines of the same key; an empty value takes the key out.
    """

    nom: str
    texte: str = "Le titulaire exécute les prestations."
    entete: Mapping[str, str] = field(default_factory=dict)
    fichiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExempleWord:
    """The shipped CCAP gabarit (or the CCAP of a sample contract, for a rule on pieces) once its parts are changed.

    `change` receives the parts by name and modifies them; `attendu` holds the places (`Location.place`) expected.
    """

    nom: str
    change: Callable[[dict[str, bytes]], None]
    attendu: tuple[str, ...] = ()
    marche: str = "services-fcs"
    publiable: bool = False


def sans_marques(texte: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without its marks, and the (line, column) of each, from 1."""
    places = []
    clean: list[str] = []
    for morceau in texte.split(MARQUE)[:-1]:
        clean.append(morceau)
        before = "".join(clean)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    return texte.replace(MARQUE, ""), tuple(places)


__all__ = ["MARQUE", "Exemple", "ExempleWord", "sans_marques"]
