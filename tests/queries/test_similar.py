"""Similar measures: pairs, thresholds, order, and the quads made of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf import BASE, RDF_TYPE, Literal, NamedNode, Quad, rebase, sb, sorted_nquads
from graph.store import Store
from queries.similar import (
    METHOD,
    MeasureText,
    Similar,
    measure_texts,
    similar_measures,
    similarity_quads,
)

TERRACES = "实施坡耕地水土流失综合治理，推进坡改梯，配套田间道路和蓄排设施"
TERRACES_TOO = "推进坡耕地水土流失综合治理工程，因地制宜坡改梯，完善田间道路"
FUNDS = "加大财政资金投入，引导金融机构和社会资本参与，落实税收优惠"


def row(name: str, plan: str, text: str, *topics: str) -> MeasureText:
    return MeasureText(f"m/{name}", f"p/{plan}", frozenset(topics or ("T12",)), text)


def pairs(found: list[Similar]) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in found]


def test_two_plans_with_one_order_in_other_words() -> None:
    rows = [row("a", "1", TERRACES), row("b", "2", TERRACES_TOO), row("c", "2", FUNDS)]
    (pair,) = similar_measures(rows)
    assert (pair.a, pair.b) == ("m/a", "m/b")
    assert Decimal("0.3") < pair.score < 1


def test_equal_words_score_one() -> None:
    (pair,) = similar_measures([row("a", "1", TERRACES), row("b", "2", TERRACES)])
    assert pair.score == 1


def test_one_plan_has_no_similar_measures_of_its_own() -> None:
    assert similar_measures([row("a", "1", TERRACES), row("b", "1", TERRACES)]) == []
    rows = [row("a", "1", TERRACES), row("b", "1", TERRACES), row("c", "2", FUNDS)]
    assert similar_measures(rows) == []


def test_a_shared_topic_is_needed() -> None:
    apart = [row("a", "1", TERRACES, "T12"), row("b", "2", TERRACES, "T04")]
    assert similar_measures(apart) == []
    joined = [row("a", "1", TERRACES, "T12"), row("b", "2", TERRACES, "T04", "T12")]
    assert pairs(similar_measures(joined)) == [("m/a", "m/b")]


def test_threshold_and_number_per_measure() -> None:
    rows = [row("a", "1", TERRACES)] + [row(f"b{n}", f"2{n}", TERRACES_TOO) for n in range(4)]
    assert similar_measures(rows, threshold=1.01) == []
    assert len(similar_measures(rows)) == 10
    # Each b counts another b first, the lowest of equals, and a is nearest to none of them.
    assert pairs(similar_measures(rows, per_measure=1)) == [
        ("m/a", "m/b0"),
        ("m/b0", "m/b1"),
        ("m/b0", "m/b2"),
        ("m/b0", "m/b3"),
    ]


def test_more_rows_than_one_block() -> None:
    filler = [row(f"x{n:03}", "1", FUNDS) for n in range(300)]
    rows = [*filler, row("y", "2", TERRACES), row("z", "1", TERRACES)]
    assert pairs(similar_measures(rows)) == [("m/y", "m/z")]


@pytest.mark.parametrize("text", ["", "2025", "。，", "水"])
def test_texts_without_words_are_left_out(text: str) -> None:
    assert similar_measures([row("a", "1", text), row("b", "2", text)]) == []
    rows = [row("a", "1", text), row("b", "2", TERRACES), row("c", "3", TERRACES)]
    assert pairs(similar_measures(rows)) == [("m/b", "m/c")]


@given(st.permutations([row(f"{n}", f"{n % 3}", t) for n, t in enumerate([TERRACES, FUNDS] * 4)]))
def test_order_of_rows_does_not_matter(rows: list[MeasureText]) -> None:
    expected = similar_measures(sorted(rows, key=lambda one: one.iri))
    assert expected
    assert similar_measures(rows) == expected


def nquads(base: str = BASE) -> bytes:
    """Two plans with one measure each, in the vocabulary of the graph."""
    graph = NamedNode(BASE + "id/graph/plan/x")
    quads = []
    for number, text in enumerate((TERRACES, TERRACES_TOO)):
        plan = NamedNode(f"{BASE}id/plan/{number}")
        measure, fact, evidence, deadline = (
            NamedNode(f"{plan.value}/{kind}/1") for kind in ("measure", "topic", "evidence", "more")
        )
        clause = "（市水务局牵头，市财政局 配合）"
        quads += [
            Quad(measure, RDF_TYPE, sb("Measure"), graph),
            Quad(measure, sb("inPlan"), plan, graph),
            Quad(measure, sb("hasEvidence"), evidence, graph),
            Quad(measure, sb("responsibilityClause"), Literal(clause.replace(" ", "")), graph),
            Quad(evidence, sb("quote"), Literal(f"{text}。\n{clause}"), graph),
            Quad(measure, sb("hasEvidence"), deadline, graph),
            Quad(deadline, sb("quote"), Literal("2025年底前"), graph),
            Quad(deadline, sb("forField"), Literal("deadline"), graph),
            Quad(fact, RDF_TYPE, sb("TopicAssignment"), graph),
            Quad(fact, sb("ofMeasure"), measure, graph),
            Quad(fact, sb("topic"), NamedNode(BASE + "concepts/topic/T12"), graph),
        ]
    return rebase(sorted_nquads(quads).decode(), base).encode()


def small_store(base: str = BASE) -> Store:
    store = Store()
    store.load_nquads(nquads(base))
    return store


def test_words_of_a_measure_leave_out_who_is_responsible() -> None:
    first, second = measure_texts(small_store())
    assert first.topics == second.topics == {BASE + "concepts/topic/T12"}
    assert first.plan == BASE + "id/plan/0"
    assert first.text.strip("。") == TERRACES
    assert "财政局" not in second.text


def test_quads_of_a_pair() -> None:
    quads = similarity_quads(small_store())
    assert quads == sorted(quads, key=str)
    a, b = (NamedNode(f"{BASE}id/plan/{number}/measure/1") for number in (0, 1))
    (node,) = {quad.subject for quad in quads if quad.predicate == RDF_TYPE}
    assert isinstance(node, NamedNode)
    assert node.value.startswith(BASE + "id/similarity/")
    assert len(node.value) == len(BASE + "id/similarity/") + 12
    assert {q.graph_name for q in quads} == {NamedNode(BASE + "id/graph/inferred/similar-measures")}
    stated = {(quad.subject, quad.predicate): quad.object for quad in quads}
    assert (stated[a, sb("similarTo")], stated[b, sb("similarTo")]) == (b, a)
    assert {q.object for q in quads if q.predicate == sb("between")} == {a, b}
    assert stated[node, sb("method")] == Literal(METHOD)
    score = stated[node, sb("score")]
    assert isinstance(score, Literal)
    assert score.datatype.value.endswith("#decimal")
    assert 0 < Decimal(score.value) < 1


def test_a_store_of_another_base_gives_the_same_under_its_base() -> None:
    base = "https://example.org/kg/"
    other = sorted_nquads(similarity_quads(small_store(base), base)).decode()
    ours = sorted_nquads(similarity_quads(small_store())).decode()
    assert BASE not in other
    assert sorted(other.splitlines()) == sorted(rebase(ours, base).splitlines())


def test_an_empty_store_has_none() -> None:
    assert similarity_quads(Store()) == []
