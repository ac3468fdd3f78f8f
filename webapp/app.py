"""The web application: one factory that puts the parts together."""

from __future__ import annotations

import threading

from flask import Flask, Response, g, request

from webapp.api import api
from webapp.caching import etag_of, finish, program_digest, unchanged
from webapp.config import Config
from webapp.data import data
from webapp.health import health
from webapp.linked_data import linked_data
from webapp.links import Links
from webapp.network_page import network
from webapp.ontology_pages import ontology
from webapp.pages import pages
from webapp.problems import register
from webapp.query_pages import query_pages
from webapp.rendering import prepare
from webapp.reports import reports
from webapp.shelf import Shelf
from webapp.sparql import sparql
from webapp.visit import Visit
from webapp.wellknown import wellknown

_BLUEPRINTS = (
    pages,
    query_pages,
    network,
    api,
    sparql,
    linked_data,
    ontology,
    data,
    reports,
    wellknown,
    health,
)
# These need no release: they work, and say what is wrong, where none can be opened.
_WITHOUT_RELEASE = ("static", "health.show")


def create_app(config: Config) -> Flask:
    """The application over the releases in `config.data`, or over `config.endpoint`."""
    app = Flask("webapp", static_folder="static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = config.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = config.body_bytes
    app.extensions["shuibao"] = config
    app.extensions["shelf"] = shelf = Shelf(config)
    app.extensions["turns"] = threading.BoundedSemaphore(config.at_once)
    app.url_map.strict_slashes = False
    register(app)
    program = program_digest()
    prepare(app, program)
    app.before_request(lambda: _begin(shelf, program))
    app.after_request(finish)
    app.teardown_request(lambda _: _end(shelf))
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _begin(shelf: Shelf, program: str) -> Response | None:
    """Lend the release that the request is about; 304 where its answer is known already."""
    if request.endpoint in _WITHOUT_RELEASE or request.method == "OPTIONS":
        return None
    pin = request.args.get("release") or None
    lang = "en" if request.args.get("lang") == "en" else "zh"
    opened = shelf.lend(pin)
    g.visit = Visit(opened, Links(opened.base, lang, pin, request.host_url.rstrip("/")))
    if opened.id is None:
        return None
    g.etag = etag_of(opened.id, program)
    return unchanged(g.etag)


def _end(shelf: Shelf) -> None:
    visit = g.get("visit")
    if visit is not None:
        shelf.give_back(visit.opened)
