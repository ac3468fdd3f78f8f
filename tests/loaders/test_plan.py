"""Whatever the text: a plan or a sentence that says why not, and evidence that quotes it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import LoaderError, NoMeasuresError
from loaders.plan import read_plan
from loaders.reading.files import ReadText, read_bytes
from loaders.records import Evidence, Plan
from loaders.sources import corpus_folder
from loaders.triples import plan_quads

#: SHUIBAO_EXAMPLES=5000 makes a long run with fresh examples each time.
_EXAMPLES = int(os.environ.get("SHUIBAO_EXAMPLES", "0"))
often = settings(max_examples=_EXAMPLES or 25, derandomize=not _EXAMPLES, deadline=None)
PLANS = [path.read_text("utf-8") for path in sorted(corpus_folder().glob("*.txt"))]


def every_evidence(record: object) -> Iterator[Evidence]:
    """All evidence that a record holds, however deep."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, dict):
        for value in record.values():
            yield from every_evidence(value)
    elif isinstance(record, tuple):
        for item in record:
            yield from every_evidence(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from every_evidence(getattr(record, field.name))


def survives(text: str) -> Plan | None:
    """The plan in a text, None where it holds none; anything but a LoaderError is a fault."""
    document = ReadText("any.txt", "0" * 64, text, "text/plain")
    try:
        plan = read_plan(document)
    except LoaderError:
        return None
    assert plan.text == text
    for evidence in every_evidence(plan):
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.quote
    assert plan_quads(plan)
    return plan


@often
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    survives(text)


_TOKENS = [
    *"一二三、（）()〔〕【】[]《》“”。；，：\n\t |０9%№①⑴㈠Ⅱ\u00ad\u200b\ufeff\U00020000<>&",
    "一、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "第一章",
    "第一条",
    "第二条",
    "附件",
    "附件1",
    "责任单位：",
    "牵头",
    "负责",
    "配合",
    "市水利局",
    "各县（市、区）人民政府",
    "等",
    "完成时限：",
    "2025年底前",
    "到2027年",
    "“十五五”",
    "水土保持率",
    "提高到",
    "85%",
    "百分之三十",
    "100万亩",
    "1,200",
    "至",
    "20—30",
    "较2020年",
    "根据",
    "中华人民共和国水土保持法",
    "〔2023〕12号",
    "办公厅",
    "云政办发",
    "二〇二四年二月三十日",
    "2024年1月1日",
    "实施方案",
    "&nbsp;",
    "<br/>",
    "---",
    "\r\n",
    "序号\t任务\t牵头单位\n",
    "1\t治理\t市水利局\n",
    "关于印发",
    "的通知",
    "领导小组",
    "由市长任组长",
    "应当",
    "不得",
    "要",
    "分别",
    "总体要求",
    "每年",
    "年均",
    "比例",
    "其中",
    "甲县",
    "、乙县",
    "习近平生态文明思想",
    "为贯彻",
]


@often
@given(st.lists(st.sampled_from(_TOKENS), max_size=120).map("".join))
def test_any_string_of_the_words_that_rules_look_for(text: str) -> None:
    survives(text)
    survives(
        "临江市水土保持实施方案\n一、任务\n（一）管住源头。严格审批。\n（二）治好坡地。" + text
    )


def _cut(text: str, at: int, length: int) -> str:
    return text[:at] + text[at + length :]


def _double(text: str, at: int, length: int) -> str:
    return text[:at] + text[at : at + length] * 2 + text[at + length :]


def _reversed_lines(text: str, at: int, length: int) -> str:
    return text[:at] + "\n".join(text[at : at + length].split("\n")[::-1]) + text[at + length :]


def _one_line(text: str, at: int, length: int) -> str:
    return text[:at] + text[at : at + length].replace("\n", "") + text[at + length :]


def _unbalanced(text: str, at: int, length: int) -> str:
    return (
        text[:at] + text[at : at + length].replace("）", "").replace("》", "") + text[at + length :]
    )


def _repeated(text: str, at: int, length: int) -> str:
    return text[:at] + text[at : at + 3] * (length % 300) + text[at:]


_DAMAGE: list[Callable[[str, int, int], str]] = [
    _cut,
    _double,
    _reversed_lines,
    _one_line,
    _unbalanced,
    _repeated,
]


@often
@given(
    st.sampled_from(PLANS),
    st.lists(
        st.tuples(st.sampled_from(_DAMAGE), st.integers(0, 9000), st.integers(1, 3000)),
        min_size=1,
        max_size=4,
    ),
)
def test_shipped_plans_in_pieces(
    text: str, damage: list[tuple[Callable[[str, int, int], str], int, int]]
) -> None:
    for harm, at, length in damage:
        text = harm(text, at, length)
    survives(text)


@pytest.mark.parametrize(
    "piece", ["。", "（", "）", "、", "负责", "《", "一、", "1.", "\t", "|", "9", " "]
)
def test_one_thing_over_and_over(piece: str) -> None:
    survives(PLANS[0][:2000] + piece * 3000 + PLANS[0][2000:])


@pytest.mark.parametrize("path", sorted(corpus_folder().glob("*.txt")), ids=lambda path: path.stem)
def test_evidence_of_the_shipped_plans(path: Path) -> None:
    plan = survives(read_bytes(path.name, path.read_bytes()).text)
    assert plan is not None
    assert len(list(every_evidence(plan))) > 100


def test_a_text_without_measures_is_refused_and_told_what_was_found() -> None:
    document = ReadText("letter.txt", "0" * 64, "各位同事：\n请于周五前报送材料。\n", "text/plain")
    with pytest.raises(NoMeasuresError, match=r"letter\.txt .*0 numbered headings.*各位同事"):
        read_plan(document)
