"""Two texts compared as a reader compares them, and the words that changed."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_MOT = re.compile(r"\w+(?:[.,’'‑-]\w+)*|[^\w\s]|\s+")
_PLIER = {ord(c): " " for c in "\u00a0\u202f\u2009\t\n"} | {
    ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("–"): "-", ord("—"): "-", ord("\u2011"): "-",
    0xAD: None, 0x200B: None, 0xFEFF: None,
}  # fmt: skip
_LONG = 160


def plier(texte: str) -> str:
    """The text without its typography: kinds of spaces, apostrophes, quotes and hyphens are one."""
    return _plie(texte)


@lru_cache(maxsize=4096)
def _plie(texte: str) -> str:
    if texte.isascii():
        return " ".join(texte.split())
    folded = unicodedata.normalize("NFC", texte).translate(_PLIER)
    folded = re.sub(r"«\s*|\s*»", '"', folded)
    return " ".join(folded.split())


def montrer(texte: str, longueur: int = 60) -> str:
    """Beginning of a text, on one line."""
    net = " ".join(texte.split())
    return net if len(net) <= longueur else net[: longueur - 1].rstrip() + "…"


def ecart(avant: str, apres: str) -> str:
    """« …réalise 950 heures… → …réalise 900 heures… »: the words that changed, with a few around."""
    left, right = _MOT.findall(" ".join(avant.split())), _MOT.findall(" ".join(apres.split()))
    matcher = SequenceMatcher(None, [plier(m) for m in left], [plier(m) for m in right], autojunk=False)
    changes = [c for c in matcher.get_opcodes() if c[0] != "equal"]
    if not changes:
        return f"«\u00a0{montrer(avant, _LONG)}\u00a0» → «\u00a0{montrer(apres, _LONG)}\u00a0»"
    grouped: list[list[int]] = []
    for _, a, b, c, d in changes:
        # Changes parted by a word or two are told together.
        if grouped and a - grouped[-1][1] <= 4:
            grouped[-1][1], grouped[-1][3] = b, d
        else:
            grouped.append([a, b, c, d])
    shown = [_extrait(left, a, b) + " → " + _extrait(right, c, d) for a, b, c, d in grouped[:3]]
    more = f" ; et {len(grouped) - 3} autre{'s' if len(grouped) > 4 else ''}" if len(grouped) > 3 else ""
    return " ; ".join(shown) + more


def _extrait(mots: list[str], debut: int, fin: int) -> str:
    around = 4
    start, end = max(0, debut - around), min(len(mots), fin + around)
    text = "".join(mots[start:end]).strip()
    if not text:
        return "«\u00a0»"
    text = montrer(text, _LONG)
    return f"«\u00a0{'…' if start else ''}{text}{'…' if end < len(mots) else ''}\u00a0»"


def ressemblance(a: str, b: str) -> float:
    """From 0 to 1, how much two folded texts are alike, by their words."""
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()
