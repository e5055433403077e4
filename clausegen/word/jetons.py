"""The content of a paragraph cut into tokens that two drafts may share: words, breaks, fields, links, controls.

A token is equal to another when a reader sees no difference: same text, same dress, same target. Bookmarks are no
tokens: they travel beside them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from clausegen.word.styles import W

_W = f"{{{W}}}"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOTS = re.compile(r"[^ ,;()]+| +|[,;()]")
_SIMPLES = {"t": "", "br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": ""}
MARQUES = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
_IGNORES = ("pPr", "proofErr", "lastRenderedPageBreak")
_IDENTIFIANTS = re.compile(r' (?:w:rsid\w*|w14:\w+|w:id|r:id|wp14:\w+|xml:space)="[^"]*"| xmlns:\w+="[^"]*"')


@dataclass(slots=True)
class Jeton:
    """A token. `cle`: what makes it equal to another; `texte`: what is read.

    `run`: properties of a run of text, `contenu` its elements; `blocs`: what goes whole (field, link, control, drawing).
    `marques`: bookmarks just before it.
    """

    cle: tuple[str, ...]
    texte: str
    rpr: etree._Element | None = None
    contenu: list[etree._Element] = field(default_factory=list)
    blocs: list[etree._Element] = field(default_factory=list)
    marques: list[etree._Element] = field(default_factory=list)

    @property
    def blanc(self) -> bool:
        """True for spaces alone."""
        return not self.blocs and not self.texte.strip(" ")


def canonique(element: etree._Element | None) -> str:
    """Text of an element without the ids that every saving changes."""
    if element is None:
        return ""
    nue = copy.deepcopy(element)
    nue.tail = None
    return _IDENTIFIANTS.sub("", etree.tostring(nue, encoding="unicode"))


def texte_de(element: etree._Element) -> str:
    """Text as read: breaks and tabs are characters, instructions of fields and deleted text are not."""
    out = []
    for e in element.iter(etree.Element):
        nom = e.tag.rpartition("}")[2]
        if nom == "t":
            out.append(e.text or "")
        elif nom in _SIMPLES and _parent(e) == "r":
            out.append(_SIMPLES[nom])
    return "".join(out)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return parent.tag.rpartition("}")[2] if parent is not None and isinstance(parent.tag, str) else ""


def jetons(paragraphe: etree._Element) -> tuple[list[Jeton], list[etree._Element]]:
    """Tokens of a paragraph, and the bookmarks after the last one."""
    lecture = _Lecture()
    lecture.lire(paragraphe)
    lecture.finir()
    return lecture.out, lecture.marques


class _Lecture:
    """One paragraph being cut."""

    def __init__(self) -> None:
        self.out: list[Jeton] = []
        self.marques: list[etree._Element] = []
        self._champ: list[etree._Element] = []
        self._profondeur = 0

    def lire(self, parent: etree._Element) -> None:
        for element in parent:
            nom = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if nom in MARQUES:
                self.marques.append(element)
            elif not nom or nom in _IGNORES:
                continue
            elif nom == "r":
                self._run(element)
            elif self._champ:
                self._champ.append(element)
            elif nom in ("smartTag", "customXml") or (nom == "ins"):
                self.lire(element)
            else:
                self._entier(nom, [element])

    def finir(self) -> None:
        """A field that this paragraph opens and does not close (a table of contents) is a token of its own."""
        if self._champ:
            self._entier("champ ouvert", self._champ)
            self._champ, self._profondeur = [], 0

    def _run(self, run: etree._Element) -> None:
        bornes = [e.get(f"{_W}fldCharType") for e in run.iter(f"{_W}fldChar")]
        if self._champ or "begin" in bornes:
            self._champ.append(run)
            self._profondeur += bornes.count("begin") - bornes.count("end")
            if self._profondeur <= 0:
                self._entier("champ", self._champ)
                self._champ, self._profondeur = [], 0
            elif "separate" in bornes and self._profondeur == 1 and self._reste_ouvert(run):
                self.finir()
            return
        rpr = run.find(f"{_W}rPr")
        habit = canonique(rpr)
        for element in run:
            nom = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if not nom or nom == "rPr" or nom in _IGNORES:
                continue
            if nom == "t":
                for mot in _MOTS.findall(element.text or ""):
                    self._ajouter(Jeton(("mot", mot, habit), mot, rpr, [_t(mot)]))
            elif nom in _SIMPLES and nom != "sym":
                self._ajouter(Jeton((nom, canonique(element), habit), _SIMPLES[nom], rpr, [element]))
            else:
                self._ajouter(Jeton((nom, canonique(element), habit), "", rpr, [element]))

    def _reste_ouvert(self, run: etree._Element) -> bool:
        """True when no end of field follows in the paragraph."""
        solde = 1
        for suivant in run.itersiblings():
            for borne in suivant.iter(f"{_W}fldChar"):
                genre = borne.get(f"{_W}fldCharType")
                solde += (genre == "begin") - (genre == "end")
                if solde == 0:
                    return False
        return True

    def _entier(self, nom: str, blocs: list[etree._Element]) -> None:
        texte = "".join(texte_de(b) for b in blocs)
        instruction = "".join(e.text or "" for b in blocs for e in b.iter(f"{_W}instrText"))
        cible = blocs[0].get(f"{_W}anchor", "")
        if nom == "champ ouvert":
            # Half a field cannot go alone: that of the newer text is kept, whatever it asks for.
            self._ajouter(Jeton((nom,), "", blocs=list(blocs)))
            return
        vu = texte if texte or instruction else "".join(canonique(b) for b in blocs)
        self._ajouter(Jeton((nom, instruction.strip(), cible, vu), texte, blocs=list(blocs)))

    def _ajouter(self, jeton: Jeton) -> None:
        jeton.marques, self.marques = self.marques, []
        self.out.append(jeton)


def _t(texte: str) -> etree._Element:
    element = etree.Element(f"{_W}t")
    element.text = texte
    return element


@dataclass(slots=True)
class Plume:
    """Writes tokens as kept, inserted or deleted content; numbers the revisions of one document."""

    auteur: str
    date: str
    suivant: int = 1

    def marque(self, nom: str) -> etree._Element:
        """An empty `w:ins`, `w:del` or property change of this author."""
        element = etree.Element(f"{_W}{nom}")
        element.set(f"{_W}id", str(self.suivant))
        element.set(f"{_W}author", self.auteur)
        if self.date:
            element.set(f"{_W}date", self.date)
        self.suivant += 1
        return element

    def ecrire(self, suite: Sequence[Jeton], genre: str = "") -> Iterator[etree._Element]:
        """Elements of a run of tokens with their bookmarks; `genre`: « ins », « del », or nothing (kept)."""
        ouverte: etree._Element | None = None
        for element in self._elements(suite, genre):
            nom = element.tag.rpartition("}")[2]
            element.tail = None
            if not genre:
                yield element
            elif nom == "r":
                if ouverte is None:
                    ouverte = self.marque(genre)
                ouverte.append(_efface(element) if genre == "del" else element)
            else:
                if ouverte is not None:
                    yield ouverte
                    ouverte = None
                if nom == "sdt":
                    yield from self._controle(element, genre)
                else:
                    yield element if nom in MARQUES else self._dedans(element, genre)
        if ouverte is not None:
            yield ouverte

    def _elements(self, suite: Sequence[Jeton], genre: str) -> Iterator[etree._Element]:
        run: etree._Element | None = None
        habit: str | None = None
        for jeton in suite:
            if jeton.marques:
                if run is not None:
                    yield run
                    run = None
                yield from (copy.deepcopy(m) for m in jeton.marques)
            if jeton.blocs:
                if run is not None:
                    yield run
                    run = None
                yield from (copy.deepcopy(b) for b in jeton.blocs)
                continue
            if run is None or habit != jeton.cle[2]:
                if run is not None:
                    yield run
                run, habit = etree.Element(f"{_W}r"), jeton.cle[2]
                if jeton.rpr is not None:
                    run.append(copy.deepcopy(jeton.rpr))
            _verser(run, jeton)
        if run is not None:
            yield run

    def _controle(self, element: etree._Element, genre: str) -> Iterator[etree._Element]:
        """A content control: put in, its two tags are bounded as Word does; deleted, its text alone stays to be seen.

        A control left empty by a deletion would show its prompt again.
        """
        contenu = element.find(f"{_W}sdtContent")
        if genre == "del" or contenu is None:
            enveloppe = self.marque("del" if genre == "del" else "ins")
            enveloppe.extend(
                _efface(copy.deepcopy(r)) if genre == "del" else copy.deepcopy(r) for r in element.iter(f"{_W}r")
            )
            yield enveloppe
            return
        self._dedans(element, genre)
        debut, fin = self.marque("customXmlInsRangeStart"), self.marque("customXmlInsRangeStart")
        yield debut
        contenu.insert(0, _borne(debut))
        contenu.append(fin)
        yield element
        yield _borne(fin)

    def _dedans(self, element: etree._Element, genre: str) -> etree._Element:
        """A link, a control: the runs inside it under tracking."""
        for run in list(element.iter(f"{_W}r")):
            parent = run.getparent()
            if parent is None:
                continue
            enveloppe = self.marque(genre)
            run.tail = None
            parent.replace(run, enveloppe)
            enveloppe.append(_efface(run) if genre == "del" else run)
        return element


def _borne(debut: etree._Element) -> etree._Element:
    fin = etree.Element(f"{_W}customXmlInsRangeEnd")
    fin.set(f"{_W}id", debut.get(f"{_W}id", ""))
    return fin


def _verser(run: etree._Element, jeton: Jeton) -> None:
    for element in jeton.contenu:
        dernier = run[-1] if len(run) else None
        if element.tag == f"{_W}t" and dernier is not None and dernier.tag == f"{_W}t":
            dernier.text = (dernier.text or "") + (element.text or "")
            texte = dernier
        else:
            texte = copy.deepcopy(element)
            texte.tail = None
            run.append(texte)
        if texte.tag == f"{_W}t" and (texte.text or "") != (texte.text or "").strip(" "):
            texte.set(_SPACE, "preserve")


def _efface(run: etree._Element) -> etree._Element:
    for texte in run.iter(f"{_W}t"):
        texte.tag = f"{_W}delText"
        texte.set(_SPACE, "preserve")
    for instruction in run.iter(f"{_W}instrText"):
        instruction.tag = f"{_W}delInstrText"
    return run
