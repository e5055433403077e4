"""Who is calling: the officer's own browser (local mode), or one of the sessions of the intranet (server mode)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from clausegen.web.depot import Depot
from clausegen.web.reglages import Reglages


class Complet(Exception):
    """Too many sessions at once."""


@dataclass
class Locale:
    """Local mode: a token good once, exchanged for a cookie."""

    jeton: str
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    servi: bool = False
    verrou: threading.Lock = field(default_factory=threading.Lock)

    def echanger(self, jeton: str) -> str | None:
        """The cookie, the first time that the right token is given."""
        with self.verrou:
            if self.servi or not _egal(jeton, self.jeton):
                return None
            self.servi = True
            return self.cookie

    def connait(self, cookie: str) -> bool:
        """The cookie is that of this run."""
        return _egal(cookie, self.cookie)


@dataclass
class Ephemeres:
    """Server mode without folder: a temporary folder a session, removed two hours after its last request."""

    reglages: Reglages
    racine: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="clausegen-")))
    vues: dict[str, float] = field(default_factory=dict)
    verrou: threading.Lock = field(default_factory=threading.Lock)

    def depot(self, session: str, garder: bool) -> Depot:
        """Contracts of a session, remembered when `garder` (it is about to hold something); raises `Complet`."""
        nom = hashlib.sha256(session.encode()).hexdigest()[:32]
        with self.verrou:
            self._purger()
            if nom not in self.vues and not garder:
                return Depot(self.racine / nom)
            if nom not in self.vues and len(self.vues) >= self.reglages.max_sessions:
                raise Complet
            self.vues[nom] = time.monotonic()
        return Depot(self.racine / nom)

    def effacer(self, session: str) -> None:
        """Remove at once what a session holds."""
        nom = hashlib.sha256(session.encode()).hexdigest()[:32]
        with self.verrou:
            self.vues.pop(nom, None)
            shutil.rmtree(self.racine / nom, ignore_errors=True)

    def fermer(self) -> None:
        """Remove everything, at the end of the program."""
        shutil.rmtree(self.racine, ignore_errors=True)

    def _purger(self) -> None:
        limite = time.monotonic() - self.reglages.duree_session
        for nom in [n for n, vue in self.vues.items() if vue < limite]:
            del self.vues[nom]
            shutil.rmtree(self.racine / nom, ignore_errors=True)


def signe(session: str, secret: str) -> str:
    """Token of the forms of a session (server mode)."""
    return hmac.new(secret.encode(), session.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _egal(un: str, autre: str) -> bool:
    return hmac.compare_digest(un.encode("utf-8", "replace"), autre.encode())


egal = _egal
