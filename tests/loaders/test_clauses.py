"""Responsibility clauses in the forms that offices use, and texts that only look like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.clause_grammar import role_of
from loaders.extract.clauses import find_clauses
from loaders.normalise import normalise


def _cases() -> list[tuple[str, str]]:
    text = Path(__file__).with_name("clause_cases.txt").read_text("utf-8")
    blocks = [block.splitlines() for block in text.split("\n", 1)[1].strip().split("\n\n")]
    return [(block[0], block[1]) for block in blocks]


def _read(text: str) -> str:
    view = normalise(text)
    clauses = find_clauses(view, 0, len(view.text))
    found = [f"{n.listed.written}|{n.role}" for clause in clauses for n in clause.bodies]
    found += ["+"] * any(clause.open_ended for clause in clauses)
    found += [f"@{view.printed(*clause.deadline)}" for clause in clauses if clause.deadline]
    return " ".join(found) or "-"


@pytest.mark.parametrize(("text", "expected"), _cases(), ids=lambda value: value[5:40])
def test_clause_is_read_as_a_person_would(text: str, expected: str) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("how", "verb", "role"),
    [
        ("", "牵头负责", "lead"),
        ("按职责分工", "负责", "shared"),
        ("分别", "负责", "responsible"),
        ("按职责分工", "配合", "cooperate"),
        ("", "具体落实", "responsible"),
    ],
)
def test_role_follows_the_verb(how: str, verb: str, role: str) -> None:
    assert role_of(how, verb) == role


_NAME = st.sampled_from(
    [
        "市水利局",
        "市财政局",
        "市自然资源和规划局",
        "市农业农村局",
        "市审计局",
        "各县（市、区）人民政府",
    ]
)
_NAMES = st.lists(_NAME, min_size=1, max_size=5, unique=True)
_BRACKETS = st.sampled_from(["（）", "()", "〔〕", "【】", "[]"])


@given(
    lead=_NAMES, others=_NAMES, brackets=_BRACKETS, verb=st.sampled_from(["配合", "按职责分工负责"])
)
def test_what_is_composed_is_read_back(
    lead: list[str], others: list[str], brackets: str, verb: str
) -> None:
    clause = f"{'、'.join(lead)}牵头，{'、'.join(others)}{verb}"
    role = "cooperate" if verb == "配合" else "shared"
    expected = [f"{name}|lead" for name in lead] + [f"{name}|{role}" for name in others]
    assert _read(f"加强巡查。{brackets[0]}{clause}{brackets[1]}") == " ".join(expected)


@given(
    st.text(
        alphabet="市水利局财政、，；：（）〔〕等负责牵头配合按职责分工。责任单位完成时限2025年底前\n",
        max_size=80,
    )
)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    view = normalise(text)
    for clause in find_clauses(view, 0, len(view.text)):
        assert 0 <= clause.start < clause.end <= len(view.text)
        for named in clause.bodies:
            assert clause.start <= named.listed.start < named.listed.end <= clause.end
