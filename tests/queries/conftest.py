"""The small graph that the query tests ask: two made-up plans, the real code lists, conclusions."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse

from graph import iri
from graph.rdf import Quad, RdfFormat, quads_of, sorted_nquads
from graph.store import Store
from ontology.files import folder
from queries.inference import infer
from queries.run import LocalAsker

PLANS = Path(__file__).with_name("plans.trig")


@pytest.fixture(scope="session")
def read() -> list[Quad]:
    """What a release holds before anything is inferred."""
    return [
        *parse(path=PLANS, format=RdfFormat.TRIG),
        *(
            quad
            for name in ("concepts", "vocabulary", "alignments")
            for file in folder(name)
            for quad in quads_of(file.text, iri.graph(name), turtle=True)
        ),
    ]


@pytest.fixture(scope="session")
def inferred(read: list[Quad]) -> dict[str, list[Quad]]:
    """What the rules conclude, by rule."""
    store = Store()
    store.load(read)
    return infer(store)


@pytest.fixture(scope="session")
def store(read: list[Quad], inferred: dict[str, list[Quad]]) -> Store:
    """Everything, in the project's store."""
    full = Store()
    full.load(read)
    for quads in inferred.values():
        full.load(quads)
    return full


@pytest.fixture(scope="session")
def asker(store: Store) -> LocalAsker:
    return LocalAsker(store)


@pytest.fixture(scope="session")
def other_engine(store: Store) -> rdflib.Dataset:
    """Everything, in a second SPARQL engine; its default graph is the union too."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=sorted_nquads(store.quads()), format="nquads")
    return dataset


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """An empty Oxigraph server of the tests' own; the address without a path."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("the Oxigraph server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(binary), "serve", "--bind", place, "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(place)
            yield f"http://{place}"
        finally:
            process.kill()


def _wait_for(place: str) -> None:
    host, port = place.split(":")
    for _ in range(100):
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the Oxigraph server does not listen on {place}")
