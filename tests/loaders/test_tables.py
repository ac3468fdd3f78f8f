import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.normalise import normalise
from loaders.tables import Table, find_tables


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _only(raw: str) -> Table:
    [table] = find_tables(normalise(raw))
    return table


def test_tabs_with_a_merged_heading_over_two_rows() -> None:
    table = _only("县级行政区\t水土保持率（%）\t\n\t2025 年\t2035 年\n城 区\t76.86\t88.51\n")
    assert table.header_rows() == 2
    assert table.header() == ("县级行政区", "水土保持率（%）2025年", "水土保持率（%）2035年")
    assert _texts(table)[2] == ["城区", "76.86", "88.51"]


def test_pipes_keep_empty_cells_and_drop_rules() -> None:
    table = _only("| 序号 | 任务 | 单位 |\n|---|---|---|\n| 1 | 监测 | |\n| 2 | | 水利局 |\n")
    assert _texts(table) == [["序号", "任务", "单位"], ["1", "监测", ""], ["2", "", "水利局"]]


def test_aligned_blanks() -> None:
    table = _only(
        "序号  任务  牵头单位  时限\n1   站网   市水利局   2025年\n2   流域   林业局   2026年"
    )
    assert [len(row) for row in table.rows] == [4, 4, 4]


def test_cells_broken_over_lines_are_put_together() -> None:
    table = _only(
        "序号\t任务\t单位\t完成时限\n1\t加强水土保持监测\n站网建设\t市水利局\t2025年底\n"
        "2\t小流域治理\t市水利局、\n市林业局\t2026年\n"
    )
    assert _texts(table)[1:] == [
        ["1", "加强水土保持监测站网建设", "市水利局", "2025年底"],
        ["2", "小流域治理", "市水利局、市林业局", "2026年"],
    ]


def test_heading_with_single_blanks_above_rows_of_numbers() -> None:
    table = _only("目标表\n县区 2025年 2030年\n甲县 71.2 75.0\n乙县 80.1 82.0\n")
    assert table.header() == ("县区", "2025年", "2030年")


def test_doubled_tabs_make_no_columns() -> None:
    assert _texts(_only("序号\t\t任务\n1\t\t治理\n")) == [["序号", "任务"], ["1", "治理"]]


def test_running_text_is_no_table() -> None:
    assert find_tables(normalise("一、总体目标\n到2025年，水土保持率达到85%。\n二、任务\n")) == []


def test_two_tables_with_a_title_between_stay_two() -> None:
    raw = "甲\t1\n乙\t2\n各县任务表\n丙\t3\t4\n丁\t5\t6\n"
    assert len(find_tables(normalise(raw))) == 2


def test_continuation_lines_in_aligned_blanks_go_to_their_columns() -> None:
    raw = (
        "序  重点任务      牵头单    责任单位        完成\n"
        "号                位                        时限\n"
        "1   落实防治分区  市水务局  市自然资源和规  2025年\n"
        "                            划局、财政局    3月底\n"
        "2   监测          市气象局  市财政局        长期\n"
    )
    table = _only(raw)
    assert table.header() == ("序号", "重点任务", "牵头单位", "责任单位", "完成时限")
    assert _texts(table)[1] == [
        "1", "落实防治分区", "市水务局", "市自然资源和规划局、财政局", "2025年3月底",
    ]  # fmt: skip
    cell = table.rows[1][3]
    view = normalise(raw)
    assert "".join(view.text[a:b] for a, b in cell.stretches()) == cell.text
    assert view.text[slice(*cell.place(0, 9))].startswith("市自然资源和规")
    assert view.text[slice(*cell.place(10, 13))] == "财政局"


def test_cells_set_in_the_middle_of_their_row() -> None:
    table = _only(
        "序号          重点任务           牵头单位           责任单位          时限\n\n"
        "                                              市自然资源和规划局、\n"
        " 1         落实防治分区          市水务局     各县（市、区）人民政   长期\n"
        "                                                     府\n"
        "                                              市林业局、市财政局、\n"
        "          高原二次创业                        高原机械林场、某满族\n"
        " 2            样板               市林业局     自治县人民政府、河务   长期\n"
        "                                                    局\n"
        " 3          监测网点             市气象局           市财政局         长期\n"
    )
    assert [row[3] for row in _texts(table)[1:]] == [
        "市自然资源和规划局、各县（市、区）人民政府",
        "市林业局、市财政局、高原机械林场、某满族自治县人民政府、河务局",
        "市财政局",
    ]
    assert [row[1] for row in _texts(table)[1:]] == ["落实防治分区", "高原二次创业样板", "监测网点"]


@pytest.mark.parametrize("mark", ["    ", "\t"])
def test_headings_of_groups_stand_inside_a_table(mark: str) -> None:
    lines = [
        mark.join(("序号", "任务", "牵头单位")), "一、预防", mark.join(("1  ", "坡地", "市水务局")),
        "二、治理", mark.join(("2  ", "梯田", "市林业局")),
    ]  # fmt: skip
    rows = _texts(_only("\n".join(lines)))
    assert [row[0] for row in rows] == ["序号", "一、预防", "1", "二、治理", "2"]
    assert rows[2][1:] == ["坡地", "市水务局"]


def test_a_heading_across_columns_is_no_rest_of_the_deadline_above() -> None:
    raw = (
        "序号\t任务\t牵头单位\t完成时限\n1\t治沟\t县水利局\t2025年12月底前\n加强保障，压实责任\n"
        "2\t出资\t县财政局\t长期坚持\n"
    )
    assert [row[-1].text for row in find_tables(normalise(raw))[0].rows if len(row) > 1] == [
        "完成时限", "2025年12月底前", "长期坚持",
    ]  # fmt: skip


def test_one_cell_a_line() -> None:
    raw = (
        "序号\n重点任务\n牵头单位\n完成时限\n1\n加强监测，年均建设站点十二处以上并接入平台\n市水务局\n"
        "2025年\n2\n治理\n市林业局、\n市财政局\n长期\n二、保障措施\n"
    )
    assert _texts(_only(raw)) == [
        ["序号", "重点任务", "牵头单位", "完成时限"],
        ["1", "加强监测，年均建设站点十二处以上并接入平台", "市水务局", "2025年"],
        ["2", "治理", "市林业局、市财政局", "长期"],
    ]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            "特此通知。\n\n甲省水利厅        甲省财政厅\n    2024年8月15日\n", id="signature"
        ),
        pytest.param("第一章    总    则\n第一条  为保持水土，制定本办法。\n", id="spaced heading"),
        pytest.param("任务\n牵头单位\n责任单位\n各县要抓好落实，确保完成。\n", id="words alone"),
        pytest.param("　　各县要抓好落实。\n        市水利局要加强指导。\n", id="indents"),
    ],
)
def test_lines_that_are_no_rows(raw: str) -> None:
    assert find_tables(normalise(raw)) == []
    assert "\t" not in normalise(raw).text


_CELL = st.text(alphabet="水土保持治理面积甲乙丙1234", min_size=2, max_size=6)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=2, max_size=6))
def test_any_full_grid_comes_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    view = normalise("\n".join("\t".join(row) for row in rows))
    [table] = find_tables(view)
    assert _texts(table) == [list(row) for row in rows]
    assert all(view.text[c.start : c.end] == c.text for row in table.rows for c in row)
