"""Numbers of the pieces whose gabarit has its own articles: those that Word will print, in every piece that cites them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from clausegen.blocks import Heading
from clausegen.context import Contexte
from clausegen.drafting import draft_piece
from clausegen.drafting.markdown import TextFault
from clausegen.findings import Refused
from clausegen.outline import ArticleOutline, Groupe, Outline, Place, bookmark
from clausegen.word import Gabarit, Manifest, Properties, compose
from clausegen.word.propre import Lue, lire_structure


def renumeroter(outline: Outline, contexte: Contexte, gabarits: Mapping[str, Gabarit]) -> Outline:
    """The outline with the numbers of the documents that these gabarits (by piece) give.

    A piece that cannot be written is left as it is: its composition says why.
    """
    for slug, gabarit in gabarits.items():
        draft, _ = draft_piece(slug, contexte, outline)
        properties = Properties("", "", "", contexte.marche_brut.date_consultation)
        try:
            data = compose(draft, gabarit, Manifest(slug, "", "", ""), properties)
        except (Refused, TextFault):
            continue
        outline = _renumerotee(outline, slug, lire_structure(data))
    return outline


def _renumerotee(outline: Outline, slug: str, lue: Lue) -> Outline:
    printed = {h.bookmark: h for h in lue.titres}
    order: dict[str, int] = {}
    places = dict(outline.places)
    articles = dict(outline.articles)
    out = []
    for article in outline.pieces[slug]:
        first: Heading | None = None
        for decision in (d for g in article.groupes for d in g.decisions):
            rank, above = lue.clauses.get(bookmark(f"{slug}/{decision.clause.id}"), (-1, article.heading))
            places[decision.clause.id] = Place(slug, above.number, above.bookmark)
            order[decision.clause.id] = rank
            first = first or above
        # A clause placed alone stands under a heading of the house: so does what is said of its article.
        own = printed.get(article.heading.bookmark) or first or article.heading
        articles[slug, article.slug] = Place(slug, own.number, own.bookmark)
        groupes = tuple(Groupe(_titre(g.heading, printed), g.decisions) for g in article.groupes)
        out.append(ArticleOutline(article.slug, _titre(article.heading, printed) or article.heading, groupes))
    lines = tuple(sorted(outline.derogations, key=lambda line: order.get(line.clause, -1)))
    return replace(
        outline, pieces={**outline.pieces, slug: tuple(out)}, places=places, articles=articles, derogations=lines,
        structures={**outline.structures, slug: lue.titres},
    )  # fmt: skip


def _titre(heading: Heading | None, printed: Mapping[str, Heading]) -> Heading | None:
    found = printed.get(heading.bookmark) if heading is not None else None
    return replace(heading, number=found.number) if heading is not None and found is not None else heading
