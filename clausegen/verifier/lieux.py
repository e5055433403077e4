"""Where a paragraph of a piece is, as a person finds it: its article, its rank, the beginning of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clausegen.findings import Finding, Niveau
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import releve
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import BODY, Paragraph, place

_NUMERO = re.compile(r"\d+(?:\.\d+)*")


def lieu(sujet: SujetWord, p: Paragraph) -> str:
    """« art. 6.2, corps, ¶ 58 « Le titulaire réalise… » »."""
    article = _articles(sujet).get(p.rank, "") if p.part == BODY else ""
    text = montrer(p.text, 48)
    return f"{article}{place(p)}" + (f" «\u00a0{text}\u00a0»" if text else "")


def constat(sujet: SujetWord, code: str, niveau: Niveau, p: Paragraph, statement: str, remede: str) -> Finding:
    """A finding at a paragraph."""
    return sujet.finding(code, niveau, lieu(sujet, p), statement, remede, p.rank)


def _articles(sujet: SujetWord) -> Mapping[int, str]:
    if "articles" not in sujet.memo:
        current, found = "", {}
        for p in releve(sujet).body:
            if p.level and p.text.strip():
                number = _NUMERO.search(p.number)
                current = f"art.\u00a0{number[0]}, " if number else f"«\u00a0{montrer(p.text, 40)}\u00a0», "
            found[p.rank] = current
        sujet.memo["articles"] = found
    known: Mapping[int, str] = sujet.memo["articles"]
    return known
