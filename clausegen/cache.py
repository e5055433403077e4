"""Texts kept on disk between two runs: what was read of a library, fragments of clauses, compiled gabarits.

Never code, never needed. A file holds one line of control (format, engine, sha256 of the rest) then the text; whatever
does not match is ignored and every failure of the disk is silent. Place: `CLAUSEGEN_CACHE` (« non » for none), else
the platform's convention.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

from clausegen import __version__

_FORMAT = "clausegen-cache 1"
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_counter = count()
# The modules that decide what is kept: the others may change without emptying the cache.
_PACKAGES = ("", "evaluation", "sources", "legal", "library", "drafting", "word")


@lru_cache(maxsize=1)
def engine() -> str:
    """Version of the engine and digest of the sources that read and write texts: their change empties the cache."""
    digest = hashlib.sha256(__version__.encode("utf-8"))
    root = Path(__file__).parent
    for package in _PACKAGES:
        folder = os.path.join(root, package)
        with suppress(OSError):
            for name in sorted(n for n in os.listdir(folder) if n.endswith(".py")):
                with open(os.path.join(folder, name), "rb") as source:
                    digest.update(source.read())
    return f"{__version__}-{digest.hexdigest()[:16]}"


def cache_folder() -> Path | None:
    """Folder of the cache, None when it is switched off or has no place."""
    chosen = os.environ.get("CLAUSEGEN_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen not in ("", "non", "0") else None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "clausegen" / "cache" if local else None
    with suppress(RuntimeError):
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "clausegen"
        given = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(given) if os.path.isabs(given) else Path.home() / ".cache") / "clausegen"
    return None


class Cache:
    """`get` and `put` of a text by content key."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = str(folder) if folder else ""

    def _path(self, key: str) -> str:
        name = hashlib.sha256(f"{engine()}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()
        return os.path.join(self._folder, name[:1], f"{name[1:]}.txt") if self._folder else ""

    def get(self, key: str) -> str | None:
        """The text kept under this key, None when there is none or when the file is not what was written."""
        path = self._path(key)
        if not path:
            return None
        try:
            with open(path, "rb") as file:
                control, _, text = file.read().decode("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if control == _control(key, text) else None

    def put(self, key: str, text: str) -> None:
        """Keep a text: written beside, then renamed."""
        path = self._path(key)
        if not path:
            return
        with suppress(OSError, UnicodeEncodeError):
            content = f"{_control(key, text)}\n{text}".encode()
            beside = f"{path}.{os.getpid()}.{next(_counter)}"
            try:
                try:
                    handle = os.open(beside, _CREATE, 0o600)
                except FileNotFoundError:
                    os.makedirs(os.path.dirname(path), exist_ok=True, mode=0o700)
                    handle = os.open(beside, _CREATE, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(beside, path)
            except OSError:
                os.unlink(beside)


def _control(key: str, text: str) -> str:
    digest = hashlib.sha256(f"{key}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_FORMAT} {engine()} {digest}"


@lru_cache(maxsize=8)
def _at(folder: Path | None) -> Cache:
    return Cache(folder)


def default_cache() -> Cache:
    """The cache of this user, at its usual place; the same object as long as the place is the same."""
    return _at(cache_folder())
