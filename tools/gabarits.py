"""Write the gabarits of `templates/` (same script, same bytes): `python tools/gabarits.py [folder]`.

They are ordinary Word files, edited afterwards in Word or LibreOffice if wanted; this script is how the first ones are
made, from our own minimal base (A4, fr-FR, compatibility mode 15).
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

import gabarits_styles as base

from clausegen.word.package import pack, write_package

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PIECES = {
    "ccap": "Cahier des clauses administratives particulières",
    "rc": "Règlement de la consultation",
    "piece": "Pièce d’accompagnement",
}
COMPACT = ("piece",)

PARTS = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/numbering.xml": f"{WORD}.numbering+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/fontTable.xml": f"{WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/header1.xml": f"{WORD}.header+xml",
    "word/footer1.xml": f"{WORD}.footer+xml",
    "word/header2.xml": f"{WORD}.header+xml",
    "word/footer2.xml": f"{WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def paragraph(style: str, text: str, rpr: str = "", ppr: str = "") -> str:
    """A paragraph of one run."""
    run = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr><w:r>{run}<w:t>{escape(text)}</w:t></w:r></w:p>'


def _cell(width: int, content: str, borders: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def _table(widths: tuple[int, ...], rows: str, borders: str = "", gap: int = 0) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="'
        f'{gap}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cover_table() -> str:
    widths = (2722, 6349)
    rule = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{base.RULE}"/>'

    def row(label: str, value: str = "") -> str:
        cells = _cell(widths[0], paragraph("LibelleCouverture", label)) + _cell(
            widths[1],
            paragraph("ValeurCouverture", value)
            if value
            else '<w:p><w:pPr><w:pStyle w:val="ValeurCouverture"/></w:pPr></w:p>',
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    rows = (
        row("{%tr for ligne in couverture %}")
        + row("{{ ligne.libelle }}", "{{ ligne.valeur }}")
        + row("{%tr endfor %}")
    )
    return _table(widths, rows, f"<w:tblBorders>{rule}</w:tblBorders>", 113)


def _cover_page() -> str:
    return (
        paragraph("BandeauProjet", "{%p if projet %}")
        + paragraph("BandeauProjet", "{{ banniere }}")
        + paragraph("BandeauProjet", "{%p endif %}")
        + '<w:p><w:pPr><w:pStyle w:val="Logo"/></w:pPr></w:p>'
        + paragraph("Acheteur", "{{ marche.acheteur.nom }}")
        + paragraph("Subtitle", "{{ piece.titre }}")
        + paragraph("Title", "{{ marche.objet }}")
        + _cover_table()
        + paragraph("TOCHeading", "Sommaire")
        + paragraph("TOC1", "{{p sommaire }}")
        + paragraph("BodyText", "{{p corps }}", ppr="<w:pageBreakBefore/>")
    )


def _title_block() -> str:
    """No cover page, no table of contents: buyer and reference, title, object, then the body."""
    widths = (6349, 2722)
    cells = _cell(widths[0], paragraph("Acheteur", "{{ marche.acheteur.nom }}")) + _cell(
        widths[1], paragraph("Acheteur", "{{ marche.reference }}", ppr='<w:jc w:val="right"/>')
    )
    return (
        paragraph("BandeauProjet", "{%p if projet %}")
        + paragraph("BandeauProjet", "{{ banniere }}")
        + paragraph("BandeauProjet", "{%p endif %}")
        + _table(widths, f"<w:tr>{cells}</w:tr>")
        + paragraph("Title", "{{ piece.titre }}")
        + paragraph("Subtitle", "{{ marche.objet }}")
        + paragraph("BodyText", "{{p corps }}")
    )


def _document(*, compact: bool) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/><w:headerReference w:type="first" r:id="rId12"/>'
        '<w:footerReference w:type="default" r:id="rId11"/><w:footerReference w:type="first" r:id="rId13"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1361" w:right="1417" w:bottom="1247" w:left="1417" w:header="567" w:footer="510" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    body = _title_block() if compact else _cover_page()
    return f'<w:document xmlns:w="{base.W}" xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>'


def _header() -> str:
    widths = (2268, 6803)
    cells = _cell(widths[0], paragraph("Header", "{{ marche.reference }}")) + _cell(
        widths[1], paragraph("Header", "{{ objet_court }}", ppr='<w:jc w:val="right"/>')
    )
    rule = f'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{base.RULE}"/></w:tblBorders>'
    end = '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'
    return f'<w:hdr xmlns:w="{base.W}">{_table(widths, f"<w:tr>{cells}</w:tr>", rule)}{end}</w:hdr>'


def _field(instruction: str, cached: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{cached}</w:t></w:r></w:fldSimple>'


def _footer(*, compact: bool) -> str:
    widths = (3402, 2267, 3402) if compact else (4082, 907, 4082)
    pages = (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>'
        f"{_field('PAGE', '2')}<w:r><w:t>/</w:t></w:r>{_field('NUMPAGES', '2')}</w:p>"
    )
    cells = (
        _cell(widths[0], paragraph("Footer", "{{ marche.acheteur.nom }}"))
        + _cell(widths[1], paragraph("Footer", "{{ piece.sigle }}", ppr='<w:jc w:val="center"/>'))
        + _cell(widths[2], pages)
    )
    return f'<w:ftr xmlns:w="{base.W}">{_table(widths, f"<w:tr>{cells}</w:tr>")}<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'


def _settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    flags = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents")
    compat = f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>' + "".join(
        f'<w:compatSetting w:name="{flag}" w:uri="{uri}" w:val="1"/>' for flag in flags
    )
    names = ("bg1", "t1", "bg2", "t2", *(f"accent{i}" for i in range(1, 7)), "hyperlink", "followedHyperlink")
    values = (
        "light1",
        "dark1",
        "light2",
        "dark2",
        *(f"accent{i}" for i in range(1, 7)),
        "hyperlink",
        "followedHyperlink",
    )
    mapping = " ".join(f'w:{n}="{v}"' for n, v in zip(names, values, strict=True))
    return (
        f'<w:settings xmlns:w="{base.W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation w:val="0"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat><w:themeFontLang w:val="fr-FR"/>'
        f'<w:clrSchemeMapping {mapping}/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>Gabarit : {escape(title)}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>"
    )


def _relationships(entries: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{target}"/>' for i, t, target in entries)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def build(piece: str) -> bytes:
    """Bytes of a gabarit."""
    compact = piece in COMPACT
    empty = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'
    parts = {
        "word/document.xml": _document(compact=compact),
        "word/styles.xml": base.styles(compact=compact),
        "word/numbering.xml": base.numbering(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": base.font_table(),
        "word/theme/theme1.xml": base.theme(),
        "word/header1.xml": _header(),
        "word/footer1.xml": _footer(compact=compact),
        "word/header2.xml": f'<w:hdr xmlns:w="{base.W}">{empty.format("Header")}</w:hdr>',
        "word/footer2.xml": _footer(compact=True) if compact else f'<w:ftr xmlns:w="{base.W}">{empty.format("Footer")}</w:ftr>',
        "docProps/core.xml": _core(PIECES[piece]),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>clausegen</Application></Properties>",
    }
    kinds = {
        "styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml", "fontTable": "fontTable.xml",
        "theme": "theme/theme1.xml",
    }  # fmt: skip
    frames = {"rId10": "header1", "rId11": "footer1", "rId12": "header2", "rId13": "footer2"}
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in PARTS.items())
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships(
            [
                ("rId1", f"{R}/officeDocument", "word/document.xml"),
                ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{R}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relationships(
            [(f"rId{i}", f"{R}/{kind}", target) for i, (kind, target) in enumerate(kinds.items(), 1)]
            + [(i, f"{R}/{name[:-1]}", f"{name}.xml") for i, name in frames.items()]
        ),
    }
    return write_package({name: pack((DECLARATION + text).encode("utf-8")) for name, text in parts.items()})


def main(folder: Path) -> None:
    """Write every gabarit into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for piece in PIECES:
        (folder / f"{piece}.docx").write_bytes(build(piece))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "templates")
