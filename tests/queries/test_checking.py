"""Every check query finds nothing in a good graph and the fault it is made for in a bad one."""

import pytest

from graph.rdf import Quad, quads_of
from graph.store import Store
from queries.checking import Check, load_checks, run_checks
from queries.errors import QueryFileError
from queries.run import LocalAsker

PREFIXES = """
@prefix sb: <https://w3id.org/shuibao/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PLAN = "https://w3id.org/shuibao/id/plan/990100/p"
C = "https://w3id.org/shuibao/concepts"
PLAN_GRAPH = "https://w3id.org/shuibao/id/graph/plan/990100/p"
RULE_GRAPH = "https://w3id.org/shuibao/id/graph/inferred/lead-sole"

# Check -> what makes it fire: a statement to take away (subject's tail, predicate), Turtle to add,
# and the graph to add it to.
FAULTS: dict[str, tuple[tuple[str, str] | None, str, str]] = {
    "assignment-incomplete": (("/assignment/1-1-1", "role"), "", PLAN_GRAPH),
    "body-incomplete": (("/shui-wu-ju", "function"), "", PLAN_GRAPH),
    "body-two-names": (
        None, "<https://w3id.org/shuibao/id/body/990100/shui-wu-ju> "
        'sb:name "甲城市税务局"@zh .', PLAN_GRAPH),
    "citation-without-work": (("/citation/1-2-1", "relation"), "", PLAN_GRAPH),
    "evidence-dangling": (("/evidence/4", "start"), "", PLAN_GRAPH),
    "evidence-missing": (("/target/1-2-2", "hasEvidence"), "", PLAN_GRAPH),
    "evidence-quote": (("/evidence/4", "quote"), f'<{PLAN}/evidence/4> sb:quote "市财政厅" .',
                       PLAN_GRAPH),
    "inferred-in-plan": (None, f"<{PLAN}/measure/1-1> sb:hasTopic <{C}/topic/T03> .", PLAN_GRAPH),
    "label-missing": (("/measure/1-1", "label"), "", PLAN_GRAPH),
    "lead-presumed-beside-explicit": (
        None, f"<{PLAN}/lead/x> a sb:Lead ; sb:ofMeasure <{PLAN}/measure/1-1> ; "
        f"sb:basis <{C}/basis/sole> .", RULE_GRAPH),
    "lead-twice": (
        None, f"<{PLAN}/lead/x> a sb:Lead ; sb:ofMeasure <{PLAN}/measure/1-2> ; "
        "sb:body <https://w3id.org/shuibao/id/body/990100/shui-wu-ju> .", RULE_GRAPH),
    "lead-without-basis": (("/lead/1-2-sole", "basis"), "", RULE_GRAPH),
    "measure-without-plan": (("/measure/1-1", "inPlan"), "", PLAN_GRAPH),
    "part-of-itself": (None, f"<{PLAN}/section/1> sb:partOf <{PLAN}/section/1> .", PLAN_GRAPH),
    "path-twice": (("/measure/1-2", "path"), f'<{PLAN}/measure/1-2> sb:path "一/1" ; sb:order 2 .',
                   PLAN_GRAPH),
    "position-twice": (None, f"<{PLAN}/assignment/1-4-2> sb:position 1 .", PLAN_GRAPH),
    "read-in-inferred": (None, f'<{PLAN}/target/x> sb:value 1 .', RULE_GRAPH),
    "target-incomplete": (("/target/1-2-2", "comparator"), "", PLAN_GRAPH),
    "two-primary-topics": (
        None, f"<{PLAN}/topic/x> a sb:TopicAssignment ; sb:ofMeasure <{PLAN}/measure/1-1> ; "
        f"sb:rank 1 ; sb:topic <{C}/topic/T03> .", PLAN_GRAPH),
    "year-order": (None, f"<{PLAN}/target/1-2-1> sb:fromYear 2030 .", PLAN_GRAPH),
}  # fmt: skip
# A second way to be wrong, for checks that look for two things.
MORE = [
    ("measure-without-plan", (None, f"<{PLAN}/measure/1-1> sb:inPlan "
     "<https://w3id.org/shuibao/id/plan/990200/q> .", PLAN_GRAPH)),
    ("target-incomplete", (None, f"<{PLAN}/target/annex-3> sb:valueMax 1 .", PLAN_GRAPH)),
    ("part-of-itself", (None, f"<{PLAN}/target/1-2-1> sb:partOfTarget <{PLAN}/target/1-2-2> .",
                        PLAN_GRAPH)),
]  # fmt: skip


def spoilt(store: Store, fault: tuple[tuple[str, str] | None, str, str]) -> LocalAsker:
    """A copy of the graph with one fault planted."""
    gone, added, graph = fault
    before = list(store.quads())
    kept = [q for q in before if gone is None or not _hit(q, *gone)]
    assert gone is None or len(kept) < len(before)
    copy = Store()
    copy.load(kept)
    copy.load(
        Quad(q.subject, q.predicate, q.object, g)
        for q in quads_of(PREFIXES + added, turtle=True)
        for g in store.graphs()
        if g.value == graph
    )
    return LocalAsker(copy)


def _hit(quad: Quad, subject: str, predicate: str) -> bool:
    return (
        str(quad.subject).rstrip(">").endswith(subject)
        and quad.predicate.value.replace("#", "/").split("/")[-1] == predicate
    )


def check(name: str) -> Check:
    return next(check for check in load_checks() if check.name == name)


def test_a_good_graph_passes(asker: LocalAsker) -> None:
    assert run_checks(asker) == []


def test_every_check_has_its_fault() -> None:
    assert sorted(FAULTS) == sorted(check.name for check in load_checks())


@pytest.mark.parametrize(
    ("name", "fault"), [*FAULTS.items(), *MORE], ids=[*FAULTS, *(f"{n}-2" for n, _ in MORE)]
)
def test_each_check_finds_its_fault(
    name: str, fault: tuple[tuple[str, str] | None, str, str], store: Store
) -> None:
    found = spoilt(store, fault).select(check(name).text)
    assert found.columns == ("subject", "detail")
    assert 1 <= len(found.rows) <= 6
    assert all(cell is not None for row in found.rows for cell in row)


def test_a_finding_carries_its_check(store: Store) -> None:
    findings = run_checks(spoilt(store, FAULTS["year-order"]))
    assert [finding.check.name for finding in findings] == ["year-order"]
    assert findings[0].check.summary_en
    assert findings[0].table.column("detail") == ("2030-2025",)


def test_no_checks_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.checking.query_texts", lambda *_: {})
    with pytest.raises(QueryFileError, match="restore the folder"):
        load_checks()
    monkeypatch.setattr("queries.checking.query_texts", lambda *_: {"odd": "#+ x: y"})
    with pytest.raises(QueryFileError, match=r"odd\.rq must be named"):
        load_checks()
