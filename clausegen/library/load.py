"""`clause_library/` read into a `Library`: clauses, plans of pieces, register, dated tables."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from clausegen.cache import default_cache
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.legal import load_baremes, load_references
from clausegen.library.clauses import read_clause
from clausegen.library.plans import read_plan
from clausegen.library.reader import suggest
from clausegen.library.snapshot import read_library, write_library
from clausegen.model import Clause, Library, Piece
from clausegen.sources import read_front_matter, read_text, read_yaml
from clausegen.sources.front_matter import MAX_CLAUSE

CLAUSE_FOLDERS = (
    "socle", "criteres_selection", "obligations_execution", "marches_insertion", "marches_reserves",
    "autres_considerations",
)  # fmt: skip
# What a library holds beside its clauses; and how many clauses may change before the last reading is kept again.
_FACTS = ("baremes", "pieces", "references", "territoires")
_FEW = 8


def _data(name: str) -> Path:
    inside = Path(__file__).resolve().parent.parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / name


def shipped_library() -> Path:
    """Folder of the library that comes with the engine."""
    return _data("clause_library")


def shipped_templates() -> Path:
    """Folder of the gabarits that come with the engine."""
    return _data("templates")


def _read_clauses(root: Path, findings: list[Finding], known: Mapping[str, Clause]) -> dict[str, Clause]:
    """Clauses of a library. `known`: those of its last reading, by path: a file that did not change is not read again."""
    clauses: dict[str, Clause] = {}
    for folder in CLAUSE_FOLDERS:
        for path in sorted((root / folder).glob("*.md")):
            shown = f"{root.name}/{folder}/{path.name}"
            try:
                text = read_text(path, MAX_CLAUSE)
                before = known.get(shown)
                if before is not None and before.id not in clauses and before.digest == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
                    clauses[before.id] = before
                    continue
                clause, faults = read_clause(path, read_front_matter(path, text), shown)
            except Refused as refused:
                findings.extend(refused.findings)
                continue
            findings.extend(faults)
            if clause is None:
                continue
            if clause.id in clauses:
                findings.append(Finding("CG203", Niveau.BLOQUANT, f"la clause « {clause.id} » existe déjà ({clauses[clause.id].path})",
                                        "donnez-lui un autre identifiant", Location(str(path), 2, 1)))  # fmt: skip
            else:
                clauses[clause.id] = clause
    return clauses


def _cross_checks(clauses: dict[str, Clause], pieces: dict[str, Piece]) -> list[Finding]:
    findings: list[Finding] = []
    for clause in clauses.values():
        piece = pieces.get(clause.piece)
        if piece is None:
            findings.append(Finding("CG203", Niveau.BLOQUANT, f"pièce inconnue « {clause.piece} »",
                                    suggest(clause.piece, pieces) or f"pièces : {', '.join(pieces)}",
                                    clause.locations.get("piece", Location(clause.path))))  # fmt: skip
        elif clause.article not in {a.slug for a in piece.articles}:
            known = [a.slug for a in piece.articles]
            findings.append(Finding("CG203", Niveau.BLOQUANT, f"article inconnu « {clause.article} » dans la pièce {piece.sigle}",
                                    suggest(clause.article, known) or f"articles : {', '.join(known)}",
                                    clause.locations.get("article", Location(clause.path))))  # fmt: skip
    return findings


def _content(root: Path, folders: tuple[str, ...] = ()) -> str:
    """Digest of every file that a library (or these folders of it) may be read from, and of their names."""
    digest = hashlib.sha256()
    for folder in sorted(folders or os.listdir(root)):
        inside = os.path.join(root, folder)
        if folder.startswith("_") or not os.path.isdir(inside):
            continue
        for name in sorted(os.listdir(inside)):
            path = os.path.join(inside, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    digest.update(f"{folder}/{name}\n{hashlib.sha256(file.read()).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def load_library(root: Path | None = None) -> Library:
    """Read a library; raises `Refused` with every finding when one of its files cannot be used.

    `version` of the library is the most recent legal review of its clauses (`2026.11.21`). A library without fault is
    kept on disk as read, by the content of its files.
    """
    root = root or shipped_library()
    if not root.is_dir():
        raise Refused([Finding("CG200", Niveau.BLOQUANT, "ce dossier de bibliothèque n’existe pas", "vérifiez le chemin", Location(str(root)))])
    cache = default_cache()
    try:
        key = f"library\n{root}\n{_content(root)}"
    except OSError:
        return _read_library(root)
    kept = cache.get(key)
    if kept is not None:
        with suppress(LookupError, TypeError, ValueError):
            return read_library(kept)
    before: Library | None = None
    facts = f"{_content(root, _FACTS)}\n"
    latest = cache.get(f"library, latest\n{root}")
    same_facts = False
    if latest is not None:
        with suppress(LookupError, TypeError, ValueError):
            same_facts = latest.startswith(facts)
            before = read_library(latest[len(facts) :])
    library = _read_library(root, before, same_facts)
    if before is None or not same_facts or _moved(before, library) > _FEW:
        text = write_library(library)
        cache.put(key, text)
        cache.put(f"library, latest\n{root}", facts + text)
    return library


def _moved(before: Library, after: Library) -> int:
    """Clauses of a library that are not those of its last reading."""
    digests = {c.digest for c in before.clauses.values()}
    return sum(c.digest not in digests for c in after.clauses.values()) + abs(len(before.clauses) - len(after.clauses))


def _read_library(root: Path, before: Library | None = None, same_facts: bool = False) -> Library:
    library, findings = inspect_library(root, before, same_facts)
    if any(f.niveau == Niveau.BLOQUANT for f in findings):
        raise Refused(findings)
    return library


def inspect_library(
    root: Path, before: Library | None = None, same_facts: bool = False
) -> tuple[Library, tuple[Finding, ...]]:
    """What could be read of a library, and everything that is wrong with its files.

    `references` and `baremes` are None when they cannot be used; `before`: its last reading, whose clauses of the same
    content are kept, and everything else too when no other file changed (`same_facts`).
    """
    findings: list[Finding] = []
    known = {c.path: c for c in before.clauses.values()} if before is not None else {}
    if before is not None and same_facts:
        return _assembled(root, _read_clauses(root, findings, known), before, findings)
    pieces: dict[str, Piece] = {}
    for path in sorted(p for p in (root / "pieces").glob("*.yaml") if not p.name.startswith("_")):
        try:
            piece, faults = read_plan(path)
        except Refused as refused:
            findings.extend(refused.findings)
            continue
        findings.extend(faults)
        pieces[piece.slug] = piece
    if not pieces:
        findings.append(Finding("CG200", Niveau.BLOQUANT, "aucun plan de pièce dans cette bibliothèque",
                                "un dossier « pieces » avec au moins un plan est attendu", Location(str(root))))  # fmt: skip
    pieces = dict(sorted(pieces.items(), key=lambda item: (item[1].rang, item[0])))
    clauses = _read_clauses(root, findings, known)
    references = baremes = None
    try:
        references = load_references(root / "references")
        baremes = load_baremes(root / "baremes")
    except Refused as refused:
        findings.extend(refused.findings)
    facts = Library({}, pieces, references, baremes, str(root), "", "", _names(root, pieces))
    return _assembled(root, clauses, facts, findings)


def _assembled(
    root: Path, clauses: dict[str, Clause], facts: Library, findings: list[Finding]
) -> tuple[Library, tuple[Finding, ...]]:
    """A library from its clauses and what `facts` holds beside its own; what does not agree is added to the findings."""
    pieces = dict(facts.pieces)
    findings.extend(_cross_checks(clauses, pieces))
    digest = hashlib.sha256()
    for digests in sorted([c.digest for c in clauses.values()] + [p.digest for p in pieces.values()]):
        digest.update(digests.encode())
    latest = max((c.revue_le for c in clauses.values()), default=None)
    version = latest.strftime("%Y.%m.%d") if latest else "0"
    names = facts.noms_pieces
    return Library(clauses, pieces, facts.references, facts.baremes, str(root), version, digest.hexdigest(), names), tuple(findings)


def _names(root: Path, pieces: dict[str, Piece]) -> dict[str, str]:
    """Names of pieces inside a sentence: that of `_noms.yaml`, else the title of the plan without its capital."""
    names = {p.slug: p.titre[:1].lower() + p.titre[1:] for p in pieces.values()}
    path = root / "pieces" / "_noms.yaml"
    given = read_yaml(path).plain() if path.is_file() else {}
    return {**names, **{slug: str(name) for slug, name in given.items()}}
