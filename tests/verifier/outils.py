"""Small libraries made of one clause, laid over the shipped one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from clausegen.library import load_library
from clausegen.library.clauses import read_clause
from clausegen.sources.front_matter import read_front_matter
from clausegen.verifier.essais import essayer
from clausegen.verifier.exemple import MARQUE, sans_marques
from clausegen.verifier.regle import Cible
from clausegen.verifier.source import lire_source
from clausegen.verifier.sujets import SujetBibliotheque, SujetClause

JOUR = dt.date(2026, 11, 22)
HEAD = {
    "id": "clause-exemple", "titre": "Clause d’exemple", "piece": "ccap", "article": "objet", "rang": "50",
    "version": "1.0.0", "revue_le": "2026-11-21", "si": "true",
    "exemples": (
        "\n  - {nom: retenue, marche: services-fcs, contient: [titulaire]}"
        "\n  - {nom: écartée, marche: fournitures-sans-clause, absente: oui}"
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def shipped():
    return load_library()


def clause_text(entete, texte):
    """Text of a clause file: usual header with changes (a mark may stand before a key), then the text."""
    lines = dict(HEAD)
    marked = {}
    for key, value in entete.items():
        bare = key.replace(MARQUE, "")
        if value == "":
            lines.pop(bare, None)
        else:
            lines[bare] = value
        if bare != key:
            marked[bare] = key
    lines["article"] = lines["article"] if any(k.endswith("article") for k in entete) else _first_article()
    head = "\n".join(
        f"{marked.get(k, k)}: {v}" if not v.startswith("\n") else f"{marked.get(k, k)}:{v}" for k, v in lines.items()
    )
    return f"---\n{head}\n---\n{texte}\n"


@lru_cache(maxsize=1)
def _first_article():
    return shipped().pieces["ccap"].articles[0].slug


def subject_of(text, path="clause_library/socle/clause-exemple.md"):
    """Subject of a clause given as text, in the shipped library."""
    front = read_front_matter(Path(path), text)
    clause, faults = read_clause(Path(path), front, path)
    library = shipped()
    library = replace(
        library, clauses={**library.clauses, clause.id: clause}, digest=f"{library.digest}{clause.digest}"
    )
    source = lire_source(path, text, clause.body_line)
    return SujetClause(clause, source, library, frozenset(library.clauses), JOUR), faults


def run_clause_rule(rule, example):
    """(places found, places expected) of an example of a rule on clauses."""
    text, marks = sans_marques(clause_text(example.entete, example.texte))
    subject, _ = subject_of(text)
    found = sorted((f.location.line, f.location.column) for f in rule.check(subject))
    return found, sorted(marks)


def run_library_rule(rule, example):
    """The same for a rule on the library: other clauses of the example are added, their examples are run."""
    library = shipped()
    marks, subjects, clauses = {}, {}, {}
    files = {"socle/clause-exemple.md": (dict(example.entete), example.texte)}
    texts = {name: clause_text(e, t) for name, (e, t) in files.items()} | dict(example.fichiers)
    for name, raw in texts.items():
        text, places = sans_marques(raw)
        path = f"clause_library/{name}"
        clause, _ = read_clause(Path(path), read_front_matter(Path(path), text), path)
        clauses[clause.id] = clause
        marks[path] = places
        subjects[clause.id] = (path, text)
    library = replace(
        library,
        clauses={**library.clauses, **clauses},
        digest=library.digest + "".join(c.digest for c in clauses.values()),
    )
    ids = frozenset(library.clauses)
    sujets = {
        i: SujetClause(library.clauses[i], lire_source(p, t, library.clauses[i].body_line), library, ids, JOUR)
        for i, (p, t) in subjects.items()
    }
    others = {
        i: SujetClause(c, lire_source(c.path, "", 1), library, ids, JOUR)
        for i, c in library.clauses.items()
        if i not in sujets
    }
    subject = SujetBibliotheque(library, {**others, **sujets}, JOUR, essayer(library, list(clauses)))
    found = sorted(
        (f.location.path, f.location.line, f.location.column) for f in rule.check(subject) if f.location.path in marks
    )
    return found, sorted((path, *place) for path, places in marks.items() for place in places)


RUNNERS = {Cible.CLAUSE: run_clause_rule, Cible.BIBLIOTHEQUE: run_library_rule}
