"""Numbers: which article and sub-article each kept clause prints under, what a renvoi shows, what is derogated from.

An article without clause is not printed and takes no number. An article whose clauses make a single group has no
sub-heading: its number is that of the article. Clauses that a sub-article of the plan gathers share its number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from clausegen.blocks import Heading
from clausegen.context import Contexte, OfLibrary
from clausegen.expressions import LimitExceeded, TemplateError, condition
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import ArticlePlan, Clause, Derogation, Library, Piece
from clausegen.selection import Decision, Selection, french


@dataclass(frozen=True, slots=True)
class Groupe:
    """Clauses printed under one heading. `heading` is None when the article has no sub-heading."""

    heading: Heading | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ArticleOutline:
    """A printed article: slug, heading, groups in order."""

    slug: str
    heading: Heading
    groupes: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause is: piece, number of its heading, bookmark that a REF field points at."""

    piece: str
    number: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class DerogationLine:
    """A line of the last article of the CCAP. `article_ccag` is the bare number (« 14.1.2 »)."""

    clause: str
    reference: str
    article_ccag: str
    motif: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Articles by piece, place of every kept clause and of every article, derogations of the contract.

    `structures`: pieces whose gabarit has its own articles → every heading of the document, in order.
    """

    pieces: Mapping[str, tuple[ArticleOutline, ...]]
    places: Mapping[str, Place]
    articles: Mapping[tuple[str, str], Place]
    derogations: tuple[DerogationLine, ...]
    findings: tuple[Finding, ...]
    structures: Mapping[str, tuple[Heading, ...]] = field(default_factory=dict)

    def active(self, clause: str, reference: str) -> bool:
        """True when this clause departs from this article in this contract."""
        return any(d.clause == clause and d.reference == reference for d in self.derogations)


@lru_cache(maxsize=8192)
def bookmark(text: str, prefix: str = "cg_") -> str:
    """A bookmark name that Word accepts (40 characters at most): prefix and a short hash of an identifier."""
    return prefix + hashlib.sha256(text.encode()).hexdigest()[:16]


def enumerate_lots(numbers: list[str]) -> str:
    """« lot n° 04 », « lots n° 04, 11 et 16 »."""
    if len(numbers) == 1:
        return f"lot n° {numbers[0]}"
    return f"lots n° {', '.join(numbers[:-1])} et {numbers[-1]}"


def _suffix(decisions: tuple[Decision, ...], context: Contexte) -> str:
    """« — lots n° 1 et 3 » when the clauses concern some lots only."""
    if not context.marche_brut.lots or not all(d.clause.par_lot for d in decisions):
        return ""
    concerned = sorted({i for d in decisions for i in d.lots})
    if len(concerned) == len(context.lots):
        return ""
    return " — " + enumerate_lots([str(context.lots_bruts[i].numero) for i in concerned])


def _groups(article: ArticlePlan, decisions: tuple[Decision, ...]) -> list[tuple[str, str, tuple[Decision, ...]]]:
    """(key, title, clauses) in the order of ranks; a clause outside every sub-article stands alone."""
    groups: list[tuple[str, str, tuple[Decision, ...]]] = []
    for decision in decisions:
        rank = decision.clause.rang
        part = next((s for s in article.sous_articles if s.de <= rank <= s.a), None) if article.sous_articles else None
        key = f"{article.slug}/{part.de}" if part else decision.clause.id
        if groups and groups[-1][0] == key:
            groups[-1] = (key, groups[-1][1], (*groups[-1][2], decision))
        else:
            groups.append((key, part.titre if part else decision.clause.titre, (decision,)))
    return groups


def _piece_outline(piece: Piece, kept: list[Decision], context: Contexte,
                   places: dict[str, Place], articles: dict[tuple[str, str], Place]) -> tuple[ArticleOutline, ...]:  # fmt: skip
    out: list[ArticleOutline] = []
    number = 0
    by_article: dict[str, list[Decision]] = {}
    for decision in kept:
        by_article.setdefault(decision.clause.article, []).append(decision)
    for plan in piece.articles:
        mine = tuple(by_article.get(plan.slug, ()))
        if not mine:
            continue
        if plan.numerote:
            number += 1
        label = str(number) if plan.numerote else ""
        groups = _groups(plan, mine)
        title = plan.titre
        if context.marche_brut.lots and (len(groups) == 1 or all(d.clause.par_lot for d in mine)):
            title += _suffix(mine, context)
        mark = bookmark(f"{piece.slug}/{plan.slug}", "cga_")
        heading = Heading(1, title, label, mark, plan.numerote, plan.nouvelle_page and bool(out))
        articles[(piece.slug, plan.slug)] = Place(piece.slug, label, heading.bookmark)
        printed = []
        for rank, (key, subtitle, decisions) in enumerate(groups, 1):
            sub = None
            if len(groups) > 1:
                text = subtitle + (_suffix(decisions, context) if title == plan.titre else "")
                sub = Heading(
                    2, text, f"{label}.{rank}" if label else "", bookmark(f"{piece.slug}/{key}", "cgh_"), plan.numerote
                )
            target = sub or heading
            place = Place(piece.slug, target.number, target.bookmark)
            for decision in decisions:
                places[decision.clause.id] = place
            printed.append(Groupe(sub, decisions))
        out.append(ArticleOutline(plan.slug, heading, tuple(printed)))
    return tuple(out)


Numbered = tuple[dict[str, tuple[ArticleOutline, ...]], dict[str, Place], dict[tuple[str, str], Place]]
_MOST = 64


@OfLibrary
def _known(_library: Library) -> dict[object, Numbered]:
    """Numbers already worked out, by what they depend on."""
    return {}


def _numbered(kept: tuple[Decision, ...], context: Contexte) -> Numbered:
    """Articles by piece, places of clauses and of articles: the same for contracts that keep the same clauses."""
    numbers = tuple(str(lot.numero) for lot in context.lots_bruts) if context.marche_brut.lots else ()
    key = (numbers, tuple((d.clause.id, d.lots) for d in kept))
    known = _known(context.library)
    found = known.get(key)
    if found is None:
        if len(known) >= _MOST:
            known.clear()
        by_piece: dict[str, list[Decision]] = {}
        for decision in kept:
            by_piece.setdefault(decision.clause.piece, []).append(decision)
        places: dict[str, Place] = {}
        articles: dict[tuple[str, str], Place] = {}
        pieces = {
            slug: _piece_outline(piece, by_piece.get(slug, []), context, places, articles)
            for slug, piece in context.library.pieces.items()
        }
        found = known[key] = pieces, places, articles
    return found


def derogation_active(derogation: Derogation, clause: Clause, decision: Decision, context: Contexte) -> bool:
    """True when a declared derogation applies: CCAG concerned, and condition true (for one kept lot at least)."""
    if context.ccag == "aucun" or (derogation.ccag and context.ccag not in derogation.ccag):
        return False
    if not derogation.si:
        return True
    holds = condition(derogation.si)
    if "lot." in derogation.si:
        return any(holds(context.names(clause, i)) for i in decision.lots)
    return holds(context.names(clause))


def _derogations(selection: Selection, context: Contexte, findings: list[Finding]) -> tuple[DerogationLine, ...]:
    lines = []
    for decision in selection.kept():
        clause = decision.clause
        for derogation in clause.deroge:
            try:
                active = derogation_active(derogation, clause, decision, context)
            except (TemplateError, LimitExceeded, TypeError, ValueError, ArithmeticError) as error:
                findings.append(Finding("CG204", Niveau.BLOQUANT, f"clause « {clause.id} », condition de dérogation illisible : {french(error)}",
                                        "corrigez la rubrique « deroge » de la clause", derogation.location))  # fmt: skip
                continue
            if not active:
                continue
            number = context.library.references.article_number(derogation.reference, context.ccag, context.date)
            if number is None:
                findings.append(Finding("CG401", Niveau.A_CORRIGER, f"clause « {clause.titre} » : l’article du CCAG auquel elle déroge n’est pas vérifié",
                                        "vérifiez-le et complétez le registre des textes", derogation.location))  # fmt: skip
            lines.append(DerogationLine(clause.id, derogation.reference, number or "", derogation.motif))
    return tuple(lines)


def number(selection: Selection, context: Contexte) -> Outline:
    """Number every piece of the contract (a renvoi may point at another piece) and list its derogations."""
    findings: list[Finding] = []
    pieces, places, articles = _numbered(selection.kept(), context)
    lines = _derogations(selection, context, findings)
    order = {identifier: i for i, identifier in enumerate(places)}
    lines = tuple(sorted(lines, key=lambda d: order[d.clause]))
    for line in lines:
        if places[line.clause].piece != "ccap":
            clause = selection.decisions[line.clause].clause
            findings.append(Finding("CG252", Niveau.BLOQUANT, f"la clause « {clause.titre} » déroge au CCAG hors du CCAP",
                                    "une dérogation s’écrit dans le CCAP", Location(clause.path)))  # fmt: skip
    return Outline(pieces, places, articles, lines, tuple(findings))
