"""Where machines look first: VoID, the DCAT catalogue, and what robots may fetch."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from graph.manifest import DESCRIPTION
from graph.rdf import RdfFormat, parse, prefixes, serialize
from queries.answers import GRAPH_TYPES
from webapp.data import served
from webapp.errors import UnacceptableError
from webapp.negotiation import preferred
from webapp.visit import visit

wellknown = Blueprint("wellknown", __name__)

_OFFERS = GRAPH_TYPES[:4]


@wellknown.get("/.well-known/void")
def void() -> AnyResponse:
    """The description of the release in VoID and DCAT (VoID, 7.2), in the RDF format accepted."""
    media = preferred(request.headers.get("Accept"), _OFFERS) or (
        _OFFERS[0] if preferred(request.headers.get("Accept"), ("text/html",)) else None
    )
    if media is None:
        raise UnacceptableError(
            f"The description comes as {', '.join(_OFFERS)}; accept one of these."
        )
    return _described(media)


@wellknown.get("/data/catalog.ttl")
def catalogue() -> AnyResponse:
    """The same as Turtle, at the address of a DCAT catalogue."""
    return _described(_OFFERS[0])


@wellknown.get("/robots.txt")
def robots() -> Response:
    """Robots may read the pages; queries of their own they shall not try."""
    text = "User-agent: *\nDisallow: /sparql\nDisallow: /search\n"
    return Response(text, content_type="text/plain; charset=utf-8")


def _described(media: str) -> Response:
    data = (served().path / DESCRIPTION).read_bytes()
    if media != _OFFERS[0]:
        triples = (quad.triple for quad in parse(data, format=RdfFormat.TURTLE))
        form = RdfFormat.from_media_type(media) or RdfFormat.TURTLE
        data = serialize(triples, format=form, prefixes=prefixes(visit().opened.base)) or b""
    return Response(
        data, content_type=f"{media}; charset=utf-8" if media.startswith("text/") else media
    )
