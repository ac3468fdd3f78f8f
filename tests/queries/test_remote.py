"""The same queries over a remote endpoint, and what is told when it fails."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.store import Store
from queries.answers import evaluate
from queries.errors import BadQueryError, EndpointError, ForbiddenQueryError
from queries.library import Library, NamedQuery
from queries.push import push
from queries.remote import RemoteAsker
from queries.run import LocalAsker, run


@pytest.fixture(scope="module")
def remote(server: str, store: Store) -> RemoteAsker:
    push(f"{server}/store", store.quads())
    return RemoteAsker(f"{server}/query")


@pytest.mark.server
@pytest.mark.parametrize("query", list(Library.load()), ids=lambda query: query.name)
def test_named_queries_give_the_same_table(
    query: NamedQuery, remote: RemoteAsker, asker: LocalAsker
) -> None:
    assert run(remote, query, {}) == run(asker, query, {})


@pytest.mark.server
def test_parameters_are_checked_against_the_remote_graph(remote: RemoteAsker) -> None:
    assert len(run(remote, Library.load().get("measures"), {"city": "甲城"}).rows) == 6


@pytest.mark.server
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s a <https://w3id.org/shuibao/ontology#Plan> } ORDER BY ?s",
        "ASK { ?s a <https://w3id.org/shuibao/ontology#Plan> }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/shuibao/ontology#Plan> ; ?p ?o }",
    ],
)
def test_every_form_of_answer(remote: RemoteAsker, store: Store, query: str) -> None:
    here, there = evaluate(store, query), remote.answer(query)
    assert (there.kind, there.rows) == (here.kind, here.rows)
    if there.kind == "solutions":
        assert there.table() == here.table()
    elif there.kind == "graph":
        assert there.body == here.body


@pytest.mark.server
def test_a_refused_query_is_told(remote: RemoteAsker) -> None:
    with pytest.raises(BadQueryError, match="refuses the query as no SPARQL"):
        remote.answer("SELECT * { ?s ?p }")
    with pytest.raises(ForbiddenQueryError):
        remote.answer("DROP ALL")


@pytest.mark.server
def test_a_wrong_path_is_told(server: str) -> None:
    with pytest.raises(EndpointError, match="check the address"):
        RemoteAsker(f"{server}/nothing").answer("ASK {}")


def test_what_is_no_address_or_not_there_is_told() -> None:
    with pytest.raises(EndpointError, match="beginning with http"):
        RemoteAsker("ftp://x")
    with pytest.raises(EndpointError, match="cannot be reached"):
        RemoteAsker("http://127.0.0.1:1/sparql").answer("ASK {}")


class Odd(BaseHTTPRequestHandler):
    """An endpoint that is slow, broken or something else, as its path says."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/slow":
            time.sleep(2.5)
        self.send_response({"/broken": 500, "/closed": 403}.get(self.path, 200))
        self.end_headers()
        body = {"/page": b"<html>hello</html>", "/empty": b"", "/broken": "内存不足\nmore".encode()}
        self.wfile.write(body.get(self.path, b'{"head":{}}'))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        pass


class QuietServer(ThreadingHTTPServer):
    """Says nothing of clients that gave up."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    with QuietServer(("127.0.0.1", 0), Odd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "query", "message"),
    [
        ("/slow", "ASK {}", "did not answer within 1 s"),
        ("/page", "ASK {}", "no SPARQL result"),
        ("/page", "CONSTRUCT WHERE { ?s ?p ?o }", "no SPARQL result"),
        ("/empty", "SELECT * {}", "no SPARQL result"),
        ("/other", "SELECT * {}", "no SPARQL result"),
        ("/broken", "SELECT * {}", "failed on the query: 内存不足;"),
        ("/closed", "SELECT * {}", "HTTP status 403"),
    ],
)
def test_each_failure_is_one_sentence(odd: str, path: str, query: str, message: str) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        RemoteAsker(odd + path, seconds=1).answer(query)
    assert "\n" not in str(caught.value)
