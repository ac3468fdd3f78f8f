"""The graph of a document while it fills: what is not there says nothing, equal things are one."""

import pytest

from graph import iri
from graph.rdf import Literal, NamedNode, Quad, sb
from loaders.records import BodyName, Evidence
from loaders.sink import Sink

PLAN = iri.plan("370100", None, "2024-11-13", "方案")


@pytest.fixture
def sink() -> Sink:
    return Sink(PLAN, ["一", "一/1"])


def _values(sink: Sink, local: str) -> list[str]:
    return [_value(quad) for quad in sink.sorted() if quad.predicate == sb(local)]


def _value(quad: Quad) -> str:
    assert isinstance(quad.object, Literal | NamedNode)
    return quad.object.value


def test_what_is_not_there_says_nothing(sink: Sink) -> None:
    sink.text(PLAN, "title", None)
    sink.text(PLAN, "title", "")
    sink.zh(PLAN, "name", None)
    sink.integer(PLAN, "order", None)
    sink.decimal(PLAN, "value", None)
    sink.date(PLAN, "issueDate", None)
    sink.concept(PLAN, "form", "form", None)
    sink.concept(PLAN, "form", "form", "没有的形式")
    assert sink.sorted() == []


def test_zero_is_there(sink: Sink) -> None:
    sink.integer(PLAN, "start", 0)
    assert _values(sink, "start") == ["0"]


@pytest.mark.parametrize(
    ("value", "short"),
    [("85", "85"), ("71.80", "71.8"), ("100", "100"), ("0.50", "0.5"), ("3.0", "3"), ("0.0", "0")],
)
def test_decimals_in_their_shortest_form(sink: Sink, value: str, short: str) -> None:
    sink.decimal(PLAN, "value", value)
    assert _values(sink, "value") == [short]


def test_quads_are_in_the_graph_of_the_plan_once_and_sorted(sink: Sink) -> None:
    for _ in range(2):
        sink.boolean(PLAN, "openEnded", True)
        sink.zh(PLAN, "title", "方案")
    quads = sink.sorted()
    assert len(quads) == 2
    assert quads == sorted(quads, key=str)
    assert {quad.graph_name for quad in quads} == {iri.plan_graph(PLAN)}
    title = Quad(PLAN, sb("title"), Literal("方案", language="zh"), iri.plan_graph(PLAN))
    assert title in quads


def test_a_fallback_where_a_list_lacks_a_word(sink: Sink) -> None:
    sink.concept(PLAN, "form", "form", "没有的形式", fallback="其他")
    assert len(_values(sink, "form")) == 1


def test_facts_are_counted_where_they_stand(sink: Sink) -> None:
    first = sink.fact("target", "Target", "一/1", None, "甲")
    second = sink.fact("target", "Target", "一/1", None, "乙")
    annexed = sink.fact("target", "Target", None, "附件", "丙")
    preamble = sink.fact("target", "Target", None, None, "丁")
    tails = [node.value.rsplit("/", 1)[1] for node in (first, second, annexed, preamble)]
    assert tails == ["1-1-1", "1-1-2", "annex-1", "head-1"]
    assert _values(sink, "inAnnex") == ["附件"]
    assert _values(sink, "ofMeasure") == [sink.provision("一/1").value] * 2


def test_equal_evidence_is_one_node(sink: Sink) -> None:
    same = Evidence(0, 2, "方案", "t")
    first = sink.evidence(PLAN, same)
    assert sink.evidence(PLAN, Evidence(0, 2, "方案", "t")) == first
    assert sink.evidence(PLAN, Evidence(0, 2, "方案", "other")) != first
    assert sink.evidence(PLAN, Evidence(0, 2, "方案", "t", 0.6)) != first
    assert _values(sink, "confidence") == ["0.6"]
    assert _values(sink, "quote") == ["方案"] * 3


def test_a_guessed_function_is_told(sink: Sink) -> None:
    known = sink.body(BodyName("济南市水务局", "F01", "agency", "370100"), "市水务局")
    guessed = sink.body(BodyName("济南市某某局", "F99", "agency", "370100", True), "市某某局")
    quads = {(q.subject, _value(q)) for q in sink.sorted() if q.predicate == sb("functionGuessed")}
    assert quads == {(guessed, "true")}
    assert known != guessed
