"""The store: the union of graphs, typed rows, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import QuerySyntaxError, StoreError
from graph.iri import graph
from graph.rdf import PREFIXES, Literal, NamedNode, Quad, sb, sorted_nquads
from graph.store import Store, cell


@pytest.fixture
def store() -> Store:
    filled = Store()
    filled.load(
        [
            Quad(sb("a"), sb("p"), Literal(3), graph("one")),
            Quad(sb("b"), sb("p"), Literal("水", language="zh"), graph("two")),
        ]
    )
    return filled


def test_a_query_sees_all_graphs_together(store: Store) -> None:
    rows = store.select("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s")
    assert rows.columns == ("s", "o")
    assert [row[1] for row in rows.cells()] == [3, "水"]


def test_from_and_protocol_graphs_narrow_the_view(store: Store) -> None:
    one = graph("one").value
    written = store.select("SELECT ?s FROM <GRAPH> { ?s ?p ?o }".replace("GRAPH", one))
    handed = store.select("SELECT ?s { ?s ?p ?o }", default_graphs=[one])
    named = store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[one])
    assert list(written) == list(handed) == [(sb("a"),)]
    assert list(named) == [(graph("one"),)]


def test_values_are_bound_not_pasted(store: Store) -> None:
    nasty = Literal('x" } DROP ALL #')
    assert list(store.select("SELECT ?s ?o { ?s ?p ?o }", substitutions={"o": nasty})) == []
    found = list(store.select("SELECT ?s ?o { ?s ?p ?o }", substitutions={"o": Literal(3)}))
    assert found == [(sb("a"), Literal(3))]


def test_construct_gives_triples(store: Store) -> None:
    made = list(store.construct("CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?o)) }"))
    assert made == []
    assert len(list(store.construct("CONSTRUCT WHERE { ?s ?p ?o }"))) == 2


def test_the_form_of_a_query_is_checked(store: Store) -> None:
    with pytest.raises(StoreError, match="no SELECT"):
        store.select("ASK { ?s ?p ?o }")
    with pytest.raises(StoreError, match="no ASK"):
        store.ask("SELECT ?s { ?s ?p ?o }")
    with pytest.raises(StoreError, match="no CONSTRUCT"):
        store.construct("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT *\n{ ?s ?p", "line 2"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "line 1"),
        ("DROP ALL", "line 1"),
        ("", "line 1"),
        ("SELECT ?x { ?x a nobody:X }", "line 1"),
    ],
)
def test_no_update_and_no_nonsense(store: Store, query: str, place: str) -> None:
    with pytest.raises(QuerySyntaxError, match=place):
        store.query(query)
    assert len(store) == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE#note\n ?where { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "SELECT * { SERVIC\\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<'&&?b>') SERVICE <http://127.0.0.1:9/> {} FILTER(?x='y') }",
    ],
)
def test_no_query_leaves_the_machine(store: Store, query: str) -> None:
    with pytest.raises(StoreError, match="SERVICE"):
        store.query(query)


def test_the_word_service_alone_is_harmless(store: Store) -> None:
    query = "SELECT ?service { ?service ?p ?o FILTER(?o != 'public service hall') }"
    assert len(list(store.select(query))) == 2


def test_a_function_the_engine_lacks_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="not supported"):
        list(store.select("SELECT ?x { BIND(<http://x.example/f>(1) AS ?x) }"))


def test_cells_are_exact() -> None:
    def typed(text: str, kind: str) -> Literal:
        return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + kind))

    assert cell(typed("85.50", "decimal")) == Decimal("85.50")
    assert str(cell(typed("85.50", "decimal"))) == "85.50"
    assert cell(typed("007", "integer")) == 7
    assert cell(typed("many", "integer")) == "many"
    assert cell(typed("true", "boolean")) == "true"
    assert cell(typed("2024-09-13", "date")) == "2024-09-13"
    assert cell(sb("x")) == sb("x").value
    assert cell(None) is None


def test_a_file_of_quads_becomes_a_store(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "dataset.nq"
    path.write_bytes(sorted_nquads(store.quads()))
    again = Store.from_release(tmp_path)
    assert sorted_nquads(again.quads()) == sorted_nquads(store.quads())
    assert again.graphs() == [graph("one"), graph("two")]
    assert [q.subject for q in again.about(None, sb("p"), Literal(3))] == [sb("a")]
    assert len(list(again.quads(graph("two")))) == 1


def test_damaged_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"dataset\.nq"):
        Store.from_release(tmp_path)
    (tmp_path / "dataset.nq").write_text("<a> <b")
    with pytest.raises(StoreError, match=r"dataset\.nq"):
        Store.from_release(tmp_path)
    with pytest.raises(StoreError, match="cannot be read"):
        Store().load_nquads(b"<a> <b")
