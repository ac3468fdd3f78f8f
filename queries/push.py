"""Publish quads to a SPARQL 1.1 store, graph by graph.

Each graph is replaced as a whole, so that a second push changes nothing. Graphs of the project
that are no longer pushed (those of removed documents) are dropped; all others stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf
from urllib.parse import quote, urljoin, urlsplit

from graph.rdf import BASE, NamedNode, Quad
from queries.access import Access, Credentials, Reply
from queries.errors import EndpointError

Protocol = OneOf["auto", "graph-store", "update"]
Progress = Callable[[str, int], None]

_BATCH = 2_000  # triples in one INSERT DATA; stores limit the length of an update
# Addresses known to speak SPARQL Update; a PUT leaves Virtuoso's waiting for ever.
_SPARQL = ("sparql", "sparql-auth", "update", "query")
_UNKNOWN_METHOD = (400, 404, 405, 415, 501)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was sent, by which protocol, and which stale graphs were dropped.

    `dropped` is None where the store did not tell which graphs it has.
    """

    graphs: int
    triples: int
    protocol: str
    dropped: tuple[str, ...] | None


def push(
    endpoint: str,
    quads: Iterable[Quad],
    *,
    protocol: Protocol = "auto",
    seconds: float = 120.0,
    headers: Mapping[str, str] | None = None,
    credentials: Credentials | None = None,
    base: str = BASE,
    query_endpoint: str | None = None,
    progress: Progress | None = None,
) -> Pushed:
    """Replace the quads' graphs in the store at `endpoint`.

    `graph-store` is the SPARQL 1.1 Graph Store HTTP Protocol (indirect graph identification),
    `update` is SPARQL 1.1 Update; `auto` tries the first and falls back on the second where the
    address does not know it. `headers` may carry an authorisation; `progress` is told each graph
    and its number of triples.

    Afterwards the store is asked for its graphs under `base` + id/graph/ (at `query_endpoint`, or
    else beside the endpoint and at itself), and those not pushed are dropped.
    EndpointError says what the store answered.
    """
    access = Access(endpoint, seconds, headers, credentials)
    graphs = _by_graph(quads)
    sender = _Sender(access, protocol)
    for name, triples in graphs.items():
        sender.replace(name, triples)
        if progress:
            progress(name, len(triples))
    stale = _stale(access, set(graphs), f"{base}id/graph/", query_endpoint)
    for name in stale or ():
        sender.drop(name)
    return Pushed(len(graphs), sum(map(len, graphs.values())), sender.protocol, stale)


def _by_graph(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """Sorted N-Triples lines by graph; EndpointError for a statement in no named graph."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise EndpointError(
                f"The statement about {quad.subject} stands in no named graph; build again."
            )
        found.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    return {name: sorted(found[name]) for name in sorted(found)}


class _Sender:
    def __init__(self, access: Access, protocol: Protocol) -> None:
        last = urlsplit(access.endpoint).path.rstrip("/").rsplit("/", 1)[-1]
        self.protocol: str = "update" if protocol == "auto" and last in _SPARQL else protocol
        self._access = access

    def replace(self, graph: str, triples: list[str]) -> None:
        if self.protocol != "update":
            body = ("\n".join(triples) + "\n").encode()
            answer = self._at_graph("PUT", graph, "application/n-triples", body)
            if self.protocol == "graph-store" or answer.status not in _UNKNOWN_METHOD:
                self.protocol = "graph-store"
                return self._must(answer)
            self.protocol = "update"
        self._update(f"CLEAR SILENT GRAPH <{graph}>")
        for start in range(0, len(triples), _BATCH):
            batch = "\n".join(triples[start : start + _BATCH])
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{batch}\n}} }}")
        return None

    def drop(self, graph: str) -> None:
        if self.protocol == "update":
            self._update(f"DROP SILENT GRAPH <{graph}>")
        else:
            self._must(self._at_graph("DELETE", graph))

    def _at_graph(
        self, method: str, graph: str, kind: str | None = None, body: bytes | None = None
    ) -> Reply:
        joint = "&" if "?" in self._access.endpoint else "?"
        address = f"{self._access.endpoint}{joint}graph={quote(graph, safe='')}"
        return self._access.send(method, address, kind, body)

    def _update(self, text: str) -> None:
        endpoint = self._access.endpoint
        kind = "application/sparql-update"
        self._must(self._access.send("POST", endpoint, kind, text.encode()))

    def _must(self, answer: Reply) -> None:
        if not answer.accepted:
            raise EndpointError(
                f"{self._access.endpoint} refuses the data with HTTP status {answer.status} "
                f"({answer.words() or 'without a word'}); give the address of its graph store or "
                "update service, and a user who may write there."
            )


def _stale(
    access: Access, pushed: set[str], under: str, query_endpoint: str | None
) -> tuple[str, ...] | None:
    """The project's graphs in the store that were not pushed; None where nobody can tell.

    An answer counts only if it names every graph just pushed: another store's would not.
    """
    ours = {name for name in pushed if name.startswith(under)}
    if not ours:
        return ()
    endpoint = access.endpoint
    around = (urljoin(endpoint, "query"), urljoin(endpoint, "sparql"), endpoint)
    for place in (query_endpoint,) if query_endpoint else around:
        found = _graphs(access, place, under)
        if found is not None and ours <= found:
            return tuple(sorted(found - pushed))
    return None


def _graphs(access: Access, address: str, under: str) -> set[str] | None:
    """The graphs whose IRI begins with `under`; None where the address does not answer SPARQL."""
    # Virtuoso 7.2.5 never ends a SELECT DISTINCT ?g; grouping takes it a moment.
    query = (
        f'SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{under}")) }} '
        "GROUP BY ?g"
    )
    joint = "&" if "?" in address else "?"
    try:
        answer = access.send("GET", f"{address}{joint}query={quote(query)}")
        rows = json.loads(answer.body)["results"]["bindings"]
        names = {str(row["g"]["value"]) for row in rows}
    except (EndpointError, ValueError, KeyError, TypeError):
        return None
    return {name for name in names if name.startswith(under)}
