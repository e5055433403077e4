"""A folder of clauses laid over a library: what an organisation, or a référent at work, adds or replaces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.clauses import read_clause
from clausegen.library.load import CLAUSE_FOLDERS
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library
from clausegen.sources import read_front_matter

DOSSIERS = ("clauses", *CLAUSE_FOLDERS)


@dataclass(frozen=True)
class Couche:
    """Clauses of a layer by id, the real file of each path shown, and what is wrong with the files."""

    clauses: Mapping[str, Clause]
    chemins: Mapping[str, Path]
    findings: tuple[Finding, ...]

    @property
    def ids(self) -> Iterable[str]:
        """Identifiers of its clauses."""
        return self.clauses.keys()


def fichiers_de_clauses(dossier: Path) -> tuple[Path, ...]:
    """Clause files of a folder, in the folders where clauses are looked for and at its root."""
    return tuple(
        sorted(p for d in (dossier, *(dossier / n for n in DOSSIERS)) for p in d.glob("*.md") if _est_clause(p))
    )


def _est_clause(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(6).lstrip(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return False


def lire_couche(chemins: Iterable[Path], nom: str = "") -> Couche:
    """Read clause files; each is shown by the path given. `nom` is that of the layer."""
    clauses: dict[str, Clause] = {}
    places: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in chemins:
        try:
            clause, faults = read_clause(path, read_front_matter(path), str(path))
        except Refused as refused:
            findings.extend(refused.findings)
            continue
        findings.extend(faults)
        if clause is None:
            continue
        if clause.id in clauses:
            findings.append(Finding("CG203", Niveau.BLOQUANT, f"la clause « {clause.id} » existe déjà ({clauses[clause.id].path})",
                                    "donnez-lui un autre identifiant", clause.locations["id"]))  # fmt: skip
            continue
        clauses[clause.id] = replace(clause, couche=nom)
        places[str(path)] = path
    return Couche(clauses, places, tuple(findings))


def poser(library: Library, couche: Couche) -> tuple[Library, tuple[Finding, ...]]:
    """The library with the clauses of the layer, which replace those of the same id; and what is wrong."""
    findings = list(couche.findings)
    for clause in couche.clauses.values():
        piece = library.pieces.get(clause.piece)
        known = list(library.pieces) if piece is None else [a.slug for a in piece.articles]
        given, what = (clause.piece, "piece") if piece is None else (clause.article, "article")
        if given not in known:
            findings.append(Finding("CG203", Niveau.BLOQUANT, f"{'pièce inconnue' if what == 'piece' else 'article inconnu'} « {given} »",
                                    suggest(given, known) or f"admis : {', '.join(known)}", clause.locations.get(what, clause.locations["id"])))  # fmt: skip
    merged = {**library.clauses, **couche.clauses}
    digest = hashlib.sha256(
        "\n".join((library.digest, *(c.digest for c in couche.clauses.values()))).encode()
    ).hexdigest()
    return replace(library, clauses=merged, digest=digest), tuple(findings)
