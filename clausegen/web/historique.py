"""The last changes of a contract, so that they can be undone: one line of JSON each, appended before the file changes."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from clausegen.output import write_text

GARDES = 50
# Answers typed one after the other in the same field make one change.
_MEME_GESTE = dt.timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Geste:
    """A change: when, what in an officer's words, dotted paths, text of the contract file before it."""

    quand: dt.datetime
    quoi: str
    champs: tuple[str, ...]
    avant: str


class Historique:
    """Changes of one contract, oldest first."""

    def __init__(self, dossier: Path) -> None:
        self.fichier = dossier / ".clausegen" / "historique.jsonl"

    def gestes(self) -> list[Geste]:
        """What is kept; a line that a kill left half written counts for nothing."""
        try:
            lignes = self.fichier.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        trouves = []
        for ligne in lignes:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                d = json.loads(ligne)
                trouves.append(
                    Geste(dt.datetime.fromisoformat(d["quand"]), str(d["quoi"]), tuple(d["champs"]), str(d["avant"]))
                )
        return trouves

    def ajouter(self, geste: Geste) -> None:
        """Keep what the file said before a change. Raises OSError."""
        gestes = self.gestes()
        dernier = gestes[-1] if gestes else None
        if dernier and geste.champs and dernier.champs == geste.champs and geste.quand - dernier.quand < _MEME_GESTE:
            return
        if len(gestes) >= 2 * GARDES:
            self._recrire([*gestes[-GARDES:], geste])
            return
        self.fichier.parent.mkdir(exist_ok=True)
        with self.fichier.open("a", encoding="utf-8") as flux:
            flux.write(("" if self._entier() else "\n") + _ligne(geste))

    def retirer_le_dernier(self) -> None:
        """Forget the last change, once it was undone."""
        self._recrire(self.gestes()[:-1])

    def _entier(self) -> bool:
        """The file ends with its line."""
        try:
            with self.fichier.open("rb") as flux:
                flux.seek(-1, os.SEEK_END)
                return flux.read(1) == b"\n"
        except OSError:
            return True

    def _recrire(self, gestes: list[Geste]) -> None:
        write_text(self.fichier, "".join(map(_ligne, gestes)))


def _ligne(geste: Geste) -> str:
    donnees = {"quand": geste.quand.isoformat(), "quoi": geste.quoi, "champs": list(geste.champs), "avant": geste.avant}
    return json.dumps(donnees, ensure_ascii=False) + "\n"
