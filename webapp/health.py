"""Whether this service works: the release it serves, and whether a query is answered."""

from __future__ import annotations

import time

from flask import Blueprint, current_app, jsonify
from werkzeug.wrappers import Response

from graph.errors import GraphError
from queries.errors import QueryError
from webapp.errors import WebError

health = Blueprint("health", __name__)


@health.get("/health")
def show() -> tuple[Response, int]:
    """200 where a query was answered just now, else 503 and why."""
    shelf = current_app.extensions["shelf"]
    started = time.monotonic()
    told: dict[str, object] = {"status": "ok"}
    try:
        opened = shelf.lend()
        try:
            told["release"] = opened.id
            answered = opened.answer("ASK { ?s ?p ?o }").boolean()
        finally:
            shelf.give_back(opened)
    except (GraphError, QueryError, WebError) as error:
        return _told({"status": "failing", "detail": str(error)}, 503)
    told["query_answered"] = answered
    told["seconds"] = round(time.monotonic() - started, 4)
    if not answered:
        told |= {"status": "failing", "detail": "The store is empty."}
    return _told(told, 200 if answered else 503)


def _told(body: dict[str, object], status: int) -> tuple[Response, int]:
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response, status
