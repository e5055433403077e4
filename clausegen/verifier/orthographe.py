"""Words looked up in the French dictionary of Hunspell: an optional extra (`pip install "clausegen[orthographe]"`).

The dictionary is the one of the system (package « hunspell-fr »), or of the folder that `CLAUSEGEN_DICTIONNAIRE` names.
Loading it takes longer than verifying a clause: words already found right are remembered on disk, and it is opened only
for those that were never seen. This is the only module that knows the library that reads it.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from clausegen.library import shipped_library
from clausegen.verifier.memoire import garder, reprendre

_LANGUE = "fr_FR"
_DOSSIERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling", "/opt/homebrew/share/hunspell")
_LETTRE = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_MOT = re.compile(rf"[{_LETTRE}]+(?:[’'‑-][{_LETTRE}]+)*")
_SIMPLES = str.maketrans({"’": "'", "‑": "-"})
# Shorter words are articles, units and symbols.
_COURT = 3


@lru_cache(maxsize=1)
def dossier() -> Path | None:
    """Folder of the dictionary; None when it, or the library that reads it, is not installed."""
    if find_spec("hunspell") is None:
        return None
    for place in (os.environ.get("CLAUSEGEN_DICTIONNAIRE", ""), *_DOSSIERS):
        if place and (Path(place) / f"{_LANGUE}.dic").is_file() and (Path(place) / f"{_LANGUE}.aff").is_file():
            return Path(place)
    return None


@lru_cache(maxsize=1)
def marque() -> str:
    """What changes when a word may be judged otherwise; empty when spelling is not verified."""
    place = dossier()
    return "" if place is None else hashlib.sha256((place / f"{_LANGUE}.dic").read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _dictionnaire() -> Any:
    return importlib.import_module("hunspell").Hunspell(_LANGUE, hunspell_data_dir=str(dossier()))


@lru_cache(maxsize=1)
def _connus() -> set[str]:
    return set(reprendre(f"orthographe\n{marque()}") or ())


@lru_cache(maxsize=4)
def lexique(racine: str) -> frozenset[str]:
    """Words of `lexique.txt` of a library and of the shipped one: one a line, « # » before a comment."""
    words: set[str] = set()
    for path in {Path(racine) / "lexique.txt", shipped_library() / "lexique.txt"}:
        if path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            words.update(word for line in lines if (word := line.partition("#")[0].strip()))
    return frozenset(words)


def mots(texte: str, debut: int = 0) -> Iterator[tuple[int, str]]:
    """Words of a text and where they start, apostrophes and hyphens made simple."""
    for found in _MOT.finditer(texte, debut):
        if len(found[0]) >= _COURT:
            yield found.start(), found[0].translate(_SIMPLES)


def juste(mot: str, permis: frozenset[str]) -> bool:
    """True when a word is in the lexicon or the dictionary, whole or by its parts (« lui-même », « l’acheteur »)."""
    if mot in permis or mot in _connus():
        return True
    parts = [p for p in re.split(r"['-]", mot) if len(p) >= _COURT and p not in permis]
    right = not parts or bool(_dictionnaire().spell(mot)) or all(_dictionnaire().spell(p) for p in parts)
    if right:
        _connus().add(mot)
    return right


def proposition(mot: str) -> str:
    """The nearest word of the dictionary, empty when there is none."""
    return next(iter(_dictionnaire().suggest(mot)), "")


def retenir(textes: Iterable[str], fautifs: frozenset[str]) -> None:
    """Remember the words of texts that were verified, without those that were reported."""
    if not marque():
        return
    seen = {mot for texte in textes for _, mot in mots(texte)} - fautifs
    if seen - set(reprendre(f"orthographe\n{marque()}") or ()):
        _connus().update(seen)
        garder(f"orthographe\n{marque()}", sorted(_connus()))
