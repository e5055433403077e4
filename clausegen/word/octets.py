"""Where each element of a part stands in its bytes."""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree


def octets_de(content: bytes, root: etree._Element) -> dict[int, tuple[int, int]]:
    """Bytes of every element. The elements are those of the tree: kept alive by it, known by their `id`."""
    debuts: list[int] = []
    fins: list[int] = []
    ouverts: list[int] = []
    lecteur = expat.ParserCreate()

    def debut(_nom: str, _attributs: dict[str, str]) -> None:
        ouverts.append(len(debuts))
        debuts.append(lecteur.CurrentByteIndex)
        balise = _fin_de_balise(content, lecteur.CurrentByteIndex)
        fins.append(balise if content[balise - 2 : balise] == b"/>" else 0)

    def fin(_nom: str) -> None:
        rang = ouverts.pop()
        fins[rang] = fins[rang] or _fin_de_balise(content, lecteur.CurrentByteIndex)

    lecteur.StartElementHandler, lecteur.EndElementHandler = debut, fin
    lecteur.Parse(content, True)
    elements = list(root.iter(etree.Element))
    # Every proxy must stay alive, or its `id` would serve again.
    _VIVANTS.append(elements)
    del _VIVANTS[:-_GARDES]
    return {id(e): (d, f) for e, d, f in zip(elements, debuts, fins, strict=True)}


_VIVANTS: list[list[etree._Element]] = []
_GARDES = 8


def _fin_de_balise(content: bytes, place: int) -> int:
    """Just after the tag that starts at `place`; « > » may stand inside an attribute."""
    guillemet = 0
    while True:
        octet = content[place]
        if guillemet:
            guillemet = 0 if octet == guillemet else guillemet
        elif octet in b"\"'":
            guillemet = octet
        elif octet == 0x3E:
            return place + 1
        place += 1
