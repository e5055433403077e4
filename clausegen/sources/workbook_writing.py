"""Writing of .xlsx workbooks: what a sheet shows, locks, hides and checks, said without openpyxl's vocabulary."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clausegen.sources.workbook_stamp import STAMP, content_digest
from clausegen.sources.workbooks import column_letter

_CODE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ROOM = 32_000
TEXT = "@"


@dataclass(frozen=True, slots=True)
class Out:
    """A cell to write. `style`: titre, entete, groupe, sous-groupe, libelle, obligatoire, aide, saisie, texte, cle,
    favorable (green), reserve (yellow) or ecarte (grey).

    `form` is the number format (« @ » for a text that must stay one).
    """

    value: str | Decimal | int | dt.date | None = None
    style: str = "texte"
    form: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a range of boxes accepts: a list (`source` is a range of another sheet), a number, a date, or anything.

    `title` and `message` are shown when the box is selected; `strict` refuses other values.
    """

    cells: str
    kind: str = ""
    source: str = ""
    title: str = ""
    message: str = ""
    strict: bool = False


@dataclass(slots=True)
class SheetOut:
    """A sheet: rows of cells, widths by column, what is frozen (« C4 »), hidden and locked.

    `filtered`: range that carries filters (« A4:P90 »).
    """

    title: str
    rows: list[Sequence[Out | None]] = field(default_factory=list)
    widths: Sequence[int] = ()
    frozen: str = ""
    state: str = "visible"
    locked: bool = True
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    rules: list[Rule] = field(default_factory=list)
    landscape: bool = False
    repeat: str = ""
    filtered: str = ""


_FILLS = {"titre": "1F3864", "entete": "1F3864", "groupe": "D9E2F3", "sous-groupe": "F2F2F2", "saisie": "FFFBE6",
          "favorable": "E2EFDA", "reserve": "FFF2CC", "ecarte": "EDEDED"}
_BOLD = {"titre", "entete", "groupe", "sous-groupe", "obligatoire"}
# Texts of ours: their punctuation never starts a line.
_OURS = frozenset(["titre", "entete", "groupe", "sous-groupe", "libelle", "obligatoire", "aide"])


def write_workbook(sheets: Sequence[SheetOut], title: str, stamped: bool = False) -> bytes:
    """Bytes of the .xlsx; only boxes of style « saisie » can be typed in when a sheet is locked (no password).

    `stamped`: the workbook keeps the digest of its sheets, so that one which nobody changed is known again.
    """
    data = _saved(_book(sheets, title))
    if not stamped:
        return data
    from openpyxl.packaging.custom import StringProperty

    # Saving changes a book: the stamped one is another, of the same sheets.
    book = _book(sheets, title)
    book.custom_doc_props.append(StringProperty(name=STAMP, value=content_digest(data)))
    return _saved(book)


def _book(sheets: Sequence[SheetOut], title: str) -> Any:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "clausegen"
    book.properties.title = title
    book.properties.language = "fr-FR"
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    return book


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styles() -> list[Any]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    thin = Side(style="thin", color="BFBFBF")
    out: list[Any] = []
    for name in ("titre", "entete", "groupe", "sous-groupe", "libelle", "obligatoire", "aide", "saisie", "texte", "cle", "favorable", "reserve", "ecarte"):
        dark = name in ("titre", "entete")
        style = NamedStyle(
            f"clausegen {name}",
            font=Font(name="Calibri", size=14 if name == "titre" else 11, bold=name in _BOLD, italic=name == "aide",
                      color="FFFFFF" if dark else "595959" if name == "aide" else "000000"),
            alignment=Alignment(vertical="center" if dark else "top", wrap_text=name not in ("titre", "cle"),
                                horizontal="left" if name == "saisie" else None),
            protection=Protection(locked=name != "saisie"),
        )  # fmt: skip
        if name in _FILLS:
            style.fill = PatternFill("solid", fgColor=_FILLS[name])
        if name == "saisie":
            style.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        out.append(style)
    return out


