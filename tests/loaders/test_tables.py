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


_CELL = st.text(alphabet="水土保持治理面积甲乙丙1234", min_size=2, max_size=6)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=2, max_size=6))
def test_any_full_grid_comes_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    view = normalise("\n".join("\t".join(row) for row in rows))
    [table] = find_tables(view)
    assert _texts(table) == [list(row) for row in rows]
    assert all(view.text[c.start : c.end] == c.text for row in table.rows for c in row)
