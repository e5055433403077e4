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
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
# Each rule with what a text must hold for it to matter: most texts need few of them.
_RULES: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (needles, re.compile(pattern), replacement)
    for needles, pattern, replacement in (
        (("'",), r"(?<=[\w»)\]%€°\ue001])'|'(?=\w)", "’"),
        (("“",), r"“", "« "),
        (("”",), r"”", " »"),
        (("...",), r"\.\.\.", "…"),
        (("«",), r"«[ \u00a0\u202f]*", f"«{NBSP}"),
        (("»",), r"[ \u00a0\u202f]*»", f"{NBSP}»"),
        ((";", "!", "?"), r"[ \u00a0\u202f]+([;!?])", rf"{THIN}\1"),
        ((";", "!", "?"), r"(?<=[\w»)\]%€\ue001])([;!?])(?=\s|$)", rf"{THIN}\1"),
        ((":",), r"[ \u00a0\u202f]+:(?=\s|$)", f"{NBSP}:"),
        ((":",), r"(?<=[\w»)\]%€\ue001]):(?=\s|$)", f"{NBSP}:"),
        (("",), r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", THIN),
        (("",), rf"(\d|\ue001)[ \u202f]({_UNITS})(?![\w’])", rf"\1{NBSP}\2"),
        (("°", "rt.", "rticle", "nnexe", "p.", "§", "M.", "Mme", "L.", "R.", "D."),
         r"\b([Nn]°|[Aa]rt\.|[Aa]rticles?|[Aa]nnexes?|p\.|§|M\.|Mme|[LRD]\.)[ \u202f](?=[\dA-Z\ue000])", rf"\1{NBSP}"),
        (("€",), r"€[ \u202f](HT|TTC)\b", rf"€{NBSP}\1"),
        ((f"{NBSP}h",), rf"(\d|\ue001){NBSP}h[ \u202f](?=[\d\ue000])", rf"\1{NBSP}h{NBSP}"),
        (_MONTHS, rf"(\d|\b1er)[ \u202f](?=(?:{'|'.join(_MONTHS)})\b)", rf"\1{NBSP}"),
        (("ère",), r"\b1 ?ères?\b", "1re"),
        ((" - ",), r" - (?=\w)", f"{NBSP}– "),
        (("–", "—"), r" ([–—]) ", rf"{NBSP}\1 "),
    )
)  # fmt: skip
# Article numbers and names of CCAG are not cut at the end of a line: non-breaking hyphen (U+2011).
_WHOLE = re.compile(r"\b[LRD]\.[ \u00a0\u202f]\d+(?:-\d+)+|\bCCAG-(?=[A-Z])")
_PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")
_STRAIGHT = re.compile(r'"([^"]*)"')
# Cheap to look for, and present wherever `_PROTECTED` finds something.
_MAYBE_PROTECTED = re.compile(r"@|//|www\.|mailto:|\d{8}|\d{3} \d{3} \d{3} ")


def _segment(text: str) -> str:
    if '"' in text:
        text = _STRAIGHT.sub(rf"«{NBSP}\1{NBSP}»", text)
    for needles, pattern, replacement in _RULES:
        for needle in needles:
            if needle in text:
                text = pattern.sub(replacement, text)
                break
    if "-" in text:
        text = _WHOLE.sub(lambda found: found[0].replace("-", "\u2011"), text)
    if " 0" in text or text[:1] == "0":
        text = _PHONE.sub(lambda found: found[0].replace(" ", NBSP), text)
    return text


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    r"""The text with French typography; idempotent.

    >>> french("l'article n° 3 : 50 %")
    'l’article n°\xa03\xa0: 50\xa0%'
    """
    if not _MAYBE_PROTECTED.search(text):
        return _segment(text)
    out = []
    end = 0
    for found in _PROTECTED.finditer(text):
        out.append(_segment(text[end : found.start()]))
        out.append(found[0])
        end = found.end()
    out.append(_segment(text[end:]))
    return "".join(out)
