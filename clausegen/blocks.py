"""Blocks of text: what drafting hands over and what Word, HTML and plain text are written from.

Pure data, frozen and hashable (`Draft` apart, which holds a mapping). A clause comes in two parts: its text, with the
*places* of its values (`Value(index)`), and the values themselves. The text alone is read as Markdown and written as
WordprocessingML; that is memoised by `DraftClause.key`. A value typed in a contract file is therefore never read as
markup. Two clauses with the same `key` must have equal `blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emph:
    """Italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; only http, https and mailto are live, any other scheme leaves the text alone."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Value:
    """Place of the value `DraftClause.values[index]`."""

    index: int


Inline = Text | Strong | Emph | Link | LineBreak | Value


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; every item is a run of blocks. `start` is the first number of an ordered list."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    inlines: tuple[Inline, ...]
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; rows of fewer cells are completed with empty ones."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | ListBlock | Table


@dataclass(frozen=True, slots=True)
class TextValue:
    """A value printed verbatim; its newlines become line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class RefValue:
    """The number of another heading or clause of the same document: live field to `target`, `text` is its result."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A value left open: « [À compléter : label] », highlighted."""

    label: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A place that the reader of the document fills in (a form for bidders or holders): never counted as missing.

    `label` says what goes there; `prompt` is what is shown until then (the label, if empty). `box`: a box to tick.
    """

    label: str
    prompt: str = ""
    box: bool = False


ClauseValue = TextValue | RefValue | MissingValue | FieldValue


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `number` is its number as Word will compute it (« 1 », « 1.2 », « 1.2.1 »), empty if not numbered.

    `bookmark` is what `RefValue.target` and the table of contents point at: letters, digits and underscore, at most
    40 characters, unique in the document. `new_page`: it starts a page.
    """

    level: Literal[1, 2, 3]
    text: str
    number: str
    bookmark: str
    numbered: bool = True
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause as drafted for one piece.

    `bookmark` (« cg_ » + short hash) bounds the clause in the document and differs from `heading.bookmark`.
    `load` gives the blocks and is called only when no memoised writing of `key` exists.
    """

    id: str
    version: str
    bookmark: str
    key: str
    values: tuple[ClauseValue, ...] = ()
    heading: Heading | None = None
    digest: str = ""
    load: Callable[[], tuple[Block, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks (parsed at each call unless `load` remembers)."""
        return self.load()


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """An article of the plan: its heading (level 1), then clauses and sub-headings in order.

    `slug` is its name in the plan: a gabarit may place an article by it.
    """

    heading: Heading
    children: tuple[Heading | DraftClause, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole piece: « ccap », its title in full, its articles, and what the gabarit's fields read.

    `missing` counts the values left open; above zero, or when `projet`, the first page says « PROJET ». `structure`:
    every heading of the document in order, when its gabarit has articles of its own.
    """

    piece: str
    title: str
    articles: tuple[DraftArticle, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    missing: int = 0
    projet: bool = False
    structure: tuple[Heading, ...] = ()

    def clauses(self) -> Iterator[DraftClause]:
        """Clauses in order."""
        for article in self.articles:
            for child in article.children:
                if isinstance(child, DraftClause):
                    yield child

    def headings(self) -> Iterator[Heading]:
        """Headings in order, those of clauses included, and those of the gabarit when it has its own."""
        if self.structure:
            yield from self.structure
            return
        for article in self.articles:
            yield article.heading
            for child in article.children:
                if isinstance(child, Heading):
                    yield child
                elif child.heading is not None:
                    yield child.heading
