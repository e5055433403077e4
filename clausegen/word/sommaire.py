"""Table of contents: a live field that already holds its entries, so that it is right before anyone updates it."""

from __future__ import annotations

from collections.abc import Mapping

from clausegen.blocks import Draft, Heading
from clausegen.word.fill import Document, field_runs
from clausegen.word.xmltext import run_text

_LEVELS = 2
_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_CONTROL = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'


def sommaire(draft: Draft, document: Document, pages: Mapping[str, int] | None) -> str:
    """The table of contents; page numbers only where `pages` (heading bookmark → page) gives them."""
    headings = [h for h in draft.headings() if h.level <= _LEVELS]
    if not headings:
        return f'<w:p><w:pPr><w:pStyle w:val="{document.frame.sommaire1}"/></w:pPr></w:p>'
    entries = [_entry(h, f, document, pages or {}) for h, f in zip(headings, [*headings[1:], None], strict=True)]
    entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{_BEGIN}", 1)
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
