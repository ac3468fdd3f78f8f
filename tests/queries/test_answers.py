import json
from decimal import Decimal

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from graph.store import QuerySolutions, Store
from queries.answers import Answer, boolean, evaluate, graph_answer
from queries.errors import BadQueryError, ExportError, QueryError, ResultTooLargeError

ALL_TERMS = """SELECT * WHERE { VALUES (?a ?b ?c ?d ?e) {
  (<http://x/ü> "水\\n\\"土\\""@zh 85.5 true UNDEF)
  ("plain" 3 "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> 1e3 "\\u0001") } }"""


def test_solutions_are_sparql_results_json_with_every_kind_of_term() -> None:
    ours = evaluate(Store(), ALL_TERMS)
    theirs = Store().query(ALL_TERMS)
    assert isinstance(theirs, QuerySolutions)
    expected = theirs.serialize(format=QueryResultsFormat.JSON)
    assert expected is not None
    assert json.loads(ours.body) == json.loads(expected)
    assert (ours.kind, ours.rows) == ("solutions", 2)


def test_a_table_has_plain_values() -> None:
    table = evaluate(Store(), ALL_TERMS).table()
    assert table.columns == ("a", "b", "c", "d", "e")
    assert table.rows == (
        ("http://x/ü", '水\n"土"', Decimal("85.5"), "true", None),
        ("plain", 3, "2024-01-01", Decimal(1000), "\x01"),
    )


@pytest.mark.parametrize("kind", ["text/csv", "application/sparql-results+xml"])
def test_solutions_are_written_in_other_forms(kind: str) -> None:
    text = evaluate(Store(), "SELECT ('水' AS ?a) {}").serialise(kind).decode()
    assert "水" in text
    xml = QueryResultsFormat.from_media_type("application/sparql-results+xml")
    if kind.endswith("xml"):
        assert isinstance(parse_query_results(text, xml), QuerySolutions)


def test_a_triple_term_survives() -> None:
    answer = evaluate(Store(), "SELECT (TRIPLE(<a:a>, <a:b>, 1) AS ?t) {}")
    assert json.loads(answer.body)["results"]["bindings"][0]["t"]["type"] == "triple"
    assert answer.table().rows[0][0] is not None


def test_booleans() -> None:
    answer = evaluate(Store(), "ASK {}")
    assert answer == boolean(True)
    assert answer.boolean() is True
    assert evaluate(Store(), "ASK { ?s ?p ?o }").boolean() is False
    assert b"<boolean>true</boolean>" in answer.serialise("application/sparql-results+xml")
    with pytest.raises(QueryError, match="ask with SELECT"):
        answer.table()


def test_graphs_are_sorted_sets_in_every_rdf_form() -> None:
    query = (
        "CONSTRUCT { ?a <http://x/p> 1 } WHERE { VALUES ?a { <http://b> <http://a> <http://b> } }"
    )
    answer = evaluate(Store(), query)
    lines = answer.body.decode().splitlines()
    assert (answer.kind, answer.rows) == ("graph", 2)
    assert lines == sorted(lines)
    for kind in answer.media_types():
        assert b"http://a" in answer.serialise(kind), kind
    assert graph_answer(answer.serialise("text/turtle")) == answer
    with pytest.raises(QueryError, match="ask with ASK"):
        answer.boolean()
    with pytest.raises(QueryError, match="ask with SELECT"):
        answer.table()


def test_an_unknown_form_is_told_with_the_known_ones() -> None:
    with pytest.raises(ExportError, match="application/sparql-results"):
        evaluate(Store(), "SELECT * {}").serialise("text/turtle")


def test_limits_count_exactly() -> None:
    query = "SELECT ?a { VALUES ?a { 1 2 3 } }"
    assert evaluate(Store(), query, max_rows=3).rows == 3
    with pytest.raises(ResultTooLargeError, match="more than 2 rows"):
        evaluate(Store(), query, max_rows=2)
    with pytest.raises(ResultTooLargeError, match="larger than 50 bytes"):
        evaluate(Store(), query, max_bytes=50)
    triples = "CONSTRUCT { ?a <a:p> 1 } WHERE { VALUES ?a { <a:1> <a:2> } }"
    with pytest.raises(ResultTooLargeError):
        evaluate(Store(), triples, max_rows=1)


def test_the_dataset_of_the_protocol_replaces_the_union(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?plan a <https://w3id.org/shuibao/ontology#Plan> }"
    graph = "https://w3id.org/shuibao/id/graph/plan/990200/q"
    assert evaluate(store, count).table().rows == ((3,),)
    assert evaluate(store, count, default_graphs=[graph]).table().rows == ((1,),)


def test_a_syntax_error_has_its_place() -> None:
    with pytest.raises(BadQueryError) as caught:
        evaluate(Store(), "SELECT *\n{ ?s ?p }")
    assert caught.value.line == 2
    assert caught.value.column in (9, 10)


def test_answers_are_values() -> None:
    assert Answer("graph", b"", 0) == Answer("graph", b"", 0)
