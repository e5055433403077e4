"""What a path given to `clausegen verifier` is."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau
from clausegen.imports.lecture import CLASSEURS
from clausegen.library.couches import fichiers_de_clauses
from clausegen.sources.zips import ZIP_ERRORS
from clausegen.word import read_manifest

_BALISE = re.compile(rb"\{\{|\{%|\{#")
_TAG_XML = re.compile(rb"<[^>]*>")


class Nature(StrEnum):
    """Kinds of paths."""

    BIBLIOTHEQUE = "bibliothèque"
    COUCHE = "dossier de clauses"
    CLAUSE = "clause"
    GABARIT = "gabarit"
    PIECE = "pièce"
    MARCHE = "marché"
    ORGANISATION = "organisation"
    DOSSIER = "dossier"
    INCONNU = "inconnu"


def reconnaitre(path: Path) -> Nature:
    """Nature of a path; `INCONNU` when clausegen has nothing to verify there."""
    if (path / "organisation.yaml").is_file() or path.name == "organisation.yaml":
        return Nature.ORGANISATION
    if path.is_dir():
        if (path / "pieces").is_dir():
            return Nature.BIBLIOTHEQUE
        if fichiers_de_clauses(path):
            return Nature.COUCHE
        return Nature.DOSSIER
    suffix = path.suffix.lower()
    if suffix == ".md":
        return Nature.CLAUSE
    if suffix == ".docx":
        try:
            return nature_word(path.read_bytes())
        except OSError:
            return Nature.INCONNU
    if suffix in (".yaml", ".yml", *CLASSEURS):
        return Nature.MARCHE
    return Nature.INCONNU


def nature_word(data: bytes) -> Nature:
    """A file with our manifest is a piece; else one that holds tags, or that cannot be opened, is a gabarit; else a piece."""
    if read_manifest(data) is not None:
        return Nature.PIECE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                text = (
                    info.filename.startswith("word/") and info.filename.endswith(".xml") and info.file_size < 50_000_000
                )
                # A tag may be cut in runs: the text alone is looked at.
                if text and _BALISE.search(_TAG_XML.sub(b"", archive.read(info))):
                    return Nature.GABARIT
    except ZIP_ERRORS:
        return Nature.GABARIT
    return Nature.PIECE


def racine_de(path: Path) -> Path | None:
    """The library that holds a clause file, None when it lies outside any."""
    for parent in path.resolve().parents:
        if (parent / "pieces").is_dir() and (parent / "references").is_dir():
            return parent
    return None


def contenu(dossier: Path) -> tuple[Path, ...]:
    """What an ordinary folder holds that can be verified: contracts in it or in its folders, Word files, libraries."""
    out: list[Path] = []
    for path in sorted(dossier.iterdir()):
        if path.name.startswith((".", "~$", "_")):
            continue
        if path.is_dir():
            if (path / "marche.yaml").is_file():
                out.append(path / "marche.yaml")
            elif reconnaitre(path) in (Nature.BIBLIOTHEQUE, Nature.COUCHE):
                out.append(path)
        elif path.suffix.lower() in (".docx", *CLASSEURS) or path.name == "marche.yaml":
            out.append(path)
    if not out:
        out = [p for p in sorted(dossier.glob("*.y*ml")) if not p.name.startswith("_")]
    return tuple(out)


def introuvable(path: Path) -> Finding:
    """The finding for a path that leads to nothing that can be verified."""
    if not path.exists():
        return Finding("CG906", Niveau.BLOQUANT, "ce chemin n’existe pas", "vérifiez-le", Location(str(path)))
    return Finding("CG906", Niveau.BLOQUANT, "clausegen ne sait pas vérifier ce fichier",
                   "donnez une bibliothèque, une clause (.md), un gabarit ou une pièce (.docx), un fichier de marché (.yaml, .xlsx)",
                   Location(str(path)))  # fmt: skip
