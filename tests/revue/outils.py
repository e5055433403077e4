"""Hands of a reviewer: a document changed as Word changes it, with or without tracking."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from clausegen.library import load_library
from clausegen.library.clauses import read_clause
from clausegen.model import Clause
from clausegen.organisation.ecarts import texte_du_fichier
from clausegen.revue.fiches import choisir, fiche_de
from clausegen.revue.retour import Retouche, relire
from clausegen.sources import read_front_matter
from clausegen.word.revue_ecrire import ecrire_revue
from clausegen.word.revue_lire import lire_revue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ESPACE = "{http://www.w3.org/XML/1998/namespace}space"
LIBRARY = load_library()


def source_de(identifiant: str) -> str:
    return texte_du_fichier(LIBRARY.clauses[identifiant], Path(LIBRARY.root))


def document(*ids: str) -> bytes:
    return ecrire_revue("Clauses", "essai", [], [fiche_de(c, LIBRARY, source_de(c.id)) for c in choisir(LIBRARY, ids)])


def document_de(source: str, identifiant: str) -> tuple[bytes, Clause]:
    """Document of a clause that is not in the library."""
    clause, _ = read_clause(
        Path(f"{identifiant}.md"), read_front_matter(Path(f"{identifiant}.md"), source), f"{identifiant}.md"
    )
    assert clause is not None
    return ecrire_revue("Clauses", "essai", [], [fiche_de(clause, LIBRARY, source)]), clause


def lues(data: bytes, fichiers: Callable[[str], str | None] = lambda _i: None) -> list[Retouche]:
    return relire(lire_revue(data, "revue.docx"), LIBRARY, fichiers, "revue.docx")


def change(data: bytes, geste: Callable[[etree._Element], None], sans: str = "") -> bytes:
    """The document with its body changed; parts whose name starts with `sans` are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    geste(root)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if not sans or not name.startswith(sans):
                archive.writestr(name, content)
    return out.getvalue()


def run_de(root: etree._Element, mots: str) -> etree._Element:
    for t in root.iter(f"{W}t"):
        if mots in (t.text or ""):
            parent = t.getparent()
            assert parent is not None
            return parent
    raise AssertionError(f"« {mots} » n’est pas dans le document")


def paragraphe_de(root: etree._Element, mots: str) -> etree._Element:
    for p in root.iter(f"{W}p"):
        if mots in "".join(t.text or "" for t in p.iter(f"{W}t")):
            return p
    raise AssertionError(f"« {mots} » n’est pas dans le document")


def tape(root: etree._Element, avant: str, apres: str) -> None:
    """Words changed without tracking."""
    t = run_de(root, avant).find(f"{W}t")
    assert t is not None and t.text is not None
    t.text = t.text.replace(avant, apres, 1)
    t.set(ESPACE, "preserve")


def suivi(root: etree._Element, avant: str, apres: str, auteur: str = "Me Roche") -> None:
    """Words changed under tracking: a deletion and an insertion side by side."""
    run = run_de(root, avant)
    texte = run.findtext(f"{W}t") or ""
    debut, fin = texte.split(avant, 1)
    parent = run.getparent()
    assert parent is not None
    rang = parent.index(run)

    def morceau(mots: str, balise: str = "t") -> etree._Element:
        r = etree.Element(f"{W}r")
        proprietes = run.find(f"{W}rPr")
        if proprietes is not None:
            r.append(copy.deepcopy(proprietes))
        t = etree.SubElement(r, f"{W}{balise}")
        t.text = mots
        t.set(ESPACE, "preserve")
        return r

    parent.remove(run)
    for nom, mots, balise in (("", debut, "t"), ("del", avant, "delText"), ("ins", apres, "t"), ("", fin, "t")):
        if not mots:
            continue
        element = morceau(mots, balise)
        if nom:
            marque = etree.Element(f"{W}{nom}")
            marque.set(f"{W}id", "700")
            marque.set(f"{W}author", auteur)
            marque.set(f"{W}date", "2026-11-20T10:00:00Z")
            marque.append(element)
            element = marque
        parent.insert(rang, element)
        rang += 1


def alinea(root: etree._Element, apres: str, mots: str, style: str = "CGTexte") -> None:
    """A paragraph typed after another one."""
    p = etree.Element(f"{W}p")
    ppr = etree.SubElement(p, f"{W}pPr")
    etree.SubElement(ppr, f"{W}pStyle").set(f"{W}val", style)
    t = etree.SubElement(etree.SubElement(p, f"{W}r"), f"{W}t")
    t.text = mots
    paragraphe_de(root, apres).addnext(p)
