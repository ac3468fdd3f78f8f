"""Task tables read back: who answers for which item, however the table was left by a conversion."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.tasktable import Known, Row, read_task_tables
from loaders.normalise import View, normalise
from loaders.tables import find_tables

_MEASURES = [
    Known("二/（一）/1", 1, "划定落实防治分区"),
    Known("二/（一）/2", 2, "建设高原二次创业样板"),
    Known("二/（二）/3", 3, "加密监测网点"),
    Known("二/（二）/4", 4, "从严考核奖惩"),
]


def _rows(raw: str, measures: list[Known] | None = None) -> tuple[View, list[Row]]:
    view = normalise(raw)
    return view, read_task_tables(find_tables(view), measures or _MEASURES)


def _said(raw: str, measures: list[Known] | None = None) -> dict[str, list[tuple[str, str]]]:
    """By path, the bodies with their roles, each quoted from the view."""
    view, rows = _rows(raw, measures)
    for row in rows:
        for named in row.bodies:
            quoted = view.text[named.listed.start : named.listed.end]
            assert quoted[0] == named.listed.written[0]
            assert quoted[-1] == named.listed.written[-1]
    return {row.path: [(n.role, n.listed.written) for n in row.bodies] for row in rows}


def _deadlines(raw: str) -> dict[str, str | None]:
    return {row.path: row.deadline.text if row.deadline else None for row in _rows(raw)[1]}


def test_titles_count_for_more_than_the_tables_own_numbers() -> None:
    raw = (
        "序号\t任务\t牵头单位\n1\t防治分区\t市水利局\n2\t监测网点加密\t市财政局\n"
        "3\t考核奖惩\t市审计局\n4\t宣传教育\t市教育局\n"
    )
    assert _said(raw) == {
        "二/（一）/1": [("lead", "市水利局")],
        "二/（二）/3": [("lead", "市财政局")],
        "二/（二）/4": [("lead", "市审计局")],
    }


def test_a_number_names_an_item_where_titles_agree_with_the_numbers() -> None:
    raw = "序号\t任务\t牵头单位\n1\t防治分区\t市水利局\n4\t奖优罚劣\t市审计局\n"
    assert _said(raw)["二/（二）/4"] == [("lead", "市审计局")]


@pytest.mark.parametrize("source", ["二（二）3", "第3项", "第（二）部分第3条", "方案二、（二）3."])
def test_a_source_column_names_the_item(source: str) -> None:
    raw = f"序号\t任务来源\t工作任务\t责任单位\n1\t{source}\t每月通报\t市水利局\n"
    assert _said(raw) == {"二/（二）/3": [("responsible", "市水利局")]}


@pytest.mark.parametrize("source", ["省实施方案第3条", "《若干措施》第3项", "二（二）"])
def test_another_documents_number_or_a_groups_names_no_item(source: str) -> None:
    raw = f"任务来源\t工作任务\t责任单位\n{source}\t每月通报\t市水利局\n"
    assert _said(raw) == {}


def test_no_number_column_is_needed() -> None:
    raw = "任务\t牵头单位\t完成时限\n加密监测网点\t市水利局\t2026年底\n"
    assert _said(raw) == {"二/（二）/3": [("lead", "市水利局")]}
    assert _deadlines(raw) == {"二/（二）/3": "2026年底"}


def test_placeholders_people_and_remarks_say_nothing() -> None:
    raw = (
        "序号\t任务\t责任领导\t牵头单位\t配合单位\t完成时限\t备注\n"
        "1\t防治分区\t张三\t市水利局\t/\t—\t市财政局已办\n2\t高原二次创业样板\t李四\t市林业局\t无\t\t\n"
    )
    assert _said(raw) == {
        "二/（一）/1": [("lead", "市水利局")],
        "二/（一）/2": [("lead", "市林业局")],
    }
    assert set(_deadlines(raw).values()) == {None}


def test_the_same_as_above() -> None:
    raw = (
        "序号\t任务\t牵头单位\n1\t防治分区\t市水利局、市财政局\n2\t高原二次创业样板\t同上\n"
        "3\t加密监测网点\t市气象局\n"
    )
    assert _said(raw)["二/（一）/2"] == [("lead", "市水利局"), ("lead", "市财政局")]
    assert _said(raw)["二/（二）/3"] == [("lead", "市气象局")]


def test_a_cell_that_spans_a_group_holds_for_its_rows() -> None:
    raw = (
        "类别\t任务\t牵头单位\t责任单位\n一、预防\t防治分区\t市水利局\t甲县\n"
        "\t高原二次创业样板\t\t乙县\n二、支撑\t加密监测网点\t\t丙县\n"
    )
    said = _said(raw)
    assert said["二/（一）/2"] == [("lead", "市水利局"), ("responsible", "乙县")]
    assert said["二/（二）/3"] == [("responsible", "丙县")]


def test_an_empty_cell_outside_a_group_stays_empty() -> None:
    raw = (
        "序号\t任务\t牵头单位\t责任单位\n1\t防治分区\t市水利局\t甲县\n2\t高原二次创业样板\t\t乙县\n"
    )
    assert _said(raw)["二/（一）/2"] == [("responsible", "乙县")]


def test_two_rows_of_headings() -> None:
    for second in ("\t\t", "序号\t任务\t"):
        raw = (
            f"序号\t任务\t责任分工\t\t时限\n{second}牵头单位\t配合单位\t\n"
            "1\t防治分区\t市水利局\t市财政局\t长期\n"
        )
        said = _said(raw)
        assert said == {"二/（一）/1": [("lead", "市水利局"), ("cooperate", "市财政局")]}


def test_a_heading_repeated_on_the_next_page_is_no_row() -> None:
    head = "序号  任务  牵头单位  完成时限\n"
    raw = (
        f"{head}1  防治分区  市水利局  2025年\n\n— 2 —\n\n{head}"
        "2  高原二次创业样板  市林业局  2026年\n"
    )
    assert _deadlines(raw) == {"二/（一）/1": "2025年", "二/（一）/2": "2026年"}


def test_a_page_without_headings_goes_on_the_numbers() -> None:
    raw = (
        "序号\t任务\t牵头单位\n1\t防治分区\t市水利局\n2\t高原二次创业样板\t市林业局\n"
        "附件1续表\n3\t加密监测网点\t市气象局\n4\t从严考核奖惩\t市审计局\n"
    )
    assert set(_said(raw)) == {known.path for known in _MEASURES}


def test_bodies_on_lines_of_their_own_are_parted_and_broken_names_are_not() -> None:
    raw = (
        "序号    任务        牵头单位              完成时限\n"
        "1       防治分区    市水利局              2025年\n"
        "                    市人民政府\n"
        "                    办公室\n"
        "2       加密监测    市自然资源和规        2026年\n"
        "        网点        划局\n"
    )
    assert _said(raw) == {
        "二/（一）/1": [("lead", "市水利局"), ("lead", "市人民政府办公室")],
        "二/（二）/3": [("lead", "市自然资源和规划局")],
    }


def test_pipes_with_cells_broken_over_rows_and_lines() -> None:
    raw = (
        "| 序号 | 任务 | 牵头单位 | 责任单位 |\n|---|---|---|---|\n"
        "| 1 | 防治分区 | 市水利局 | 市财政局、 |\n| | | | 市审计局 |\n"
        "| 2 | 高原二次\n创业样板 | 市林业局 | 甲县 |\n"
    )
    assert _said(raw) == {
        "二/（一）/1": [
            ("lead", "市水利局"), ("responsible", "市财政局"), ("responsible", "市审计局"),
        ],
        "二/（一）/2": [("lead", "市林业局"), ("responsible", "甲县")],
    }  # fmt: skip


def test_rows_of_a_single_cell_under_tabs_keep_their_column() -> None:
    raw = (
        "序号\t任务\t牵头单位\t责任单位\t时限\n1\t防治分区\t市水利局\t市财政局、各县\t长期\n"
        "\t\t\t（市、区）人民政府\n2\t加密监测网点\t市气象局\t甲县\t长期\n"
    )
    assert ("responsible", "各县（市、区）人民政府") in _said(raw)["二/（一）/1"]


def test_one_cell_a_line_with_broken_and_missing_cells() -> None:
    raw = (
        "任务分工表\n序号\n任务\n牵头单位\n配合单位\n完成时限\n1\n防治分区\n市水利局\n市财政局、\n"
        "市审计局\n2025年底\n2\n高原二次创业样板\n市林业局\n长期\n3\n加密监测网点\n市气象局\n"
        "甲县人民政府\n2026年底\n附件2\n统计表\n"
    )
    said = _said(raw)
    assert said["二/（一）/1"][1:] == [("cooperate", "市财政局"), ("cooperate", "市审计局")]
    assert said["二/（一）/2"] == [("lead", "市林业局")]
    assert _deadlines(raw) == {
        "二/（一）/1": "2025年底", "二/（一）/2": "长期", "二/（二）/3": "2026年底",
    }  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("序号\t项目\t单位\t2025年\n1\t防治分区\t公里\t20\n", id="units of measure"),
        pytest.param("序号\t县区\t面积\n1\t防治分区\t20\n", id="no task, no role"),
        pytest.param("序号\t任务\t数量\n1\t防治分区\t20\n", id="no role"),
        pytest.param("任务\n牵头单位\n责任单位\n抓好落实。\n要加强领导。\n", id="no rows below"),
    ],
)
def test_what_is_no_task_table(raw: str) -> None:
    assert _rows(raw)[1] == []


_BODIES = (
    "市水利局", "市财政局", "市自然资源和规划局", "市生态环境局", "甲县人民政府", "市林业和草原局",
    "市住房和城乡建设局", "各县（市、区）人民政府", "海河水利委员会引滦工程管理局", "市气象局",
)  # fmt: skip
_TITLES = (
    "复核防治分区界线", "整修坡耕地和河滩地", "建设生态清洁小流域集群", "除险加固淤地坝与塘坝",
    "推广水权碳汇交易试点", "严肃考核奖惩", "完善流域横向补偿机制", "强化卫星遥感执法检查",
    "改良退化草原", "修复废弃矿山", "加密自动监测站网并接入省级平台", "开展科普宣传",
)  # fmt: skip
_TIMES = ("2025年3月底前", "2026年12月底前", "长期", "持续推进", "每年年底", "2027年汛前")
_HEADS = ("序号", "重点任务", "牵头单位", "责任单位", "完成时限")


@dataclass(frozen=True)
class _Task:
    title: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: str

    def cells(self, number: int) -> tuple[str, ...]:
        lists = "、".join(self.lead), "、".join(self.responsible)
        return str(number), self.title, *lists, self.deadline


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for char in text:
        if _wide(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines


def _aligned(rows: list[tuple[str, ...]], rooms: list[int]) -> str:
    printed = []
    for row in rows:
        cells = [_wrapped(text, room) for text, room in zip(row, rooms, strict=True)]
        for number in range(max(map(len, cells))):
            pieces = [lines[number] if number < len(lines) else "" for lines in cells]
            padded = [
                piece + " " * (room + 2 - _wide(piece))
                for piece, room in zip(pieces, rooms, strict=True)
            ]
            printed.append("".join(padded).rstrip())
    return "\n".join(printed)


_STYLES: dict[str, Callable[[list[tuple[str, ...]]], str]] = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipes": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
}


@st.composite
def _tasks(draw: st.DrawFn) -> list[_Task]:
    titles = draw(st.lists(st.sampled_from(_TITLES), min_size=2, max_size=12, unique=True))
    bodies = st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3, unique=True).map(tuple)
    times = st.sampled_from(_TIMES)
    return [_Task(title, draw(bodies), draw(bodies), draw(times)) for title in titles]


def _check(tasks: list[_Task], raw: str) -> None:
    known = [Known(f"一/{n}", n, task.title) for n, task in enumerate(tasks, start=1)]
    view = normalise(f"附件\n\n重点任务分工表\n\n{raw}\n\n附件2\n")
    rows = read_task_tables(find_tables(view), known)
    assert [row.path for row in rows] == [measure.path for measure in known]
    for row, task in zip(rows, tasks, strict=True):
        read = [(named.role, named.listed.written) for named in row.bodies]
        assert read == [
            *(("lead", body) for body in task.lead),
            *(("responsible", body) for body in task.responsible),
        ]
        assert row.deadline is not None
        assert row.deadline.text == task.deadline


@pytest.mark.parametrize("style", _STYLES)
@given(tasks=_tasks())
def test_any_table_comes_back(style: str, tasks: list[_Task]) -> None:
    rows = [_HEADS, *(task.cells(n) for n, task in enumerate(tasks, start=1))]
    _check(tasks, _STYLES[style](rows))


@given(tasks=_tasks(), rooms=st.tuples(*[st.integers(10, 30)] * 3), numbered=st.booleans())
def test_any_table_in_aligned_blanks_comes_back(
    tasks: list[_Task], rooms: tuple[int, int, int], numbered: bool
) -> None:
    cut = 0 if numbered else 1
    rows = [_HEADS[cut:], *(task.cells(n)[cut:] for n, task in enumerate(tasks, start=1))]
    _check(tasks, _aligned(rows, [4, *rooms, 16][cut:]))
