"""Fixed parts of a review document: styles, lists, settings, relationships. Names of styles survive every editor."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

from clausegen.word.styles import W

NS = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BLEU, PALE, GRIS, FILET = "1F3A68", "EAF0F8", "595959", "B8C4D6"
# Backgrounds of fields: values, marks of passages, settings.
VALEUR, PASSAGE, REGLAGE = "DCE8F6", "E6EFDC", "EEEEEE"

_PARAGRAPHES = (
    # id, name, based on, paragraph properties, run properties
    ("Titre", "Title", "Normal", '<w:spacing w:before="0" w:after="120"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="40"/>'),
    ("Titre1", "heading 1", "Normal", '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="34"/>'),
    ("Titre2", "heading 2", "Normal", '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="27"/>'),
    ("Titre3", "heading 3", "Normal", '<w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="2"/>', '<w:b/><w:sz w:val="24"/>'),
    ("CGIdentifiant", "CG Identifiant", "Normal", '<w:keepNext/><w:spacing w:before="40" w:after="0"/>', '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="19"/>'),
    ("CGSignature", "CG Signature", "Normal", '<w:keepNext/><w:spacing w:before="0" w:after="40"/>', '<w:color w:val="FFFFFF"/><w:sz w:val="17"/>'),
    ("CGLibelle", "CG Libellé", "Normal", '<w:spacing w:before="40" w:after="40"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="18"/>'),
    ("CGCle", "CG Clé", "Normal", '<w:spacing w:before="0" w:after="40"/>', f'<w:color w:val="{GRIS}"/><w:sz w:val="15"/>'),
    ("CGValeur", "CG Valeur", "Normal", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="19"/>'),
    ("CGAide", "CG Aide", "Normal", '<w:spacing w:before="0" w:after="40"/>', f'<w:color w:val="{GRIS}"/><w:sz w:val="16"/>'),
    ("CGBande", "CG Bande", "Normal", '<w:spacing w:before="40" w:after="40"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="18"/>'),
    ("CGTexte", "CG Texte", "Normal", '<w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/>', ""),
    ("CGPuce", "CG Puce", "CGTexte", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:before="20" w:after="20"/>', ""),
    ("CGNumero", "CG Numéro", "CGTexte", '<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:before="20" w:after="20"/>', ""),
    ("CGRepere", "CG Repère", "Normal", '<w:spacing w:before="40" w:after="20"/>', '<w:sz w:val="17"/>'),
    ("CGRangee", "CG Rangée", "Normal", '<w:spacing w:before="30" w:after="30"/>', '<w:sz w:val="18"/>'),
    ("Piedpage", "footer", "Normal", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>', f'<w:color w:val="{GRIS}"/><w:sz w:val="16"/>'),
)  # fmt: skip
_CARACTERES = (
    ("CGChamp", "CG Champ", f'<w:color w:val="{BLEU}"/><w:shd w:val="clear" w:color="auto" w:fill="{VALEUR}"/>'),
    ("CGPassage", "CG Passage", f'<w:color w:val="3B5323"/><w:sz w:val="17"/><w:shd w:val="clear" w:color="auto" w:fill="{PASSAGE}"/>'),
    ("CGReglage", "CG Réglage", f'<w:color w:val="{GRIS}"/><w:sz w:val="15"/><w:shd w:val="clear" w:color="auto" w:fill="{REGLAGE}"/>'),
    ("Lien", "Hyperlink", f'<w:color w:val="{BLEU}"/><w:u w:val="single"/>'),
)  # fmt: skip


def styles() -> str:
    """`word/styles.xml`."""
    out = [
        f'{_XML}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>'
        '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="Policepardfaut"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    ]  # fmt: skip
    for identifier, name, base, paragraph, run in _PARAGRAPHES:
        out.append(f'<w:style w:type="paragraph" w:customStyle="{int(name.startswith("CG"))}" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
                   f'<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>')  # fmt: skip
    for identifier, name, run in _CARACTERES:
        out.append(f'<w:style w:type="character" w:customStyle="{int(name.startswith("CG"))}" w:styleId="{identifier}"><w:name w:val="{name}"/>'
                   f'<w:basedOn w:val="Policepardfaut"/><w:rPr>{run}</w:rPr></w:style>')  # fmt: skip
    return "".join(out) + "</w:styles>"


def numbering() -> str:
    """`word/numbering.xml`: bullets, numbers."""

    def niveau(rang: int, puce: bool) -> str:
        forme = (
            '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
            if puce
            else f'<w:numFmt w:val="decimal"/><w:lvlText w:val="%{rang + 1}."/>'
        )
        style = f'<w:pStyle w:val="{"CGPuce" if puce else "CGNumero"}"/>' if rang == 0 else ""
        return (f'<w:lvl w:ilvl="{rang}"><w:start w:val="1"/>{forme.replace("<w:lvlText", style + "<w:lvlText")}<w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{360 * (rang + 1)}" w:hanging="280"/></w:pPr></w:lvl>')  # fmt: skip

    abstraits = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{"".join(niveau(n, puce) for n in range(4))}</w:abstractNum>'
        for i, puce in enumerate((True, False))
    )
    numeros = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(2))
    return f"{_XML}<w:numbering {NS}>{abstraits}{numeros}</w:numbering>"


def settings() -> str:
    """`word/settings.xml`: what a reviewer changes is tracked from the first key."""
    return (f'{_XML}<w:settings {NS}><w:zoom w:percent="100"/><w:trackRevisions/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>'
            '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="fr-FR"/></w:settings>')  # fmt: skip


def footer(titre: str) -> str:
    """`word/footer1.xml`."""

    def champ(code: str) -> str:
        return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip

    return (f'{_XML}<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="Piedpage"/></w:pPr><w:r><w:t xml:space="preserve">{titre}</w:t></w:r><w:r><w:tab/></w:r>'
            f'<w:r><w:t xml:space="preserve">page </w:t></w:r>{champ("PAGE")}<w:r><w:t xml:space="preserve"> sur </w:t></w:r>{champ("NUMPAGES")}</w:p></w:ftr>')  # fmt: skip


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def polices() -> str:
    """`word/fontTable.xml`."""
    return f'{_XML}<w:fonts {NS}><w:font w:name="Calibri"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'


@lru_cache(maxsize=1)
def theme() -> str:
    """`word/theme/theme1.xml`: the one that python-docx ships; Word asks for a theme, nothing here uses it."""
    from docx import templates

    [dossier] = templates.__path__
    with zipfile.ZipFile(Path(dossier) / "default.docx") as modele:
        return modele.read("word/theme/theme1.xml").decode("utf-8")


def content_types() -> str:
    """`[Content_Types].xml`."""
    parts = (
        ("/word/document.xml", f"{_VND}.document.main+xml"), ("/word/styles.xml", f"{_VND}.styles+xml"),
        ("/word/numbering.xml", f"{_VND}.numbering+xml"), ("/word/settings.xml", f"{_VND}.settings+xml"),
        ("/word/fontTable.xml", f"{_VND}.fontTable+xml"), ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/word/footer1.xml", f"{_VND}.footer+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
    )  # fmt: skip
    return (f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in parts) + "</Types>")  # fmt: skip


def relationships(items: list[tuple[str, str, str, bool]]) -> str:
    """A `.rels` part: (id, type, target, external)."""

    def adresse(genre: str) -> str:
        return genre if genre.startswith("http") else f"{_OFFICE}/{genre}"

    return (f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="{i}" Type="{adresse(t)}" Target="{c}"{" TargetMode=" + chr(34) + "External" + chr(34) if dehors else ""}/>' for i, t, c, dehors in items)
            + "</Relationships>")  # fmt: skip
