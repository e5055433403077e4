"""Office files come from outside: what is refused before any library opens them (bombs, macros, disguised files)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from clausegen.findings import Refused
from clausegen.sources.text import read_bytes, refuse

MAX_FILE = 30_000_000
MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
# Below this size a part may compress as well as it likes: a sheet full of repeats is not an attack.
_SMALL = 100_000
# Parts that are read whole in memory, unlike sheets: many times their size once read.
MAX_WHOLE = {"xl/sharedStrings.xml": 20_000_000, "xl/styles.xml": 6_000_000, "xl/workbook.xml": 5_000_000}
# A sheet is read row by row: one row may not be a whole file. Signs that could hide the end of a row are for small sheets.
MAX_ROW = 4_000_000
_ROW_END = b"</row"
_HIDING = re.compile(rb"<!--|<!\[CDATA\[|</\w+:row")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_SAVE = "ouvrez-le dans Excel ou LibreOffice, puis enregistrez-le en « Classeur Excel (.xlsx) »"
_SAVE_WORD = "ouvrez-le dans Word ou LibreOffice, puis enregistrez-le en « Document Word (.docx) »"


def office_kind(data: bytes) -> str:
    """« xlsx », « docx », « ods », « xlsb », « zip », « chiffre », « xls », « html » or « autre », from the content alone."""
    if data[:8] == _OLE:
        return "chiffre" if "EncryptedPackage".encode("utf-16-le") in data else "xls"
    if data[:4] != b"PK\x03\x04":
        start = data[:2000].lstrip().lower()
        return "html" if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")) else "autre"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = archive.read("mimetype")[:100] if "mimetype" in names and len(names) < MAX_MEMBERS else b""
    except Exception:  # whatever a damaged archive raises, it is not one of ours
        return "zip"
    if b"opendocument" in declared:
        return "ods"
    for part, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("word/document.xml", "docx")):
        if part in names:
            return kind
    return "zip"


_NOT_A_WORKBOOK = {
    "chiffre": ("ce classeur est protégé par un mot de passe",
                "retirez le mot de passe (Fichier › Informations › Protéger), puis enregistrez"),
    "xls": ("ce classeur est dans l’ancien format .xls", _SAVE),
    "html": ("ce fichier est une page web ou du XML, non un classeur Excel", _SAVE),
    "ods": ("ce classeur est au format OpenDocument (.ods)", _SAVE),
    "xlsb": ("ce classeur est au format binaire .xlsb", _SAVE),
    "docx": ("ce fichier est un document Word, non un classeur Excel", "indiquez un fichier .xlsx"),
    "autre": ("ce fichier n’est pas un classeur Excel : c’est sans doute un fichier de texte (CSV) renommé", _SAVE),
    "zip": ("ce fichier n’est pas un classeur Excel lisible", _SAVE),
}  # fmt: skip


def read_office(path: Path, expected: str) -> bytes:
    """Bytes of a .xlsx or .docx (`expected`) that may be opened; `Refused` (CG100, CG101, CG151) otherwise."""
    data = read_bytes(path, MAX_FILE, "retirez les images et les feuilles inutiles")
    if not data.strip():
        raise refuse(str(path), "CG151", "ce fichier est vide", "vérifiez que c’est le bon")
    kind = office_kind(data)
    if kind != expected:
        if expected == "docx":
            raise refuse(str(path), "CG151", "ce fichier n’est pas un document Word (.docx) lisible",
                         "indiquez une pièce produite par clausegen")  # fmt: skip
        raise refuse(str(path), "CG151", *_NOT_A_WORKBOOK[kind])
    check_archive(data, str(path), _SAVE if expected == "xlsx" else _SAVE_WORD)
    return data


def check_archive(data: bytes, path: str, save: str = _SAVE) -> None:
    """Refuse (CG151) an archive that is damaged, out of proportion, with macros, or with a document type definition."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, path)
            _check_names(archive, path, save)
            for info in archive.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, info, path, save)
    except Refused:
        raise
    except Exception as error:  # zipfile, zlib and others raise what they like on a damaged archive
        raise refuse(path, "CG151", "ce fichier est abîmé : il ne peut pas être ouvert", save) from error


def _check_sizes(archive: zipfile.ZipFile, path: str) -> None:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    heavy = any(i.file_size > _SMALL and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos)
    heavy = heavy or any(i.file_size > MAX_WHOLE.get(i.filename, MAX_UNPACKED) for i in infos)
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED or heavy:
        raise refuse(
            path, "CG151",
            f"ce fichier est anormalement volumineux une fois décompressé ({len(infos)} éléments, {unpacked // 1_000_000} Mo)",
            "copiez le seul contenu utile dans un fichier neuf",
        )  # fmt: skip


def _check_names(archive: zipfile.ZipFile, path: str, save: str) -> None:
    names = [info.filename for info in archive.infolist()]
    lower = [name.lower() for name in names]
    if any(n.startswith("/") or "\\" in n or ".." in n.split("/") or "\0" in n for n in names) or len(set(lower)) < len(lower):
        raise refuse(path, "CG151", "ce fichier contient des éléments aux noms interdits ou en double", save)
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(n.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in n for n in lower):
        raise refuse(path, "CG151", "ce fichier contient des macros : il n’a pas été lu", f"{save}, sans macro")


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, save: str) -> None:
    last = b""
    row, sheet, hiding = 0, info.filename.startswith("xl/worksheets/") and info.file_size > MAX_ROW, False
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            text = last + chunk
            if _DTD.search(text) or b"\0" in chunk:
                raise refuse(path, "CG151", "ce fichier contient une définition de type (DTD), ou un texte mal encodé", save)
            row = 0 if _ROW_END in text else row + len(chunk)
            hiding = hiding or (sheet and _HIDING.search(text) is not None)
            if sheet and (row > MAX_ROW or (hiding and info.file_size > 4 * MAX_ROW)):
                raise refuse(path, "CG151", "ce fichier est anormalement volumineux : une ligne de ses feuilles est démesurée",
                             "copiez le seul contenu utile dans un fichier neuf")  # fmt: skip
            last = chunk[-16:]
