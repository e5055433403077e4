"""A Word piece as lines `style⇥texte`, clause by clause: the form in which drafts are compared (see `essayer.textes`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clausegen.word import Manifest
from clausegen.word.relecture import Paragraph, Reading


def texte_de_la_piece(lecture: Reading, manifeste: Manifest | None, nom: str) -> tuple[str, ...]:
    """Lines of the body. Computed numbers stand between ‹ ›; the table of contents is left out.

    A clause is known by the bookmark that bounds it; a file of another hand has none.
    """
    clauses = {c.bookmark: c.id for c in manifeste.clauses} if manifeste else {}
    return (f"pièce\t{nom}", *_lignes(lecture, clauses))


def _lignes(lecture: Reading, clauses: Mapping[str, str]) -> Iterator[str]:
    courante = ""
    rangee: tuple[int, int] | None = None
    cellules: list[str] = []
    for p in lecture.body:
        ici = (p.table[0], p.table[1]) if p.table else None
        if rangee is not None and ici != rangee:
            yield f"tableau\t{' | '.join(cellules)}"
            cellules = []
        if ici is None and (p.contents or not p.text.strip()):
            rangee = None
            continue
        if p.level and ici is None:
            numero = f"‹{p.number}› " if p.number else ""
            courante = ""
            yield f"titre {p.level}\t{numero}{_une_ligne(p.text)}"
        else:
            clause = clauses.get(p.clause, "")
            if clause and clause != courante:
                yield f"clause\t{clause}"
            courante = clause or courante
            if ici is not None:
                cellules.append(_marque(p))
            else:
                puce = f"‹{p.number}› " if p.number else ""
                yield f"{p.style}\t{puce}{_marque(p)}"
        rangee = ici
    if rangee is not None:
        yield f"tableau\t{' | '.join(cellules)}"


def _marque(p: Paragraph) -> str:
    """The text, references between ‹ ›: they move with the numbers, which is no change of the text."""
    texte = p.text
    debut = 0
    for reference in p.references:
        if not reference.text or reference.kind == "PAGEREF":
            continue
        trouve = re.compile(rf"(?<![\w.]){re.escape(reference.text)}(?![\w])").search(texte, debut)
        if trouve:
            texte = f"{texte[: trouve.start()]}‹{reference.text}›{texte[trouve.end() :]}"
            debut = trouve.end() + 2
    return _une_ligne(texte)


def _une_ligne(texte: str) -> str:
    return texte.replace("\t", " ").replace("\n", " ⏎ ")
