"""One function a reader: bytes go in; anything but a finding or `Refused` comes out as an error. Shared with `bench/fuzz`."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from clausegen.findings import Finding, Refused
from clausegen.generation import sketch
from clausegen.imports.lecture import read_contract
from clausegen.library import load_library, shipped_library, shipped_templates
from clausegen.library.clauses import read_clause
from clausegen.sources import read_front_matter, read_text
from clausegen.trials import run_example
from clausegen.verifier.execution import executer
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.source import lire_source
from clausegen.verifier.sujets import SujetClause, SujetWord
from tests.verifier.outils_pieces import paquet, parties, pieces

JOUR = dt.date(2026, 12, 1)


@lru_cache(maxsize=1)
def bibliotheque():
    return load_library()


@lru_cache(maxsize=1)
def _dossier():
    return tempfile.mkdtemp(prefix=f"lecteurs-{os.getpid()}-")


def _fichier(nom: str, octets: bytes) -> Path:
    path = Path(_dossier()) / nom
    path.write_bytes(octets)
    return path


def _sans_echec(findings: tuple[Finding, ...]) -> None:
    """A rule that raised is a finding CG909 (CG905 for an example): here it is an error."""
    failed = [str(f) for f in findings if f.code in ("CG905", "CG909")]
    if failed:
        raise AssertionError("\n".join(failed))


def clause(octets: bytes) -> None:
    """A clause file: read, examined by every rule on clauses, its examples run."""
    library = bibliotheque()
    path = _fichier("reconduction.md", octets)
    try:
        text = read_text(path, 1_000_000)
        found, _ = read_clause(path, read_front_matter(path, text), path.name)
    except Refused:
        return
    if found is None:
        return
    sujet = SujetClause(found, lire_source(path.name, text, found.body_line), library, frozenset(library.clauses), JOUR)
    _sans_echec(executer(rules_of(Cible.CLAUSE), sujet, path.name))
    if found.piece in library.pieces and any(a.slug == found.article for a in library.pieces[found.piece].articles):
        other = type(library)(**{
            **{name: getattr(library, name) for name in library.__dataclass_fields__},
            "clauses": {**library.clauses, found.id: found}, "digest": found.digest,
        })  # fmt: skip
        for example in found.exemples[:2]:
            try:
                run_example(other, found, example)
            except Refused:
                continue


def contrat(octets: bytes) -> None:
    """A contract: read, then every piece drafted when it could be."""
    try:
        lecture = read_contract(_fichier("marche.yaml", octets))
        if lecture.marche is not None:
            sketch(lecture.marche, bibliotheque(), (), lecture.locate)
    except Refused:
        return


def gabarit(octets: bytes) -> None:
    """A gabarit: every rule on gabarits, the trial render included when nothing forbids it."""
    _sans_echec(
        executer(rules_of(Cible.GABARIT), SujetWord("templates/ccap.docx", octets, bibliotheque()), "ccap.docx")
    )


def piece(octets: bytes) -> None:
    """A produced piece: every rule on pieces, round trip included."""
    sujet = SujetWord("2026-014_CCAP.docx", octets, bibliotheque(), True)
    _sans_echec(executer(rules_of(Cible.PIECE), sujet, "2026-014_CCAP.docx"))


@lru_cache(maxsize=1)
def _parts_du_gabarit():
    return parties((shipped_templates() / "ccap.docx").read_bytes())


@lru_cache(maxsize=1)
def _parts_de_la_piece():
    return parties(pieces("services-fcs")["ccap"])


def corps_de_gabarit(xml: bytes) -> None:
    """The shipped gabarit with another body."""
    gabarit(paquet({**_parts_du_gabarit(), "word/document.xml": xml}))


def corps_de_piece(xml: bytes) -> None:
    """A produced piece with another body."""
    piece(paquet({**_parts_de_la_piece(), "word/document.xml": xml}))


CIBLES = {
    "clause": clause, "contrat": contrat, "gabarit": gabarit, "piece": piece, "corps_de_gabarit": corps_de_gabarit,
    "corps_de_piece": corps_de_piece,
}  # fmt: skip


def graines(cible: str) -> tuple[bytes, ...]:
    """Real files of the kind that a target reads."""
    root = shipped_library()
    if cible == "clause":
        return tuple(sorted_bytes(root.glob("*/*.md"), 40))
    if cible == "contrat":
        return tuple(sorted_bytes((root / "_exemples").glob("*.yaml"), 20))
    if cible == "gabarit":
        return tuple(sorted_bytes(shipped_templates().glob("*.docx"), 3))
    if cible == "piece":
        return (pieces("services-fcs")["ccap"],)
    parts = _parts_du_gabarit() if cible == "corps_de_gabarit" else _parts_de_la_piece()
    return (parts["word/document.xml"],)


def sorted_bytes(paths, count):
    """Contents of `count` files at most, the same from one run to the next."""
    chosen = sorted(paths)
    step = max(1, len(chosen) // count)
    return [p.read_bytes() for p in chosen[::step][:count]]
