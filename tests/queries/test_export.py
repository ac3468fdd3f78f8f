import csv
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from queries.errors import ExportError
from queries.export import to_csv, to_json, to_text, to_xlsx, width
from queries.tables import Table

TABLE = Table(
    ("city", "value", "sign", "note"),
    (
        ("济南市", 85, "=", '说"水土",\r\n保持'),
        ("烟台", Decimal("66.50"), ">=", None),
        ("x", Decimal("1E+3"), "=1+1", "-1"),
    ),
)


def test_csv_changes_no_value() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(TABLE).decode("utf-8"), newline="")))
    assert rows == [
        ["city", "value", "sign", "note"],
        ["济南市", "85", "=", '说"水土",\r\n保持'],
        ["烟台", "66.50", ">=", ""],
        ["x", "1000", "=1+1", "-1"],
    ]


def test_a_byte_order_mark_comes_only_when_asked() -> None:
    assert to_csv(TABLE, bom=True) == b"\xef\xbb\xbf" + to_csv(TABLE)
    assert not to_csv(TABLE).startswith(b"\xef")


def test_json_keeps_numbers_and_unknowns() -> None:
    records = json.loads(to_json(TABLE))
    assert records[0]["value"] == 85
    assert records[1] == {"city": "烟台", "value": 66.5, "sign": ">=", "note": None}
    assert "济南市" in to_json(TABLE).decode()


def test_a_workbook_has_real_numbers_and_no_formulas() -> None:
    data = to_xlsx(TABLE)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["city", "value", "sign", "note"]
    assert rows[1][:3] == ["济南市", 85, "="]
    assert rows[2] == ["烟台", 66.5, ">=", None]
    assert sheet["C4"].data_type == "s"
    assert sheet["C4"].value == "=1+1"
    assert sheet["D4"].value == "-1"
    assert sheet["B4"].data_type == "n"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.column_dimensions["A"].width > width("济南市")
    assert to_xlsx(TABLE) == data


def test_text_longer_than_a_cell_ends_visibly() -> None:
    data = to_xlsx(Table(("a",), (("水" * 40_000,),)))
    value = load_workbook(io.BytesIO(data)).worksheets[0]["A2"].value
    assert isinstance(value, str)
    assert len(value) == 32_767
    assert value.endswith("水…")


def test_more_rows_than_a_sheet_are_refused() -> None:
    with pytest.raises(ExportError, match="ask for CSV"):
        to_xlsx(Table(("a",), ((1,),) * 1_048_576))


def test_text_lines_up_with_wide_characters() -> None:
    text = to_text(Table(("城市", "n"), (("济南市", 1), ("x", None))))
    assert text == "城市    n\n──────  ─\n济南市  1\nx\n(2 rows)\n"
    lines = to_text(Table(("a", "b"), (("水" * 100, "end"), ("x\ny", "end")))).splitlines()
    assert lines[2].endswith("…  end")
    assert width(lines[2]) == width(lines[3]) == 64
    assert lines[3].startswith("x y ")
    assert to_text(Table((), ())) == "\n\n(0 rows)\n"
    assert to_text(Table(("a",), ((1,),))).endswith("(1 row)\n")


def test_empty_tables_are_written() -> None:
    empty = Table(("a", "b"), ())
    assert to_csv(empty) == b"a,b\r\n"
    assert json.loads(to_json(empty)) == []
    assert load_workbook(io.BytesIO(to_xlsx(empty))).worksheets[0]["B1"].value == "b"


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("ab", 2), ("水务", 4), ("é", 1), ("e\u0301", 1)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
