"""Reading what is under tracking: paragraphs as text and style, once everything is accepted or rejected."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from clausegen.word.acceptation import resoudre
from clausegen.word.integrity import integrity

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).resolve().parents[2]


def arbre(data: bytes, nom: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(nom))


def texte(paragraphe) -> str:
    """Written apart from the engine: text, breaks and tabs of a paragraph."""
    out = []
    for e in paragraphe.iter():
        if e.tag == f"{W}t":
            out.append(e.text or "")
        elif e.tag in (f"{W}br", f"{W}tab", f"{W}noBreakHyphen") and e.getparent().tag == f"{W}r":
            out.append({"br": "\n", "tab": "\t"}.get(e.tag.removeprefix(W), "\u2011"))
    return "".join(out)


def paragraphes(data: bytes, sens: str = "", nom: str = "word/document.xml") -> list[tuple]:
    """(style, level in a list, row and cell, text) of each paragraph."""
    root = arbre(data, nom)
    if sens:
        resoudre(root, sens)
    return [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") if p.find(f"{W}pPr/{W}pStyle") is not None else "",
         p.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") if p.find(f"{W}pPr/{W}numPr/{W}ilvl") is not None else "",
         p.getparent().tag.removeprefix(W), texte(p))
        for p in root.iter(f"{W}p")
    ]  # fmt: skip


def saines(data: bytes, dossier: Path) -> None:
    """Openable by Word: our own rules, and those of the format."""
    assert [str(f) for f in integrity(data)] == []
    assert erreurs(data, dossier) == set()


def erreurs(data: bytes, dossier: Path) -> set[str]:
    """What the audit of the format says."""
    fichier = dossier / "controle.docx"
    fichier.write_bytes(data)
    return {e.description for e in OpenXmlValidator().validate(str(fichier)).errors}


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" script:language="StarBasic">
Sub Resoudre(source As String, cible As String, commande As String)
 Dim vide(0) As New com.sun.star.beans.PropertyValue
 vide(0).Name = "Hidden" : vide(0).Value = True
 doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, vide())
 d = createUnoService("com.sun.star.frame.DispatchHelper")
 d.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; commande, "", 0, Array())
 Dim f(0) As New com.sun.star.beans.PropertyValue
 f(0).Name = "FilterName" : f(0).Value = "MS Word 2007 XML"
 doc.storeToURL(cible, f())
 doc.close(True)
End Sub
</script:module>"""
BIBLIOTHEQUE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="M"/></library:library>"""


def par_libreoffice(lancer, soffice: str, source: Path, commande: str) -> bytes:
    """The document once LibreOffice accepted (« AcceptAllTrackedChanges ») or rejected everything."""
    profil = source.parent / "lo"
    standard = profil / "user" / "basic" / "Standard"
    if not standard.is_dir():
        lancer([soffice, "--headless", f"-env:UserInstallation=file://{profil}", "--terminate_after_init"])
        standard.mkdir(parents=True, exist_ok=True)
        (standard / "M.xba").write_text(MACRO, encoding="utf-8")
        (standard / "script.xlb").write_text(BIBLIOTHEQUE, encoding="utf-8")
    cible = source.with_name(f"{commande}.docx")
    lancer([soffice, "--headless", f"-env:UserInstallation=file://{profil}",
            f'macro:///Standard.M.Resoudre("file://{source}","file://{cible}","{commande}")'])  # fmt: skip
    return cible.read_bytes()


def lignes(data: bytes) -> list[str]:
    """Text of the body as LibreOffice may rewrite it: its hyphens, and the numbers that it computes again, left aside."""
    from clausegen.word.relecture import read_document

    lus = (p.text for p in read_document(data).body if p.text.strip() and not p.contents)
    return [
        re.sub(
            r"\d+(?:\.\d+)+|(?<=article )\d+|Error: Reference source not found",
            "N",
            re.sub(r"\s+", " ", t.replace("\u2011", "-")),
        ).strip()
        for t in lus
    ]
