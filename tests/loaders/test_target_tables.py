from loaders.extract.scope import Context, Scope
from loaders.extract.targets import extract_targets
from loaders.normalise import normalise
from loaders.records import Target

_CODES = {"甲县": "330001", "乙县": "330002"}


def _read(raw: str) -> list[Target]:
    view = normalise(raw)
    context = Context(2024, "某市", "330000", _CODES.get)
    return list(extract_targets(view, [Scope(None, "附件", 0, len(view.text), 0)], context))


def _rows(raw: str) -> list[tuple[str, str, int | None]]:
    return [(t.place, str(t.value), t.by_year) for t in _read(raw)]


def test_rates_by_place_and_year_under_a_merged_heading() -> None:
    raw = (
        "附件\n\n县区\t水土保持率目标值（%）\t\n\t2025年\t2035年\n"
        "甲县\t76.86\t88.5\n全 市\t67\t81\n"
    )
    assert _rows(raw) == [
        ("甲县", "76.86", 2025), ("甲县", "88.5", 2035), ("某市", "67", 2025), ("某市", "81", 2035),
    ]  # fmt: skip
    assert {(t.indicator, t.unit, t.kind) for t in _read(raw)} == {("水土保持率", "%", "level")}


def test_yearly_work_takes_indicator_and_unit_from_the_caption() -> None:
    raw = (
        "附件2\n\n各县（区）水土流失治理面积年度任务表\n\n单位：平方公里\n\n"
        "县（区）\t2024年\t2025年\n甲县\t25\t28\n乙县\t30\t31\n合计\t55\t59\n"
    )
    found = _read(raw)
    assert {(t.indicator, t.unit, t.kind) for t in found} == {
        ("水土流失治理面积", "平方公里", "increment")
    }
    assert [t.part_of for t in found] == [4, 5, 4, 5, None, None]
    assert [t.place_code for t in found[::2]] == ["330001", "330002", "330000"]


def test_indicators_in_rows_with_a_unit_column_and_a_figure_of_the_past() -> None:
    raw = (
        "主要指标表\n序号\t指标\t单位\t2020年现状\t2025年目标\n"
        "1\t水土保持率\t%\t70.5\t≥75\n2\t生态清洁小流域\t条\t5\t20\n"
    )
    found = [(t.indicator, str(t.value), t.unit, t.comparator) for t in _read(raw)]
    assert found == [("水土保持率", "75", "%", ">="), ("生态清洁小流域", "20", "条", "=")]


def test_names_spread_over_the_width_of_a_column_are_one_cell() -> None:
    raw = (
        "水土保持率目标表\n单位：%\n"
        "    县（区）      2022年现状    2025年    2030年\n"
        "    青  甲  县        74.52       75.80     78.10\n"
        "    红 石 林 区        86.14       86.70     87.90\n"
        "    全      市        71.80       73.50     76.50\n"
    )
    assert _rows(raw) == [
        ("青甲县", "75.80", 2025), ("青甲县", "78.10", 2030), ("红石林区", "86.70", 2025),
        ("红石林区", "87.90", 2030), ("某市", "73.50", 2025), ("某市", "76.50", 2030),
    ]  # fmt: skip


def test_a_column_without_years_has_those_of_the_caption() -> None:
    raw = (
        "某市2025—2027年目标分解表\n县名\t治理面积（亩）\t2035年保持率（%）\n"
        "甲县\t24\t93.5\n乙县\t12\t95.5\n"
    )
    assert [(t.from_year, t.by_year) for t in _read(raw)[:2]] == [(2025, 2027), (None, 2035)]


def test_a_five_year_plan_in_a_heading_stands_for_its_years() -> None:
    raw = (
        "指标表\n县名\t“十四五”治理面积（亩）\t2035年保持率（%）\n甲县\t24\t93.5\n乙县\t12\t95.5\n"
    )
    assert [t.by_year for t in _read(raw)[:2]] == [2025, 2035]


def test_the_row_of_the_whole_city_is_the_city() -> None:
    raw = "造林任务（单位：亩）\n县名\t2024年\t2025年\n甲县\t10\t12\n全市合计\t10\t12\n"
    assert [place for place, _, _ in _rows(raw)] == ["甲县", "甲县", "某市", "某市"]


def test_a_sum_over_years_spans_them() -> None:
    raw = "各县造林任务（单位：亩）\n县名\t2024年\t2025年\t合计\n甲县\t10\t12\t22\n乙县\t1\t2\t3\n"
    whole = _read(raw)[2]
    assert (int(whole.value), whole.from_year, whole.by_year) == (22, 2024, 2025)


def test_a_heading_that_adds_years_up_names_no_indicator() -> None:
    for head in ("三年合计", "2024—2025年合计", "累计"):
        raw = f"治沟任务\n单位：条\n乡镇\t2024年\t2025年\t{head}\n甲县\t1\t2\t3\n乙县\t1\t2\t3\n"
        assert {t.indicator for t in _read(raw)} == {"治沟"}
    raw = "治沟任务\n乡镇\t2025年沟道合计\n甲县\t1\n乙县\t1\n"
    assert {t.indicator for t in _read(raw)} == {"沟道合计"}


def test_years_in_rows_and_places_in_columns() -> None:
    raw = "年度造林任务\n单位：亩\n年份\t甲县\t乙县\t合计\n2024年\t10\t20\t30\n2025年\t11\t22\t33\n"
    assert _rows(raw)[:3] == [("甲县", "10", 2024), ("乙县", "20", 2024), ("某市", "30", 2024)]


def test_an_empty_place_repeats_the_one_above() -> None:
    raw = "县区\t指标\t2025年\n甲县\t治理面积（公顷）\t50\n\t林草覆盖率（%）\t60\n"
    assert [(t.place, t.indicator) for t in _read(raw)] == [
        ("甲县", "治理面积"), ("甲县", "林草覆盖率"),
    ]  # fmt: skip


def test_task_tables_hold_no_figures() -> None:
    raw = (
        "序号\t任务\t牵头单位\t完成时限\n1\t监测站网\t市水利局\t2025年底\n"
        "2\t流域\t市水利局\t2026年底\n"
    )
    assert _read(raw) == []


def test_page_metadata_holds_no_figures() -> None:
    assert _read("索引号\t113\t主题分类\t水利\n成文日期\t2024-01-01\t发布日期\t2024-01-02\n") == []
