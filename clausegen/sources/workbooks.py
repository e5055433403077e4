"""Reading of .xlsx workbooks into plain cells: typed values with their places, what Excel hides, within bounds.

openpyxl reads rows one after the other; a second pass gives the values that Excel stored for formulas. Nothing is
computed, no link is followed, no macro is run.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.sources.archives import read_office
from clausegen.sources.text import refuse

MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELLS = 200_000
MAX_SHEETS = 100
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^<>]{0,400}\bhidden=\"(?:1|true)\")[^<>]{0,400}?\br=\"([0-9]+)\"")


def column_letter(column: int) -> str:
    """« A », « AB »: letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something. `kind`: texte, nombre, pourcentage, date, oui_non, erreur.

    `value` is str, Decimal, date or datetime, bool, or the code of the error (« #REF! »). `formula`: the value is the
    one that Excel stored; « formule » as `kind` means that it stored none (`value` is then the formula).
    """

    row: int
    column: int
    kind: str
    value: Any
    formula: bool = False

    @property
    def ref(self) -> str:
        """« C3 »."""
        return f"{column_letter(self.column)}{self.row}"


@dataclass(slots=True)
class Sheet:
    """A sheet: cells by (row, column), merged ranges (« B2:B4 »), rows that Excel hides. `cut`: not read to its end."""

    title: str
    path: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    cut: bool = False

    def at(self, row: int, column: int) -> Location:
        """Place of a cell, as users read it."""
        return Location(self.path, row, column, f"feuille « {self.title} », cellule {column_letter(column)}{row}")

    def place(self, where: str = "") -> Location:
        """Place of the sheet itself, or of a named part of it."""
        return Location(self.path, place=f"feuille « {self.title} »{f', {where}' if where else ''}")

    def text(self, row: int, column: int) -> str:
        """Text of a cell, stripped; empty when it holds no text."""
        cell = self.cells.get((row, column))
        return cell.value.strip() if cell is not None and cell.kind == "texte" else ""

    @property
    def last_row(self) -> int:
        """Last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Rows that hold something, with their cells from left to right."""
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells.values(), key=lambda c: (c.row, c.column)):
            rows.setdefault(cell.row, []).append(cell)
        yield from rows.items()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order, and what is to be said of the file itself (links to other files, rows left out)."""

    path: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_workbook(path: Path, max_rows: int = MAX_ROWS) -> Workbook:
    """Read a .xlsx; raises `Refused` (CG100, CG101, CG151) when it cannot be trusted or read."""
    data = read_office(path, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, str(path), max_rows)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises KeyError, ValueError, ParseError… on a damaged workbook
        raise refuse(str(path), "CG151", "ce classeur est abîmé : il ne peut pas être lu",
                     "ouvrez-le dans Excel ou LibreOffice, puis enregistrez-le à nouveau en .xlsx") from error  # fmt: skip


def _read(data: bytes, path: str, max_rows: int) -> Workbook:
    from openpyxl import load_workbook

    findings: list[Finding] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in archive.namelist()):
            findings.append(Finding("CG155", Niveau.CONSEIL, "ce classeur est lié à d’autres fichiers : les liens ne sont pas suivis",
                                    "les valeurs enregistrées dans ce classeur sont lues telles quelles", Location(path)))  # fmt: skip
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets: list[Sheet] = []
        room = MAX_CELLS
        for source in book.worksheets[:MAX_SHEETS]:
            sheet = Sheet(str(source.title), path, source.sheet_state != "visible")
            room -= _fill(sheet, source, max_rows, room)
            part = str(getattr(source, "_worksheet_path", ""))
            sheet.merged, sheet.hidden_rows = _scan(archive, part)
            sheets.append(sheet)
            if sheet.cut:
                findings.append(Finding("CG155", Niveau.A_CORRIGER, f"la feuille est trop longue : seules ses {max_rows} premières lignes "
                                        f"et {MAX_COLUMNS} premières colonnes sont lues",
                                        "gardez les seules lignes utiles", sheet.place()))  # fmt: skip
        if len(book.worksheets) > MAX_SHEETS:
            findings.append(Finding("CG155", Niveau.A_CORRIGER, f"seules les {MAX_SHEETS} premières feuilles sont lues",
                                    "gardez les seules feuilles utiles", Location(path)))  # fmt: skip
    formulas = [sheet for sheet in sheets if any(c.kind == "formule" for c in sheet.cells.values())]
    if formulas:
        stored = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in formulas:
            _store(sheet, stored[sheet.title])
    return Workbook(path, tuple(sheets), tuple(findings))


