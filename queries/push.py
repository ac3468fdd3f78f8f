"""Publish quads to a SPARQL 1.1 store, graph by graph.

Each graph is replaced as a whole, so that a second push changes nothing; graphs of the store that
are not pushed stay as they are.
"""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal as OneOf

from graph.rdf import NamedNode, Quad
from queries.errors import EndpointError

Protocol = OneOf["auto", "graph-store", "update"]
Progress = Callable[[str, int], None]

_BATCH = 2_000  # triples in one INSERT DATA; stores limit the length of an update


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was sent, and by which protocol."""

    graphs: int
    triples: int
    protocol: str


def push(
    endpoint: str,
    quads: Iterable[Quad],
    *,
    protocol: Protocol = "auto",
    seconds: float = 120.0,
    headers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Pushed:
    """Replace the quads' graphs in the store at `endpoint`.

    `graph-store` is the SPARQL 1.1 Graph Store HTTP Protocol (indirect graph identification),
    `update` is SPARQL 1.1 Update; `auto` tries the first and falls back on the second where the
    address does not know it. `headers` may carry an authorisation; `progress` is told each graph
    and its number of triples. EndpointError says what the store answered.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise EndpointError(
            f"{endpoint!r} is no endpoint; give its whole address, beginning with http://."
        )
    graphs = _by_graph(quads)
    sender = _Sender(endpoint, seconds, dict(headers or {}), protocol)
    for name, triples in graphs.items():
        sender.replace(name, triples)
        if progress:
            progress(name, len(triples))
    return Pushed(len(graphs), sum(map(len, graphs.values())), sender.protocol)


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
    def __init__(
        self, endpoint: str, seconds: float, headers: dict[str, str], protocol: Protocol
    ) -> None:
        self.protocol: str = protocol
        self._endpoint = endpoint
        self._seconds = seconds
        self._headers = headers

    def replace(self, graph: str, triples: list[str]) -> None:
        if self.protocol != "update":
            refused = self._put(graph, triples)
            if refused is None:
                self.protocol = "graph-store"
                return
            if self.protocol == "graph-store" or refused.code not in (400, 404, 405, 415, 501):
                raise _refusal(self._endpoint, refused)
            refused.close()
            self.protocol = "update"
        self._update(f"CLEAR SILENT GRAPH <{graph}>")
        for start in range(0, len(triples), _BATCH):
            batch = "\n".join(triples[start : start + _BATCH])
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{batch}\n}} }}")

    def _put(self, graph: str, triples: list[str]) -> urllib.error.HTTPError | None:
        query = urllib.parse.urlencode({"graph": graph})
        joint = "&" if "?" in self._endpoint else "?"
        body = ("\n".join(triples) + "\n").encode()
        return self._send("PUT", f"{self._endpoint}{joint}{query}", "application/n-triples", body)

    def _update(self, text: str) -> None:
        refused = self._send("POST", self._endpoint, "application/sparql-update", text.encode())
        if refused is not None:
            raise _refusal(self._endpoint, refused)

    def _send(
        self, method: str, address: str, kind: str, body: bytes
    ) -> urllib.error.HTTPError | None:
        """Send a body; the store's refusal (to be closed), or None where it accepted."""
        headers = {**self._headers, "Content-Type": f"{kind}; charset=utf-8"}
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self._seconds):
                return None
        except urllib.error.HTTPError as error:
            return error
        except (urllib.error.URLError, HTTPException, OSError) as error:
            raise EndpointError(
                f"{self._endpoint} cannot be reached ({getattr(error, 'reason', error)}); "
                "check the address and the server."
            ) from error


def _refusal(endpoint: str, error: urllib.error.HTTPError) -> EndpointError:
    with error:
        detail = error.read(300).decode("utf-8", "replace").strip().splitlines()
    return EndpointError(
        f"{endpoint} refuses the data with HTTP status {error.code} "
        f"({detail[0] if detail else error.reason}); give the address of its graph store or "
        "update service, and check that it may be written."
    )
