"""Titles of items: lines of their own, first sentences, wide blanks, or none at all."""

import pytest

from loaders.outline import title_of
from tests.loaders.reading_steps import steps


def _titles(text: str) -> list[str | None]:
    read = steps(text)
    return [title_of(read.view, node) for root in read.tree.roots for node in root.walk()]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("一、管住源头\n严格审批。\n二、治好坡地\n逐块治理。", ["管住源头", "治好坡地"]),
        ("一、管住源头。严格审批。\n二、治好坡地。逐块治理。", ["管住源头", "治好坡地"]),
        ("一、管住源头：严格审批。\n二、治好坡地：逐块治理。", ["管住源头", "治好坡地"]),
        ("一、管住源头　严格审批。\n二、治好坡地　逐块治理。", ["管住源头", "治好坡地"]),
        ("1.【管住源头】严格审批。\n2.【治好坡地】逐块治理。", ["管住源头", "治好坡地"]),
        (
            "1.管住源头（县水利局负责）\n严格审批。\n2.治好坡地\n逐块治理。",
            ["管住源头", "治好坡地"],
        ),
        ("1.管住源头。（县水利局负责）\n2.治好坡地。（县水利局负责）", ["管住源头", "治好坡地"]),
        (
            "一、治沟：把坡地管好\n严格审批。\n二、治好坡地\n逐块治理。",
            ["治沟：把坡地管好", "治好坡地"],
        ),
        (
            "一、动员阶段（2024年5月—6月）。召开会议。\n二、总结阶段（2027年10月）。形成报告。",
            ["动员阶段（2024年5月—6月）", "总结阶段（2027年10月）"],
        ),
        ("第一条 考核对象为各乡镇。每年一次。\n第二条 治沟。逐条治理。", [None, "治沟"]),
        ("第一条 县水利局应当巡沟。\n第二条 考核内容包括：\n治沟和治坡。", [None, None]),
        ("1.甲局要巡查；乙局要配合。\n2.丙局要治沟；丁局要出资。", [None, None]),
        ("第一条 管住源头\n严格审批。\n第二条 治好坡地\n逐块治理。", ["管住源头", "治好坡地"]),
    ],
)
def test_titles(text: str, titles: list[str | None]) -> None:
    assert _titles(text) == titles


@pytest.mark.parametrize(
    "text",
    [
        "第一条 各级应当治理坡地。逐块推进。\n第二条 有关单位不得毁林开荒。严肃查处。",
        "1.到2027年，治理坡地3万亩，改造梯田2万亩。分年推进。\n2.到2030年，治理沟道5条，建成谷坊9座。逐条落实。",
        "1.对新开工的项目，从选址、设计、施工到验收，都从严把关，都全程留痕，绝不放松。逐项核对。\n"
        "2.对已建成的项目，从巡查、维修、养护到更新，都有专人负责，都有台账可查，绝不遗漏。逐项核对。",
    ],
)
def test_sentences_that_are_no_titles(text: str) -> None:
    assert _titles(text) == [None, None]


def test_the_body_begins_behind_the_title() -> None:
    read = steps("一、管住源头。严格审批。\n二、治好坡地\n逐块治理。")
    assert [read.view.text[node.body : node.end].strip() for node in read.tree.roots] == [
        "严格审批。",
        "逐块治理。",
    ]
