"""A whole piece drafted: every kept clause rendered under its number, and what the gabarit's fields read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from clausegen.blocks import Draft, DraftArticle, DraftClause, Heading
from clausegen.context import Contexte
from clausegen.drafting.clause import render_clause
from clausegen.drafting.cover import cover_fields
from clausegen.drafting.markdown import TextFault, to_blocks
from clausegen.drafting.typography import french
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause
from clausegen.outline import Outline, bookmark


@lru_cache(maxsize=4096)
def _heading(heading: Heading) -> Heading:
    return replace(heading, text=french(heading.text))


def draft_piece(piece: str, contexte: Contexte, outline: Outline) -> tuple[Draft, tuple[Finding, ...]]:
    """Draft of a piece and what was noticed. A clause that fails gives a finding of code CG201 or CG206."""
    findings: list[Finding] = []
    articles = []
    missing = 0
    for article in outline.pieces[piece]:
        children: list[Heading | DraftClause] = []
        for group in article.groupes:
            if group.heading is not None:
                children.append(_heading(group.heading))
            for decision in group.decisions:
                rendered = render_clause(decision, contexte, outline)
                findings.extend(rendered.findings)
                missing += rendered.missing
                clause = decision.clause
                children.append(
                    DraftClause(
                        clause.id, clause.version, bookmark(f"{piece}/{clause.id}"), rendered.text, rendered.values,
                        digest=clause.digest, load=partial(to_blocks, rendered.text),
                    )
                )  # fmt: skip
        articles.append(DraftArticle(_heading(article.heading), tuple(children), article.slug))
    plan = contexte.library.pieces[piece]
    fields, open_fields = cover_fields(plan, contexte)
    structure = tuple(map(_heading, outline.structures.get(piece, ())))
    draft = Draft(piece, plan.titre, tuple(articles), fields, missing + open_fields, structure=structure)
    return draft, tuple(findings)


def text_findings(draft: Draft, clauses: dict[str, Clause]) -> tuple[Finding, ...]:
    """Constructs that a text may not use (headings, HTML…): reads every clause that was not read before."""
    findings = []
    for drafted in draft.clauses():
        try:
            _ = drafted.blocks
        except TextFault as fault:
            clause = clauses[drafted.id]
            findings.append(Finding("CG207", Niveau.BLOQUANT, f"clause « {clause.id} » : {fault}", "récrivez ce passage",
                                    Location(clause.path, clause.body_line, 1)))  # fmt: skip
    return tuple(findings)
