"""Facts to text to facts: what is composed in any habit of drafting is read back whole."""

import os
import re
import unicodedata
from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.plan import read_plan
from loaders.reading.files import read_bytes
from loaders.records import Plan, Target
from tests.loaders.composing import Composed, Item, compose
from tests.loaders.damaging import DAMAGES, damaged
from tests.loaders.wording import Goal

#: SHUIBAO_EXAMPLES=5000 makes a long run with fresh examples each time.
_EXAMPLES = int(os.environ.get("SHUIBAO_EXAMPLES", "0"))
often = settings(max_examples=_EXAMPLES or 60, derandomize=not _EXAMPLES, deadline=None)
_MARKS = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]|&nbsp;")


def _plain(text: str | None) -> str | None:
    """Without what damage adds, so that printed words can be compared."""
    return None if text is None else unicodedata.normalize("NFKC", _MARKS.sub("", text))


def differences(composed: Composed, plan: Plan) -> list[str]:
    """How what was read differs from what was composed, a sentence each."""
    return [*_heading(composed, plan), *_structure(composed, plan), *_facts(composed, plan)]


def _compared(what: str, expected: object, got: object) -> Iterator[str]:
    if expected != got:
        yield f"{what} expected {expected} got {got}"


def _heading(composed: Composed, plan: Plan) -> Iterator[str]:
    head, read = composed.head, plan.heading
    yield from _compared("title", _plain(head.title), _plain(read.title))
    yield from _compared("number", _plain(head.number), _plain(read.doc_number))
    issuers = [_plain(issuer) for issuer in read.issuers]
    yield from _compared("issuers", list(head.issuers), issuers)
    yield from _compared("date", head.date, read.date)
    yield from _compared(
        "place", (head.place.name, head.place.code), (read.city, read.division_code)
    )
    yield from _compared("draft", "征求意见稿" if head.draft else None, read.status)


def _structure(composed: Composed, plan: Plan) -> Iterator[str]:
    expected = [(item.path, _plain(item.title)) for item in composed.items]
    got = [(measure.path, _plain(measure.title)) for measure in plan.measures]
    yield from _compared("measures", expected, got)


def _facts(composed: Composed, plan: Plan) -> Iterator[str]:
    measures = {measure.path: measure for measure in plan.measures}
    for item in composed.items:
        where = f" {item.path}"
        said = dict.fromkeys(pair for one in item.said for pair in one.named)
        got = [(_plain(a.written), a.role) for a in plan.assignments if a.measure == item.path]
        named = [(_plain(name), role) for name, role in said]
        yield from _compared("assignments" + where, named, got)
        measure = measures.get(item.path)
        if measure is not None:
            open_ended = any(one.open_ended for one in item.said)
            yield from _compared("open" + where, open_ended, measure.open_ended)
            deadline = next((one.deadline for one in item.said if one.deadline), None)
            yield from _compared("deadline" + where, deadline, _plain(measure.deadline))
        yield from _told(item, plan)


def _told(item: Item, plan: Plan) -> Iterator[str]:
    goals = [goal for told in item.told for goal in told.goals]
    read = [_goal(target) for target in plan.targets if target.measure == item.path]
    yield from _compared(f"targets {item.path}", goals, read)
    duties = [duty for told in item.told for duty in told.duties]
    bound = [(_plain(d.bearer), d.modality) for d in plan.duties if d.measure == item.path]
    yield from _compared(f"duties {item.path}", duties, bound)
    works = [work for told in item.told for work in told.works]
    cited = [(_plain(r.title), r.relation) for r in plan.references if r.measure == item.path]
    yield from _compared(f"works {item.path}", works, cited)


def _goal(target: Target) -> Goal:
    most = None if target.value_max is None else str(target.value_max)
    return Goal(
        _plain(target.indicator) or "", str(target.value), most, _plain(target.unit) or "",
        target.comparator, target.kind, target.by_year,
    )  # fmt: skip


def _read(text: str) -> Plan:
    return read_plan(read_bytes("composed.txt", text.encode()))


@often
@given(st.randoms(use_true_random=False))
def test_a_composed_plan_is_read_back(rnd: Random) -> None:
    composed = compose(rnd)
    assert differences(composed, _read(composed.text)) == [], f"{composed.style}\n{composed.text}"


@often
@given(
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(sorted(DAMAGES)), min_size=1, max_size=3, unique=True).filter(
        # Line widths are measured on folded digits, so pages set in wide ones break unevenly.
        lambda kinds: not {"wide digits", "wrapped"} <= set(kinds)
    ),
    st.integers(0, 1 << 16),
)
def test_a_damaged_plan_says_the_same(rnd: Random, kinds: list[str], seed: int) -> None:
    composed = compose(rnd)
    text = damaged(Random(seed), composed.text, kinds)
    assert differences(composed, _read(text)) == [], f"{composed.style}\n{text}"
