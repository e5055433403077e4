"""A gabarit comes from outside: what is refused before any of it is read (bombs, macros, links to elsewhere)."""

from __future__ import annotations

import io
import re
import zipfile

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.sources.zips import ZIP_ERRORS

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
# Below this size a part may compress as well as it likes: a style sheet full of repeats is not an attack.
_SMALL = 100_000
MAIN = "word/document.xml"
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_DRIVE = re.compile(r"^[A-Za-z]:")
_START_FROM = "partez d’un gabarit fourni, ou enregistrez le vôtre en « Document Word (.docx) »"


def fault(code: str, statement: str, remedy: str, path: str, place: str = "") -> Finding:
    """A blocking finding on a gabarit."""
    return Finding(code, Niveau.BLOQUANT, statement, remedy, Location(path, place=place))


def read_parts(data: bytes, path: str) -> dict[str, bytes]:
    """Parts by name; `Refused` (CG301 to CG306) when the file is not a Word document that can be trusted."""
    parts = _open(data, path)
    findings = _content_findings(parts, path)
    if findings:
        raise Refused(findings)
    return parts


def inspect_parts(data: bytes, path: str) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """What `read_parts` would refuse, and the parts all the same (none when the file is no Word document or has a DTD)."""
    try:
        parts = _open(data, path)
    except Refused as refused:
        return {}, refused.findings
    findings = tuple(_content_findings(parts, path))
    return ({} if any(f.code in ("CG301", "CG306") for f in findings) else parts), findings


def _open(data: bytes, path: str) -> dict[str, bytes]:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused(
            [
                fault(
                    "CG301",
                    "ce fichier est un ancien .doc ou un document protégé par un mot de passe",
                    _START_FROM,
                    path,
                )
            ]
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            findings = _size_findings(archive, path) or _name_findings(archive, path)
            if findings:
                raise Refused(findings)
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except ZIP_ERRORS as error:
        raise Refused(
            [fault("CG301", "ce fichier n’est pas un document Word (.docx) lisible", _START_FROM, path)]
        ) from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise Refused([fault("CG301", "ce document Word est abîmé", _START_FROM, path)]) from error
    return parts


def _size_findings(archive: zipfile.ZipFile, path: str) -> list[Finding]:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    heavy = [i for i in infos if i.file_size > _SMALL and i.file_size > MAX_RATIO * max(i.compress_size, 1)]
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED or heavy:
        statement = f"ce document est anormalement volumineux une fois décompressé ({len(infos)} éléments, {unpacked // 1_000_000} Mo)"
        return [fault("CG302", statement, "retirez ses grandes images ou partez d’un gabarit fourni", path)]
    return []


def _name_findings(archive: zipfile.ZipFile, path: str) -> list[Finding]:
    names = archive.namelist()
    bad = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/") or _DRIVE.match(n) or "\0" in n]
    twice = {n.lower() for n in names if [m.lower() for m in names].count(n.lower()) > 1} if len(names) < 500 else set()
    if bad or twice:
        return [fault("CG303", "ce document contient des éléments aux noms interdits ou en double", _START_FROM, path)]
    return []


def _content_findings(parts: dict[str, bytes], path: str) -> list[Finding]:
    types = parts.get("[Content_Types].xml", b"")
    if MAIN not in parts or not types or "word/_rels/document.xml.rels" not in parts:
        return [fault("CG301", "ce fichier n’est pas un document Word (.docx)", _START_FROM, path)]
    findings = []
    if b"macroEnabled" in types or any(n.lower().endswith(("vbaproject.bin", "vbadata.xml")) for n in parts):
        findings.append(fault("CG304", "ce document contient des macros", "enregistrez-le en .docx, sans macro", path))
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content for name, content in parts.items() if _is_xml(name)):
        findings.append(fault("CG306", "ce document contient une définition de type (DTD)", _START_FROM, path))
    findings.extend(_link_findings(parts, path))
    return findings


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _link_findings(parts: dict[str, bytes], path: str) -> list[Finding]:
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        for found in _RELATIONSHIP.finditer(content.decode("utf-8", "replace")):
            tag = found[0]
            template = "attachedTemplate" in tag
            if template or ("External" in tag and "/relationships/hyperlink" not in tag):
                what = "à un modèle (.dotx)" if template else "à un fichier extérieur"
                remedy = (
                    "dans Word : Fichier › Options › Compléments › Modèles, ou rompez les liaisons, puis enregistrez"
                )
                return [fault("CG305", f"ce document est lié {what}", remedy, path)]
    return []
