"""A workbook that clausegen wrote and nobody changed since: the digest of its sheets is kept in a property of the file."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

STAMP = "clausegen-contenu"
_SHEET = re.compile(r"xl/(?:worksheets/[^/]+\.xml|sharedStrings\.xml)")
_PROPERTIES = "docProps/custom.xml"
_MAX_PART = 50_000_000


def content_digest(data: bytes, limit: int = 0) -> str:
    """SHA-256 of the sheets and texts of a .xlsx; raises what a damaged archive raises, ValueError above `limit` bytes a part."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if _SHEET.fullmatch(info.filename):
                if limit and info.file_size > limit:
                    raise ValueError("sheet too large")
                digest.update(f"{info.filename}\n".encode())
                digest.update(archive.read(info))
    return digest.hexdigest()


def untouched_workbook(data: bytes) -> bool:
    """True for a stamped workbook whose sheets are those that were written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(_PROPERTIES)
            properties = archive.read(info) if info.file_size < 100_000 else b""
        return STAMP.encode() in properties and content_digest(data, _MAX_PART).encode() in properties
    except (KeyError, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return False
