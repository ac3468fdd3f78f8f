"""The quality that users are promised, on the shipped plans and on plans kept apart."""

import pytest

from tests.quality.scoring import Tally, score
from tests.quality.sets import answers_of, gold_of

SHIPPED = {
    "documents": 1.0,
    "measures": 1.0,
    "responsibilities": 0.99,
    "agency_full": 0.98,
    "agency_function": 0.99,
    "targets_core": 0.97,
    "targets_full": 0.95,
    "references": 0.9,
    "reference_relation": 0.9,
    "topic_any": 0.92,
    "topic_primary": 0.8,
    "duties": 0.7,
}
UNSEEN = {
    "documents": 0.96,
    "measures": 0.97,
    "responsibilities": 0.96,
    "agency_full": 0.92,
    "agency_function": 0.95,
    "targets_core": 0.93,
    "targets_full": 0.85,
    "references": 0.9,
    "topic_any": 0.85,
    "deadline": 0.95,
    "duties": 0.65,
}
PROMISED = {"shipped": SHIPPED, "develop": UNSEEN, "measure": UNSEEN}
FLOORS = [
    (name, kind, least) for name, floors in PROMISED.items() for kind, least in floors.items()
]


@pytest.mark.parametrize(("name", "kind", "least"), FLOORS)
def test_f1_is_at_least(name: str, kind: str, least: float) -> None:
    tally = score(gold_of(name), answers_of(name))[kind]
    assert tally.hits > 0
    assert tally.f1 >= least, f"missed {tally.missed[:5]}, surplus {tally.surplus[:5]}"


def test_every_set_is_whole() -> None:
    assert {name: len(gold_of(name)) for name in ("shipped", "measure")} == {
        "shipped": 5,
        "measure": 31,
    }


def test_a_wrong_answer_lowers_the_score() -> None:
    """The judge judges: one fact altered is one surplus and one missed."""
    gold, answers = gold_of("shipped"), answers_of("shipped")
    altered = dict(answers)
    rows = [dict(row) for row in answers["targets"]]
    rows[0]["value"] = 12345
    altered["targets"] = rows
    before, after = score(gold, answers)["targets_core"], score(gold, altered)["targets_core"]
    assert len(after.missed) == len(before.missed) + 1
    assert len(after.surplus) == len(before.surplus) + 1


def test_a_tally_counts_duplicates() -> None:
    tally = Tally()
    tally.compare(["a", "a", "b"], ["a", "b", "b"])
    assert (tally.hits, tally.missed, tally.surplus) == (2, ["a"], ["b"])
