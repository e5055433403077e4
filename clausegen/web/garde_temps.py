"""Results kept for a while in memory, for who asked for them: a page can be read again, a file downloaded, nothing is stored."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any


@dataclass
class GardeTemps:
    """`duree` in seconds; `max_entrees` and `max_octets` bound memory: the oldest results go first."""

    duree: float = 30 * 60.0
    max_entrees: int = 64
    max_octets: int = 60_000_000
    _connus: OrderedDict[str, tuple[float, str, int, Any]] = field(default_factory=OrderedDict)
    _verrou: threading.Lock = field(default_factory=threading.Lock)

    def garder(self, session: str, resultat: Any, octets: int) -> str:
        """Keep a result of a session; the name by which it is asked for again, that cannot be guessed."""
        jeton = secrets.token_urlsafe(18)
        with self._verrou:
            self._connus[jeton] = (time.monotonic(), session, octets, resultat)
            self._purger()
        return jeton

    def rendre(self, session: str, jeton: str, genre: type) -> Any:
        """The result, None when it is gone, of another session, or of another kind."""
        with self._verrou:
            self._purger()
            trouve = self._connus.get(jeton)
        return trouve[3] if trouve is not None and trouve[1] == session and isinstance(trouve[3], genre) else None

    def _purger(self) -> None:
        limite = time.monotonic() - self.duree
        while self._connus:
            quand, _, _, _ = next(iter(self._connus.values()))
            lourd = sum(entree[2] for entree in self._connus.values()) > self.max_octets
            if quand >= limite and len(self._connus) <= self.max_entrees and not lourd:
                return
            self._connus.popitem(last=False)
