"""The body of a piece: headings, clauses between their bookmarks, in the order of the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausegen.blocks import Draft, DraftArticle, DraftClause, Heading
from clausegen.word.emit import spacer
from clausegen.word.fill import Document, fill
from clausegen.word.memo import Memo
from clausegen.word.xmltext import run_text


def targets(draft: Draft) -> dict[str, Heading]:
    """Where a reference may point: bookmark named by the draft → numbered heading.

    A clause without heading is reached by the heading it stands under.
    """
    found: dict[str, Heading] = {h.bookmark: h for h in draft.structure if h.numbered}
    for article in draft.articles:
        current = article.heading
        for item in (article.heading, *article.children):
            heading = item if isinstance(item, Heading) else item.heading
            current = heading or current
            if not current.numbered:
                continue
            found[current.bookmark] = current
            if isinstance(item, DraftClause):
                found[item.bookmark] = current
    return found


class Body:
    """Writer of a draft's articles and clauses into one document."""

    def __init__(self, document: Document, memo: Memo, placed: Counter[str], *, new_page: bool = False) -> None:
        self._document = document
        self._memo = memo
        self._placed = placed
        self._new_page = new_page
        self._frame_digest = document.frame.digest

    def articles(self, articles: tuple[DraftArticle, ...]) -> str:
        """Articles one after the other."""
        return "".join(part for article in articles for part in self._article(article))

    def _article(self, article: DraftArticle) -> Iterator[str]:
        yield self.heading(article.heading)
        for n, child in enumerate(article.children):
            if isinstance(child, Heading):
                yield self.heading(child)
                continue
            following = article.children[n + 1] if n + 1 < len(article.children) else article.heading
            headed = isinstance(following, Heading) or following.heading is not None
            yield self.clause(child, spaced=not headed)

    def clause(self, clause: DraftClause, *, spaced: bool) -> str:
        """A clause between its bookmarks; `spaced` when the next thing has no space of its own above."""
        self._placed[clause.id] += 1
        fragment = self._memo.fragment(clause, self._document.frame, self._frame_digest)
        heading = self.heading(clause.heading) if clause.heading else ""
        text = fill(fragment, clause, self._document)
        if spaced and fragment.ends_with_table:
            text += spacer(self._document.frame)
        return self._document.bookmark(clause.bookmark, heading + text)

    def heading(self, heading: Heading) -> str:
        """A heading paragraph; Word computes its number."""
        document, frame = self._document, self._document.frame
        style, numbering = frame.heading(heading.level), ""
        page = "<w:pageBreakBefore/>" if self._new_page or heading.new_page else ""
        self._new_page = False
        if not heading.numbered:
            if heading.level == 1:
                style = frame.titre_sans_numero
            else:
                numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        # Word keeps the space above a heading at the top of a page.
        space = '<w:spacing w:before="0"/>' if heading.new_page else ""
        text = document.bookmark(heading.bookmark, f"<w:r><w:t>{run_text(heading.text)}</w:t></w:r>")
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}{numbering}{space}</w:pPr>{text}</w:p>'


def check_numbers(draft: Draft) -> None:
    """`ValueError` when a heading's number is not the one that Word will compute."""
    counts = [0, 0, 0]
    for heading in draft.headings():
        if not heading.numbered:
            continue
        counts[heading.level - 1] += 1
        counts[heading.level :] = [0] * (3 - heading.level)
        expected = ".".join(map(str, counts[: heading.level]))
        if heading.number != expected:
            raise ValueError(f"heading « {heading.text} » is numbered {heading.number}, Word will print {expected}")
