"""A Word document of another hand, read so that text can be put in it without touching the rest.

Each block knows the bytes that it takes in `word/document.xml`: what is inserted is spliced between them, and everything
else stays as it was, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.word.guards import MAIN, inspect_parts
from clausegen.word.jetons import texte_de
from clausegen.word.numeros import Counter, Number
from clausegen.word.octets import octets_de
from clausegen.word.styles import Styles, W, safe_parser

_W = f"{{{W}}}"
_VAL = f"{_W}val"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TAPE = re.compile(
    r"^(?P<mot>(?:article|art\.?|chapitre|titre|section)[  ]*)?(?P<n>\d{1,2}(?:[.\-]\d{1,2}){0,3}|[IVX]{1,5}(?=[  ]*[.\-–—:)]))"
    r"(?P<suite>[  ]*(?:[.)°]|[-–—:])*[  \t]*)(?=\S|$)", re.IGNORECASE,
)  # fmt: skip
_OUVERT = ("", "1", "true", "on")
_LONG = 140


@dataclass(slots=True)
class Bloc:
    """A paragraph or a table of the body. `debut`, `fin`: its bytes; `apres`: where what follows it may go.

    `niveau`: level of a heading, 0 otherwise; `numero`: what Word prints before it; `tape`: number typed in its text.
    `item`: (list, bullet) of a paragraph of a list. `supprime`: deleted under tracking.
    """

    rang: int
    element: etree._Element
    debut: int
    fin: int
    apres: int
    texte: str = ""
    style: str = ""
    niveau: int = 0
    numero: str = ""
    tape: str = ""
    item: Number | None = None
    supprime: bool = False
    sommaire: bool = False

    @property
    def table(self) -> bool:
        """True for a table."""
        return self.element.tag == f"{_W}tbl"

    @property
    def vide(self) -> bool:
        """True when nothing is read or shown there."""
        return not self.table and not self.texte.strip()

    @property
    def titre(self) -> str:
        """Text of a heading without its typed number."""
        found = TAPE.match(self.texte) if self.tape else None
        return (self.texte[found.end() :] if found else self.texte).strip()

    @property
    def chiffre(self) -> str:
        """Its number as a reference writes it (« 9.1 »), empty when it has none."""
        return nu(self.numero) or self.tape


@dataclass
class Hote:
    """A document read: parts, blocks in order, styles, and what must be known of the package."""

    chemin: str
    parts: dict[str, bytes]
    root: etree._Element
    blocs: list[Bloc]
    styles: Styles
    octets: dict[int, tuple[int, int]] = field(repr=False, default_factory=dict)
    revisions: int = 0

    @property
    def titres(self) -> list[Bloc]:
        """Headings in order."""
        return [b for b in self.blocs if b.niveau and not b.supprime]

    def section(self, titre: Bloc) -> list[Bloc]:
        """Blocks from a heading to the next one of its level or above, the heading first."""
        out = [titre]
        for bloc in self.blocs[titre.rang + 1 :]:
            if bloc.niveau and bloc.niveau <= titre.niveau and not bloc.supprime:
                break
            out.append(bloc)
        return out

    def bornes(self, element: etree._Element) -> tuple[int, int]:
        """Bytes of any element of the body."""
        return self.octets[id(element)]


def nu(numero: str) -> str:
    """« Article 9.1. » → « 9.1 »."""
    trouve = re.search(r"(?:\d+|[IVXLC]+\b|[A-Z](?=[.)\-]|$))(?:[.\-]\d+|[.\-][a-z]\b)*", numero)
    return trouve[0] if trouve else ""


def ouvrir(data: bytes, chemin: str) -> Hote:
    """Read a document. Raises `Refused` (CG340 to CG342) when nothing can be put in it; the file itself is never opened."""
    parts = _parts(data, chemin)
    content = parts[MAIN]
    if not content.lstrip(b"\xef\xbb\xbf").startswith((b"<?xml", b"<")) or _encodage(content) not in (
        "utf-8",
        "us-ascii",
        "ascii",
    ):
        raise _refus("CG340", "le texte de ce document est écrit dans un codage inhabituel", _REENREGISTRER, chemin)
    try:
        root = etree.fromstring(content, safe_parser())
        feuille = Styles(parts.get("word/styles.xml"))
        compteur = Counter(parts.get("word/numbering.xml"), feuille)
    except etree.XMLSyntaxError as error:
        raise _refus("CG340", f"ce document Word est abîmé ({error.msg})", _REENREGISTRER, chemin) from None
    corps = root.find(f"{_W}body")
    if corps is None:
        constat = "ce document est en « Open XML strict »" if STRICT in content else "ce document n’a pas de texte"
        raise _refus("CG340", constat, "dans Word : Enregistrer sous › Document Word (.docx)", chemin)
    _protection(parts, chemin)
    octets = octets_de(content, root)
    numeros = {p: compteur.number(p, _style(p)) for p in root.iter(f"{_W}p")}
    blocs: list[Bloc] = []
    champs = [0]
    for element, apres in _parcourir(corps, octets):
        debut, fin = octets[id(element)]
        bloc = Bloc(len(blocs), element, debut, fin, apres or fin)
        if not bloc.table:
            _lire(bloc, feuille, numeros[element], champs)
        blocs.append(bloc)
    _titres_tapes(blocs, feuille)
    revisions = sum(
        1 for _ in root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo", f"{_W}pPrChange", f"{_W}rPrChange")
    )
    return Hote(chemin, parts, root, blocs, feuille, octets, revisions)


_REENREGISTRER = "ouvrez-le dans Word ou LibreOffice, puis enregistrez-le en « Document Word (.docx) »"


def _refus(code: str, constat: str, remede: str, chemin: str) -> Refused:
    return Refused([Finding(code, Niveau.BLOQUANT, constat, remede, Location(chemin))])


def _parts(data: bytes, chemin: str) -> dict[str, bytes]:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise _refus("CG340", "ce fichier est un ancien .doc, ou un document protégé par un mot de passe",
                     "retirez le mot de passe, ou enregistrez-le en « Document Word (.docx) »", chemin)  # fmt: skip
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:120]:
        raise _refus(
            "CG340",
            "ce fichier est un document LibreOffice (.odt)",
            "enregistrez-le en « Document Word (.docx) »",
            chemin,
        )
    if data[:5] in (b"%PDF-", b"{\\rtf"):
        raise _refus(
            "CG340",
            f"ce fichier est un {'PDF' if data[:1] == b'%' else 'RTF'}",
            "donnez le document Word (.docx) d’origine",
            chemin,
        )
    parts, findings = inspect_parts(data, chemin)
    # A link to an image or to a template is the document's own business: nothing of it is followed or changed.
    graves = [f for f in findings if f.code != "CG305"]
    if any(f.code == "CG304" for f in graves) or chemin.lower().endswith(".docm"):
        raise _refus(
            "CG341", "ce document contient des macros", "enregistrez-en une copie en .docx, sans macro", chemin
        )
    if graves or not parts:
        constat = graves[0].constat if graves else "ce fichier n’est pas un document Word (.docx) lisible"
        raise _refus("CG340", constat, _REENREGISTRER, chemin)
    return parts


def _encodage(content: bytes) -> str:
    trouve = re.match(rb"""<\?xml[^>]*encoding=["']([^"']+)""", content.lstrip(b"\xef\xbb\xbf"))
    return trouve[1].decode("ascii", "replace").lower() if trouve else "utf-8"


def _protection(parts: Mapping[str, bytes], chemin: str) -> None:
    reglages = parts.get("word/settings.xml", b"")
    if b"documentProtection" not in reglages:
        return
    for element in etree.fromstring(reglages, safe_parser()).iter(f"{_W}documentProtection"):
        if element.get(f"{_W}enforcement", "0") in _OUVERT[1:] and element.get(f"{_W}edit", "none") in (
            "readOnly",
            "forms",
            "comments",
        ):
            raise _refus("CG342", "ce document est protégé contre les modifications",
                         "dans Word : Révision › Restreindre la modification › Désactiver la protection", chemin)  # fmt: skip


def _parcourir(
    parent: etree._Element, octets: Mapping[int, tuple[int, int]], apres: int = 0
) -> Iterator[tuple[etree._Element, int]]:
    """Paragraphs and tables of the body, content controls looked into; after a bound or locked one, text goes behind it."""
    for element in parent:
        nom = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if nom in ("p", "tbl"):
            yield element, apres
        elif nom in ("sdt", "sdtContent", "customXml"):
            proprietes = element.find(f"{_W}sdtPr")
            ferme = proprietes is not None and any(
                proprietes.find(f"{_W}{t}") is not None for t in ("dataBinding", "lock", "docPartObj", "docPartList")
            )
            yield from _parcourir(element, octets, apres or (octets[id(element)][1] if ferme else 0))


def _style(paragraphe: etree._Element) -> str:
    style = paragraphe.find(f"{_W}pPr/{_W}pStyle")
    return style.get(_VAL, "") if style is not None else ""


def _lire(bloc: Bloc, feuille: Styles, numero: Number | None, champs: list[int]) -> None:
    element = bloc.element
    bloc.style = _style(element)
    bloc.texte = texte_de(element).strip()
    bloc.sommaire = champs[0] > 0 or feuille.name(bloc.style).startswith(("toc", "contents", "table of", "table des"))
    for borne in element.iter(f"{_W}fldChar", f"{_W}instrText"):
        if borne.tag == f"{_W}instrText":
            if re.match(r"\s*TOC\b", borne.text or ""):
                champs[0], bloc.sommaire = max(champs[0], 1), True
        elif champs[0]:
            champs[0] += {"begin": 1, "end": -1}.get(borne.get(f"{_W}fldCharType", ""), 0)
    fin = element.find(f"{_W}pPr/{_W}rPr/{_W}del")
    bloc.supprime = fin is not None and not bloc.texte
    if bloc.sommaire:
        return
    direct = element.find(f"{_W}pPr/{_W}outlineLvl")
    niveau = direct.get(_VAL, "9") if direct is not None else ""
    bloc.niveau = int(niveau) + 1 if niveau.isdigit() and int(niveau) < 9 else feuille.level(bloc.style)
    if not bloc.texte:
        bloc.niveau = 0
    if numero is not None:
        bloc.numero = numero.text
        bloc.item = None if bloc.niveau else numero
    if bloc.niveau and not nu(bloc.numero):
        trouve = TAPE.match(bloc.texte)
        bloc.tape = trouve["n"] if trouve else ""


def _titres_tapes(blocs: list[Bloc], feuille: Styles) -> None:
    """Headings made by hand, where the document has no heading style: a typed number, or a bold line of its own."""
    if sum(1 for b in blocs if b.niveau) > 1:
        return
    marques = [
        b for b in blocs if not b.table and 2 < len(b.texte) < _LONG and not b.sommaire and b.texte[-1] not in ".;:,"
    ]
    for bloc in marques:
        trouve = TAPE.match(bloc.texte)
        if trouve and len(bloc.texte) > trouve.end() and (trouve["mot"] or _appuye(bloc, feuille)):
            bloc.tape = trouve["n"]
            bloc.niveau = len(re.split(r"[.\-]", bloc.tape))
    if not any(b.niveau for b in blocs):
        for bloc in marques:
            if bloc.item is None and _appuye(bloc, feuille):
                bloc.niveau = 1


def _appuye(bloc: Bloc, feuille: Styles) -> bool:
    """True when the whole line is bold, underlined or in capitals."""
    if bloc.texte.upper() == bloc.texte and any(c.isalpha() for c in bloc.texte):
        return True
    runs = [r for r in bloc.element.iter(f"{_W}r") if texte_de(r).strip()]
    return bool(runs) and all(_actif(r, "b", feuille, bloc.style) or _actif(r, "u", feuille, bloc.style) for r in runs)


def _actif(run: etree._Element, tag: str, feuille: Styles, style: str) -> bool:
    element = run.find(f"{_W}rPr/{_W}{tag}")
    if element is None:
        element = feuille.find(style or feuille.default, f"rPr/{tag}")
    return element is not None and element.get(_VAL, "1") not in ("0", "false", "off", "none")
