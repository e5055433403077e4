"""Tracked changes of a story accepted or rejected, as Word does it: runs, paragraph marks, rows, properties, controls."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from clausegen.word.styles import W

_W = f"{{{W}}}"
Sens = Literal["accepter", "refuser"]
_GARDE = {"accepter": ("ins", "moveTo"), "refuser": ("del", "moveFrom")}
_OTE = {"accepter": ("del", "moveFrom"), "refuser": ("ins", "moveTo")}
_PROPRIETES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tcPrChange", "trPrChange",
               "tblPrExChange", "numberingChange")  # fmt: skip
_BORNES = tuple(
    f"{_W}{genre}Range{bout}"
    for genre in ("customXmlIns", "customXmlDel", "moveFrom", "moveTo", "customXmlMoveFrom", "customXmlMoveTo")
    for bout in ("Start", "End")
)
_MARQUES = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}commentRangeStart", f"{_W}commentRangeEnd")


def resoudre(root: etree._Element, sens: Sens) -> int:
    """Accept or reject every tracked change of a tree, in place; how many there were."""
    nombre = _controles(root, sens)
    nombre += _lignes(root, sens)
    fondues = _fins_de_paragraphe(root, sens)
    nombre += _passages(root, sens)
    for paragraphe in fondues:
        _fondre(paragraphe)
    nombre += len(fondues) + _mises_en_forme(root, sens)
    for borne in list(root.iter(*_BORNES)):
        _oter(borne)
    return nombre


def a_des_revisions(root: etree._Element) -> bool:
    """True when something was changed under tracking and is neither accepted nor rejected."""
    return next(root.iter(*(f"{_W}{t}" for t in ("ins", "del", "moveFrom", "moveTo", *_PROPRIETES))), None) is not None


def _oter(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        # What lxml calls the tail is white space between elements: it goes with the element.
        parent.remove(element)


def _deballer(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    rang = parent.index(element)
    for enfant in list(element):
        parent.insert(rang, enfant)
        rang += 1
    parent.remove(element)


def _controles(root: etree._Element, sens: Sens) -> int:
    """Content controls put in or taken away under tracking: bounded by custom XML ranges around them."""
    de_trop = "Ins" if sens == "refuser" else "Del"
    nombre = 0
    for borne in list(root.iter(f"{_W}customXml{de_trop}RangeStart")):
        suivant = borne.getnext()
        if suivant is not None and suivant.tag == f"{_W}sdt":
            contenu = suivant.find(f"{_W}sdtContent")
            if contenu is not None:
                _deballer(contenu)
            proprietes = suivant.find(f"{_W}sdtPr")
            if proprietes is not None:
                suivant.remove(proprietes)
            _deballer(suivant)
            nombre += 1
    return nombre


def _lignes(root: etree._Element, sens: Sens) -> int:
    nombre = 0
    ote, garde = _OTE[sens][0], _GARDE[sens][0]
    for ligne in list(root.iter(f"{_W}tr")):
        proprietes = ligne.find(f"{_W}trPr")
        if proprietes is None:
            continue
        if proprietes.find(f"{_W}{ote}") is not None:
            _oter(ligne)
            nombre += 1
        for marque in proprietes.findall(f"{_W}{garde}"):
            proprietes.remove(marque)
            nombre += 1
    for table in list(root.iter(f"{_W}tbl")):
        if table.find(f"{_W}tr") is None:
            _oter(table)
    return nombre


def _fins_de_paragraphe(root: etree._Element, sens: Sens) -> list[etree._Element]:
    """Paragraphs whose mark goes; the marks that stay lose their revision."""
    fondues = []
    for proprietes in list(root.iterfind(f".//{_W}p/{_W}pPr/{_W}rPr")):
        paragraphe = proprietes.getparent().getparent()  # type: ignore[union-attr]
        for nom in _OTE[sens]:
            marque = proprietes.find(f"{_W}{nom}")
            if marque is not None and paragraphe is not None:
                fondues.append(paragraphe)
                proprietes.remove(marque)
        for nom in _GARDE[sens]:
            for marque in proprietes.findall(f"{_W}{nom}"):
                proprietes.remove(marque)
    return fondues


def _passages(root: etree._Element, sens: Sens) -> int:
    nombre = 0
    for element in list(root.iter(*(f"{_W}{t}" for t in _OTE[sens]))):
        if element.getparent() is not None:
            _oter(element)
            nombre += 1
    for element in list(root.iter(*(f"{_W}{t}" for t in _GARDE[sens]))):
        _deballer(element)
        nombre += 1
    if sens == "refuser":
        for texte in root.iter(f"{_W}delText"):
            texte.tag = f"{_W}t"
        for instruction in root.iter(f"{_W}delInstrText"):
            instruction.tag = f"{_W}instrText"
    return nombre


def _fondre(paragraphe: etree._Element) -> None:
    """A paragraph that lost its mark runs on into the next one, which gives its properties."""
    contenu = [e for e in paragraphe if e.tag != f"{_W}pPr"]
    suivant = paragraphe.getnext()
    while suivant is not None and suivant.tag in _MARQUES:
        suivant = suivant.getnext()
    if suivant is None or suivant.tag != f"{_W}p":
        if any(e.tag not in _MARQUES for e in contenu):
            return
        parent = paragraphe.getparent()
        if parent is not None and parent.tag == f"{_W}tc" and len(parent.findall(f"{_W}p")) == 1:
            return
        for marque in contenu:
            paragraphe.addprevious(marque)
        _oter(paragraphe)
        return
    rang = 1 if suivant.find(f"{_W}pPr") is not None else 0
    for element in contenu:
        suivant.insert(rang, element)
        rang += 1
    _oter(paragraphe)


def _mises_en_forme(root: etree._Element, sens: Sens) -> int:
    nombre = 0
    for change in list(root.iter(*(f"{_W}{t}" for t in _PROPRIETES))):
        proprietes = change.getparent()
        if proprietes is None:
            continue
        nombre += 1
        if sens == "refuser" and len(change) and change.tag != f"{_W}numberingChange":
            anciennes = change[0]
            # The paragraph mark and the section are no part of what the change holds.
            restent = [e for e in proprietes if e.tag in (f"{_W}rPr", f"{_W}sectPr") and change.tag == f"{_W}pPrChange"]
            for enfant in list(proprietes):
                proprietes.remove(enfant)
            proprietes.extend([*list(anciennes), *restent])
        else:
            proprietes.remove(change)
    return nombre
