from loaders.reading.grids import Cell, lines_of


def _cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((text,) if text else (), across, down)


def test_rows_become_lines_and_cells_are_parted_by_tabs() -> None:
    rows = [[_cell("序号"), _cell("任务")], [_cell("1"), _cell("治理\t坡耕地")]]
    assert lines_of(rows) == ["序号\t任务", "1\t治理 坡耕地"]


def test_a_cell_that_reaches_down_is_repeated_one_that_reaches_across_padded() -> None:
    rows = [
        [_cell("县", down=2), _cell("目标", across=2), _cell("备注", down=2)],
        [_cell("2025"), _cell("2030")],
        [_cell("甲县"), _cell("1"), _cell("2"), _cell("无")],
    ]
    assert lines_of(rows) == ["县\t目标\t\t备注", "县\t2025\t2030\t备注", "甲县\t1\t2\t无"]


def test_paragraphs_of_a_cell_are_told_apart_unless_a_word_was_broken() -> None:
    def text(*lines: str) -> str:
        return Cell(lines).text

    assert text("市水利局", "市财政局") == "市水利局；市财政局"
    assert text("市水利局、", "市财政局") == "市水利局、市财政局"
    assert text("牵头", "单位") == "牵头单位"
    assert text("市农业农村", "局") == "市农业农村局"


def test_properties_become_lines_of_label_and_value() -> None:
    rows = [
        [_cell("索 引 号："), _cell("11-2"), _cell("成文日期"), _cell("2024-01-02")],
        [_cell("标题：甲市方案"), _cell("有效性"), _cell("")],
    ]
    assert lines_of(rows) == ["索引号：11-2", "成文日期：2024-01-02", "标题：甲市方案"]
    task = [[_cell("名称"), _cell("单位")], [_cell("治理甲河"), _cell("市水利局")]]
    assert lines_of(task) == ["名称\t单位", "治理甲河\t市水利局"]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    long = Cell(tuple("各区要落实责任。" for _ in range(30)))
    assert lines_of([[_cell("菜单"), long], [_cell("甲"), _cell("乙")]]).count("菜单") == 1
    assert lines_of([[_cell("只有一格")]]) == ["只有一格"]
    assert lines_of([]) == []


def test_merged_cells_cannot_blow_up_a_table() -> None:
    wide = [[_cell("甲" * 1000, across=99999, down=99999), _cell("乙")]]
    rows = wide + [[_cell("丙"), _cell("丁")] for _ in range(5000)]
    assert sum(map(len, lines_of(rows))) < 3_000_000
