from decimal import Decimal

from webapp.charts import charts_of
from webapp.visit import Row


def target(city: str, value: object, **more: object) -> Row:
    row = {
        "city": city, "place": city, "value": value, "unit": "万亩", "kind": "increment",
        "by": 2025, "part_of": None, "normalized_value": None, "normalized_unit": None,
        "fact": f"urn:{city}",
    }  # fmt: skip
    return row | more  # type: ignore[return-value]  # cells of a table


def test_kinds_and_units_never_share_a_chart() -> None:
    rows = [
        target("甲市", 30), target("乙市", 15),
        target("甲市", 10, kind="each_year"), target("乙市", 5, kind="each_year"),
        target("甲市", 90, unit="%"), target("乙市", 80, unit="%"),
    ]  # fmt: skip
    found = {(chart.kind, chart.unit): chart.bars for chart in charts_of(rows)}
    assert set(found) == {("increment", "万亩"), ("each_year", "万亩"), ("increment", "%")}
    bars = {bar.label: bar.length for bar in found["increment", "万亩"]}
    assert bars == {"甲市 2025": 420.0, "乙市 2025": 210.0}


def test_converted_values_are_compared_where_there_are_some() -> None:
    rows = [
        target("甲市", 30, normalized_value=Decimal(200), normalized_unit="km2"),
        target("乙市", 100, unit="公顷", normalized_value=Decimal(1), normalized_unit="km2"),
    ]
    (chart,) = charts_of(rows)
    assert [bar.value for bar in chart.bars] == [Decimal(1), Decimal(200)]


def test_shares_and_counties_are_left_out_unless_asked_for_and_doubles_shown_once() -> None:
    rows = [
        target("甲市", 30), target("甲市", 30, fact="urn:annex"), target("乙市", 20),
        target("甲市", 5, place="丙县"), target("甲市", 6, part_of="urn:甲市"),
    ]  # fmt: skip
    assert [len(chart.bars) for chart in charts_of(rows)] == [2]
    assert [len(chart.bars) for chart in charts_of(rows, parts=True)] == [4]


def test_one_bar_is_no_chart() -> None:
    assert charts_of([target("甲市", 30), target("乙市", "many")]) == []
