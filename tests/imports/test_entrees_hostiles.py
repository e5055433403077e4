"""Files that are not what they seem: told in French, never a traceback, memory bounded."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile

import openpyxl
import pytest

from clausegen.findings import Refused
from clausegen.imports.importer import importer
from clausegen.imports.lecture import read_contract
from clausegen.library import shipped_library
from clausegen.sources.workbooks import MAX_ROWS, read_workbook

TABLEAU = (("Lot", "Objet", "Montant HT"), (1, "Gros œuvre", 100_000), (2, "Peinture", 80_000))


def octets(lignes=TABLEAU):
    book = openpyxl.Workbook()
    for ligne in lignes:
        book.active.append(ligne)
    flux = io.BytesIO()
    book.save(flux)
    return flux.getvalue()


def refaire(ajouts=None, remplacements=None):
    """A sound workbook, with parts added or replaced (bytes → bytes)."""
    flux = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets())) as source, zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as cible:
        for info in source.infolist():
            changer = (remplacements or {}).get(info.filename, lambda contenu: contenu)
            cible.writestr(info.filename, changer(source.read(info)))
        for nom, contenu in (ajouts or {}).items():
            cible.writestr(nom, contenu)
    return flux.getvalue()


def _dtd(contenu):
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>' + contenu[contenu.index(b"<workbook"):]


def _bruit():
    """45 MB that compress less than a hundred times, in the part that is read whole."""
    alea = random.Random(1)
    return b"".join(bytes(alea.choices(b"abcdefgh", k=200)) * 50 for _ in range(4_500))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CAS = {
    "vide": (b"", "vide"),
    "csv": ("Lot;Objet;Montant\n1;Peinture;2\n".encode("cp1252"), "CSV"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "page web"),
    "xls": (OLE, "ancien format .xls"),
    "chiffre": (OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "tronque": (octets()[:3000], "lisible"),
    "octets": (b"PK\x03\x04" + bytes(range(256)) * 20, "lisible"),
    "docx": (None, "document Word"),
    "ods": (None, "OpenDocument"),
    "macro": (refaire({"xl/vbaProject.bin": b"x"}), "macros"),
    "macro 4": (refaire({"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
    "type macro": (refaire(remplacements={"[Content_Types].xml": lambda c: c.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")}), "macros"),
    "bombe": (refaire({"xl/media/image.bin": b"\0" * 120_000_000}), "volumineux"),
    "ratio": (refaire({"xl/media/image.bin": b"\0" * 20_000_000}), "volumineux"),
    "membres": (refaire({f"x/{i}.txt": b"" for i in range(2_100)}), "volumineux"),
    "chaines": (refaire({"xl/sharedStrings.xml": b"<sst>" + _bruit()}), "volumineux"),
    "chemins": (refaire({"../dehors.xml": b"<a/>"}), "interdits"),
    "doubles": (refaire({"XL/WORKBOOK.xml": b"<a/>"}), "double"),
    "dtd": (refaire(remplacements={"xl/workbook.xml": _dtd}), "DTD"),
    "utf-16": (refaire(remplacements={"xl/workbook.xml": lambda c: c.decode().encode("utf-16")}), "encod"),
    "xml": (refaire(remplacements={"xl/worksheets/sheet1.xml": lambda c: c[: len(c) // 2]}), "abîmé"),
    "reference": (refaire(remplacements={"xl/worksheets/sheet1.xml": lambda c: c.replace(b'r="A1"', b'r="ZZZZZZ1"')}), "abîmé"),
    "sans feuille": (refaire(remplacements={"xl/_rels/workbook.xml.rels": lambda c: c.replace(b"sheet1.xml", b"absent.xml")}), ""),
    "style": (refaire(remplacements={"xl/styles.xml": lambda c: b"<styleSheet/>"}), ""),
}  # fmt: skip


def _autre(genre):
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as cible:
        if genre == "docx":
            cible.writestr("word/document.xml", "<a/>")
        else:
            cible.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return flux.getvalue()


@pytest.mark.parametrize("nom", CAS)
def test_refused_in_french_or_read_without_a_crash(tmp_path, nom):
    donnees, mot = CAS[nom]
    path = tmp_path / "recu.xlsx"
    path.write_bytes(_autre(nom) if donnees is None else donnees)
    constats = read_contract(path).findings
    assert constats and all(f.code in ("CG150", "CG151") for f in constats)
    assert "recu.xlsx" in str(constats[0])
    assert not mot or mot in constats[0].constat, constats[0]
    assert constats[0].remede
    try:
        importer(path, shipped_library())
    except Refused as refus:
        assert (refus.exit_code == 2 and not mot) or any(mot in f.constat for f in refus.findings)
    else:
        assert not mot


def test_every_cut_of_a_workbook_is_refused_or_read(tmp_path):
    """A transfer that stopped anywhere, a disk that flipped bytes anywhere."""
    donnees = octets()
    path = tmp_path / "recu.xlsx"
    for i in range(0, len(donnees), max(1, len(donnees) // 40)):
        for abime in (donnees[:i], donnees[:i] + b"\xff\x00\xff" + donnees[i + 3 :]):
            path.write_bytes(abime)
            try:
                importer(path, shipped_library())
            except Refused as refus:
                assert refus.findings


def test_links_to_other_files_are_told_and_not_followed(tmp_path):
    path = tmp_path / "lie.xlsx"
    path.write_bytes(refaire({"xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'}))
    importe = importer(path, shipped_library())
    assert len(importe.arbre["lots"]) == 2
    assert any("liens ne sont pas suivis" in f.constat for f in importe.findings)


@pytest.mark.skipif(sys.platform != "linux", reason="limite de mémoire propre à Linux")
def test_a_hundred_thousand_rows_are_read_in_part_within_memory(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    feuille = book.create_sheet("Estimation")
    feuille.append(["Lot", "Objet", "Montant HT"])
    for i in range(100_000):
        feuille.append([i + 1, f"Prestation {i}", 1_000 + i])
    path = tmp_path / "grand.xlsx"
    book.save(path)
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))\n"
        "from pathlib import Path\n"
        "from clausegen.sources.workbooks import read_workbook\n"
        "b = read_workbook(Path(sys.argv[1]))\n"
        "print(len(b.sheets[0].cells), b.sheets[0].cut, *b.findings)\n"
    )
    fait = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert fait.returncode == 0, fait.stderr
    assert fait.stdout.startswith(f"{3 * MAX_ROWS} True") and "feuille « Estimation »" in fait.stdout and "CG155" in fait.stdout
    # The sum of what was read is not the amount of the contract.
    assert "montant_estime" not in importer(path, shipped_library()).arbre


@pytest.mark.parametrize("decor", [b"", b"<!--</row>-->"])
def test_a_row_as_long_as_a_file_is_refused_before_it_is_read(tmp_path, decor):
    """Cells by the hundred thousand in one row, values that hardly compress."""
    alea = random.Random(2)
    cellules = b"".join(b'<c r="A1"><v>%d</v></c>%s' % (alea.randrange(10**12), decor if i % 50 == 0 else b"") for i in range(700_000))
    path = tmp_path / "ligne.xlsx"
    path.write_bytes(refaire(remplacements={"xl/worksheets/sheet1.xml": lambda c: c.replace(b"<sheetData>", b'<sheetData><row r="1">' + cellules + b"</row>")}))
    assert "démesurée" in read_contract(path).findings[0].constat


def test_signs_that_make_a_slow_search_do_not(tmp_path):
    path = tmp_path / "lent.xlsx"
    commentaire = b"<!-- " + b"".join(b"<row %d <mergeCell " % random.Random(i).randrange(10**9) for i in range(60_000)) + b" -->"
    path.write_bytes(refaire(remplacements={"xl/worksheets/sheet1.xml": lambda c: c.replace(b"<sheetData>", commentaire + b"<sheetData>")}))
    debut = time.monotonic()
    assert len(importer(path, shipped_library()).arbre["lots"]) == 2
    assert time.monotonic() - debut < 20


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Lot"
    book.active["XFD1048576"] = "loin"
    book.save(tmp_path / "loin.xlsx")
    lu = read_workbook(tmp_path / "loin.xlsx")
    assert [c.ref for c in lu.sheets[0].cells.values()] == ["A1"]


def test_a_file_that_is_too_heavy_is_not_loaded(tmp_path):
    path = tmp_path / "lourd.xlsx"
    with path.open("wb") as flux:
        flux.truncate(200_000_000)
    assert "volumineux" in read_contract(path).findings[0].constat


@pytest.mark.parametrize("nom", ["marche.docx", "marche.json", "marche.jsonl"])
def test_produire_says_how_to_start_from_another_file(tmp_path, nom):
    (tmp_path / nom).write_bytes(b"{}")
    (constat,) = read_contract(tmp_path / nom).findings
    assert constat.code == "CG150" and "clausegen nouveau" in constat.remede


@pytest.mark.parametrize("nom", ["a.pdf", "a.csv", "a.xml"])
def test_nouveau_says_which_files_it_reads(tmp_path, nom):
    (tmp_path / nom).write_bytes(b"x")
    with pytest.raises(Refused, match="ne sait pas partir"):
        importer(tmp_path / nom, shipped_library())


def test_a_free_workbook_given_to_produire_is_refused(tmp_path):
    (tmp_path / "libre.xlsx").write_bytes(octets())
    (constat,) = read_contract(tmp_path / "libre.xlsx").findings
    assert "n’est pas un formulaire" in constat.constat and "--depuis" in constat.remede


def test_absent_and_folder(tmp_path):
    assert [f.code for f in read_contract(tmp_path / "absent.xlsx").findings] == ["CG100"]
    (tmp_path / "dossier.xlsx").mkdir()
    assert [f.code for f in read_contract(tmp_path / "dossier.xlsx").findings] == ["CG100"]
