"""Starting real SPARQL stores on free loopback ports, and stopping them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HOST = "127.0.0.1"
#: Virtuoso's administrator in a new database; the database lives as long as the tests.
USER = PASSWORD = "dba"

INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = {http}
ServerRoot = .
ServerThreads = 4
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 100000
"""


@dataclass(frozen=True)
class Server:
    """A running store: where it is asked and written, and what it calls N-Triples."""

    query: str
    graph_store: str
    update: str
    ntriples: str


@dataclass(frozen=True)
class Virtuoso(Server):
    """A running Virtuoso, which also takes SQL statements from its administrator."""

    isql: str
    place: str

    def sql(self, statement: str) -> bool:
        """Run a statement; whether that worked."""
        command = [self.isql, self.place, USER, PASSWORD, f"exec={statement}"]
        done = subprocess.run(command, check=False, capture_output=True, timeout=30)
        return done.returncode == 0


def program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    message = f"{names[-1]} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def listens(place: str) -> bool:
    host, port = place.split(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def running(command: list[str], folder: Path, ready: Callable[[], bool]) -> Iterator[None]:
    """A server as a child, from when it is ready until the block ends."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        try:
            until = time.monotonic() + 60
            while not ready():
                if process.poll() is not None or time.monotonic() > until:
                    pytest.fail(f"{command[0]} does not start; see its log in {folder}")
                time.sleep(0.1)
            yield
        finally:
            process.kill()
