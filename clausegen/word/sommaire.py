"""Table of contents: a live field that already holds its entries, so that it is right before anyone updates it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clausegen.blocks import Draft, Heading
from clausegen.word.fill import Document, field_runs
from clausegen.word.xmltext import run_text

# Lines of a page of the table of contents in the shipped gabarits, an article counting for more than a sub-article.
_PAGE, _ARTICLE = 67.0, 1.31
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_CONTROL = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'


def levels(headings: Sequence[Heading]) -> int:
    """Levels that hold on one page: articles and sub-articles, or articles alone when there are too many of them."""
    articles = sum(h.level == 1 for h in headings)
    parts = sum(h.level == 2 for h in headings)
    return 2 if articles * _ARTICLE + parts <= _PAGE else 1


def _begin(depth: int) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def sommaire(draft: Draft, document: Document, pages: Mapping[str, int] | None) -> str:
    """The table of contents; page numbers only where `pages` (heading bookmark → page) gives them."""
    every = tuple(draft.headings())
    depth = levels(every)
    headings = [h for h in every if h.level <= depth]
    if not headings:
        return f'<w:p><w:pPr><w:pStyle w:val="{document.frame.sommaire1}"/></w:pPr></w:p>'
    entries = [_entry(h, f, document, pages or {}) for h, f in zip(headings, [*headings[1:], None], strict=True)]
    entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{_begin(depth)}", 1)
    entries[-1] = entries[-1].removesuffix("</w:p>") + f"{_END}</w:p>"
    number = document.control("sommaire")
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/>{_CONTROL}</w:sdtPr>'
        f"<w:sdtContent>{''.join(entries)}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, following: Heading | None, document: Document, pages: Mapping[str, int]) -> str:
    frame = document.frame
    style = frame.sommaire1 if heading.level == 1 else frame.sommaire2
    # An article is not parted from its first sub-article at the foot of a page.
    keep = "<w:keepNext/>" if following is not None and following.level > heading.level else ""
    inner, indent = "", ""
    if heading.numbered:
        number = f"Article {heading.number}" if heading.level == 1 else heading.number
        inner = f"<w:r><w:t>{number}</w:t></w:r><w:r><w:tab/></w:r>"
    else:
        # Without a number, the tab that leads to the page must not stop where numbered titles begin.
        indent = '<w:tabs><w:tab w:val="clear" w:pos="1134"/></w:tabs><w:ind w:left="0" w:firstLine="0"/>'
    inner += f"<w:r><w:t>{run_text(heading.text)}</w:t></w:r>"
    page = pages.get(heading.bookmark)
    if page is not None:
        cached = f"<w:r><w:t>{page}</w:t></w:r>"
        inner += "<w:r><w:tab/></w:r>" + field_runs(f" PAGEREF {heading.bookmark} \\h ", cached)
    link = f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{inner}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{indent}</w:pPr>{link}</w:p>'
