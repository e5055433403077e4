"""Styles, numbering and theme of the gabarits: one accent colour, one theme font, French built-in styles."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"

# Contrast on white: accent 11,3; grey 7,0; alert on its own background 9,1.
ACCENT = "1F3A68"
GREY = "595959"
RULE = "BFBFBF"
SHADE = "EDEFF2"
ALERT_TEXT = "6B3A00"
ALERT_BACK = "FFF1D6"
FONT, TWIN = "Calibri", "Carlito"

_ACCENT = f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/>'
_GREY = f'<w:color w:val="{GREY}"/>'


def _paragraph(
    style_id: str,
    name: str,
    ppr: str = "",
    rpr: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    extra: str = "",
) -> str:
    parts = [f'<w:style w:type="paragraph" w:styleId="{style_id}"{extra}><w:name w:val="{name}"/>']
    if based:
        parts.append(f'<w:basedOn w:val="{based}"/>')
    if following:
        parts.append(f'<w:next w:val="{following}"/>')
    parts.append('<w:uiPriority w:val="1"/><w:qFormat/>')
    if ppr:
        parts.append(f"<w:pPr>{ppr}</w:pPr>")
    if rpr:
        parts.append(f"<w:rPr>{rpr}</w:rPr>")
    return "".join(parts) + "</w:style>"


def _custom(style_id: str, name: str, ppr: str = "", rpr: str = "", based: str = "Normal", following: str = "") -> str:
    return _paragraph(style_id, name, ppr, rpr, based=based, following=following, extra=' w:customStyle="1"')


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _headings(*, compact: bool) -> str:
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="{ACCENT}" w:themeColor="accent1"/></w:pBdr>'

    def numbered(level: int) -> str:
        ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
        return f'<w:keepNext/><w:keepLines/><w:numPr>{ilvl}<w:numId w:val="1"/></w:numPr>'

    return "".join(
        (
            _paragraph(
                "Heading1", "heading 1", f'{numbered(0)}{rule}{_spacing(*((300, 110) if compact else (400, 140)), 240)}<w:outlineLvl w:val="0"/>',
                f"<w:b/><w:bCs/>{_ACCENT}{_size(26 if compact else 30)}", following="BodyText",
            ),
            _paragraph(
                "Heading2", "heading 2", f'{numbered(1)}{_spacing(260, 80, 240)}<w:outlineLvl w:val="1"/>',
                f"<w:b/><w:bCs/>{_size(24)}", following="BodyText",
            ),
            _paragraph(
                "Heading3", "heading 3", f'{numbered(2)}{_spacing(200, 60, 240)}<w:outlineLvl w:val="2"/>',
                f"<w:b/><w:bCs/>{_GREY}{_size(22)}", following="BodyText",
            ),
            _custom(
                "TitreSansNumero", "Titre sans numéro",
                '<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="0"/>',
                based="Heading1", following="BodyText",
            ),
        )
    )  # fmt: skip


def _banner(room: int) -> str:
    alert = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="{ALERT_TEXT}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return _custom(
        "BandeauProjet", "Bandeau projet",
        f'<w:pBdr>{alert}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{ALERT_BACK}"/>'
        f'{_spacing(0, room, 240)}<w:ind w:left="142" w:right="142"/><w:jc w:val="center"/>',
        f'<w:b/><w:bCs/><w:color w:val="{ALERT_TEXT}"/>{_size(22)}',
    )  # fmt: skip


def _cover() -> str:
    return "".join(
        (
            _banner(300),
            _custom("Logo", "Logo", _spacing(0, 0, 240) + '<w:ind w:left="0"/>', ""),
            _custom("Acheteur", "Acheteur", _spacing(240, 0, 240), f"<w:b/><w:bCs/>{_GREY}{_size(28)}"),
            _paragraph(
                "Subtitle", "Subtitle", _spacing(1800, 200, 240), f"{_ACCENT}{_size(28)}", following="Title"
            ),
            _paragraph(
                "Title", "Title",
                f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="14" w:color="{ACCENT}" w:themeColor="accent1"/></w:pBdr>'
                f"{_spacing(0, 480, 252)}",
                f"<w:b/><w:bCs/>{_ACCENT}{_size(44)}", following="BodyText",
            ),
            _custom("LibelleCouverture", "Libellé de couverture", _spacing(60, 60, 240), _GREY + _size(22)),
            _custom("ValeurCouverture", "Valeur de couverture", _spacing(60, 60, 240), _size(22)),
        )
    )  # fmt: skip


def _title_block() -> str:
    """Title block of a piece without cover: buyer, title, object over a rule."""
    return "".join(
        (
            _custom("Acheteur", "Acheteur", _spacing(0, 0, 240), f"<w:b/><w:bCs/>{_GREY}{_size(21)}"),
            _paragraph("Title", "Title", _spacing(260, 40, 240), f"<w:b/><w:bCs/>{_ACCENT}{_size(36)}", following="Subtitle"),
            _paragraph(
                "Subtitle", "Subtitle",
                f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{ACCENT}" w:themeColor="accent1"/></w:pBdr>'
                f"{_spacing(0, 220, 252)}",
                _size(23), following="BodyText",
            ),
        )
    )  # fmt: skip


def _toc() -> str:
    right = '<w:tab w:val="right" w:leader="dot" w:pos="9071"/>'
    return "".join(
        (
            _paragraph(
                "TOCHeading", "TOC Heading",
                f'<w:keepNext/><w:pageBreakBefore/>{_spacing(0, 200, 240)}', f"<w:b/><w:bCs/>{_ACCENT}{_size(30)}",
                following="BodyText",
            ),
            _paragraph(
                "TOC1", "toc 1",
                f'<w:tabs><w:tab w:val="left" w:pos="1134"/>{right}</w:tabs>{_spacing(30, 0, 240)}'
                '<w:ind w:left="1134" w:hanging="1134"/>',
                f"<w:b/><w:bCs/>{_size(19)}", following="Normal",
            ),
            _paragraph(
                "TOC2", "toc 2",
                f'<w:tabs><w:tab w:val="left" w:pos="1701"/>{right}</w:tabs>'
                '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/><w:ind w:left="1701" w:hanging="567"/>',
                _size(17), following="Normal",
            ),
        )
    )  # fmt: skip


def _body(*, compact: bool) -> str:
    row = 30 if compact else 40
    return "".join(
        (
            _paragraph("BodyText", "Body Text", '<w:widowControl/>'),
            _paragraph("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="2"/></w:numPr>{_spacing(0, 60)}'),
            _paragraph("ListNumber", "List Number", f'<w:numPr><w:numId w:val="3"/></w:numPr>{_spacing(0, 60)}'),
            _paragraph("ListContinue", "List Continue", _spacing(0, 60) + '<w:ind w:left="425"/>'),
            _custom("TexteTableau", "Texte de tableau", _spacing(row, row, 247), _size(20)),
            _custom("EnteteTableau", "En-tête de tableau", "<w:keepNext/>", "<w:b/><w:bCs/>", based="TexteTableau"),
            _custom(
                "EspaceTableau", "Espace après tableau",
                '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _size(8),
            ),
            _paragraph("Header", "header", _spacing(0, 0, 240), _GREY + _size(17)),
            _paragraph("Footer", "footer", _spacing(0, 0, 240), _GREY + _size(17)),
        )
    )  # fmt: skip


def _characters_and_tables() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    margins = (
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
        '<w:rPr><w:color w:val="0B4F9E" w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="ACompleter"><w:name w:val="À compléter"/>'
        '<w:uiPriority w:val="1"/><w:qFormat/><w:rPr><w:b/><w:bCs/><w:color w:val="000000"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="TableauClause"><w:name w:val="Tableau de clause"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/><w:tblPr><w:tblBorders><w:top {line}/>'
        f"<w:bottom {line}/><w:insideH {line}/></w:tblBorders>{margins}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles(*, compact: bool = False) -> str:
    """word/styles.xml; `compact` for a piece without cover page nor table of contents."""
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
        'w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>'
        f'{_size(22)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 120, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    first_page = _banner(200) + _title_block() if compact else _cover()
    content = defaults + normal + _characters_and_tables() + _headings(compact=compact) + first_page + _toc() + _body(compact=compact)
    return f'<w:styles xmlns:w="{W}">{content}</w:styles>'


def _level(ilvl: int, fmt: str, text: str, left: int, hanging: int, *, style: str = "", rpr: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{bound}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{run}</w:lvl>'
    )


def numbering() -> str:
    """word/numbering.xml: 1 headings (Article 1, 1.1, 1.1.1), 2 bullets, 3 ordered lists (1°, a), i.)."""
    headings = (
        _level(0, "decimal", "Article %1", 1361, 1361, style="Heading1")
        + _level(1, "decimal", "%1.%2", 680, 680, style="Heading2")
        + _level(2, "decimal", "%1.%2.%3", 794, 794, style="Heading3")
    )
    grey = f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/>'
    bullets = "".join(
        _level(i, "bullet", text, 425 * (i + 1), 425, style="ListBullet" if i == 0 else "", rpr=grey)
        for i, text in enumerate(("—", "•", "–", "•", "–", "•", "–", "•", "–"))
    )
    formats = (("decimal", "%1°"), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
    ordered = "".join(
        _level(i, formats[i % 3][0], formats[i % 3][1].replace(str(i % 3 + 1), str(i + 1)), 425 * (i + 1), 425,
               style="ListNumber" if i == 0 else "")
        for i in range(9)
    )  # fmt: skip
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="C6A5E00{n}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="C6A5E01{n}"/>{levels}</w:abstractNum>'
        for n, levels in ((1, headings), (2, bullets), (3, ordered))
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f'<w:numbering xmlns:w="{W}">{abstracts}{nums}</w:numbering>'


def theme() -> str:
    """word/theme/theme1.xml: the place where an organisation changes its font and its colour."""

    def colour(name: str, value: str) -> str:
        return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'

    colours = (
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        + colour("dk2", "2B2B2B") + colour("lt2", SHADE) + colour("accent1", ACCENT) + colour("accent2", GREY)
        + colour("accent3", "7F7F7F") + colour("accent4", RULE) + colour("accent5", ALERT_TEXT)
        + colour("accent6", ALERT_BACK) + colour("hlink", "0B4F9E") + colour("folHlink", "5B3A86")
    )  # fmt: skip
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="clausegen"><a:themeElements><a:clrScheme name="clausegen">{colours}</a:clrScheme>'
        f'<a:fontScheme name="clausegen"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="clausegen"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def font_table() -> str:
    """word/fontTable.xml: the font and its free twin of the same metrics."""
    return (
        f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{TWIN}"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
