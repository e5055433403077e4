"""Contracts on disk: a folder each, whose `marche.yaml` is never half written nor silently overwritten."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Refused
from clausegen.output import safe_name, write_new, write_text
from clausegen.web.historique import Geste, Historique

FICHIER = "marche.yaml"
_NOM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,119}")
_verrous: dict[str, threading.RLock] = defaultdict(threading.RLock)
_table = threading.Lock()


class Introuvable(LookupError):
    """No such contract."""


@dataclass(frozen=True, slots=True)
class Version:
    """Text of a contract file, and what tells it from any other version."""

    texte: str
    quand: dt.datetime

    @property
    def jeton(self) -> str:
        """Token put in forms."""
        return hashlib.sha256(self.texte.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Conflit(Exception):
    """The file changed since the form was shown. `actuelle`: what it says now."""

    def __init__(self, actuelle: Version) -> None:
        super().__init__("conflit")
        self.actuelle = actuelle


class Dossier:
    """One contract."""

    def __init__(self, chemin: Path) -> None:
        self.chemin = chemin
        self.nom = chemin.name
        self.fichier = chemin / FICHIER
        self.historique = Historique(chemin)
        with _table:
            self.verrou = _verrous[str(chemin)]

    def lire(self) -> Version:
        """The file as it is; raises `Introuvable` when it is gone."""
        try:
            octets = self.fichier.read_bytes()
            quand = dt.datetime.fromtimestamp(self.fichier.stat().st_mtime)
        except OSError:
            raise Introuvable(self.nom) from None
        return Version(octets.decode("utf-8-sig", "replace").replace("\r\n", "\n"), quand)

    def enregistrer(self, texte: str, attendu: str, quoi: str, champs: tuple[str, ...] = ()) -> Version:
        """Replace the text if the file is still the version `attendu`; raises `Conflit`, or `Refused` (disk)."""
        with self.verrou:
            actuelle = self.lire()
            if actuelle.texte == texte:
                return actuelle
            if actuelle.jeton != attendu:
                raise Conflit(actuelle)
            self.historique.ajouter(Geste(dt.datetime.now(), quoi, champs, actuelle.texte))
            write_text(self.fichier, texte)
            return self.lire()

    def a_annuler(self) -> Geste | None:
        """The last change that can be undone."""
        actuel = self.lire().texte
        return next((g for g in reversed(self.historique.gestes()) if g.avant != actuel), None)

    def annuler(self, attendu: str) -> Geste | None:
        """Put back what the file said before the last change; None when there is nothing to undo. Raises `Conflit`."""
        with self.verrou:
            actuelle = self.lire()
            if actuelle.jeton != attendu:
                raise Conflit(actuelle)
            # A change whose file was never replaced (a kill between the two) is not one.
            while (gestes := self.historique.gestes()) and gestes[-1].avant == actuelle.texte:
                self.historique.retirer_le_dernier()
            if not gestes:
                return None
            write_text(self.fichier, gestes[-1].avant)
            self.historique.retirer_le_dernier()
            return gestes[-1]


class Depot:
    """A folder of contracts."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine

    def __iter__(self) -> Iterator[Dossier]:
        """Contracts, the last changed first."""
        try:
            trouves = [p for p in self.racine.iterdir() if _NOM.fullmatch(p.name) and (p / FICHIER).is_file()]
        except OSError:
            return iter(())
        return iter([Dossier(p) for p in sorted(trouves, key=lambda p: -(p / FICHIER).stat().st_mtime)])

    def ouvrir(self, nom: str) -> Dossier:
        """The contract of this name; raises `Introuvable`. A name is never a path, even through a link."""
        chemin = self.racine / nom
        if (
            not _NOM.fullmatch(nom)
            or not (chemin / FICHIER).is_file()
            or chemin.resolve().parent != self.racine.resolve()
        ):
            raise Introuvable(nom)
        return Dossier(chemin)

    def creer(self, nom: str, texte: str) -> Dossier:
        """A new contract, in a folder of its own; raises `Refused` when the disk refuses."""
        base = safe_name(nom)[:60]
        for rang in range(1, 1000):
            chemin = self.racine / (base if rang == 1 else f"{base}-{rang}")
            if chemin.exists():
                continue
            try:
                write_new(chemin / FICHIER, texte.encode("utf-8", "surrogatepass"))
            except Refused as refus:
                if refus.exit_code == 2:
                    continue
                raise
            return Dossier(chemin)
        raise Introuvable(nom)
