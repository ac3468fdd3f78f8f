"""Which headings are general, which items are measures, which clause answers for which."""

import pytest

from loaders.outline import answer, general_headings, is_general
from tests.loaders.reading_steps import Steps, steps


@pytest.mark.parametrize(
    "title",
    ["总体要求", "指导思想", "工作目标", "总则", "附则", "指导思想和工作目标", "准确把握总体要求"],
)
def test_headings_of_goals_and_boilerplate(title: str) -> None:
    read = steps(
        f"一、{title}\n加快治理步伐。\n二、重点任务\n（一）管住源头。审批。\n（二）治好坡地。治理。"
    )
    assert is_general(read.view, read.tree.roots[0])
    assert [node.path for node in read.items.general] == ["一"]
    assert [node.path for node in read.items.measures] == ["二/（一）", "二/（二）"]


@pytest.mark.parametrize(
    "title", ["管住源头", "重点任务", "任务", "目标责任考核", "强化原则性监督"]
)
def test_headings_that_order_work(title: str) -> None:
    read = steps(f"一、{title}\n严格审批项目。\n二、治好坡地\n逐块治理坡地。")
    assert not is_general(read.view, read.tree.roots[0])
    assert [node.path for node in read.items.measures] == ["一", "二"]


def test_general_headings_are_headings() -> None:
    assert {"总体要求", "附则"} <= general_headings()
    assert all(heading and "。" not in heading for heading in general_headings())


def test_an_empty_heading_orders_nothing() -> None:
    read = steps("一、任务\n（一）管住源头。严格审批。\n（二）治好坡地。逐块治理。\n二、略")
    assert [node.path for node in read.items.measures] == ["一/（一）", "一/（二）"]
    assert [node.path for node in read.items.sections] == ["一", "二"]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "第一条 有下列情形的，约谈负责人：\n（一）任务没有完成的；\n（二）瞒报漏报的。",
            ["第一条"],
        ),
        ("一、盯住源头。建立下列制度：\n（一）会商；\n（二）通报。\n二、治好坡地。", ["一", "二"]),
        (
            "一、盯住源头。分两步：\n（一）会商。定期开会。\n（二）通报。按月发布。",
            ["一/（一）", "一/（二）"],
        ),
    ],
)
def test_an_enumeration_belongs_to_its_item(text: str, paths: list[str]) -> None:
    assert [node.path for node in steps(text).items.measures] == paths


def _bodies(read: Steps) -> dict[str, list[str]]:
    return {
        path: [named.listed.written for clause in found for named in clause.bodies]
        for path, found in answer(read.items, read.clauses).items()
    }


TWO = "一、任务\n（一）管住源头。严格审批。{a}\n（二）治好坡地。逐块治理。{b}\n{own}"


@pytest.mark.parametrize(
    ("a", "b", "own", "expected"),
    [
        ("（县水利局负责）", "（县财政局负责）", "", [["县水利局"], ["县财政局"]]),
        ("", "", "（县水利局负责）", [["县水利局"], ["县水利局"]]),
        ("", "（县财政局负责）", "", [[], ["县财政局"]]),
        ("（县财政局负责）", "", "（县水利局负责）", [["县财政局"], ["县水利局"]]),
        ("", "", "（以上任务由县水利局负责）", [["县水利局"], ["县水利局"]]),
        ("（县财政局负责）", "", "（以上任务由县水利局负责）", [["县财政局"], ["县水利局"]]),
        ("", "", "（第（一）项由县水利局负责）", [["县水利局"], []]),
    ],
)
def test_who_answers(a: str, b: str, own: str, expected: list[list[str]]) -> None:
    assert list(_bodies(steps(TWO.format(a=a, b=b, own=own))).values()) == expected


def test_clauses_at_the_last_items_only_close_their_sections() -> None:
    text = "".join(
        f"{number}、任务\n（一）管住源头。严格审批。\n（二）治好坡地。逐块治理。（{body}负责）\n"
        for number, body in (("一", "县水利局"), ("二", "县财政局"))
    )
    assert list(_bodies(steps(text)).values()) == [["县水利局"]] * 2 + [["县财政局"]] * 2


def test_what_frames_a_document_in_articles_orders_nothing() -> None:
    read = steps(
        "第一条 为做好治沟，根据《治沟条例》，制定本办法。\n第二条 本办法适用于县内各沟。\n"
        "第三条 县水利局应当按月巡沟。\n第四条 本办法由县水利局负责解释，自印发之日起施行。\n"
    )
    assert [node.path for node in read.items.measures] == ["第三条"]
    assert [node.path for node in read.items.general] == ["第一条", "第二条", "第四条"]
