"""Terms, prefixes, the base, canonical N-Quads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.iri import graph
from graph.rdf import (
    BASE,
    PREFIXES,
    BlankNode,
    DefaultGraph,
    Literal,
    Quad,
    compact,
    expand,
    quads_of,
    rebase,
    sb,
    sorted_nquads,
    sparql_prologue,
)
from graph.store import Store


def test_prefixed_names_go_both_ways() -> None:
    for prefix in PREFIXES:
        assert compact(expand(f"{prefix}:x").value) == f"{prefix}:x"
    assert compact("http://elsewhere.example/x") == "http://elsewhere.example/x"
    with pytest.raises(GraphError, match="not a prefixed name"):
        expand("nobody:x")


def test_the_prologue_is_sparql() -> None:
    assert list(Store().select(sparql_prologue() + "SELECT ?s { ?s a sb:Plan }")) == []


def test_rebase_moves_every_name_and_refuses_half_an_address() -> None:
    text = f"<{BASE}id/x> <{BASE}ontology#p> <http://other.example/> ."
    moved = rebase(text, "https://kg.example.org/")
    assert BASE not in moved
    assert moved.count("https://kg.example.org/") == 2
    assert rebase(text, BASE) == text
    for wrong in ("", "kg.example.org/", "https://kg.example.org", "https://a b/", "https://<>/"):
        with pytest.raises(GraphError, match="base IRI"):
            rebase(text, wrong)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=8), st.randoms())
def test_canonical_quads_do_not_depend_on_order(texts: list[str], random: object) -> None:
    quads = [Quad(sb("s"), sb("p"), Literal(text), graph("g")) for text in texts]
    data = sorted_nquads(quads)
    shuffled = quads * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted_nquads(shuffled) == data
    assert set(quads_of(data)) == set(quads)
    assert data == b"".join(sorted(data.splitlines(keepends=True)))


def test_blank_nodes_are_refused_but_not_the_text_of_one() -> None:
    text = Literal('a _:b " _:c')
    assert sorted_nquads([Quad(sb("s"), sb("p"), text, graph("g"))])
    for quad in (
        Quad(BlankNode("b"), sb("p"), text, graph("g")),
        Quad(sb("s"), sb("p"), BlankNode("b"), graph("g")),
        Quad(sb("s"), sb("p"), text, BlankNode("b")),
    ):
        with pytest.raises(GraphError, match="blank node"):
            sorted_nquads([quad])


def test_turtle_goes_into_the_graph_it_is_meant_for() -> None:
    (quad,) = quads_of("<http://a/s> <http://a/p> 1 .", graph("ontology"), turtle=True)
    assert quad.graph_name == graph("ontology")
    (loose,) = quads_of("<http://a/s> <http://a/p> 1 .", turtle=True)
    assert loose.graph_name == DefaultGraph()
    with pytest.raises(GraphError, match="line 2"):
        quads_of("<http://a/s> <http://a/p> 1 .\n<http://a/s>", turtle=True)
