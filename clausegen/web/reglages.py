"""How the application runs: on the officer's own computer, or for an intranet behind a reverse proxy."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

MEGA = 1_000_000


@dataclass(frozen=True)
class Reglages:
    """`dossier`: where contracts are (None in server mode: nothing is kept between visits).

    `jeton`: the one-time token of the address that opens the browser (local mode). `hotes`: names by which the
    application may be called, without port. `organisation` as « --organisation ».
    """

    dossier: Path | None = None
    serveur: bool = False
    port: int = 0
    hotes: tuple[str, ...] = ("127.0.0.1", "localhost")
    organisation: str | None = None
    jeton: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    max_envoi: int = 10 * MEGA
    max_texte: int = 4 * MEGA
    # Server mode: sessions at once, and how long one lasts after its last request.
    max_sessions: int = 200
    duree_session: float = 2 * 3600.0

    @property
    def cookie(self) -> str:
        """Name of the session cookie; cookies ignore ports, two applications on one computer must not share it."""
        return f"clausegen_{self.port}" if not self.serveur else "clausegen"
