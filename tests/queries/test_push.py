"""Publishing to another store, by both protocols."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from graph.rdf import DefaultGraph, Literal, NamedNode, Quad
from graph.store import Store
from queries.errors import EndpointError
from queries.push import push
from queries.remote import RemoteAsker

G1, G2 = NamedNode("http://x/g1"), NamedNode("http://x/g2")
S, P = NamedNode("http://x/s"), NamedNode("http://x/p")
QUADS = [Quad(S, P, Literal('水"\n\\', language="zh"), G1), Quad(S, P, Literal("b"), G2)]


def graphs(server: str) -> dict[str, int]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = RemoteAsker(f"{server}/query").select(query).rows
    return {
        str(graph): int(str(count)) for graph, count in rows if str(graph).startswith("http://x")
    }


@pytest.mark.server
@pytest.mark.parametrize(
    ("path", "protocol"), [("store", "graph-store"), ("update", "update"), ("store", "auto")]
)
def test_graphs_are_replaced_as_a_whole(server: str, path: str, protocol: str) -> None:
    push(f"{server}/{path}", [Quad(S, P, Literal("old"), G1)])
    told: list[tuple[str, int]] = []
    done = push(
        f"{server}/{path}",
        QUADS,
        protocol=protocol,  # type: ignore[arg-type]
        progress=lambda graph, count: told.append((graph, count)),
    )
    assert (done.graphs, done.triples) == (2, 2)
    assert graphs(server) == {"http://x/g1": 1, "http://x/g2": 1}
    assert told == [("http://x/g1", 1), ("http://x/g2", 1)]
    found = RemoteAsker(f"{server}/query").select("SELECT ?o { GRAPH <http://x/g1> { ?s ?p ?o } }")
    assert found.rows == (('水"\n\\',),)


@pytest.mark.server
def test_auto_falls_back_on_update(server: str) -> None:
    assert push(f"{server}/update", QUADS).protocol == "update"
    assert push(f"{server}/store", QUADS).protocol == "graph-store"


@pytest.mark.server
def test_a_release_is_pushed_whole(server: str, store: Store) -> None:
    done = push(f"{server}/store", store.quads())
    assert done.graphs == len(store.graphs())
    assert done.triples == len(store)


def test_a_statement_in_no_named_graph_is_refused() -> None:
    with pytest.raises(EndpointError, match="no named graph"):
        push("http://127.0.0.1:1", [Quad(S, P, S, DefaultGraph())])


def test_what_is_no_address_or_not_there_is_told() -> None:
    with pytest.raises(EndpointError, match="beginning with http"):
        push("localhost", QUADS)
    with pytest.raises(EndpointError, match="cannot be reached"):
        push("http://127.0.0.1:1/", QUADS)


class Refusing(BaseHTTPRequestHandler):
    """A store that lets nobody write."""

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        known = self.headers.get("Authorization") == "secret"
        self.send_response(204 if known else 403)
        self.end_headers()
        if not known:
            self.wfile.write("只读\nmore".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_refusal_is_told_with_the_stores_own_words(refusing: str) -> None:
    with pytest.raises(EndpointError, match=r"HTTP status 403 \(只读\)"):
        push(refusing, QUADS)
    assert push(refusing, QUADS, headers={"Authorization": "secret"}).graphs == 2
