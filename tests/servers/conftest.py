"""Real SPARQL stores on free loopback ports: the Oxigraph server, Virtuoso, our own endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.rdf import Quad, quads_of
from graph.releases import Releases
from queries.push import push
from queries.run import LocalAsker
from tests.servers.starting import (
    HOST,
    INI,
    Server,
    Virtuoso,
    free_port,
    listens,
    program,
    running,
)


@pytest.fixture(scope="session")
def quads(shipped: Path) -> list[Quad]:
    """The release of the shipped plans."""
    return quads_of(Releases(shipped).current().dump("nquads").read_bytes())


@pytest.fixture(scope="session")
def embedded(shipped: Path) -> LocalAsker:
    return LocalAsker(Releases(shipped).current().open())


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Server]:
    binary = program(str(Path(sys.executable).with_name("oxigraph")), "oxigraph")
    place = f"{HOST}:{free_port()}"
    command = [binary, "serve", "--bind", place, "--union-default-graph"]
    with running(command, Path.cwd(), lambda: listens(place)):
        at = f"http://{place}"
        yield Server(f"{at}/query", f"{at}/store", f"{at}/update", "application/n-triples")


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Virtuoso, where anybody may read and write at /sparql and /sparql-graph-crud."""
    binary, isql = program("virtuoso-t"), program("isql-vt")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = f"{HOST}:{free_port()}", f"{HOST}:{free_port()}"
    (folder / "virtuoso.ini").write_text(INI.format(sql=sql, http=http))
    at = f"http://{http}"
    server = Virtuoso(
        f"{at}/sparql", f"{at}/sparql-graph-crud", f"{at}/sparql", "text/plain", isql, sql
    )
    # -f keeps it in the foreground, so that it can be stopped as a child.
    command = [binary, "-f", "-c", "virtuoso.ini"]
    with running(command, folder, lambda: listens(http) and server.sql("status();")):
        assert server.sql('GRANT SPARQL_UPDATE TO "SPARQL";')
        yield server


@pytest.fixture(scope="session")
def filled_oxigraph(oxigraph: Server, quads: list[Quad]) -> Server:
    push(oxigraph.graph_store, quads)
    return oxigraph


@pytest.fixture(scope="session")
def filled_virtuoso(virtuoso: Server, quads: list[Quad]) -> Server:
    push(virtuoso.graph_store, quads)
    return virtuoso


@pytest.fixture(scope="session")
def our_own(shipped: Path) -> Iterator[str]:
    """The address of the project's own endpoint over the same release."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "shuibao",
        "--data",
        str(shipped),
        "serve",
        "--port",
        f"{port}",
    ]
    with running(command, Path(__file__).parents[2], lambda: listens(f"{HOST}:{port}")):
        yield f"http://{HOST}:{port}/sparql"
