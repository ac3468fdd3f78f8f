"""Tables as CSV, JSON, XLSX, and as text for a terminal.

CSV and JSON never alter a value. That leaves cells such as `=` (a comparator) or `-1` as they
are, which a spreadsheet may take for formulas when it opens a CSV file; XLSX is the form made for
spreadsheets: there text is stored as text and numbers as numbers, so nothing is ever computed.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from queries.errors import ExportError
from queries.tables import Cell, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The limits of the file format: rows with the header, and characters in a cell.
_SHEET_ROWS = 1_048_576
_SHEET_TEXT = 32_767
_WIDEST = 60  # columns of a sheet or of a terminal are no wider


def to_csv(table: Table, *, bom: bool = False) -> bytes:
    """UTF-8 CSV as RFC 4180 has it; an unknown value is an empty field.

    `bom` puts a byte order mark in front, without which some spreadsheets misread Chinese.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(["" if cell is None else _text(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def to_json(table: Table) -> bytes:
    """A UTF-8 JSON array of objects; numbers are numbers, an unknown value is null."""
    records = [
        {name: float(cell) if isinstance(cell, Decimal) else cell for name, cell in record.items()}
        for record in table.records()
    ]
    return json.dumps(records, ensure_ascii=False, indent=1).encode() + b"\n"


def to_xlsx(table: Table, name: str = "水保") -> bytes:
    """A workbook of one sheet: bold frozen header, filter, real numbers, fitting column widths.

    The same table gives the same bytes. ExportError where it has more rows than a sheet holds; a
    text longer than a cell holds is cut and ends in `…`.
    """
    import xlsxwriter  # noqa: PLC0415 - most tables never become a workbook

    if len(table.rows) >= _SHEET_ROWS:
        raise ExportError(
            f"The table has {len(table.rows)} rows, a sheet holds {_SHEET_ROWS - 1}; ask for CSV."
        )
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet(name)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column, book.add_format({"bold": True}))
        for line, row in enumerate(table.rows, start=1):
            for at, cell in enumerate(row):
                _write(sheet, line, at, cell)
        _lay_out(sheet, table)
    return data.getvalue()


def to_text(table: Table) -> str:
    """The table for a terminal; Chinese characters count as two columns, long cells are cut."""
    lines = [list(table.columns), *([_shown(cell) for cell in row] for row in table.rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    head, *body = ["  ".join(map(_padded, line, widths)).rstrip() for line in lines]
    rule = "  ".join("─" * wide for wide in widths)
    count = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    return "\n".join([head, rule, *body, f"({count})"]) + "\n"


def width(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11).

    >>> width("F01水务")
    7
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _text(cell: str | int | Decimal) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _shown(cell: Cell) -> str:
    text = "" if cell is None else " ".join(_text(cell).split())
    return text if width(text) <= _WIDEST else _cut(text, _WIDEST - 1) + "…"


def _cut(text: str, columns: int) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > columns:
            return text[:at]
    return text


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _write(sheet: Worksheet, line: int, at: int, cell: Cell) -> None:
    if isinstance(cell, str):
        fits = len(cell) <= _SHEET_TEXT
        sheet.write_string(line, at, cell if fits else cell[: _SHEET_TEXT - 1] + "…")
    elif cell is not None:
        sheet.write_number(line, at, cell)


def _lay_out(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for at, column in enumerate(table.columns):
        cells = (_shown(row[at]) for row in table.rows)
        sheet.set_column(at, at, 2 + max([width(column), *map(width, cells)]))
