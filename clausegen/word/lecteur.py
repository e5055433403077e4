"""A Word document from outside opened with care: its body with tracked changes accepted, its styles, its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.word.acceptation import resoudre
from clausegen.word.fiche import FERME, OUVRE, Atome, Genre
from clausegen.word.guards import inspect_parts
from clausegen.word.numeros import Counter
from clausegen.word.revue_ecrire import ETIQUETTE
from clausegen.word.styles import Styles, W, safe_parser

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_CHAMP = re.compile(f"{OUVRE}[^{OUVRE}{FERME}]*{FERME}")
_TRAVERSE = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"}
_SIGNES = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "sym": "□"}
# What forbids to read a document; a link to a template or to an image does not: nothing is opened.
_REFUS = ("CG301", "CG302", "CG303", "CG304", "CG306")
_ENREGISTREZ = "enregistrez-le en « Document Word (.docx) », sans mot de passe ni macro"


def ouvrir(data: bytes, path: str) -> dict[str, bytes]:
    """Parts of a Word document; `Refused` with a French reason when it cannot be read."""
    if data[:2] == b"PK" and b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        raise Refused(
            [
                Finding(
                    "CG301",
                    Niveau.BLOQUANT,
                    "ce fichier est un document OpenDocument (.odt)",
                    _ENREGISTREZ,
                    Location(path),
                )
            ]
        )
    parts, findings = inspect_parts(data, path)
    graves = [replace(f, remede=_ENREGISTREZ) for f in findings if f.code in _REFUS]
    if graves or not parts:
        raise Refused(graves or findings)
    return parts


class Lecteur:
    """What every reading of a Word document needs: its body with changes accepted, its styles, its lists."""

    def __init__(self, data: bytes, path: str) -> None:
        self.parts = ouvrir(data, path)
        try:
            self.root = etree.fromstring(self.parts["word/document.xml"], safe_parser())
            self.styles = Styles(self.parts.get("word/styles.xml"))
            self.compteur = Counter(self.parts.get("word/numbering.xml"), self.styles)
        except etree.XMLSyntaxError as error:
            raise Refused(
                [
                    Finding(
                        "CG301",
                        Niveau.BLOQUANT,
                        f"ce document Word est abîmé ({error.msg})",
                        _ENREGISTREZ,
                        Location(path),
                    )
                ]
            ) from None
        marques = list(self.root.iter(*(f"{_W}{t}" for t in ("ins", "del", "moveFrom", "moveTo"))))
        self.auteurs = tuple(sorted({a for e in marques if (a := e.get(f"{_W}author", ""))}))
        self.suivies = resoudre(self.root, "accepter")
        body = self.root.find(f"{_W}body")
        self.body = body if body is not None else self.root

    def blocs(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables under an element, through controls."""
        for element in parent:
            tag = nom_local(element)
            if tag in ("p", "tbl"):
                yield element
            elif tag in _TRAVERSE:
                yield from self.blocs(element)

    def style(self, paragraphe: etree._Element) -> tuple[str, str]:
        """Id and name of the style of a paragraph."""
        found = paragraphe.find(f"{_W}pPr/{_W}pStyle")
        identifier = found.get(_VAL, "") if found is not None else ""
        return identifier, self.styles.name(identifier)

    def liste(self, paragraphe: etree._Element) -> tuple[Genre, int]:
        """Kind of list item that a paragraph is, `TEXTE` for none, and its level."""
        identifier, nom = self.style(paragraphe)
        niveau = paragraphe.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        rang = int(niveau.get(_VAL, "0")) if niveau is not None and niveau.get(_VAL, "0").isdigit() else 0
        numero = self.compteur.number(paragraphe, identifier)
        if numero is not None:
            return (Genre.PUCE if numero.bullet else Genre.NUMERO), numero.level
        if nom in ("cg puce", "cg numéro"):
            return (Genre.PUCE if nom == "cg puce" else Genre.NUMERO), rang
        return Genre.TEXTE, 0

    def atomes(self, paragraphe: etree._Element) -> tuple[Atome, ...]:
        """Characters and fields of a paragraph, without the white space around."""
        lus = _joindre(list(self._atomes(paragraphe)))
        while lus and lus[0].texte.isspace():
            lus.pop(0)
        while lus and lus[-1].texte.isspace():
            lus.pop()
        return tuple(lus)

    def _atomes(self, parent: etree._Element, verrou: bool = False) -> Iterator[Atome]:
        for element in parent:
            tag = nom_local(element)
            if tag == "r":
                yield from self._run(element)
            elif tag == "sdt":
                etiquette = element.find(f"{_W}sdtPr/{_W}tag")
                dedans = list(self._atomes(element))
                texte = "".join(a.texte for a in dedans)
                if etiquette is not None and etiquette.get(_VAL) == ETIQUETTE and OUVRE in texte + FERME and dedans and _CHAMP.fullmatch(texte) is None and (
                        OUVRE in texte or FERME in texte):  # fmt: skip
                    yield Atome(texte, "", dedans[0].gras, dedans[0].italique, True)
                else:
                    yield from dedans
            elif tag in _TRAVERSE:
                yield from self._atomes(element)

    def _run(self, run: etree._Element) -> Iterator[Atome]:
        proprietes = run.find(f"{_W}rPr")
        gras, italique = self._oui(proprietes, "b"), self._oui(proprietes, "i")
        for element in run:
            tag = nom_local(element)
            texte = (element.text or "") if tag == "t" else _SIGNES.get(tag, "")
            for caractere in texte:
                yield Atome(caractere, caractere, gras, italique)

    def _oui(self, proprietes: etree._Element | None, nom: str) -> bool:
        if proprietes is None:
            return False
        found = proprietes.find(f"{_W}{nom}")
        if found is None:
            style = proprietes.find(f"{_W}rStyle")
            found = self.styles.find(style.get(_VAL, ""), f"rPr/{nom}") if style is not None else None
        return found is not None and found.get(_VAL) in (None, "1", "true", "on")

    def texte(self, element: etree._Element) -> str:
        """Text of a paragraph."""
        return "".join(a.texte for a in self.atomes(element))

    def rangees(self, table: etree._Element) -> list[list[etree._Element]]:
        """Cells of a table, row by row."""
        return [list(_enfants(ligne, "tc")) for ligne in _enfants(table, "tr")]


def _joindre(atomes: list[Atome]) -> list[Atome]:
    """Characters between the marks of a field make one atom."""
    texte = "".join(a.texte if len(a.texte) == 1 and not a.champ else "\x00" for a in atomes)
    out: list[Atome] = []
    fin = 0
    for found in _CHAMP.finditer(texte):
        if "\x00" in found[0]:
            continue
        premier = atomes[found.start()]
        out += [*atomes[fin : found.start()], Atome(found[0], "", premier.gras, premier.italique, True)]
        fin = found.end()
    return out + atomes[fin:]


def _enfants(parent: etree._Element, voulu: str) -> Iterator[etree._Element]:
    for element in parent:
        tag = nom_local(element)
        if tag == voulu:
            yield element
        elif tag in _TRAVERSE:
            yield from _enfants(element, voulu)


def nom_local(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
