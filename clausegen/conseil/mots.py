"""Patterns of words written by officers in the tables: « insertion* de document* », « nettoyage … locaux »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from clausegen.ecriture import sans_accent

_ELLIPSE = "…"


def plier(texte: str) -> str:
    """Lower case without accents, one apostrophe, single spaces; signs that only separate words are spaces."""
    return " ".join(re.sub(r"[^a-z0-9'&/-]+", " ", sans_accent(texte)).split())


def forme(mots: str) -> str:
    """Regular expression of a pattern. « * » ends a word in any way; « … » stands for three words at most."""
    morceaux = []
    for mot in mots.split():
        if mot == _ELLIPSE:
            morceaux.append(r"(?:[^ ]+ ){0,3}?")
        else:
            propre = sans_accent(mot)
            morceaux.append(re.escape(propre).replace(r"\*", r"[a-z0-9]*") + " ")
    return r"(?<![a-z0-9-])" + "".join(morceaux).rstrip() + r"(?![a-z0-9])"


@lru_cache(maxsize=512)
def compiler(mots: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for several patterns; None when there is none."""
    return re.compile("|".join(forme(m) for m in mots)) if mots else None


def trouver(mots: Iterable[str], texte_plie: str) -> re.Match[str] | None:
    """First place where one of the patterns stands in a folded text."""
    motif = compiler(tuple(mots))
    return motif.search(texte_plie) if motif else None
