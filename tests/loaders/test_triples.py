"""The graph of a plan: no blank nodes, plain IRIs, evidence for every fact, the same every time."""

import pytest

from graph.rdf import RDF_TYPE, RDFS_LABEL, BlankNode, Literal, NamedNode, Quad, sb
from loaders.plan import read_plan
from loaders.reading.files import read_file
from loaders.records import Plan
from loaders.sources import corpus_folder
from loaders.triples import plan_quads

FACTS = (
    "Assignment",
    "Target",
    "Citation",
    "Duty",
    "LeadStatement",
    "PlaceMention",
    "Establishment",
    "InstrumentUse",
    "TopicAssignment",
    "Measure",
    "Section",
)


def _plan(name: str) -> Plan:
    return read_plan(read_file(corpus_folder() / name))


@pytest.fixture(scope="module", params=["jinan.txt", "jincheng.txt", "tianjin.txt"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return _plan(request.param)


@pytest.fixture(scope="module")
def quads(plan: Plan) -> list[Quad]:
    return plan_quads(plan)


def _of(quads: list[Quad], local: str) -> set[object]:
    return {q.subject for q in quads if q.predicate == RDF_TYPE and q.object == sb(local)}


def test_no_blank_nodes_and_ascii_iris(quads: list[Quad]) -> None:
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, BlankNode)
            if isinstance(term, NamedNode):
                assert term.value.isascii()


def test_sorted_without_duplicates_in_one_graph(quads: list[Quad]) -> None:
    assert quads == sorted(set(quads), key=str)
    assert len({quad.graph_name for quad in quads}) == 1


def test_two_runs_are_equal(plan: Plan, quads: list[Quad]) -> None:
    assert plan_quads(_plan(plan.source)) == quads


def test_every_fact_has_evidence_that_quotes_the_text(plan: Plan, quads: list[Quad]) -> None:
    evidence: dict[object, object] = {
        q.subject: q.object for q in quads if q.predicate == sb("hasEvidence")
    }
    spans: dict[object, dict[NamedNode, str]] = {}
    for quad in quads:
        if isinstance(quad.object, Literal):
            spans.setdefault(quad.subject, {})[quad.predicate] = quad.object.value
    facts = [fact for kind in FACTS for fact in _of(quads, kind)]
    assert len(facts) > 100
    for fact in facts:
        span = spans[evidence[fact]]
        start, end = int(span[sb("start")]), int(span[sb("end")])
        assert plan.text[start:end] == span[sb("quote")]


def test_as_many_facts_as_records(plan: Plan, quads: list[Quad]) -> None:
    expected = {
        "Assignment": len(plan.assignments),
        "Target": len(plan.targets),
        "Duty": len(plan.duties),
        "Citation": len(plan.references),
        "Measure": len(plan.measures),
        "Section": len(plan.sections),
        "Plan": 1,
    }
    assert {kind: len(_of(quads, kind)) for kind in expected} == expected
    assert expected["Assignment"] > 10


def test_every_typed_node_has_a_label(quads: list[Quad]) -> None:
    typed = {quad.subject for quad in quads if quad.predicate == RDF_TYPE}
    assert typed == {quad.subject for quad in quads if quad.predicate == RDFS_LABEL}


def test_the_text_is_in_the_graph(plan: Plan, quads: list[Quad]) -> None:
    assert [q.object for q in quads if q.predicate == sb("text")] == [Literal(plan.text)]
