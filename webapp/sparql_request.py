"""Reading a request of the SPARQL 1.1 Protocol (section 2.1), and its formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from queries.answers import GRAPH_TYPES, RESULT_TYPES
from queries.errors import ForbiddenQueryError
from queries.guard import form_of
from webapp.errors import RequestError, UnacceptableError
from webapp.negotiation import preferred

HTML = "text/html"
# Short names for `format=`.
FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "html": HTML,
}
# Media types under which clients ask for the same things.
_SYNONYMS = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/plain": "application/n-triples",
}
GRAPHS = GRAPH_TYPES[:4]
_FORM, _DIRECT, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
LONGEST_QUERY = 100_000  # characters


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """The query, if there is one, and the dataset it is put to."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def read(request: Request) -> SparqlRequest:
    """The request's operation.

    415 for a body of another type, 413 for too long a query, RequestError for what the protocol
    does not allow, ForbiddenQueryError for an update.
    """
    parameters = [(k, v) for k, values in request.args.lists() for v in values]
    direct = None
    if request.method == "POST":
        if request.mimetype == _FORM:
            parameters += [(k, v) for k, values in request.form.lists() for v in values]
        elif request.mimetype == _DIRECT:
            direct = _text(request.get_data())
        elif request.mimetype == _UPDATE:
            raise _no_update()
        else:
            raise UnsupportedMediaType(f"Send a query as {_DIRECT} or as {_FORM}.")
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise _no_update()
    if direct is not None:
        queries.append(direct)
    if len(queries) > 1:
        raise RequestError("There is more than one query in the request; send one.")
    query = queries[0] if queries else None
    if query is not None and len(query) > LONGEST_QUERY:
        raise RequestEntityTooLarge(
            f"The query has {len(query)} characters; {LONGEST_QUERY} are allowed."
        )
    return SparqlRequest(
        query,
        _graphs("default-graph-uri", parameters),
        _graphs("named-graph-uri", parameters),
    )


def media_type(accept: str | None, form: str | None, query: str) -> str:
    """The media type to answer a query in: `format=` first, then Accept.

    UnacceptableError where the answer to this form of query has no such type.
    """
    kind = form_of(query)
    graph = kind in ("CONSTRUCT", "DESCRIBE")
    offers = (*GRAPHS, HTML) if graph else (*RESULT_TYPES[: 2 if kind == "ASK" else 4], HTML)
    if form:
        wanted = FORMATS.get(form, form)
        if wanted in offers:
            return wanted
        short = sorted(name for name, media in FORMATS.items() if media in offers)
        raise UnacceptableError(
            f"There is no format {form!r} for this kind of query; use one of {', '.join(short)}."
        )
    synonyms = [name for name, media in _SYNONYMS.items() if media in offers]
    found = preferred(accept, (*offers, *synonyms))
    if found is None:
        raise UnacceptableError(
            f"The answer comes as {', '.join(offers)}; accept one of these, or use format=."
        )
    return _SYNONYMS.get(found, found)


def _graphs(name: str, parameters: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value for key, value in parameters if key == name))
    for iri in found:
        if ":" not in iri or any(c in iri for c in ' <>"{}|\\^`') or not iri.isprintable():
            raise RequestError(f"{iri!r} in {name} is no absolute IRI; give one.")
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError("The query is not UTF-8; send it as UTF-8.") from error


def _no_update() -> ForbiddenQueryError:
    return ForbiddenQueryError(
        "Updates are refused: this endpoint only reads; ask with SELECT, ASK, CONSTRUCT, DESCRIBE."
    )
