"""Bytes of a file to text: size, encoding, characters that no document may hold."""

from __future__ import annotations

import re
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused

MAX_BYTES = 2_000_000
# XML 1.0 forbids these; a Word file that held one would be malformed or would lose text without a word.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def forbidden_character(text: str) -> re.Match[str] | None:
    """First character that XML 1.0 forbids (controls, lone surrogates, noncharacters), None when there is none."""
    return _FORBIDDEN.search(text)


def refuse(path: str, code: str, constat: str, remede: str, line: int = 0, column: int = 0) -> Refused:
    """A `Refused` holding one blocking finding at a place of a file."""
    return Refused([Finding(code, Niveau.BLOQUANT, constat, remede, Location(path, line, column))])


def read_bytes(path: Path, limit: int, trop: str = "") -> bytes:
    """Bytes of a file; `Refused` (CG100, CG101) when it is absent, unreadable or longer than `limit`.

    `trop` says what to do with a file that is too long.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except FileNotFoundError:
        raise refuse(name, "CG100", "ce fichier n’existe pas", "vérifiez le nom et le dossier") from None
    except IsADirectoryError:
        raise refuse(name, "CG100", "c’est un dossier, pas un fichier", "indiquez le fichier lui-même") from None
    except OSError as error:
        reason = error.strerror or "raison inconnue"
        raise refuse(name, "CG100", f"lecture impossible ({reason})", "vérifiez vos droits sur ce fichier") from None
    if len(raw) > limit:
        size = f"{limit // 1_000_000} Mo" if limit >= 10_000_000 else f"{limit // 1000} ko"
        raise refuse(name, "CG101", f"fichier trop volumineux (plus de {size})", trop or "vérifiez que c’est le bon")
    return raw


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Text of a UTF-8 file (a BOM is fine), line ends normalised.

    Raises `Refused` (French finding, CG100–CG101) when the file is absent, unreadable, too large, binary, empty or in
    another encoding.
    """
    name = str(path)
    raw = read_bytes(path, limit, "un fichier de marché ou de clause n’en demande jamais autant : vérifiez que c’est le bon")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse(name, "CG101", "le fichier est encodé en UTF-16", "enregistrez-le en UTF-8")
    if b"\x00" in raw or raw[:4] in (b"PK\x03\x04", b"%PDF"):
        raise refuse(
            name, "CG101", "ce n’est pas un fichier de texte",
            "indiquez un fichier YAML (texte enregistré en UTF-8), non un fichier Word, Excel ou PDF",
        )  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise refuse(
            name, "CG101", "le fichier n’est pas encodé en UTF-8 (sans doute en Windows-1252)",
            "réenregistrez-le en « UTF-8 » depuis votre éditeur de texte", line, column,
        ) from None  # fmt: skip
    if not text.strip():
        raise refuse(name, "CG101", "le fichier est vide", "partez d’un des exemples fournis")
    return text.replace("\r\n", "\n").replace("\r", "\n")
