"""YAML written so that it reads back the same here, in an editor and in any other program: every value is a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# What needs no quotes: words, French punctuation inside, amounts, dates. Anything else is quoted.
_PLAIN = re.compile(r"[^\W_](?:[\w .’'()°€%/+\-–«»×=;!?&*@]|,(?= )|:(?=//|\d))*", re.UNICODE)
_FLOW = re.compile(r"[^\W_](?:[\w .’'()°€%/+\-–«»×=;@]|:(?=//|\d))*", re.UNICODE)
# Read as something else than a text by other programs: numbers that zeros begin, long digits, floats, English words.
_RETYPED = re.compile(r"0\d+|\d{8,}|0[xo][\da-f]+|\d+e\d+|\d[\d_]*(?:\.\d+)|\d{5}|true|false|yes|no|on|off|null|y|n|\d+(?::\d\d)+", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
WIDTH = 110


def scalar(text: str, flow: bool = False) -> str:
    """A text as YAML writes it: bare when that is safe, else between double quotes."""
    pattern = _FLOW if flow else _PLAIN
    if pattern.fullmatch(text) and not _RETYPED.fullmatch(text) and " #" not in text and text[-1] not in " :" and "  " not in text:
        return text
    return '"' + "".join(_escape(char) for char in text) + '"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    # Line separators fold, marks of order and controls are not shown: written by their code.
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF):
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return char


def key(name: str) -> str:
    """A key: bare when it is a name."""
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name, re.ASCII) and not _RETYPED.fullmatch(name) else scalar(name, flow=True)


def inline(value: Any) -> str:
    """A value on one line: `{nom: Prix, poids: 50 %}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(str(k))}: {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(inline(v) for v in value) + "]"
    return scalar(str(value), flow=True) if str(value) else '""'


def _short(value: Any, room: int) -> bool:
    """A collection of texts, or of small collections of texts, that holds on the line."""
    if not value:
        return True
    inside = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(v, str) or (not isinstance(value, Mapping) and _short(v, room)) for v in inside) and len(inline(value)) <= room


def entry(name: str, value: Any, indent: int = 0) -> list[str]:
    """Lines of `name: value`; nested collections go under, small ones stay on the line. An empty text leaves the key blank."""
    pad = " " * indent
    head = f"{pad}{key(name)}:"
    if isinstance(value, str):
        return [f"{head} {scalar(value)}" if value else head]
    if _short(value, WIDTH - len(head)) and not (isinstance(value, list) and value and not all(isinstance(v, str) for v in value)):
        return [f"{head} {inline(value)}"]
    if isinstance(value, Mapping):
        return [head, *(line for k, v in value.items() for line in entry(str(k), v, indent + 2))]
    return [head, *(line for item in value for line in item_lines(item, indent + 2))]


def item_lines(value: Any, indent: int) -> list[str]:
    """Lines of one item of a sequence, behind its dash."""
    pad = " " * indent
    if isinstance(value, str):
        return [f"{pad}- {scalar(value)}" if value else f'{pad}- ""']
    if _short(value, WIDTH - indent) or not isinstance(value, Mapping):
        return [f"{pad}- {inline(value)}"]
    lines = [line for k, v in value.items() for line in entry(str(k), v, indent + 2)]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]


def write_yaml(tree: Mapping[str, Any]) -> str:
    """A whole tree (dict, list, str). Reading it back gives the same tree."""
    return "".join(f"{line}\n" for name, value in tree.items() for line in entry(str(name), value)) or "{}\n"
