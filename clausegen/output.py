"""Files written so that nothing is lost or half written: all beside first, then renamed together.

A file that clausegen did not write, or that was changed since, is never replaced: the new one takes `_v2` beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused

MAX_NAME = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))}


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A file to write: name without suffix, suffix, bytes, and whether an existing file may be replaced."""

    stem: str
    suffix: str
    data: bytes
    replaceable: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file went. `action`: « créé », « remplacé », « inchangé », « à côté » (a file of another hand was kept).

    `other`: a file of the same piece in another state, that this one leaves behind.
    """

    path: Path
    action: str
    other: Path | None = None


def safe_name(text: str) -> str:
    """A file name that Windows accepts: ASCII letters, digits, « - » and « _ », 120 characters at most."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:MAX_NAME]
    return f"_{plain}" if plain.lower().split(".")[0] in _RESERVED else plain or "marche"


def piece_stem(reference: str, sigle: str, projet: bool) -> str:
    """Name of the file of a piece, without suffix: « 2026-014_CCAP_PROJET »."""
    return f"{safe_name(reference)}_{safe_name(sigle)}{'_PROJET' if projet else ''}"


def _target(folder: Path, item: ToWrite) -> tuple[Path, str]:
    version = 1
    while True:
        name = item.stem if version == 1 else f"{item.stem}_v{version}"
        path = folder / f"{name}{item.suffix}"
        if not path.exists():
            return path, "créé" if version == 1 else "à côté"
        if path.is_file():
            existing = path.read_bytes()
            if existing == item.data:
                return path, "inchangé"
            if item.replaceable(existing):
                return path, "remplacé"
        version += 1


def _failure(folder: Path, error: OSError) -> Refused:
    reasons = {
        errno.EACCES: ("le dossier n’est pas accessible en écriture, ou un fichier y est ouvert dans Word",
                       "fermez le fichier, ou choisissez un autre dossier avec -o"),
        errno.EPERM: ("le dossier n’est pas accessible en écriture", "choisissez un autre dossier avec -o"),
        errno.EROFS: ("le dossier est en lecture seule", "choisissez un autre dossier avec -o"),
        errno.ENOSPC: ("le disque est plein", "libérez de la place, puis recommencez"),
        errno.EDQUOT: ("votre quota de disque est atteint", "libérez de la place, puis recommencez"),
        errno.ENOTDIR: ("un fichier porte le nom de ce dossier", "choisissez un autre dossier"),
        errno.EEXIST: ("un fichier porte le nom de ce dossier", "choisissez un autre dossier"),
        errno.ENAMETOOLONG: ("le nom du fichier ou du dossier est trop long", "raccourcissez la référence du marché"),
    }  # fmt: skip
    constat, remede = reasons.get(error.errno or 0, (f"écriture impossible ({error.strerror or error})", "choisissez un autre dossier avec -o"))
    return Refused([Finding("CG902", Niveau.BLOQUANT, f"{constat} : rien n’a été écrit", remede, Location(str(folder)))], exit_code=3)


def write_all(folder: Path, items: Sequence[ToWrite]) -> tuple[Written, ...]:
    """Write every file or none. Raises `Refused` with exit code 3 when the folder cannot take them."""
    temporary: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        planned = [(_target(folder, item), item) for item in items]
        staged = []
        for (path, action), item in planned:
            if action == "inchangé":
                continue
            handle, name = tempfile.mkstemp(prefix=".clausegen-", suffix=".tmp", dir=folder)
            temporary.append(Path(name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(item.data)
                stream.flush()
                os.fsync(stream.fileno())
            staged.append((Path(name), path))
        for source, path in staged:
            source.chmod(0o644)
            source.replace(path)
        return tuple(Written(path, action) for (path, action), _ in planned)
    except OSError as error:
        raise _failure(folder, error) from None
    finally:
        for path in temporary:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Replace a text file that the user named: written beside, then renamed. `Refused` (exit code 3) on failure."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".clausegen-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise _failure(path.parent, error) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet: written beside, then named. `Refused`: code 2 when it exists, 3 on failure."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".clausegen-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links on this disk: the name is taken first, then filled.
            path.open("xb").close()
            temporary.replace(path)
    except FileExistsError as error:
        if path.parent.is_dir():
            raise Refused([_exists(path)]) from None
        raise _failure(path.parent, error) from None
    except OSError as error:
        raise _failure(path.parent, error) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _exists(path: Path) -> Finding:
    return Finding("CG903", Niveau.BLOQUANT, "ce fichier existe déjà : rien n’a été écrit", "choisissez un autre nom, ou déplacez-le",
                   Location(str(path)))  # fmt: skip


def check_new(path: Path) -> None:
    """Raise `Refused` (code 2) when a file has this name already."""
    if path.exists() or path.is_symlink():
        raise Refused([_exists(path)])
