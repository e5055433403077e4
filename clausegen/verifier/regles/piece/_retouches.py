"""Changes that people make to a piece, for the examples of rules: on the XML of the body, as Word leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable

Retouche = Callable[[dict[str, bytes]], None]
CORPS = "word/document.xml"


def sans_retouche(_parts: dict[str, bytes]) -> None:
    """The piece as it was written."""


def remplacer(avant: str, apres: str, partie: str = CORPS) -> Retouche:
    """The first `avant` of a part becomes `apres`; `ValueError` when it is not there."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[partie].decode("utf-8")
        if avant not in text:
            raise ValueError(f"« {avant} » n’est pas dans {partie}")
        parts[partie] = text.replace(avant, apres, 1).encode("utf-8")

    return change


def substituer(motif: str, apres: str, partie: str = CORPS) -> Retouche:
    """The same with a regular expression."""

    def change(parts: dict[str, bytes]) -> None:
        text, count = re.subn(motif, apres, parts[partie].decode("utf-8"), count=1, flags=re.DOTALL)
        if not count:
            raise ValueError(f"« {motif} » n’est pas dans {partie}")
        parts[partie] = text.encode("utf-8")

    return change


def ajouter(xml: str) -> Retouche:
    """XML at the end of the body."""

    def change(parts: dict[str, bytes]) -> None:
        head, section, tail = parts[CORPS].decode("utf-8").rpartition("<w:sectPr")
        parts[CORPS] = f"{head}{xml}{section}{tail}".encode()

    return change


def paragraphe(texte: str, style: str = "BodyText", proprietes: str = "", passage: str = "") -> str:
    """A paragraph: style, more properties of it, properties of its only run."""
    run = f"<w:rPr>{passage}</w:rPr>" if passage else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{proprietes}</w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{texte}</w:t></w:r></w:p>'
    )


def tableau(*lignes: tuple[str, ...], entete: str = "") -> str:
    """A table; `entete` goes in the properties of its first row."""
    rows = []
    for n, line in enumerate(lignes):
        cells = "".join(f"<w:tc><w:tcPr/>{paragraphe(text, 'TexteTableau')}</w:tc>" for text in line)
        rows.append(f"<w:tr>{f'<w:trPr>{entete}</w:trPr>' if entete and n == 0 else ''}{cells}</w:tr>")
    grid = "<w:gridCol/>" * len(lignes[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
