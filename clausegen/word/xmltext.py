"""Characters of WordprocessingML text: what must be escaped, what becomes an element, what XML forbids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"

# In each table « & » comes first, then « < » and « > »: what replaces the others holds them.
# Marks of a fragment (see `emit`) are private-use characters: the same characters in a text are written as references.
_PLAIN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", MARK_OPEN: "&#xE000;", MARK_CLOSE: "&#xE001;", "\r": "&#13;"}
_REOPEN = '<w:t xml:space="preserve">'
# A no-break hyphen as an element keeps the font of the text; as a character Word changes font for it.
_TEXT = {
    **_PLAIN,
    "\r": "",
    "\n": f"</w:t><w:br/>{_REOPEN}",
    "\t": f"</w:t><w:tab/>{_REOPEN}",
    "\u2011": f"</w:t><w:noBreakHyphen/>{_REOPEN}",
}
_SPECIAL = re.compile("[\x00-\x1f&<>\u2011\ud800-\udfff\ufffe\uffff\ue000\ue001]")
_ATTRIBUTE = {**_PLAIN, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def _replaced(text: str, table: Mapping[str, str]) -> str:
    for character, written in table.items():
        if character in text:
            text = text.replace(character, written)
    return text


def check(text: str) -> str:
    """The text itself; `ValueError` when XML forbids one of its characters (readers refuse them before)."""
    found = ILLEGAL.search(text)
    if found:
        raise ValueError(f"character U+{ord(found[0]):04X} cannot be written in XML")
    return text


def escape(text: str) -> str:
    """Content of an element other than `w:t`."""
    return _replaced(check(text), _PLAIN)


def attribute(text: str) -> str:
    """Content of an attribute between double quotes."""
    return _replaced(check(text), _ATTRIBUTE)


@lru_cache(maxsize=16384)
def run_text(text: str) -> str:
    """Content of a `w:t`: newlines, tabs and no-break hyphens become elements, and reopen a `w:t`."""
    if not _SPECIAL.search(text):
        return text
    return _replaced(check(text.replace("\r\n", "\n").replace("\r", "\n")), _TEXT)
