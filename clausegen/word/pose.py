"""Texts spliced in a document of another hand: body, comments, lists. Everything else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from clausegen.word.guards import MAIN
from clausegen.word.hote import Hote
from clausegen.word.numeros import Counter
from clausegen.word.package import CONTENT_TYPES, pack, write_package
from clausegen.word.styles import Styles, W, safe_parser
from clausegen.word.xmltext import attribute, run_text

_W = f"{{{W}}}"
_RELS = "word/_rels/document.xml.rels"
_COMMENTAIRES, _NUMEROS = "word/comments.xml", "word/numbering.xml"
_GENRE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def poser(
    hote: Hote,
    textes: Mapping[int, str],
    commentaires: Sequence[tuple[int, tuple[str, ...]]],
    listes: Sequence[str],
    auteur: str,
    date: str,
) -> bytes:
    """Bytes of the document with `textes` (place in bytes → XML), comments and lists added."""
    parts = dict(hote.parts)
    corps = parts[MAIN]
    for place in sorted(textes, reverse=True):
        corps = corps[:place] + textes[place].encode("utf-8") + corps[place:]
    parts[MAIN] = corps
    if listes:
        parts[_NUMEROS] = _listes(parts[_NUMEROS], "".join(listes))
    if commentaires:
        _commenter(parts, "".join(_commentaire(n, lignes, auteur, date) for n, lignes in commentaires))
    return write_package({nom: pack(contenu) for nom, contenu in parts.items()})


def prochains(hote: Hote) -> tuple[int, int, int]:
    """First free id of a change, of a comment, of a list."""
    pris = [int(v) for e in hote.root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo", f"{_W}bookmarkStart", f"{_W}pPrChange",
                                           f"{_W}rPrChange") if (v := e.get(f"{_W}id", "")).isdigit()]  # fmt: skip
    notes = [int(v) for e in _arbre(hote, _COMMENTAIRES).iter(f"{_W}comment") if (v := e.get(f"{_W}id", "")).isdigit()]
    listes = [int(v) for e in _arbre(hote, _NUMEROS).iter(f"{_W}num") if (v := e.get(f"{_W}numId", "")).isdigit()]
    return max(pris, default=8000) + 1, max(notes, default=-1) + 1, max(listes, default=0) + 1


def commentaires(hote: Hote) -> list[tuple[str, str]]:
    """(author, text) of the comments that the document holds."""
    return [
        (e.get(f"{_W}author", ""), "".join(t.text or "" for t in e.iter(f"{_W}t")))
        for e in _arbre(hote, _COMMENTAIRES).iter(f"{_W}comment")
    ]


def numeros_des_titres(data_corps: bytes, parts: Mapping[str, bytes]) -> dict[int, str]:
    """Numbers that Word will print before the headings marked by `Greffe.reperes`, by their rank."""
    root = etree.fromstring(data_corps, safe_parser())
    compteur = Counter(parts.get(_NUMEROS), Styles(parts.get("word/styles.xml")))
    out = {}
    for paragraphe in root.iter(f"{_W}p"):
        style = paragraphe.find(f"{_W}pPr/{_W}pStyle")
        numero = compteur.number(paragraphe, style.get(f"{_W}val", "") if style is not None else "")
        repere = paragraphe.get(f"{_W}rsidP", "")
        if repere.startswith("C6") and len(repere) == 8 and numero is not None:
            out[int(repere[2:], 16)] = numero.text
    return out


def _arbre(hote: Hote, nom: str) -> etree._Element:
    contenu = hote.parts.get(nom)
    return etree.fromstring(contenu, safe_parser()) if contenu else etree.Element("vide")


def _commentaire(numero: int, lignes: Sequence[str], auteur: str, date: str) -> str:
    quand = f' w:date="{date}"' if date else ""
    paragraphes = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{run_text(ligne)}</w:t></w:r></w:p>' for ligne in lignes
    )
    return f'<w:comment xmlns:w="{W}" w:id="{numero}" w:author="{attribute(auteur)}"{quand} w:initials="cg">{paragraphes}</w:comment>'


def _commenter(parts: dict[str, bytes], contenu: str) -> None:
    if _COMMENTAIRES in parts:
        parts[_COMMENTAIRES] = _ajouter(parts[_COMMENTAIRES], contenu)
        return
    parts[_COMMENTAIRES] = _DECLARATION + f'<w:comments xmlns:w="{W}">{contenu}</w:comments>'.encode()
    parts[CONTENT_TYPES] = _ajouter(
        parts[CONTENT_TYPES], f'<Override PartName="/{_COMMENTAIRES}" ContentType="{_TYPE}"/>'
    )
    pris = parts[_RELS].decode("utf-8", "replace")
    libre = next(f"rIdCg{n}" for n in range(1, 1000) if f'"rIdCg{n}"' not in pris)
    parts[_RELS] = _ajouter(parts[_RELS], f'<Relationship Id="{libre}" Type="{_GENRE}" Target="comments.xml"/>')


def _listes(contenu: bytes, listes: str) -> bytes:
    """Lists after those of the document: the format wants them before `numIdMacAtCleanup`."""
    declarees = listes if b"xmlns:w=" in contenu else listes.replace("<w:num ", f'<w:num xmlns:w="{W}" ')
    apres = re.search(rb"<w:numIdMacAtCleanup\b", contenu)
    if apres:
        return contenu[: apres.start()] + declarees.encode("utf-8") + contenu[apres.start() :]
    return _ajouter(contenu, declarees)


def _ajouter(contenu: bytes, xml: str) -> bytes:
    """`xml` at the end of the root element, which may be empty."""
    fin = contenu.rstrip()
    if fin.endswith(b"/>"):
        ouvrante = fin[fin.rindex(b"<") :]
        nom = re.match(rb"<([\w:]+)", ouvrante)
        assert nom is not None
        return fin[:-2] + b">" + xml.encode("utf-8") + b"</" + nom[1] + b">"
    place = contenu.rindex(b"</")
    prefixe = re.match(rb"</([\w]+):", contenu[place:])
    if prefixe and not xml.startswith("<w:"):
        # The package vocabulary written with a prefix: ours follows it.
        xml = re.sub(r"<(?=Override|Relationship)", f"<{prefixe[1].decode()}:", xml)
    return contenu[:place] + xml.encode("utf-8") + contenu[place:]
