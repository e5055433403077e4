"""Word files given as gabarits of the house, whatever made them: what cannot serve is told in French, none is changed;
what Word dresses a page with (sections, first page, watermark) is kept.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.word.integrity import integrity
from tests.organisation.conftest import RACINE

CCAP = RACINE / "templates" / "ccap.docx"
DOCUMENT = "word/document.xml"
TITRE = "<w:r><w:t>{{ piece.titre }}</w:t></w:r>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def parties(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def change(*changements):
    """The shipped gabarit with texts of its parts replaced: (part, before, after)."""
    contenu = parties(CCAP.read_bytes())
    for nom, avant, apres in changements:
        texte = contenu[nom].decode()
        assert avant in texte, avant
        contenu[nom] = texte.replace(avant, apres, 1).encode()
    return paquet(contenu)


def paquet(contenu):
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenu.items():
            archive.writestr(nom, octets)
    return sortie.getvalue()


def avec_macros():
    contenu = parties(CCAP.read_bytes())
    contenu["word/vbaProject.bin"] = OLE
    return paquet(contenu)


def protege():
    contenu = parties(CCAP.read_bytes())
    reglages = contenu["word/settings.xml"].decode()
    debut = re.search(r"<w:settings[^>]*>", reglages)[0]
    verrou = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    return change(("word/settings.xml", debut, debut + verrou))


# Name → (bytes, code of `verifier`, code of `produire`, what is said).
CAS = {
    "macros": (avec_macros, 1, 2, "CG304 bloquant  ce document contient des macros"),
    "coupé": (lambda: CCAP.read_bytes()[: CCAP.stat().st_size // 2], 1, 2, "CG301 bloquant"),
    "abîmé": (lambda: change((DOCUMENT, "</w:body>", "</w:bodi>")), 1, 2, "CG301 bloquant"),
    "vide": (lambda: b"", 1, 2, "CG301 bloquant"),
    "mot de passe": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000, 1, 2, "protégé par un mot de passe"),
    "lecture seule": (protege, 0, 0, "CG327 conseil  le document est protégé"),
    "insertion suivie": (lambda: change((DOCUMENT, TITRE, f'<w:ins w:id="5" w:author="Jo">{TITRE}</w:ins>')), 1, 2, "Accepter toutes les modifications"),
    "suppression suivie": (
        lambda: change((DOCUMENT, TITRE, f'{TITRE}<w:del w:id="5" w:author="Jo"><w:r><w:delText>vieux</w:delText></w:r></w:del>')),
        1, 2, "Accepter toutes les modifications",
    ),
    "révisions acceptées": (
        lambda: change((DOCUMENT, TITRE, '<w:r w:rsidR="00AB12CD"><w:t>{{ piece</w:t></w:r><w:r w:rsidR="00AB12CE"><w:t>.titre }}</w:t></w:r>')),
        0, 0, "aucun constat",
    ),
    "contrôle de contenu": (
        lambda: change((DOCUMENT, TITRE, f'<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent>{TITRE}</w:sdtContent></w:sdt>')),
        0, 0, "aucun constat",
    ),
}  # fmt: skip


@pytest.mark.parametrize("cas", CAS)
def test_a_word_file_given_as_a_gabarit_is_used_or_refused_in_french(lancer, tmp_path, organisation, marche, cas):
    octets, verifie, produit, attendu = CAS[cas]
    ville = organisation("nom: V\n")
    gabarit = ville / "gabarits" / "ccap.docx"
    gabarit.parent.mkdir()
    gabarit.write_bytes(octets())
    avant = gabarit.read_bytes()
    dit = lancer("verifier", "gabarits/ccap.docx", dans="ville", code=verifie)
    assert attendu in dit.stdout
    fait = lancer("produire", marche(ville / "contrats" / "m"), "-p", "ccap", "-o", "s", code=produit)
    if produit:
        assert "gabarits/ccap.docx" in fait.stderr and not (tmp_path / "s").exists()
    else:
        (piece,) = (tmp_path / "s").glob("*.docx")
        assert b"Cahier des clauses administratives particuli" in parties(piece.read_bytes())[DOCUMENT]
        assert not integrity(piece.read_bytes())
    assert gabarit.read_bytes() == avant and [p.name for p in gabarit.parent.iterdir()] == ["ccap.docx"]


@pytest.mark.outil
def test_a_gabarit_saved_by_libreoffice_serves(lancer, tmp_path, organisation, marche, require_tool):
    soffice = require_tool("soffice")
    ville = organisation("nom: V\n")
    (ville / "gabarits").mkdir()
    subprocess.run([soffice, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "docx:MS Word 2007 XML",
                    "--outdir", ville / "gabarits", CCAP], check=True, capture_output=True, timeout=120)  # fmt: skip
    gabarit = ville / "gabarits" / "ccap.docx"
    avant = gabarit.read_bytes()
    lancer("produire", marche(ville / "contrats" / "m"), "-p", "ccap", "-o", "s")
    (piece,) = (tmp_path / "s").glob("*.docx")
    assert not integrity(piece.read_bytes()) and gabarit.read_bytes() == avant
    assert b"{{" not in parties(piece.read_bytes())[DOCUMENT]


FILIGRANE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="PowerPlusWaterMarkObject1" type="#_x0000_t136" '
    'alt="PROJET" style="position:absolute;width:400pt;height:160pt;rotation:315" fillcolor="silver" stroked="f">'
    '<v:textpath style="font-family:Arial" string="PROJET"/></v:shape></w:pict></w:r></w:p>'
)
PAYSAGE = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1361" w:right="1417" w:bottom="1247" w:left="1417" w:header="567" w:footer="510" w:gutter="0"/>'
    "</w:sectPr></w:pPr></w:p>"
)


def test_landscape_sections_first_page_headers_and_watermarks_are_kept(lancer, tmp_path, organisation, marche):
    contenu = parties(CCAP.read_bytes())
    relations = contenu["word/_rels/document.xml.rels"].decode()
    (premiere,) = re.findall(r'headerReference w:type="first" r:id="(\w+)"', contenu[DOCUMENT].decode())
    relation = next(r for r in re.findall(r"<Relationship [^>]*>", relations) if f'Id="{premiere}"' in r)
    entete = "word/" + re.search(r'Target="([^"]+)"', relation)[1]
    texte = contenu[entete].decode()
    fin = "</w:hdr>" if "</w:hdr>" in texte else None
    assert fin, texte
    section = re.search(r"<w:sectPr>(?:(?!</w:sectPr>).)*<w:titlePg/></w:sectPr></w:body>", contenu[DOCUMENT].decode())[
        0
    ]
    gabarit = change(
        (entete, fin, '<w:p><w:r><w:t>Papier à en-tête de la ville</w:t></w:r></w:p>' + FILIGRANE + fin),
        (DOCUMENT, section, PAYSAGE + '<w:p><w:r><w:t>Retour en portrait</w:t></w:r></w:p>' + section),
    )  # fmt: skip
    ville = organisation("nom: V\n")
    (ville / "gabarits").mkdir()
    (ville / "gabarits" / "ccap.docx").write_bytes(gabarit)
    lancer("produire", marche(ville / "contrats" / "m"), "-p", "ccap", "-o", "s")
    (piece,) = (tmp_path / "s").glob("*.docx")
    faite = parties(piece.read_bytes())
    assert 'string="PROJET"' in faite[entete].decode() and "Papier à en-tête de la ville" in faite[entete].decode()
    document = faite[DOCUMENT].decode()
    assert (
        document.count('w:orient="landscape"') == 1 and document.count("<w:sectPr") == 2 and "<w:titlePg/>" in document
    )
    assert document.index("Dérogations au CCAG") < document.index('w:orient="landscape"')
    assert not integrity(piece.read_bytes())
    assert not OpenXmlValidator().validate(str(piece)).errors
