"""Tags of a gabarit (`{{ … }}`, `{% … %}`): what Word's autocorrection did to them is repaired, text is left alone.

Word types « », ’, – and no-break spaces inside tags; docxtpl turns ’ into ' even inside a literal, so that
`"clause d’insertion"` no longer equals the contract's value and a paragraph silently vanishes. These characters are
therefore hidden from docxtpl, then put right tag by tag: a delimiter becomes a plain quote, an apostrophe inside a
literal stays what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STATIC = re.compile("\ue000([SB])([0-9]+)\ue001\n?")
_HIDDEN = {c: chr(0xF0000 + i) for i, c in enumerate("’‘“”«»–—\u00a0\u202f")}
_HIDE = str.maketrans(_HIDDEN)
_SHOW = str.maketrans({hidden: c for c, hidden in _HIDDEN.items()})
_BLOCK_SPACE = re.compile("(\\{[{%#](?:tr|p))[\u00a0\u202f]")
_PLAIN = {"–": "-", "—": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "", "\u200b": "", "\ufeff": ""}
# Word gives a capital to the first word of a sentence.
_CAPITAL = re.compile(r"^(\{%-?(?:p|tr|tc|r)?\s+)(If|Elif|Else|Endif|For|Endfor|Set)\b")
_CLOSING = {'"': '"”“', "'": "'’‘", "«": "»"}


def hide(xml: str) -> str:
    """Typographic characters out of docxtpl's sight; a no-break space after `{%p` becomes the space it waits for."""
    return _BLOCK_SPACE.sub(r"\1 ", xml).translate(_HIDE)


def repair(tag: str) -> str:
    """A tag as Jinja reads it, from a tag as Word's autocorrection left it."""
    text = tag.translate(_SHOW).replace("&quot;", '"').replace("&apos;", "'")
    out: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        opened = "«" if character == "«" else '"' if character in '"“”' else "'" if character in "'’‘" else ""
        if opened:
            literal, position = _literal(text, position + 1, opened)
            out.append(literal)
            continue
        out.append(_PLAIN.get(character, character))
        position += 1
    return _CAPITAL.sub(lambda m: m[1] + m[2].lower(), "".join(out)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def _literal(text: str, start: int, opened: str) -> tuple[str, int]:
    """The literal that begins at `start`, as a Jinja literal, and where the rest of the tag begins."""
    closing = _CLOSING[opened]
    end = start
    while end < len(text):
        inside_word = opened == "'" and text[end] == "’" and text[end + 1 : end + 2].isalnum()
        if text[end] in closing and not inside_word:
            break
        end += 1
    content = text[start:end].strip(" \u00a0\u202f") if opened == "«" else text[start:end]
    quote = "'" if opened == "'" else '"'
    return quote + content.replace(quote, "\\" + quote) + quote, end + 1


@dataclass(frozen=True, slots=True)
class Program:
    """A part of the gabarit ready for Jinja: tags alone, with a place for each stretch of XML between them.

    Line n + 2 of `source` holds the tag `labels[n]` (from 0), so that an error of Jinja can be placed.
    """

    source: str
    statics: tuple[str, ...]
    labels: tuple[str, ...]


def program(patched: str) -> Program:
    """Cut the XML that docxtpl patched (from a text that went through `hide`) at its tags."""
    source: list[str] = []
    statics: list[str] = []
    labels: list[str] = []
    position = 0
    for found in TAG.finditer(patched):
        statics.append(_static(patched[position : found.start()]))
        tag = repair(found[0])
        source.append(f"\ue000S{len(statics) - 1}\ue001\n{tag.replace(chr(10), ' ')}")
        labels.append(tag)
        position = found.end()
    statics.append(_static(patched[position:]))
    source.append(f"\ue000S{len(statics) - 1}\ue001\n")
    return Program("".join(source), tuple(statics), tuple(labels))


def _static(xml: str) -> str:
    shown = xml.translate(_SHOW)
    for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        shown = shown.replace(written, meant)
    return shown
