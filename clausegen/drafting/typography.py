"""French typography of rendered text: apostrophes, quotes, no-break spaces, never inside addresses or codes.

Rules of the Imprimerie nationale as used in official texts: U+202F before « ; ! ? » and between thousands, U+00A0
before « : », inside « », before a unit and after « n° », « art. », « L. ». A value's place (U+E000 n U+E001) counts as
a figure. Web addresses, e-mails, SIRET and other codes are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
THIN = "\u202f"
PLACE = "\ue000[0-9]+\ue001"

_PROTECTED = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s<>«»]*[^\s<>«».,;:!?)]|[\w.+-]+@[\w-]+\.[\w.-]*\w|\b\d{9}(?:\d{5})?\b|\b\d{3} \d{3} \d{3} \d{5}\b"
    r"|\b\d{8}-\d\b"
)
_UNITS = (
    "€|%|‰|h|heures?|jours?|mois|ans?|années?|semaines?|minutes?|ETP|km|m²|m³|kg|tonnes?|euros?|points?|pages?|lots?|fois|Mo|Go|ko"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[\w»)\]%€°\ue001])'|'(?=\w)", "’"),
        (r"\.\.\.", "…"),
        (r"«[ \u00a0\u202f]*", f"«{NBSP}"),
        (r"[ \u00a0\u202f]*»", f"{NBSP}»"),
        (r"[ \u00a0\u202f]+([;!?])", rf"{THIN}\1"),
        (r"(?<=[\w»)\]%€\ue001])([;!?])(?=\s|$)", rf"{THIN}\1"),
        (r"[ \u00a0\u202f]+:(?=\s|$)", f"{NBSP}:"),
        (r"(?<=[\w»)\]%€\ue001]):(?=\s|$)", f"{NBSP}:"),
        (r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", THIN),
        (rf"(\d|\ue001)[ \u202f]({_UNITS})(?![\w’])", rf"\1{NBSP}\2"),
        (r"\b([Nn]°|[Aa]rt\.|[Aa]rticles?|[Aa]nnexes?|p\.|§|M\.|Mme|[LRD]\.)[ \u202f](?=[\dA-Z\ue000])", rf"\1{NBSP}"),
        (r"€[ \u202f](HT|TTC)\b", rf"€{NBSP}\1"),
        (rf"(\d|\ue001){NBSP}h[ \u202f](?=[\d\ue000])", rf"\1{NBSP}h{NBSP}"),
        (r"\b1 ?ères?\b", "1re"),
        (r" - (?=\w)", f"{NBSP}– "),
        (r" ([–—]) ", rf"{NBSP}\1 "),
    )
)
# Article numbers and names of CCAG are not cut at the end of a line: non-breaking hyphen (U+2011).
_WHOLE = re.compile(r"\b[LRD]\.[ \u00a0\u202f]\d+(?:-\d+)+|\bCCAG-(?=[A-Z])")
_STRAIGHT = re.compile(r'"([^"]*)"')


def _segment(text: str) -> str:
    text = _STRAIGHT.sub(rf"«{NBSP}\1{NBSP}»", text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _WHOLE.sub(lambda found: found[0].replace("-", "\u2011"), text)


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    r"""The text with French typography; idempotent.

    >>> french("l'article n° 3 : 50 %")
    'l’article n°\xa03\xa0: 50\xa0%'
    """
    out = []
    end = 0
    for found in _PROTECTED.finditer(text):
        out.append(_segment(text[end : found.start()]))
        out.append(found[0])
        end = found.end()
    out.append(_segment(text[end:]))
    return "".join(out)
