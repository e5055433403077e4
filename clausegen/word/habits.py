"""How a document of another hand dresses its headings, its text, its lists and its tables: taken from its own paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from clausegen.word.frame import TEXT_WIDTH
from clausegen.word.hote import TAPE, Bloc, Hote
from clausegen.word.jetons import texte_de
from clausegen.word.styles import W
from clausegen.word.xmltext import attribute, escape

_W = f"{{{W}}}"
_VAL = f"{_W}val"
# Of a paragraph: what belongs to it alone, and is not taken up by another.
_PROPRES_P = ("rPr", "sectPr", "pPrChange", "pageBreakBefore", "framePr", "numberingChange", "cnfStyle", "divId")
_PROPRES_R = ("highlight", "vanish", "webHidden", "del", "ins", "rPrChange", "rStyle", "moveFrom", "moveTo")
# Of a run of text: emphasis, which is that of a few words and not of the text.
_EMPHASE = (
    "b",
    "bCs",
    "i",
    "iCs",
    "u",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "shd",
    "em",
    "vertAlign",
    "effect",
    "position",
)
_TABLE = ("tblStyle", "tblBorders", "shd", "tblCellMar", "tblLook")
_CELLULE = ("tcBorders", "shd", "tcMar", "vAlign")
_FILETS = "".join(
    f'<w:{c} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for c in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class Tenue:
    """Properties of a paragraph and of its text, as XML."""

    ppr: str = ""
    rpr: str = ""
    capitales: bool = False
    avant: str = ""
    apres: str = " "


@dataclass(frozen=True, slots=True)
class TenueTable:
    """Properties of a table, of the cells of its first row and of the others, as XML; dress of their text."""

    proprietes: str
    tete: str
    cellule: str
    texte_tete: Tenue
    texte: Tenue


@dataclass
class Habits:
    """Everything needed to write in the manner of a document. `liste`: dress of a numbered list, and its model."""

    corps: Tenue
    titres: dict[int, Tenue] = field(default_factory=dict)
    puce: Tenue | None = None
    liste: tuple[Tenue, str] | None = None
    table: TenueTable | None = None
    largeur: int = TEXT_WIDTH

    def titre(self, niveau: int) -> Tenue:
        """Dress of a heading of a level; where the document has none, its text in bold, kept with what follows."""
        connu = self.titres.get(niveau)
        return connu or Tenue(regler(self.corps.ppr, keepNext="<w:keepNext/>"), gras(self.corps.rpr))


_ORDRE = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
)  # fmt: skip


def regler(ppr: str, **proprietes: str) -> str:
    """Paragraph properties with those named set (XML) or taken away (nothing), in the order that the format asks."""
    racine = etree.fromstring(f'<w:pPr xmlns:w="{W}">{ppr}{"".join(proprietes.values())}</w:pPr>')
    gardes: dict[str, etree._Element] = {}
    for element in racine:
        nom = str(element.tag)[len(_W) :]
        if nom not in proprietes or proprietes[nom]:
            gardes[nom] = element
    rang = {nom: n for n, nom in enumerate(_ORDRE)}
    return "".join(_ecrit(e, ()) for _, e in sorted(gardes.items(), key=lambda g: rang.get(g[0], len(rang))))


def gras(rpr: str) -> str:
    """Run properties in bold."""
    return re.sub(r"^((?:<w:rFonts[^>]*/>)?)(?:<w:b/>)?(?:<w:bCs/>)?", r"\1<w:b/><w:bCs/>", rpr)


def italique(rpr: str) -> str:
    """Run properties in italic."""
    return re.sub(r"^((?:<w:rFonts[^>]*/>)?(?:<w:b/>)?(?:<w:bCs/>)?)", r"\1<w:i/><w:iCs/>", rpr)


def habits(hote: Hote, autour: Sequence[Bloc]) -> Habits:
    """Dress of a document; the text `autour` (the article where the insertion goes) weighs more than the rest."""
    corps = _corps(hote, autour)
    return Habits(corps, _titres(hote), _puce(hote), _liste(hote), _table(hote, corps), _largeur(hote))


def propre(element: etree._Element | None, sauf: Container[str] = ()) -> str:
    """Content of an element as XML with the prefix « w », elements of other vocabularies and those named left out."""
    return "" if element is None else "".join(_ecrit(e, sauf) for e in element)


def _ecrit(element: etree._Element, sauf: Container[str]) -> str:
    if not isinstance(element.tag, str) or not element.tag.startswith(_W):
        return ""
    nom = element.tag[len(_W) :]
    if nom in sauf:
        return ""
    attributs = "".join(
        f' w:{str(a)[len(_W) :]}="{attribute(str(v))}"' for a, v in element.attrib.items() if str(a).startswith(_W)
    )
    dedans = "".join(_ecrit(e, sauf) for e in element) or (escape(element.text.strip()) if element.text else "")
    return f"<w:{nom}{attributs}>{dedans}</w:{nom}>" if dedans else f"<w:{nom}{attributs}/>"


def tenue(paragraphe: etree._Element, *, titre: bool = False, sauf: tuple[str, ...] = ()) -> Tenue:
    """Dress of a paragraph: its properties, and those of the run that holds most of its text."""
    ppr = propre(paragraphe.find(f"{_W}pPr"), (*_PROPRES_P, *sauf))
    runs = sorted(paragraphe.iter(f"{_W}r"), key=lambda r: -len(texte_de(r)))
    rpr = propre(runs[0].find(f"{_W}rPr"), _PROPRES_R if titre else (*_PROPRES_R, *_EMPHASE)) if runs else ""
    return Tenue(ppr, rpr)


def _corps(hote: Hote, autour: Sequence[Bloc]) -> Tenue:
    premier = hote.titres[0].rang if hote.titres else 0
    proches = {b.rang for b in autour}
    poids: Counter[Tenue] = Counter()
    for minimum in (60, 1):
        for b in hote.blocs:
            if not (b.table or b.niveau or b.item or b.sommaire or b.supprime) and len(b.texte) >= minimum:
                facteur = 8 if b.rang in proches else 1 if b.rang > premier else 0.1
                poids[tenue(b.element, sauf=("keepNext", "numPr", "outlineLvl"))] += int(len(b.texte) * facteur) + 1
        if poids:
            return poids.most_common(1)[0][0]
    return Tenue()


def _titres(hote: Hote) -> dict[int, Tenue]:
    out: dict[int, Tenue] = {}
    for bloc in hote.titres:
        if bloc.niveau in out:
            continue
        trouve = TAPE.match(bloc.texte) if bloc.tape else None
        habit = tenue(bloc.element, titre=True)
        avant, apres = (trouve["mot"] or "", trouve["suite"] or " ") if trouve else ("", " ")
        capitales = bloc.titre.upper() == bloc.titre and any(c.isalpha() for c in bloc.titre)
        out[bloc.niveau] = Tenue(habit.ppr, habit.rpr, capitales, avant, apres)
    styles = hote.styles
    if any(styles.level(b.style) for b in hote.titres):
        # A level that the document has not used yet, but has a style for.
        for identifiant, style in styles.by_id.items():
            niveau = styles.level(identifiant)
            if (
                niveau
                and niveau not in out
                and style.element.get(f"{_W}type") == "paragraph"
                and re.search(r"[1-9]$", style.name)
            ):
                out[niveau] = Tenue(f'<w:pStyle w:val="{attribute(identifiant)}"/>')
    return out


def _puce(hote: Hote) -> Tenue | None:
    trouve = next((b for b in hote.blocs if b.item and b.item.bullet and b.texte), None)
    return tenue(trouve.element, sauf=("keepNext",)) if trouve else None


def _liste(hote: Hote) -> tuple[Tenue, str] | None:
    """A numbered list of the document: its dress without the number, and the model that it counts with."""
    modeles = {}
    contenu = hote.parts.get("word/numbering.xml")
    if contenu:
        for num in etree.fromstring(contenu, etree.XMLParser(resolve_entities=False, no_network=True)).iter(f"{_W}num"):
            modele = num.find(f"{_W}abstractNumId")
            if modele is not None:
                modeles[num.get(f"{_W}numId", "")] = modele.get(_VAL, "")
    compte = {modeles.get(b.item.num) for b in hote.blocs if b.niveau == 0 and b.item}
    titres = {modeles.get(n) for n in _nums_de_titre(hote)}
    for bloc in hote.blocs:
        if (
            bloc.item
            and not bloc.item.bullet
            and bloc.item.level == 0
            and bloc.texte
            and re.fullmatch(r"\(?\w{1,2}[.)°]?\)?", bloc.numero)
        ):
            modele = modeles.get(bloc.item.num, "")
            if modele in compte and modele not in titres:
                return tenue(bloc.element, sauf=("keepNext", "numPr")), modele
    return None


def _nums_de_titre(hote: Hote) -> Iterator[str]:
    for bloc in hote.titres:
        for element in (
            bloc.element.find(f"{_W}pPr/{_W}numPr/{_W}numId"),
            hote.styles.find(bloc.style, "pPr/numPr/numId"),
        ):
            if element is not None:
                yield element.get(_VAL, "")


def _table(hote: Hote, corps: Tenue) -> TenueTable:
    premier = hote.titres[0].rang if hote.titres else 0
    candidates = [b.element for b in hote.blocs if b.table and b.rang > premier] or [
        b.element for b in hote.blocs if b.table
    ]
    for element in candidates:
        lignes = element.findall(f"{_W}tr")
        if len(lignes) < 2 or min(len(ligne.findall(f"{_W}tc")) for ligne in lignes[:2]) < 2 or not _visible(element):
            continue
        cellules = [ligne.findall(f"{_W}tc")[0] for ligne in lignes[:2]]
        textes = [c.find(f"{_W}p") for c in cellules]
        tete = tenue(textes[0], titre=True) if textes[0] is not None else corps
        proprietes = element.find(f"{_W}tblPr")
        return TenueTable(
            _garder(proprietes, _TABLE[:1]) + '<w:tblW w:w="5000" w:type="pct"/>' + _garder(proprietes, _TABLE[1:3])
            + '<w:tblLayout w:type="fixed"/>' + _garder(proprietes, _TABLE[3:]),
            _garder(cellules[0].find(f"{_W}tcPr"), _CELLULE), _garder(cellules[1].find(f"{_W}tcPr"), _CELLULE),
            tete, tenue(textes[1]) if textes[1] is not None else corps,
        )  # fmt: skip
    nu = Tenue(regler(corps.ppr, ind="", jc="", spacing=""), corps.rpr)
    proprietes_nues = (
        f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_FILETS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    return TenueTable(proprietes_nues, "", "", Tenue(nu.ppr, gras(nu.rpr)), nu)


def _visible(table: etree._Element) -> bool:
    """A table with rules or a style: one without either only lays text out."""
    return any(table.find(f".//{_W}{t}") is not None for t in ("tblStyle", "tblBorders", "tcBorders"))


def _garder(element: etree._Element | None, noms: Sequence[str]) -> str:
    if element is None:
        return ""
    return "".join(_ecrit(e, ()) for nom in noms for e in element.findall(f"{_W}{nom}"))


def _largeur(hote: Hote) -> int:
    sections = list(hote.root.iter(f"{_W}sectPr"))
    if not sections:
        return TEXT_WIDTH
    taille, marges = sections[-1].find(f"{_W}pgSz"), sections[-1].find(f"{_W}pgMar")
    try:
        page = int(taille.get(f"{_W}w", "")) if taille is not None else 11906
        bords = [int(marges.get(f"{_W}{c}", "1417")) if marges is not None else 1417 for c in ("left", "right")]
    except ValueError:
        return TEXT_WIDTH
    return max(page - sum(bords), 2000)
