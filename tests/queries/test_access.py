"""User name and password for a store: sent when asked for, then ahead of every request."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from queries.access import Access, Credentials, Reply
from queries.errors import EndpointError

USER = Credentials("水", "密码")


class Guarded(BaseHTTPRequestHandler):
    """Wants Basic authentication, or another scheme under /bearer; none under /open."""

    seen: list[tuple[str, str | None]]

    def do_HEAD(self) -> None:
        given = self.headers.get("Authorization")
        type(self).seen.append((self.command, given))
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        right = "Basic " + b64encode(f"{USER.user}:{USER.password}".encode()).decode()
        self.send_response(200 if given == right or self.path == "/open" else 401)
        scheme = "Bearer" if self.path == "/bearer" else "Basic"
        self.send_header("WWW-Authenticate", f'{scheme} realm="store"')
        self.end_headers()

    do_PUT = do_HEAD  # noqa: N815 - the name that http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        pass


@pytest.fixture
def guarded() -> Iterator[str]:
    Guarded.seen = []
    with HTTPServer(("127.0.0.1", 0), Guarded) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_body_is_sent_once_and_with_the_password(guarded: str) -> None:
    access = Access(f"{guarded}/store", 5, credentials=USER)
    assert access.send("PUT", f"{guarded}/store", "text/plain", b"x").accepted
    assert [(method, given is not None) for method, given in Guarded.seen] == [
        ("HEAD", False), ("HEAD", True), ("PUT", True),
    ]  # fmt: skip


def test_a_store_that_asks_for_nothing_is_told_nothing(guarded: str) -> None:
    access = Access(f"{guarded}/open", 5, credentials=USER)
    assert access.send("PUT", f"{guarded}/open", "text/plain", b"x").accepted
    assert Guarded.seen == [("HEAD", None), ("PUT", None)]


def test_a_wrong_password_and_a_strange_scheme_are_told(guarded: str) -> None:
    with pytest.raises(EndpointError, match="does not let '水' in"):
        Access(f"{guarded}/store", 5, credentials=Credentials("水", "wrong"))
    with pytest.raises(EndpointError, match="another kind of authentication"):
        Access(f"{guarded}/bearer", 5, credentials=USER)


def test_the_password_is_not_shown() -> None:
    assert "密码" not in repr(USER)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("只读\nmore".encode(), "只读"),
        (b"<html><title>403</title><p>Permission denied</p></html>", "Permission denied"),
        (b"", ""),
    ],
)
def test_the_stores_own_words(body: bytes, words: str) -> None:
    assert Reply(403, body).words() == words
