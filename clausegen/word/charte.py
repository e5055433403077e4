"""The charter of an organisation put on a gabarit: colours of headings and tables, fonts, logo. No Word is needed.

The shipped gabarits keep one accent colour and one theme font: changing the theme, the colours that name it and the
style of tables is enough. The result is an ordinary gabarit, kept by content like any other.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from clausegen.cache import Cache, default_cache
from clausegen.word.gabarit import Gabarit, read_gabarit
from clausegen.word.guards import MAIN, read_parts
from clausegen.word.images import Image
from clausegen.word.package import CONTENT_TYPES, pack, write_package
from clausegen.word.xmltext import attribute

STYLES, THEME, FONTS = "word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"
_EMU_PER_MM = 36_000
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IMAGE = f"{_REL}/image"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_HEADER_HEIGHT_MM = 8.0
# Background of the header rows of tables in the shipped gabarits.
FOND_LIVRE = "EDEFF2"


@dataclass(frozen=True, slots=True)
class Charte:
    """Colours are RRGGBB, empty for those of the shipped gabarits; `largeur_logo` in millimetres.

    `titres`: headings, titles and their rules; `tableaux`: background of the header rows, `texte_tableaux` their text;
    `filets`: rules of tables. `logo_en_tete`: the logo also stands in the header of the running pages.
    """

    titres: str = ""
    tableaux: str = ""
    texte_tableaux: str = ""
    filets: str = ""
    police: str = ""
    police_titres: str = ""
    logo: Image | None = None
    texte_logo: str = ""
    largeur_logo: float = 40.0
    logo_en_tete: bool = False

    @property
    def vide(self) -> bool:
        """True when it changes nothing."""
        return self == Charte(
            texte_logo=self.texte_logo, largeur_logo=self.largeur_logo, logo_en_tete=self.logo_en_tete
        )

    @property
    def empreinte(self) -> str:
        """Digest of everything that shows."""
        values = {k: v for k, v in asdict(self).items() if k != "logo"}
        logo = self.logo.empreinte if self.logo is not None else ""
        return hashlib.sha256(f"{json.dumps(values, sort_keys=True)}\n{logo}".encode()).hexdigest()


def gabarit_en_charte(path: Path, charte: Charte, cache: Cache | None = None) -> Gabarit:
    """A gabarit dressed; `Refused` (CG3xx) when the file cannot serve."""
    return read_gabarit(habiller(path.read_bytes(), charte, str(path), cache), str(path), cache)


def habiller(data: bytes, charte: Charte, path: str = "", cache: Cache | None = None) -> bytes:
    """The bytes of a gabarit with the charter put on it. Same inputs, same bytes."""
    if charte.vide:
        return data
    kept = cache or default_cache()
    key = f"charte\n{hashlib.sha256(data).hexdigest()}\n{charte.empreinte}"
    text = kept.get(key)
    if text is not None:
        return base64.b64decode(text)
    parts = read_parts(data, path)
    _colours(parts, charte)
    _fonts(parts, charte)
    if charte.logo is not None:
        _logo(parts, charte, charte.logo)
    out = write_package({name: pack(content) for name, content in parts.items()})
    kept.put(key, base64.b64encode(out).decode("ascii"))
    return out


def _colours(parts: dict[str, bytes], charte: Charte) -> None:
    if charte.titres:
        for name in [n for n in parts if n.startswith("word/") and n.endswith(".xml")]:
            parts[name] = _accent(parts[name].decode("utf-8"), charte.titres).encode("utf-8")
        if THEME in parts:
            theme = parts[THEME].decode("utf-8")
            theme = re.sub(r'(<a:accent1>\s*<a:srgbClr val=")[0-9A-Fa-f]{6}', rf"\g<1>{charte.titres}", theme, count=1)
            parts[THEME] = theme.encode("utf-8")
    styles = parts.get(STYLES, b"").decode("utf-8")
    parts[STYLES] = _STYLE.sub(lambda m: _style(m[0], charte), styles).encode("utf-8")


def _accent(xml: str, colour: str) -> str:
    """Every colour that names the accent of the theme."""

    def change(found: re.Match[str]) -> str:
        return re.sub(r'\bw:(val|color)="[0-9A-Fa-f]{6}"', rf'w:\1="{colour}"', found[0])

    return re.sub(r'<w:\w+\b[^<>]*w:themeColor="accent1"[^<>]*>', change, xml)


_STYLE = re.compile(r"<w:style\b.*?</w:style>", re.DOTALL)
_ROW = re.compile(r'<w:tblStylePr w:type="firstRow">.*?</w:tblStylePr>', re.DOTALL)
_NAME = re.compile(r'<w:name w:val="([^"]*)"')


def _style(xml: str, charte: Charte) -> str:
    """A style of headers of tables, of tables, of headings."""
    found = _NAME.search(xml)
    name = found[1].lower() if found else ""
    if name == "tableau de clause":
        if charte.tableaux:
            xml = _ROW.sub(lambda m: re.sub(r'w:fill="[0-9A-Fa-f]{6}"', f'w:fill="{charte.tableaux}"', m[0]), xml)
        if charte.filets:
            xml = re.sub(
                r'(<w:(?:top|bottom|insideH|insideV)\b[^>]*w:color=")[0-9A-Fa-f]{6}', rf"\g<1>{charte.filets}", xml
            )
    if name == "en-tête de tableau" and charte.texte_tableaux:
        xml = _run(xml, f'<w:color w:val="{charte.texte_tableaux}"/>')
    if charte.police_titres and (name.startswith("heading ") or name in ("title", "subtitle", "toc heading")):
        face = attribute(charte.police_titres)
        xml = _run(xml, f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>', first=True)
    return xml


def _run(xml: str, element: str, *, first: bool = False) -> str:
    """A property put among those of the run of a style, in the order that the format wants (font, bold, colour, size)."""
    if "<w:rPr>" not in xml:
        return xml.replace("</w:style>", f"<w:rPr>{element}</w:rPr></w:style>")
    if first:
        return re.sub(r"<w:rPr>(<w:rFonts[^>]*/>)?", f"<w:rPr>{element}", xml, count=1)
    without = re.sub(r"(<w:rPr>.*?)<w:color\b[^>]*/>", r"\1", xml, count=1)
    head, opening, tail = without.partition("<w:rPr>")
    inside, closing, end = tail.partition("</w:rPr>")
    cut = re.match(r"(?:<w:(?:rFonts|b|bCs|i|iCs|caps|smallCaps)\b[^>]*/>)*", inside)
    at = cut.end() if cut else 0
    return f"{head}{opening}{inside[:at]}{element}{inside[at:]}{closing}{end}"


def _fonts(parts: dict[str, bytes], charte: Charte) -> None:
    if charte.police and THEME in parts:
        theme = parts[THEME].decode("utf-8")
        theme = re.sub(r'(<a:latin typeface=")[^"]*', lambda m: m[1] + attribute(charte.police), theme)
        parts[THEME] = theme.encode("utf-8")
    known = parts.get(FONTS, b"").decode("utf-8")
    for face in dict.fromkeys(f for f in (charte.police, charte.police_titres) if f):
        if known and f'w:name="{attribute(face)}"' not in known:
            known = known.replace("</w:fonts>", f'<w:font w:name="{attribute(face)}"/></w:fonts>')
    if known:
        parts[FONTS] = known.encode("utf-8")


def _logo(parts: dict[str, bytes], charte: Charte, image: Image) -> None:
    """The image among the parts, then in the cover (style « Logo », or first paragraph) and, if wished, in the headers."""
    name = f"media/logo.{image.extension}"
    parts[f"word/{name}"] = image.data
    types = parts[CONTENT_TYPES].decode("utf-8")
    if f'Extension="{image.extension}"' not in types:
        default = f'<Default Extension="{image.extension}" ContentType="{image.type}"/>'
        types = re.sub(r"(<Types\b[^>]*>)", rf"\g<1>{default}", types, count=1)
    parts[CONTENT_TYPES] = types.encode("utf-8")
    document = parts[MAIN].decode("utf-8")
    width = charte.largeur_logo
    run = _drawing(image, charte.texte_logo, width, 901)
    place = re.search(r'<w:p>\s*<w:pPr><w:pStyle w:val="Logo"/></w:pPr>\s*</w:p>', document)
    if place is not None:
        document = (
            document[: place.start()]
            + f'<w:p><w:pPr><w:pStyle w:val="Logo"/></w:pPr>{run}</w:p>'
            + document[place.end() :]
        )
    else:
        document = document.replace("<w:body>", f"<w:body><w:p>{run}</w:p>", 1)
    parts[MAIN] = document.encode("utf-8")
    _relate(parts, "word/_rels/document.xml.rels", name)
    if not charte.logo_en_tete:
        return
    header = next((n for n in sorted(parts) if re.fullmatch(r"word/header\d*\.xml", n) and b"{{" in parts[n]), None)
    if header is None:
        return
    height = min(_HEADER_HEIGHT_MM, width * image.hauteur / image.largeur)
    small = _drawing(image, charte.texte_logo, height * image.largeur / image.hauteur, 902)
    xml = parts[header].decode("utf-8")
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Header"/><w:spacing w:before="0" w:after="60"/></w:pPr>{small}</w:p>'
    parts[header] = re.sub(r"(<w:hdr\b[^>]*>)", lambda m: m[1] + paragraph, xml, count=1).encode("utf-8")
    _relate(parts, f"word/_rels/{header.removeprefix('word/')}.rels", name)


def _relate(parts: dict[str, bytes], rels: str, target: str) -> None:
    line = f'<Relationship Id="rIdCgLogo" Type="{_IMAGE}" Target="{target}"/>'
    xml = parts.get(rels, b"").decode("utf-8")
    if not xml:
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELS}"></Relationships>'
        )
    parts[rels] = xml.replace("</Relationships>", f"{line}</Relationships>", 1).encode("utf-8")


def _drawing(image: Image, text: str, width: float, identifier: int) -> str:
    """A picture on the line of the text; its namespaces go with it, whatever the part declares."""
    cx = round(width * _EMU_PER_MM)
    cy = round(width * _EMU_PER_MM * image.hauteur / image.largeur)
    label = attribute(text)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
        f'<wp:docPr id="{identifier}" name="Logo" descr="{label}"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{identifier}" name="Logo" descr="{label}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_REL}" r:embed="rIdCgLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
