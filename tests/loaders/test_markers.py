"""Heading numbers: their styles and values, and numbers that head nothing."""

import pytest

from loaders.markers import Marker, markers
from loaders.normalise import normalise


def _found(text: str) -> list[Marker]:
    view = normalise(text)
    return markers(view, 0, len(view.text))


@pytest.mark.parametrize(
    ("line", "style", "printed", "value"),
    [
        ("一、总体要求", "han", "一", 1),
        ("二．重点任务", "han", "二", 2),
        ("（三）管住源头", "han_paren", "（三）", 3),
        ("(三)管住源头", "han_paren", "（三）", 3),
        ("㈢管住源头", "han_paren", "（三）", 3),
        ("4.治好坡地", "digit", "4", 4),
        ("4．治好坡地", "digit", "4", 4),
        ("4、治好坡地", "digit", "4", 4),
        ("⒋治好坡地", "digit", "4", 4),
        ("（5）布设站点", "digit_paren", "（5）", 5),
        ("⑸布设站点", "digit_paren", "（5）", 5),
        ("6）布设站点", "digit_half", "6）", 6),
        ("③公开结果", "circled", "③", 3),
        ("第二章 治理", "chapter", "第二章", 2),
        ("第十二条 各级", "article", "第十二条", 12),
        ("第三节 监测", "clause_section", "第三节", 3),
        ("第一部分 任务", "part", "第一部分", 1),
        ("第２条 各级", "article", "第2条", 2),
    ],
)
def test_styles(line: str, style: str, printed: str, value: int) -> None:
    assert [(m.style, m.printed, m.value, m.inline) for m in _found(line)] == [
        (style, printed, value, False)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2024年治理坡地。",
        "3.5万亩坡地。",
        "（二）至（四）项由县水利局负责。",
        "（一）、（二）项任务。",
        "十分重要。",
        "第一责任人负责。",
        "1\t治理坡地\t县水利局",
        "100亩以上的项目。",
        "（二）款规定的项目。",
    ],
)
def test_what_heads_nothing(line: str) -> None:
    assert _found(line) == []


def test_a_section_and_its_first_item_on_one_line() -> None:
    assert [(m.printed, m.inline) for m in _found("一、任务（一）管住源头。严格审批。")] == [
        ("一", False),
        ("（一）", True),
    ]


def test_a_sequence_goes_on_inside_a_paragraph() -> None:
    text = (
        "一、任务\n（一）管住源头。审批。\n（二）治好坡地。治理。（三）强化监测。布点。（五）乱。"
    )
    assert [m.printed for m in _found(text)] == ["一", "（一）", "（二）", "（三）"]


def test_an_item_behind_a_clause_that_lost_its_bracket() -> None:
    text = "一、任务\n（一）管住源头。\n（二）治好坡地。（责任单位：县水利局（三）强化监测。布点。"
    assert [m.printed for m in _found(text)][-1] == "（三）"


def test_numbers_in_a_text_without_line_breaks() -> None:
    text = "方案。一、任务。（一）管住源头。审批。（二）治好坡地。治理。二、保障。（一）加强领导。"
    assert [m.printed for m in _found(text)] == ["一", "（一）", "（二）", "二", "（一）"]
