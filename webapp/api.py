"""Every named query as REST: JSON, CSV, XLSX, described by an OpenAPI document."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from queries.export import MEDIA_TYPES
from queries.library import NamedQuery
from webapp.errors import UnacceptableError
from webapp.negotiation import preferred
from webapp.openapi import describe
from webapp.tables import as_file, as_json, values_of
from webapp.visit import visit

api = Blueprint("api", __name__, url_prefix="/api")

_FORMS = {media.partition(";")[0]: form for form, media in MEDIA_TYPES.items()}
_OFFERS = ("application/json", "text/csv", MEDIA_TYPES["xlsx"])


@api.get("/queries")
def index() -> AnyResponse:
    """The list of named queries."""
    here = visit()
    return jsonify(
        release=here.opened.id,
        queries=[_told(query) for query in here.opened.library],
    )


@api.get("/queries/<name>")
def table(name: str) -> Response:
    """The rows of one named query in the form asked for."""
    here = visit()
    query = here.opened.library.get(name)
    form = _form()
    values = values_of(query)
    found = here.run(query, values)
    return as_json(query, values, found) if form == "json" else as_file(query, found, form)


@api.get("/openapi.json")
def openapi() -> Response:
    """The description of this interface (OpenAPI 3.1)."""
    here = visit()
    text = json.dumps(describe(here), ensure_ascii=False, indent=1)
    return Response(text + "\n", content_type="application/json")


def _form() -> str:
    """json, csv or xlsx, by `format=` first, then by the Accept header."""
    asked = request.args.get("format")
    if asked:
        if asked not in MEDIA_TYPES:
            raise UnacceptableError(
                f"There is no format {asked!r}; use one of {', '.join(MEDIA_TYPES)}."
            )
        return asked
    media = preferred(request.headers.get("Accept"), _OFFERS)
    if media is None:
        raise UnacceptableError(f"Rows come as {', '.join(_OFFERS)}; accept one of these.")
    return _FORMS[media]


def _told(query: NamedQuery) -> dict[str, object]:
    here = visit()
    return {
        "name": query.name,
        "summary_zh": query.summary_zh,
        "summary_en": query.summary_en,
        "parameters": [
            {
                "name": p.name,
                "kind": p.kind,
                "summary_zh": p.summary_zh,
                "summary_en": p.summary_en,
                "example": p.example,
            }
            for p in query.parameters
        ],
        "columns": list(query.columns),
        "tags": list(query.tags),
        "href": here.links.whole(f"/api/queries/{query.name}"),
        "sparql": query.sparql,
    }
