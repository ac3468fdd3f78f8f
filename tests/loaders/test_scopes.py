"""Every stretch of a plan belongs to one provision, the head, the foot or an annex."""

from itertools import pairwise

from loaders.scopes import ANNEX, root_of, scopes_of
from tests.loaders.reading_steps import HEAD, steps

TEXT = (
    "一、总体要求\n加快治理。\n二、任务\n分步推进。\n（一）管住源头。严格审批。\n（二）治好坡地。逐块治理。\n"
    "临江市人民政府\n2024年5月6日\n附件\n治理任务表\n甲县治理坡地三万亩。"
)


def test_scopes() -> None:
    read = steps(TEXT)
    scopes = scopes_of(read.view, read.tree, read.items)
    said = [(s.measure, s.section, read.view.text[s.start : s.end].strip()[:6]) for s in scopes]
    assert said == [
        (None, None, HEAD[:6]),
        (None, "一", "一、总体要求"),
        (None, "二", "二、任务\n分"),
        ("二/（一）", None, "（一）管住源"),
        ("二/（二）", None, "（二）治好坡"),
        (None, None, "临江市人民政"),
        (None, ANNEX, "附件\n治理任"),
    ]


def test_scopes_lie_apart_and_in_order() -> None:
    read = steps(TEXT)
    scopes = scopes_of(read.view, read.tree, read.items)
    assert all(a.end <= b.start for a, b in pairwise(scopes))
    assert all(0 <= s.start < s.end <= len(read.view.text) for s in scopes)


def test_a_plan_without_annex_has_no_annex_scope() -> None:
    read = steps("一、管住源头。严格审批。\n二、治好坡地。逐块治理。")
    assert [s.section for s in scopes_of(read.view, read.tree, read.items)] == [None] * 3


def test_the_root_of_an_item() -> None:
    read = steps(TEXT)
    assert {root_of(node).path for node in read.items.measures} == {"二"}
    assert root_of(read.tree.roots[0]) is read.tree.roots[0]