def _fill(sheet: Sheet, source: Any, max_rows: int, room: int) -> int:
    """Cells of a sheet, within bounds; their number."""
    source.reset_dimensions()
    for number, row in enumerate(source.iter_rows(max_row=max_rows + 1), 1):
        if number > max_rows:
            sheet.cut = sheet.cut or any(c.value is not None for c in row)
            break
        for cell in row:
            if cell.value is None:
                continue
            if cell.column > MAX_COLUMNS or len(sheet.cells) >= room:
                sheet.cut = True
                break
            read = _cell(cell)
            if read is not None:
                sheet.cells[(read.row, read.column)] = read
    return len(sheet.cells)


def _cell(cell: Any, formula: bool = False) -> Cell | None:
    value, row, column = cell.value, int(cell.row), int(cell.column)
    if isinstance(value, bool):
        return Cell(row, column, "oui_non", value, formula)
    if cell.data_type == "f":
        return Cell(row, column, "formule", str(value)[:200])
    if cell.data_type == "e":
        return Cell(row, column, "erreur", str(value), formula)
    if isinstance(value, (int, float)):
        percent = "%" in str(cell.number_format or "")
        number = Decimal(repr(value))
        return Cell(row, column, "pourcentage" if percent else "nombre", number, formula) if number.is_finite() else None
    if isinstance(value, dt.datetime):
        # Excel counts in fractions of a day: half a minute is far above its rounding and below what users write.
        value = (value + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)
        return Cell(row, column, "date", value if value.time() != dt.time() else value.date(), formula)
    if isinstance(value, dt.date):
        return Cell(row, column, "date", value, formula)
    text = unescape(str(value))
    return Cell(row, column, "texte", text, formula) if text.strip() else None


def unescape(text: str) -> str:
    """Characters that Excel writes by their code (« _x000D_ »), and line ends."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _store(sheet: Sheet, source: Any) -> None:
    """Values that Excel stored, in the place of formulas."""
    source.reset_dimensions()
    last = max(row for (row, _), cell in sheet.cells.items() if cell.kind == "formule")
    for row in source.iter_rows(max_row=last):
        for cell in row:
            if cell.value is None:
                continue
            known = sheet.cells.get((cell.row, cell.column))
            if known is not None and known.kind == "formule":
                read = _cell(cell, formula=True)
                if read is not None:
                    sheet.cells[(read.row, read.column)] = read


def _scan(archive: zipfile.ZipFile, part: str) -> tuple[tuple[str, ...], frozenset[int]]:
    """Merged ranges and hidden rows, which a reading row by row does not tell."""
    merged: dict[str, None] = {}
    hidden: set[int] = set()
    name = part.lstrip("/")
    if name not in archive.namelist():
        return (), frozenset()
    last = b""
    with archive.open(name) as source:
        while chunk := source.read(1 << 20):
            text = last + chunk
            for found in _MERGED.finditer(text):
                if len(merged) < 500:
                    merged[found[1].decode("ascii")] = None
            hidden.update(int(found[1]) for found in _HIDDEN_ROW.finditer(text) if len(hidden) < 500)
            last = text[-500:]
    return tuple(merged), frozenset(hidden)
