"""Every IRI of the graph answers: `/id/…` points on (303) to a document about the thing."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.links import page_path
from webapp.problems import missing
from webapp.rdf_answers import HTML, about, alternates, rdf, split_suffix, wanted
from webapp.statements import in_order
from webapp.terms import rows_of
from webapp.visit import visit

linked_data = Blueprint("linked_data", __name__)

_SHOWN = 1000


@linked_data.get("/id/<path:path>")
def identifier(path: str) -> AnyResponse:
    """A thing is no document; say where documents about it are (Cool URIs, 4.2)."""
    here = visit()
    local, suffix_type = split_suffix(f"id/{path}")
    if not _exists(local):
        local, suffix_type = f"id/{path}", None
        if not _exists(local):
            raise missing(request.path)
    media = wanted(suffix_type)
    if media == HTML:
        target, anchor = page_path(local)
        return redirect(here.links.to(target, anchor), 303)
    suffix = {"text/turtle": ".ttl", "application/ld+json": ".jsonld"}.get(media, "")
    suffix = suffix or {"application/n-triples": ".nt"}.get(media, ".rdf")
    return redirect(here.links.to(f"/doc/{local}{suffix}"), 303)


@linked_data.get("/doc/id/<path:path>")
def document(path: str) -> Response:
    """All statements about a thing, as a page or as RDF."""
    local, suffix_type = split_suffix(f"id/{path}")
    found = about(local)
    if not found.rows:
        local, suffix_type = f"id/{path}", None
        found = about(local)
    if not found.rows:
        raise missing(request.path)
    media = wanted(suffix_type)
    if media != HTML:
        return rdf(found, media, f"/doc/{local}")
    return _page(local, found.rows)


def _exists(local: str) -> bool:
    return about(local).rows > 0


def _page(local: str, statements: int) -> Response:
    here = visit()
    node = here.node(local)
    said = here.rows("outgoing", node=node)
    labels = [
        str(r["value"]) for r in said if str(r["property"]).endswith(("#label", "#prefLabel"))
    ]
    graph = rows_of(about(local), _SHOWN) if not said else None
    page = render_template(
        "node.html",
        iri=node.value,
        document=f"/doc/{local}",
        title=labels[-1] if labels else local,
        said=in_order(said),
        incoming=here.rows("incoming", node=node),
        evidence=here.rows("node_evidence", node=node),
        graph=graph,
        statements=statements,
    )
    response = make_response(page)
    response.headers["Link"] = alternates(f"/doc/{local}")
    return response
