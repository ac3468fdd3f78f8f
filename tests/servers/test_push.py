"""A release arrives whole in real stores, and removed documents leave them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from graph.rdf import Literal, NamedNode, Quad, RdfFormat, Triple, expand, parse
from queries.access import Credentials
from queries.errors import EndpointError
from queries.push import push
from queries.remote import RemoteAsker
from shuibao import cli
from tests.servers.starting import PASSWORD, USER, Server, Virtuoso

pytestmark = pytest.mark.server

OTHER_BASE = "https://example.org/kg/"
S, P = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
ODD = [
    Literal("水土保持" * 5_000),  # 60 kB in UTF-8
    Literal('"引号" \\反斜线\n换行\t制表 𠀀 {?s} \'"""', language="zh"),
    Literal("colour", language="en-GB"),
    Literal("true", datatype=expand("xsd:boolean")),
    Literal("2024-02-29", datatype=expand("xsd:date")),
    Literal("85.5", datatype=expand("xsd:decimal")),
    Literal("2035", datatype=expand("xsd:integer")),
]


def held(server: Server, graph: str) -> set[Triple]:
    """What the store has in a graph."""
    address = f"{server.graph_store}?graph={quote(graph, safe='')}"
    with urlopen(Request(address, headers={"Accept": server.ntriples})) as answer:
        return {quad.triple for quad in parse(answer.read(), format=RdfFormat.N_TRIPLES)}


def names(server: Server) -> set[str]:
    query = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    return {str(graph) for (graph,) in RemoteAsker(server.query).select(query).rows}


def whole_release(server: Server, address: str, quads: list[Quad]) -> None:
    told: list[int] = []
    done = push(address, quads, progress=lambda _, count: told.append(count))
    assert (done.triples, sum(told)) == (len(set(quads)), len(set(quads)))
    assert done.dropped == ()
    wanted: dict[str, set[Triple]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        wanted.setdefault(quad.graph_name.value, set()).add(quad.triple)
    assert done.graphs == len(wanted)
    for graph, triples in wanted.items():
        assert held(server, graph) == triples, graph


@pytest.mark.parametrize("way", ["graph_store", "update"])
def test_a_release_arrives_whole_in_oxigraph(way: str, oxigraph: Server, quads: list[Quad]) -> None:
    whole_release(oxigraph, getattr(oxigraph, way), quads)


@pytest.mark.parametrize("way", ["graph_store", "update"])
def test_a_release_arrives_whole_in_virtuoso(way: str, virtuoso: Server, quads: list[Quad]) -> None:
    whole_release(virtuoso, getattr(virtuoso, way), quads)


def odd_literals_and_removed_documents(server: Server, address: str) -> None:
    def graph(name: str) -> NamedNode:
        return NamedNode(f"{OTHER_BASE}{name}")

    kept, removed = graph("id/graph/plan/kept"), graph("id/graph/plan/removed")
    foreign = graph("notes/plan")
    push(address, [Quad(S, P, Literal("of somebody else"), foreign)], base=OTHER_BASE)
    full = [Quad(S, P, literal, kept) for literal in ODD]
    push(address, [*full, Quad(S, P, S, removed)], base=OTHER_BASE)
    assert names(server) >= {kept.value, removed.value, foreign.value}
    before = names(server)
    done = push(address, full, base=OTHER_BASE)
    assert done.dropped == (removed.value,)
    assert names(server) == before - {removed.value}
    assert held(server, kept.value) == {quad.triple for quad in full}
    fewer = full[:1]
    assert push(address, fewer, base=OTHER_BASE).dropped == ()
    assert held(server, kept.value) == {fewer[0].triple}


@pytest.mark.parametrize("way", ["graph_store", "update"])
def test_odd_literals_and_removed_documents_in_oxigraph(way: str, oxigraph: Server) -> None:
    odd_literals_and_removed_documents(oxigraph, getattr(oxigraph, way))


@pytest.mark.parametrize("way", ["graph_store", "update"])
def test_odd_literals_and_removed_documents_in_virtuoso(way: str, virtuoso: Server) -> None:
    odd_literals_and_removed_documents(virtuoso, getattr(virtuoso, way))


def test_nothing_is_dropped_where_another_store_answers(oxigraph: Server, virtuoso: Server) -> None:
    mine = Quad(S, P, S, NamedNode("https://example.net/a/id/graph/mine"))
    theirs = Quad(S, P, S, NamedNode("https://example.net/a/id/graph/theirs"))
    base = "https://example.net/a/"
    push(virtuoso.update, [theirs], base=base)
    done = push(oxigraph.update, [mine], base=base, query_endpoint=virtuoso.query)
    assert done.dropped is None
    assert theirs.graph_name.value in names(virtuoso)  # type: ignore[union-attr]


@pytest.mark.parametrize("way", ["graph_store", "update"])
def test_virtuoso_with_a_password(way: str, virtuoso: Server) -> None:
    guarded = f"{getattr(virtuoso, way)}-auth"
    graph = NamedNode("https://example.net/b/id/graph/guarded")
    # Longer than what a server reads of a request that it refuses.
    many = [Quad(S, P, Literal(f"{n} " + "水" * 1000), graph) for n in range(1500)]
    user = Credentials(USER, PASSWORD)
    done = push(guarded, many, credentials=user, base="https://example.net/b/")
    assert (done.triples, done.dropped) == (1500, ())
    assert len(held(virtuoso, graph.value)) == 1500
    with pytest.raises(EndpointError, match="does not let 'dba' in; check user name and password"):
        push(guarded, many, credentials=Credentials(USER, "wrong"))
    with pytest.raises(EndpointError, match=r"status 401 .* a user who may write there"):
        push(guarded, many[:1])


def test_virtuoso_says_who_may_not_write(virtuoso: Virtuoso) -> None:
    graph = NamedNode("https://example.net/c/id/graph/closed")
    closed = [Quad(S, P, S, graph)]
    assert virtuoso.sql('REVOKE SPARQL_UPDATE FROM "SPARQL";')
    try:
        with pytest.raises(EndpointError, match=r"status 403 \(SQ110:SECURITY: Permission denied"):
            push(virtuoso.graph_store, closed)
        with pytest.raises(EndpointError, match=r"status 500 \(Virtuoso 42000 .*No permission"):
            push(virtuoso.update, closed)
    finally:
        assert virtuoso.sql('GRANT SPARQL_UPDATE TO "SPARQL";')


def test_the_command_publishes_and_tells(shipped: Path, virtuoso: Server) -> None:
    command = ["--data", str(shipped), "push", f"{virtuoso.update}-auth", "--user", USER]
    done = CliRunner().invoke(cli, command, env={"SHUIBAO_PASSWORD": PASSWORD})
    assert done.exit_code == 0, done.output
    assert "graphs of removed documents are gone" in done.stderr