def _write(target: Any, sheet: SheetOut) -> None:
    for row, cells in enumerate(sheet.rows, 1):
        for column, out in enumerate(cells, 1):
            if out is not None:
                _put(target.cell(row, column), out)
        height = _height(cells, sheet.widths)
        if height > 1 and row not in sheet.hidden_rows:
            target.row_dimensions[row].height = 15 * height + 1
    for column, width in enumerate(sheet.widths, 1):
        target.column_dimensions[column_letter(column)].width = width
    for row in sheet.hidden_rows:
        target.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        target.column_dimensions[column_letter(column)].hidden = True
    if sheet.frozen:
        target.freeze_panes = sheet.frozen
    target.sheet_state = sheet.state
    if sheet.locked:
        # openpyxl: True locks. Sizes, sorting and filters stay free.
        target.protection.sheet = True
        for name in ("formatColumns", "formatRows", "sort", "autoFilter"):
            setattr(target.protection, name, False)
    for rule in sheet.rules:
        _check(target, rule)
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    target.page_setup.paperSize = 9
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.filtered:
        target.auto_filter.ref = sheet.filtered
    if sheet.repeat:
        target.print_title_rows = sheet.repeat


def _height(cells: Sequence[Out | None], widths: Sequence[int]) -> int:
    """Lines that the longest text of a row takes, eight at most: no program computes it when it opens the file."""
    lines = 1
    for out, width in zip(cells, widths, strict=False):
        if out is not None and isinstance(out.value, str) and out.style not in ("cle", "titre"):
            lines = max(lines, sum(-(-max(len(part), 1) // max(width - 2, 1)) for part in out.value.split("\n")))
    return min(lines, 8)


def _put(cell: Any, out: Out) -> None:
    value = out.value
    if isinstance(value, str):
        value = _bound(value) if out.style in _OURS else value
        cell.value = _CODE.sub(r"_x005F_\1", _ILLEGAL.sub("", value))[: _ROOM + 700]
        # A text that starts with « = » is a text, not a formula.
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif value is not None:
        cell.value = value
    cell.style = f"clausegen {out.style}"
    if out.form:
        cell.number_format = out.form


def _bound(text: str) -> str:
    """No-break spaces inside quotes, before double punctuation and before units: no line starts with « ; »."""
    text = re.sub(r"(?<=«) | (?=[»:!?;])", "\u00a0", text)
    return re.sub(r"(?<=\d) (?=\d{3}\b|[€%])|(?<=\ben) (?=[€%])", "\u00a0", text, flags=re.IGNORECASE)


def _check(target: Any, rule: Rule) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    limits: dict[str, dict[str, Any]] = {
        "list": {"formula1": rule.source}, "decimal": {"operator": "greaterThanOrEqual", "formula1": "0"},
        "date": {"operator": "between", "formula1": "32874", "formula2": "73415"},
    }  # fmt: skip
    check = DataValidation(
        type=rule.kind or None, allow_blank=True, showErrorMessage=bool(rule.kind), showInputMessage=bool(rule.message),
        errorStyle="stop" if rule.strict else "warning", **limits.get(rule.kind, {}),
    )  # fmt: skip
    check.promptTitle, check.prompt = rule.title[:32] or None, rule.message[:250] or None
    check.errorTitle = "Valeur à vérifier"
    check.error = {
        "list": "Choisissez une valeur de la liste." if rule.strict else "Cette valeur n’est pas dans la liste : est-ce voulu ?",
        "decimal": "Un nombre positif ou nul est attendu.",
        "date": "Une date est attendue, par exemple 01/12/2026.",
    }.get(rule.kind)
    target.add_data_validation(check)
    for part in rule.cells.split(" "):
        check.add(part)


# Before each piece of a text kept in cells: an empty line is still there, and no piece reads as a number or a formula.
MARGIN = "|"


def split_text(text: str) -> list[list[str]]:
    """Lines of a text as rows of pieces that a cell can hold; `join_text` gives the text back."""
    return [[MARGIN + line[i : i + _ROOM] for i in range(0, len(line), _ROOM)] or [MARGIN] for line in text.split("\n")]


def join_text(rows: Iterable[Iterable[str]]) -> str:
    """Text of the rows that `split_text` gave."""
    return "\n".join("".join(piece.removeprefix(MARGIN) for piece in row) for row in rows)
