"""Serving the application with waitress until it is told to stop."""

from __future__ import annotations

import sys
from pathlib import Path

from waitress.server import MultiSocketServer, create_server

from webapp.app import create_app
from webapp.config import Config

# More than outside queries may hold at once (Config.at_once), so that pages always get a thread.
_THREADS = 16


def serve(
    data: Path, *, host: str = "127.0.0.1", port: int = 8000, endpoint: str | None = None
) -> None:
    """Serve the releases in a folder, or a remote store, until Ctrl-C; the address goes to stderr.

    Port 0 takes a free one. OSError where the port is taken; NothingPublishedError where there
    is no release yet.
    """
    app = create_app(Config(data=data, endpoint=endpoint))
    shelf = app.extensions["shelf"]
    try:
        shelf.give_back(shelf.lend())
        server = create_server(app, host=host, port=port, threads=_THREADS, ident=None)
        print(_address(server, host), file=sys.stderr, flush=True)  # noqa: T201 - what users wait for
        try:
            server.run()
        finally:
            server.close()
    finally:
        shelf.close()


def _address(server: object, host: str) -> str:
    """Where the server is, to be opened in a browser."""
    if isinstance(server, MultiSocketServer):  # a host name with several addresses
        port = server.effective_listen[0][1]
    else:
        port = getattr(server, "effective_port", 0)  # the stubs lack it
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
