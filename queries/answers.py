"""Answers to queries of any form, in one exchange form, and their conversion to others.

Solutions are held as SPARQL 1.1 Query Results JSON, graphs as sorted N-Triples: both can be
written a row at a time, which is what makes the limits on rows and bytes exact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from graph.errors import GraphError, QuerySyntaxError
from graph.rdf import PREFIXES, BlankNode, Literal, NamedNode
from graph.store import QueryBoolean, QuerySolutions, Store, Term, cell
from queries.errors import BadQueryError, ExportError, QueryError, ResultTooLargeError
from queries.tables import Table

JSON_RESULTS = "application/sparql-results+json"
RESULT_TYPES = (
    JSON_RESULTS,
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query: solutions (SELECT), a boolean (ASK) or a graph (the other forms).

    `body` is SPARQL 1.1 Query Results JSON, or N-Triples for a graph; `rows` counts solutions or
    triples, and is 1 for a boolean.
    """

    kind: OneOf["solutions", "boolean", "graph"]
    body: bytes
    rows: int

    def table(self) -> Table:
        """The solutions as plain values; QueryError for another kind of answer."""
        found = None if self.kind == "graph" else parse_query_results(self.body, _JSON)
        if not isinstance(found, QuerySolutions):
            raise QueryError("The query gives no table; ask with SELECT.")
        columns = tuple(variable.value for variable in found.variables)
        return Table(columns, tuple(tuple(cell(term) for term in row) for row in found))

    def boolean(self) -> bool:
        """The truth value of an ASK; QueryError for another kind of answer."""
        if self.kind != "boolean":
            raise QueryError("The query gives no truth value; ask with ASK.")
        return bool(parse_query_results(self.body, _JSON))

    def media_types(self) -> tuple[str, ...]:
        """The media types this kind of answer can be written in, the usual one first."""
        if self.kind == "graph":
            return GRAPH_TYPES
        return RESULT_TYPES if self.kind == "solutions" else RESULT_TYPES[:2]

    def serialise(self, media_type: str) -> bytes:
        """The answer in one of `media_types`; ExportError for any other."""
        if media_type not in self.media_types():
            raise ExportError(
                f"This answer cannot be written as {media_type}; "
                f"ask for one of {', '.join(self.media_types())}."
            )
        if self.kind == "graph":
            triples = (quad.triple for quad in parse(self.body, format=RdfFormat.N_TRIPLES))
            rdf = _rdf_format(media_type)
            return serialize(triples, format=rdf, prefixes=PREFIXES) or b""
        if media_type == JSON_RESULTS:
            return self.body
        wanted = QueryResultsFormat.from_media_type(media_type)
        return parse_query_results(self.body, _JSON).serialize(format=wanted) or b""


def evaluate(
    store: Store,
    sparql: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    max_rows: int | None = None,
    max_bytes: int | None = None,
) -> Answer:
    """Put a query to a store in this process; stops at the first row or byte over a limit.

    BadQueryError where it is not SPARQL, ResultTooLargeError over a limit, QueryError otherwise.
    """
    try:
        found = store.query(sparql, default_graphs=default_graphs, named_graphs=named_graphs)
        if isinstance(found, QueryBoolean):
            return boolean(bool(found))
        if isinstance(found, QuerySolutions):
            return _solutions(found, _Sink(max_rows, max_bytes))
        sink = _Sink(max_rows, max_bytes)
        lines = {sink.row(f"{triple} .\n".encode()) for triple in found}
        return Answer("graph", b"".join(sorted(lines)), len(lines))
    except GraphError as error:
        raise failure(error) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"The store gave up on the query: {error}; change the query.") from error


def boolean(value: bool) -> Answer:
    """The answer to an ASK."""
    return Answer("boolean", json.dumps({"head": {}, "boolean": value}).encode(), 1)


def graph_answer(turtle: bytes) -> Answer:
    """The answer to a CONSTRUCT or DESCRIBE that came as Turtle; SyntaxError where it is none."""
    found = parse(turtle, format=RdfFormat.TURTLE)
    lines = sorted({f"{quad.triple} .\n".encode() for quad in found})
    return Answer("graph", b"".join(lines), len(lines))


def failure(error: GraphError) -> QueryError:
    """An error of the store as one of this floor, with the place of a syntax error."""
    text = str(error)
    if not isinstance(error, QuerySyntaxError):
        return QueryError(text)
    place = re.search(r"line (\d+), column (\d+)", text)
    return BadQueryError(text, int(place[1]), int(place[2])) if place else BadQueryError(text)


_JSON = QueryResultsFormat.JSON


class _Sink:
    """Counts rows and bytes, and stops at a limit."""

    def __init__(self, max_rows: int | None, max_bytes: int | None) -> None:
        self.rows = 0
        self._bytes = 0
        self._max_rows = max_rows
        self._max_bytes = max_bytes

    def row(self, data: bytes) -> bytes:
        """The data, counted as one row."""
        self.rows += 1
        self._bytes += len(data) + 1
        if self._max_rows is not None and self.rows > self._max_rows:
            raise ResultTooLargeError(
                f"The answer has more than {self._max_rows} rows; "
                "narrow the query or add LIMIT and OFFSET."
            )
        if self._max_bytes is not None and self._bytes > self._max_bytes:
            raise ResultTooLargeError(
                f"The answer is larger than {self._max_bytes} bytes; ask for fewer columns or rows."
            )
        return data


def _solutions(found: QuerySolutions, sink: _Sink) -> Answer:
    names = [variable.value for variable in found.variables]
    rows = [sink.row(_binding(zip(names, solution, strict=True))) for solution in found]
    head = json.dumps({"vars": names}, ensure_ascii=False).encode()
    body = b'{"head":%s,"results":{"bindings":[%s]}}' % (head, b",".join(rows))
    return Answer("solutions", body, len(rows))


def _binding(row: Iterable[tuple[str, Term | None]]) -> bytes:
    bound = {name: _json_term(term) for name, term in row if term is not None}
    return json.dumps(bound, ensure_ascii=False, separators=(",", ":")).encode()


def _json_term(term: Term) -> dict[str, object]:
    """A term as in SPARQL 1.1 Query Results JSON, section 3.2.2 (triples as in the 1.2 draft)."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != PREFIXES["xsd"] + "string":
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {k: _json_term(v) for k, v in parts.items()}}


def _rdf_format(media_type: str) -> RdfFormat:
    found = RdfFormat.from_media_type(media_type)
    if found is None:
        raise ExportError(f"{media_type} is no RDF format; use one of {', '.join(GRAPH_TYPES)}.")
    return found
