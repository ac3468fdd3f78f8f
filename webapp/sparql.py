"""The SPARQL 1.1 endpoint (read-only), and for browsers the editor in front of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response, current_app, render_template, request

from graph.errors import GraphError
from queries.answers import Answer
from queries.errors import QueryError, TooBusyError
from webapp.completion import completions
from webapp.errors import RequestError, UnacceptableError, WebError
from webapp.negotiation import names, preferred
from webapp.problems import problem_of
from webapp.sample_queries import example, examples
from webapp.service import service_description
from webapp.sparql_request import FORMATS, GRAPHS, HTML, SparqlRequest, media_type, read
from webapp.terms import rows_of
from webapp.visit import visit

sparql = Blueprint("sparql", __name__)

_SHOWN = 500  # rows on the editor's page; downloads hold all


@sparql.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """A query by GET, by POST as a form, or by POST directly (SPARQL 1.1 Protocol, 2.1)."""
    asked = read(request)
    if asked.query is None:
        return _front()
    if _for_a_person():
        return _page(asked)
    media = media_type(request.headers.get("Accept"), _format(), asked.query)
    if media == HTML:
        return _page(asked)
    found = _ask(asked)
    response = Response(found.serialise(media), content_type=_content_type(media))
    response.headers["X-Total-Count"] = str(found.rows)
    if _format() in ("csv", "tsv") and request.values.get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="sparql.{_format()}"'
    return response


def _format() -> str | None:
    return request.values.get("format") or None


def _for_a_person() -> bool:
    """Whether a page is wanted, whatever the query is: an editor shows its errors too."""
    if _format():
        return _format() == "html"
    accept = request.headers.get("Accept")
    return names(accept, HTML) and preferred(accept, (HTML, *FORMATS.values())) == HTML


def _front() -> Response:
    """Without a query: the editor for a browser, the service description for a program."""
    if request.method == "POST":
        raise RequestError("There is no query in the request; send one as query=.")
    if _for_a_person():
        name = request.args.get("example", "")
        return _editor(example(visit(), name))
    media = preferred(request.headers.get("Accept"), GRAPHS)
    if media is None:
        raise UnacceptableError(
            f"The service description comes as {', '.join(GRAPHS)}; accept one of these."
        )
    return Response(service_description(visit(), media), content_type=_content_type(media))


def _ask(asked: SparqlRequest) -> Answer:
    with _turn():
        return visit().opened.outside.answer(
            asked.query or "", asked.default_graphs, asked.named_graphs
        )


@contextmanager
def _turn() -> Iterator[None]:
    """Let only so many wait for a worker that pages still get a thread."""
    turns: threading.BoundedSemaphore = current_app.extensions["turns"]
    if not turns.acquire(blocking=False):
        raise TooBusyError("Too many queries are waiting already; ask again in a moment.")
    try:
        yield
    finally:
        turns.release()


def _page(asked: SparqlRequest) -> Response:
    """The editor with the answer under it, or with what went wrong."""
    query = asked.query or ""
    try:
        found = _ask(asked)
    except (QueryError, GraphError, WebError) as error:
        problem = problem_of(error)
        response = _editor(query, problem=problem)
        response.status_code = problem.status
        response.headers.update(problem.headers)
        return response
    return _editor(query, answer=found, rows=rows_of(found, _SHOWN))


def _editor(query: str, **found: object) -> Response:
    limits = current_app.extensions["shuibao"].limits
    page = render_template(
        "sparql.html", query=query, examples=examples(visit()), limits=limits, shown=_SHOWN,
        terms=completions(), **found,
    )  # fmt: skip
    return Response(page, content_type="text/html; charset=utf-8")


def _content_type(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
