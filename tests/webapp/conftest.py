"""Two small releases on disk, and the application over them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph import iri
from graph.rdf import BASE, Quad, RdfFormat, parse, quads_of, sorted_nquads
from graph.releases import Part, Release, Releases
from graph.store import Store
from ontology.files import folder
from queries.inference import infer
from queries.limits import Limits
from webapp.app import create_app
from webapp.config import Config

PLANS = Path(__file__).parents[1] / "queries" / "plans.trig"
HOSTILE = Path(__file__).with_name("hostile.trig")
ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pathlib import Path
from webapp.server import serve
serve(Path(sys.argv[1]), port=0)
"""
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

Get = Callable[..., TestResponse]

_RESULT = {
    "shape": f"{BASE}ontology/shapes#MeasureShape",
    "constraint": "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    "severity": "warning",
    "focus": f"{BASE}id/plan/990100/p/measure/1-1",
    "path": None,
    "value": None,
    "message_zh": "没有<b>牵头</b>",
    "message_en": "no <b>lead</b>",
}


def _background() -> list[Quad]:
    return [
        quad
        for name, where in (("concepts", "concepts"), ("ontology", "vocabulary"))
        for file in folder(where)
        for quad in quads_of(file.text, iri.graph(name), turtle=True)
    ]


def _part(name: str, quads: list[Quad]) -> Part:
    report = {
        "title": f"方案 {name}",
        "city": "甲城市",
        "characters": 100,
        "counts": {"measures": 3},
        "coverage": 0.75,
        "leftovers": [
            {
                "looks_like": "citation",
                "measure": None,
                "start": 1,
                "end": 3,
                "quote": "<u>遗漏</u>",
            }
        ],
        "guessed_functions": [{"written": "市某局", "body": "甲城市某局"}],
        "validation": {"focus_nodes": {_RESULT["shape"]: 3}, "results": [_RESULT]},
    }
    return Part(name, f"{name}.txt", "0" * 64, sorted_nquads(quads), report)


def publish(releases: Releases, sources: list[Path]) -> Release:
    """A release of the plans in these TriG files, with code lists, ontology and conclusions."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for source in sources:
        for quad in parse(path=source, format=RdfFormat.TRIG):
            graphs[str(quad.graph_name).strip("<>")].append(quad)
    extra: dict[str, list[Quad]] = defaultdict(list)
    for quad in _background():
        extra[str(quad.graph_name).strip("<>").rsplit("/", 1)[-1]].append(quad)
    parts = []
    for name, quads in sorted(graphs.items()):
        local = name.split("/graph/")[1]
        if local.startswith("plan/"):
            parts.append(_part(local.removeprefix("plan/").replace("/", "-"), quads))
        else:
            extra[local] += quads
    store = Store()
    for found in [*extra.values(), *graphs.values()]:
        store.load(found)
    inferred = {f"inferred/{name}": quads for name, quads in infer(store).items() if quads}
    return releases.publish(parts, {**extra, **inferred}, {"left_out": []}, "# no results\n")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two releases: first without, then with the hostile plan."""
    root = tmp_path_factory.mktemp("data")
    publish(Releases(root), [PLANS])
    publish(Releases(root), [PLANS, HOSTILE])
    return root


@pytest.fixture(scope="session")
def first(data: Path) -> str:
    """The id of the release that is kept but no longer served."""
    return Releases(data).list()[0].id


@pytest.fixture(scope="session")
def served(data: Path) -> str:
    """The id of the release that is served."""
    return Releases(data).current().id


@pytest.fixture(scope="session")
def app(data: Path) -> Iterator[Flask]:
    limits = Limits(seconds=2.0, rows=2_000, workers=2, wait_seconds=1.0)
    application = create_app(Config(data, limits=limits))
    yield application
    application.extensions["shelf"].close()


class Reader(FlaskClient):
    """A client that reads every answer to its end, as browsers do, so that files are closed."""

    def open(self, *args: Any, **options: Any) -> TestResponse:  # noqa: ANN401 - as its parent
        return super().open(*args, **{"buffered": True, **options})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.test_client_class = Reader
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Fetch a path as a browser does; `accept=` as a program."""

    def fetch(path: str, accept: str = BROWSER, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(path, headers={"Accept": accept, **named})

    return fetch


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """The real server over the same releases, in a process of its own; for browsers and clients.

    Workers forked in this process would inherit the pipes to the browser and keep them open.
    """
    with serving(data) as process:
        assert process.stderr is not None
        yield process.stderr.readline().strip()
        process.send_signal(signal.SIGINT)


def serving(data: Path) -> subprocess.Popen[str]:
    """A process that serves a data folder on a free port and says where on its stderr."""
    command = [sys.executable, "-c", SERVE, str(data)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], subprocess.Popen[str]]:
    """Start a server over a data folder."""
    return serving
