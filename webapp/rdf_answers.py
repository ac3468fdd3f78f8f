"""Things of the graph as RDF: which statements belong to one, in which format."""

from __future__ import annotations

from flask import Response, request

from queries.answers import Answer
from webapp.errors import UnacceptableError
from webapp.negotiation import preferred
from webapp.visit import visit

HTML = "text/html"
#: Media types by the suffix under which the same document can be asked for.
SUFFIXES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".html": HTML,
}
RDF = tuple(SUFFIXES.values())[:-1]

_ABOUT = """CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }}
WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}"""
_GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"


def split_suffix(path: str) -> tuple[str, str | None]:
    """A path and the media type that its suffix asks for, None where it has none."""
    for suffix, media in SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), media
    return path, None


def wanted(suffix_type: str | None) -> str:
    """The media type to answer in: by suffix, by `format=`, by Accept.

    UnacceptableError where there is no such form.
    """
    if suffix_type:
        return suffix_type
    asked = request.args.get("format")
    if asked:
        names = {suffix[1:]: media for suffix, media in SUFFIXES.items()}
        names |= {"turtle": "text/turtle", "ntriples": RDF[2], "rdfxml": RDF[3]}
        if asked not in names:
            raise UnacceptableError(f"There is no format {asked!r}; use one of {', '.join(names)}.")
        return names[asked]
    found = preferred(request.headers.get("Accept"), (HTML, *RDF))
    if found is None:
        raise UnacceptableError(f"This comes as {', '.join((HTML, *RDF))}; accept one of these.")
    return found


def about(local: str) -> Answer:
    """All statements in which a thing stands, or those of a named graph, by path below the base."""
    here = visit()
    found = here.opened.answer(_ABOUT.format(iri=here.node(local).value))
    return found if found.rows else of_graph(local)


def of_graph(local: str) -> Answer:
    """All statements of a named graph, by its path below the base."""
    here = visit()
    return here.opened.answer(_GRAPH.format(iri=here.node(local).value))


def rdf(found: Answer, media: str, path: str) -> Response:
    """An answer of triples as RDF; `path` is where the document lies without a suffix."""
    text = media.startswith("text/")
    response = Response(
        found.serialise(media), content_type=f"{media}; charset=utf-8" if text else media
    )
    suffix = next(s for s, m in SUFFIXES.items() if m == media)
    response.headers["Content-Location"] = visit().links.to(path + suffix)
    response.headers["Link"] = alternates(path)
    return response


def alternates(path: str) -> str:
    """The Link header that names the other forms of a document."""
    links = visit().links
    return ", ".join(
        f'<{links.to(path + suffix)}>; rel="alternate"; type="{media}"'
        for suffix, media in SUFFIXES.items()
    )
