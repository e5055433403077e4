"""Faults seeded one by one in a good document: each is seen by our rules or by openxml-audit, most by ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.word.integrity import integrity
from tests.word.outils import changed, parts, repack, replaced

STYLES, NUMBERING, TYPES = "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"
RELS, HEADER = "word/_rels/document.xml.rels", "word/header1.xml"
Change = Callable[[bytes], bytes]


def swap(old: str, new: str, name: str = "word/document.xml") -> Change:
    return lambda data: replaced(data, old, new, name)


def regex(pattern: str, new: str, name: str = "word/document.xml") -> Change:
    return lambda data: changed(data, lambda xml: re.sub(pattern, new, xml, count=1, flags=re.DOTALL), name)


def before_end(content: str, name: str = "word/document.xml", end: str = "<w:sectPr>") -> Change:
    return swap(end, content + end, name)


def without(name: str) -> Change:
    return lambda data: repack({n: c for n, c in parts(data).items() if n != name})


def twice(name: str) -> Change:
    return lambda data: repack([*parts(data).items(), (name, parts(data)[name])])


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


OWN: dict[str, Change] = {
    "zip entry twice": twice(STYLES),
    "style id twice": swap("</w:styles>", '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="x"/></w:style></w:styles>', STYLES),
    "num id twice": swap("</w:numbering>", '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>', NUMBERING),
    "abstractNum id twice": swap('<w:abstractNum w:abstractNumId="3">', '<w:abstractNum w:abstractNumId="2">', NUMBERING),
    "bookmark id twice": before_end('<w:bookmarkStart w:id="1" w:name="autre"/><w:bookmarkEnd w:id="1"/>'),
    "bookmark name twice": before_end('<w:bookmarkStart w:id="99991" w:name="cgt_1"/><w:bookmarkEnd w:id="99991"/>'),
    "control id twice": lambda data: changed(
        data, lambda xml: re.sub(r'(<w:sdtPr>.*?)<w:id w:val="\d+"/>', r'\1<w:id w:val="7"/>', xml, flags=re.DOTALL)
    ),
    "bookmark without end": regex(r'<w:bookmarkEnd w:id="1"/>', ""),
    "bookmark end without start": before_end('<w:bookmarkEnd w:id="99992"/>'),
    "field without end": regex(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    "field end without begin": before_end(paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "field separated twice": swap('<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/>'),
    "header without content type": regex(r'<Override PartName="/word/header1.xml"[^>]*>', "", TYPES),
    "content type of a missing part": swap("</Types>", '<Override PartName="/word/absent.xml" ContentType="application/xml"/></Types>', TYPES),
    "relationship to a missing part": without("word/footer1.xml"),
    "relationship id twice": swap("</Relationships>", '<Relationship Id="rId1" Type="x" Target="styles.xml"/></Relationships>', RELS),
    "unknown r:id": swap('r:id="rId10"', 'r:id="rId987"'),
    "unknown link": regex(r'<w:hyperlink r:id="[^"]*"', '<w:hyperlink r:id="rId404"'),
    "list number to nothing": before_end(paragraph('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4321"/></w:numPr></w:pPr>')),
    "style number to nothing": swap('<w:numId w:val="2"/>', '<w:numId w:val="5555"/>', STYLES),
    "num to no abstractNum": swap('<w:abstractNumId w:val="3"/>', '<w:abstractNumId w:val="77"/>', NUMBERING),
    "unknown paragraph style": before_end(paragraph('<w:pPr><w:pStyle w:val="Inconnu"/></w:pPr>')),
    "unknown character style": before_end(paragraph('<w:r><w:rPr><w:rStyle w:val="Inconnu"/></w:rPr><w:t>a</w:t></w:r>')),
    "unknown table style": swap('<w:tblStyle w:val="TableauClause"/>', '<w:tblStyle w:val="Inconnu"/>'),
    "style based on nothing": swap('<w:basedOn w:val="Heading1"/>', '<w:basedOn w:val="Inconnu"/>', STYLES),
    "footnote to nothing": before_end(paragraph('<w:r><w:footnoteReference w:id="3"/></w:r>')),
    "comment to nothing": before_end(paragraph('<w:r><w:commentReference w:id="3"/></w:r>')),
    "anchor to nothing": before_end(paragraph('<w:hyperlink w:anchor="nulle_part"><w:r><w:t>a</w:t></w:r></w:hyperlink>')),
    "REF to nothing": swap(" REF cgt_2_1 ", " REF nulle_part "),
    "PAGEREF to nothing": before_end(paragraph('<w:fldSimple w:instr=" PAGEREF nulle_part \\h "><w:r><w:t>3</w:t></w:r></w:fldSimple>')),
    "stray text in the body": before_end("texte perdu"),
    "stray text after a paragraph": swap("</w:p></w:sdtContent>", "</w:p>perdu</w:sdtContent>"),
    "cell without paragraph": regex(r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>"),
    "row wider than its grid": regex(r"(<w:tbl>.*?<w:tr>.*?)</w:tr>", r"\1<w:tc><w:p/></w:tc></w:tr>"),
    "control without content": before_end('<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr></w:sdt>'),
    "unreadable XML": swap("</w:body>", ""),
    "no body": without("word/document.xml"),
}  # fmt: skip

AUDIT: dict[str, Change] = {
    "property after its paragraph's runs": before_end(paragraph("<w:r><w:t>a</w:t></w:r><w:pPr><w:keepNext/></w:pPr>")),
    "unknown value of an enumeration": swap('<w:jc w:val="right"/>', '<w:jc w:val="droite"/>'),
    "unknown element": before_end("<w:paragraphe/>"),
    "text where a number goes": swap('<w:pgSz w:w="11906"', '<w:pgSz w:w="large"'),
    "paragraph inside a run": before_end(paragraph("<w:r><w:p/></w:r>")),
    "properties in the wrong order": before_end(
        paragraph('<w:pPr><w:jc w:val="left"/><w:pStyle w:val="Title"/></w:pPr>')
    ),
}


def audit(data: bytes, folder: Path) -> list[str]:
    path = folder / "document.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_a_good_document_has_no_fault(document: bytes) -> None:
    assert [str(f) for f in integrity(document)] == []


def test_the_audit_finds_nothing_in_a_good_document(document: bytes, tmp_path: Path) -> None:
    assert audit(document, tmp_path) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("fault", OWN)
def test_our_rules_see(fault: str, document: bytes) -> None:
    assert integrity(OWN[fault](document)), fault


@pytest.mark.parametrize("fault", AUDIT)
def test_the_audit_sees(fault: str, document: bytes, tmp_path: Path) -> None:
    assert audit(AUDIT[fault](document), tmp_path), fault


def test_what_is_not_an_archive_is_a_fault() -> None:
    assert [f.code for f in integrity(b"PK\x03\x04 rien")] == ["CG380"]


def test_each_gabarit_is_whole(tmp_path: Path) -> None:
    for path in sorted((Path(__file__).parents[2] / "templates").glob("*.docx")):
        assert [str(f) for f in integrity(path.read_bytes())] == []
        assert audit(path.read_bytes(), tmp_path) == []
