"""Everything that a contract gives, as lines `style⇥texte` that a person and a difference tool can read.

Numbers that the engine computes stand between ‹ ›, so that a renumbering is told from a changed text. A line
`clause⇥identifiant` precedes the text of each clause, a line `pièce⇥nom` each piece; lines `exige⇥…` and `exclut⇥…` say what the clause
demands of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clausegen.blocks import (
    Block,
    ClauseValue,
    Draft,
    DraftClause,
    Heading,
    ListBlock,
    Paragraph,
    RefValue,
    Table,
    TextValue,
)
from clausegen.drafting.plain import inline_text
from clausegen.findings import Finding
from clausegen.generation import Ebauche
from clausegen.model import Clause
from clausegen.notices import decp, eforms

# Findings that only say what was asked for, not what the contract is.
_SANS_OBJET = ("CG254",)


def texte_du_marche(ebauche: Ebauche, lecture: Sequence[Finding] = ()) -> tuple[str, ...]:
    """Findings, values taken by default, pieces and notices of a contract, a line each, in a stable order."""
    lignes = [
        f"constat\t{_constat(f)}" for f in sorted({*lecture, *ebauche.findings}, key=_rang) if f.code not in _SANS_OBJET
    ]
    lignes.extend(
        f"défaut\t{d.path} = {d.valeur}{' (à confirmer)' if d.a_confirmer else ''}"
        for d in ebauche.contexte.marche_brut.defauts_calcules
    )
    clauses = ebauche.contexte.library.clauses
    for draft in ebauche.drafts:
        lignes.extend(_piece(draft, clauses))
    lignes.append("pièce\tavis")
    lignes.extend(_donnees("decp", decp(ebauche.contexte, ebauche.selection)))
    lignes.extend(_donnees("eforms", eforms(ebauche.contexte, ebauche.selection)))
    return tuple(lignes)


def _rang(finding: Finding) -> tuple[Any, ...]:
    return (finding.code, finding.field, finding.constat)


def _constat(finding: Finding) -> str:
    article = f" ({finding.article})" if finding.article else ""
    return f"{finding.code} {finding.niveau.libelle}, {finding.field or 'marché'} : {finding.constat}{article} — {finding.remede}"


def _donnees(nom: str, valeur: Any) -> Iterator[str]:
    if isinstance(valeur, Mapping):
        for cle, contenu in valeur.items():
            yield from _donnees(f"{nom}.{cle}", contenu)
    elif isinstance(valeur, (list, tuple)) and any(isinstance(v, (Mapping, list, tuple)) for v in valeur):
        for rang, contenu in enumerate(valeur):
            yield from _donnees(f"{nom}.{rang}", contenu)
    else:
        texte = ", ".join(map(str, valeur)) if isinstance(valeur, (list, tuple)) else str(valeur)
        yield f"{nom}\t{_une_ligne(texte)}"


def _une_ligne(texte: str) -> str:
    return texte.replace("\t", " ").replace("\n", " ⏎ ")


def _piece(draft: Draft, clauses: Mapping[str, Clause]) -> Iterator[str]:
    yield f"pièce\t{draft.piece}"
    yield from _donnees("couverture", dict(sorted(draft.fields.items())))
    for article in draft.articles:
        yield _titre(article.heading)
        for enfant in article.children:
            if isinstance(enfant, Heading):
                yield _titre(enfant)
            else:
                marque, *texte = texte_de_clause(enfant)
                yield marque
                yield from _relations(clauses[enfant.id])
                yield from texte


def _relations(clause: Clause) -> Iterator[str]:
    """What a clause demands of the others: it prints nothing, and its loss would be seen by nobody."""
    for nom, autres in (("exige", clause.exige), ("exclut", clause.exclut)):
        if autres:
            yield f"{nom}\t{', '.join(sorted(autres))}"


def _titre(heading: Heading) -> str:
    numero = f"‹{heading.number}› " if heading.number else ""
    return f"titre {heading.level}\t{numero}{heading.text}"


def texte_de_clause(clause: DraftClause) -> Iterator[str]:
    """Lines of a clause, its mark first. Raises `TextFault` when its text cannot be read."""
    yield f"clause\t{clause.id}"
    if clause.heading is not None:
        yield _titre(clause.heading)
    blocs = clause.blocks
    valeurs = tuple(_marque(v) for v in clause.values)
    for bloc in blocs:
        yield from _bloc(bloc, valeurs, "corps")


def _marque(valeur: ClauseValue) -> ClauseValue:
    return TextValue(f"‹{valeur.text}›") if isinstance(valeur, RefValue) else valeur


def _bloc(bloc: Block, valeurs: Sequence[ClauseValue], style: str) -> Iterator[str]:
    if isinstance(bloc, Paragraph):
        yield f"{style}\t{_une_ligne(inline_text(bloc.inlines, valeurs))}"
    elif isinstance(bloc, ListBlock):
        for rang, element in enumerate(bloc.items):
            marque = f"liste {bloc.start + rang}" if bloc.ordered else "puce"
            for n, interieur in enumerate(element):
                yield from _bloc(interieur, valeurs, marque if n == 0 else "suite")
    elif isinstance(bloc, Table):
        for rang, ligne in enumerate((bloc.header, *bloc.rows)):
            cellules = " | ".join(_une_ligne(inline_text(c.inlines, valeurs)) for c in ligne)
            yield f"{'tableau, titres' if rang == 0 else 'tableau'}\t{cellules}"
