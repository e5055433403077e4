"""The manifest: what a document says of its own making, in a custom XML part that travels inside it.

It lets a later run trace each clause, recover the contract file, and know whether the document was changed since.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from clausegen.sources.zips import ZIP_ERRORS
from clausegen.word.package import digest_parts
from clausegen.word.xmltext import ILLEGAL, attribute, escape

NAMESPACE = "urn:clausegen:manifeste:1"
_TAG = f"{{{NAMESPACE}}}"
_ITEM = re.compile(r"^customXml/item[0-9]+\.xml$")
_MAX_ITEM = 20_000_000


@dataclass(frozen=True, slots=True)
class ManifestClause:
    """A clause of the document: id, version, digest of its file, bookmark that bounds it."""

    id: str
    version: str
    digest: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where a document comes from. `contract` is the text of the contract file, None when it must not travel.

    `parts_digest` is that of every other part of the package (`package.digest_parts`); `compose` sets it.
    """

    piece: str
    engine: str
    library_version: str
    library_digest: str
    clauses: tuple[ManifestClause, ...] = ()
    contract: str | None = None
    contract_name: str = ""
    gabarit_digest: str = ""
    parts_digest: str = ""


def write_manifest(manifest: Manifest, parts_digest: str) -> str:
    """The part's XML."""
    m = replace(manifest, parts_digest=parts_digest)
    head = {
        "piece": m.piece,
        "moteur": m.engine,
        "bibliotheque": m.library_version,
        "empreinte-bibliotheque": m.library_digest,
        "gabarit": m.gabarit_digest,
        "empreinte": m.parts_digest,
    }
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in head.items())
    lines = "".join(map(_line, m.clauses))
    return f'<manifeste xmlns="{NAMESPACE}"{attributes}>{lines}{_contract(m)}</manifeste>'


@lru_cache(maxsize=8192)
def _line(c: ManifestClause) -> str:
    return (
        f'<clause id="{attribute(c.id)}" version="{attribute(c.version)}" empreinte="{attribute(c.digest)}" '
        f'signet="{attribute(c.bookmark)}"/>'
    )


def _contract(manifest: Manifest) -> str:
    if manifest.contract is None:
        return ""
    name = f' nom="{attribute(manifest.contract_name)}"' if manifest.contract_name else ""
    if ILLEGAL.search(manifest.contract):
        encoded = base64.b64encode(manifest.contract.encode("utf-8", "surrogatepass")).decode("ascii")
        return f'<contrat{name} codage="base64">{encoded}</contrat>'
    return f"<contrat{name}>{escape(manifest.contract)}</contrat>"


def item_properties(manifest: Manifest) -> str:
    """The companion part that names the item; its id depends on the piece alone."""
    item = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{manifest.piece}")).upper()
    return (
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{{{item}}}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def read_manifest(source: bytes | Path | str) -> Manifest | None:
    """The manifest of a document, None when it has none or cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            found = _find(archive)
    except ZIP_ERRORS:
        return None
    return _read(found[1]) if found else None


def untouched(source: bytes | Path | str) -> bool:
    """True when no part of the document changed since it was written; false too when it carries no manifest."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            found = _find(archive)
            manifest = _read(found[1]) if found else None
            if found is None or manifest is None:
                return False
            names = [n for n in archive.namelist() if n != found[0]]
            digests = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
    except ZIP_ERRORS:
        return False
    return len(names) == len(digests) and digest_parts(digests) == manifest.parts_digest


def _find(archive: zipfile.ZipFile) -> tuple[str, bytes] | None:
    for info in archive.infolist():
        if _ITEM.match(info.filename) and info.file_size <= _MAX_ITEM:
            content = archive.read(info)
            if NAMESPACE.encode() in content and b"<!DOCTYPE" not in content:
                return info.filename, content
    return None


def _read(content: bytes) -> Manifest | None:
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    if root.tag != f"{_TAG}manifeste":
        return None
    clauses = tuple(
        ManifestClause(c.get("id", ""), c.get("version", ""), c.get("empreinte", ""), c.get("signet", ""))
        for c in root.iter(f"{_TAG}clause")
    )
    contract, name = None, ""
    element = root.find(f"{_TAG}contrat")
    if element is not None:
        contract, name = element.text or "", element.get("nom", "")
        if element.get("codage") == "base64":
            contract = base64.b64decode(contract).decode("utf-8", "surrogatepass")
    get: Mapping[str, str] = root.attrib
    return Manifest(
        get.get("piece", ""), get.get("moteur", ""), get.get("bibliotheque", ""), get.get("empreinte-bibliotheque", ""),
        clauses, contract, name, get.get("gabarit", ""), get.get("empreinte", ""),
    )  # fmt: skip
