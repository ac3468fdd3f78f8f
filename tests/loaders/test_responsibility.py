"""From clauses to assignments: positions, roles met twice, deadlines, evidence."""

from loaders.agencies import Registry
from loaders.responsibility import Answer, answers
from ontology.divisions import load_divisions
from tests.loaders.reading_steps import steps


def _answer(text: str) -> Answer:
    read = steps(f"一、管住源头。严格审批。{text}")
    return answers(read.view, "一", read.clauses, [], Registry(None, load_divisions()))


def _said(answer: Answer) -> list[tuple[str, str, int]]:
    return [(one.written, one.role, one.position) for one in answer.assignments]


def test_positions_count_within_a_role() -> None:
    assert _said(_answer("（县水利局、县财政局牵头，县审计局配合）")) == [
        ("县水利局", "lead", 1),
        ("县财政局", "lead", 2),
        ("县审计局", "cooperate", 1),
    ]


def test_positions_run_on_over_clauses_and_nothing_is_told_twice() -> None:
    answer = _answer("（县水利局负责）按月公布。（县财政局、县水利局负责）")
    assert _said(answer) == [("县水利局", "responsible", 1), ("县财政局", "responsible", 2)]
    assert answer.clause == "（县水利局负责）\n（县财政局、县水利局负责）"


def test_one_body_in_two_roles() -> None:
    assert _said(_answer("（县水利局牵头，县水利局、县财政局按职责分工负责）")) == [
        ("县水利局", "lead", 1),
        ("县水利局", "shared", 1),
        ("县财政局", "shared", 2),
    ]


def test_the_first_deadline_and_the_open_end() -> None:
    answer = _answer(
        "（县水利局等负责；完成时限：2025年底）公布。（县财政局负责；完成时限：2026年底）"
    )
    assert answer.open_ended
    assert answer.deadline == "2025年底"
    assert answer.deadline_evidence is not None
    assert answer.deadline_evidence.quote == "2025年底"
    assert [one.open_ended for one in answer.assignments] == [True, False]


def test_no_clause_no_answer() -> None:
    answer = _answer("")
    assert answer == Answer(None, False, None, None, ())


def test_evidence_is_of_the_name_and_of_the_clause() -> None:
    (one,) = _answer("（责任单位：县水利局）").assignments
    assert (one.evidence.quote, one.evidence.rule) == ("县水利局", "clauses.responsible")
    assert one.clause_evidence.quote == one.clause == "（责任单位：县水利局）"
