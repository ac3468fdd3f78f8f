import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from graph.errors import ReleaseError
from graph.releases import Releases
from queries.errors import BadQueryError
from webapp.app import create_app
from webapp.config import Config
from webapp.errors import NothingPublishedError
from webapp.shelf import Shelf

Get = Callable[..., TestResponse]


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A data folder of our own, to switch releases in."""
    shutil.copytree(data, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


@pytest.fixture
def shelf(copy: Path) -> Iterator[Shelf]:
    found = Shelf(Config(copy, kept_open=1))
    yield found
    found.close()


def test_pages_can_be_pinned_to_a_kept_release(get: Get, first: str, served: str) -> None:
    assert get("/plans/990200/x").status_code == 200
    assert get(f"/plans/990200/x?release={first}").status_code == 404
    pinned = get(f"/plans?release={first}")
    assert pinned.headers["X-Shuibao-Release"] == first
    assert f'href="/plans/990100/p?release={first}"' in pinned.text
    assert get("/plans").headers["X-Shuibao-Release"] == served
    rows = get(f"/api/queries/documents?release={first}", accept="application/json")
    assert (rows.json or {})["total"] == 3


@pytest.mark.parametrize("pin", ["r000000000000", "../x", "current", "rzzzzzzzzzzzz"])
def test_a_release_that_is_not_kept_is_not_found(get: Get, pin: str) -> None:
    found = get("/matrix", accept="text/html")
    assert found.status_code == 200
    assert get(f"/matrix?release={pin}").status_code == 404


def test_a_new_release_is_served_as_soon_as_it_is_current(
    shelf: Shelf, copy: Path, first: str, served: str
) -> None:
    assert shelf.lend().id == served
    Releases(copy).rollback(first)
    assert shelf.lend().id == first


def test_a_release_in_use_stays_open_and_an_idle_one_is_closed(
    shelf: Shelf, copy: Path, first: str, served: str
) -> None:
    old = shelf.lend()
    Releases(copy).rollback(first)
    new = shelf.lend()
    assert old.answer("ASK { ?s ?p ?o }").boolean()
    shelf.give_back(old)
    shelf.give_back(new)
    again = shelf.lend(served)
    assert again is not old
    assert again.answer("ASK { ?s ?p ?o }").boolean()


def test_an_open_release_is_shared(shelf: Shelf, served: str) -> None:
    assert shelf.lend() is shelf.lend(served)


def test_answers_of_our_own_are_kept_and_failures_are_not(shelf: Shelf) -> None:
    opened = shelf.lend()
    query = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
    assert opened.select(query) is opened.select(query)
    for _ in range(2):
        with pytest.raises(BadQueryError):
            opened.select("SELECT ?s WHERE {")


def test_without_a_release_everything_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match="shuibao build"):
        Shelf(Config(tmp_path)).lend()
    client = create_app(Config(tmp_path)).test_client()
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "shuibao build" in page.text
    health = client.get("/health")
    assert health.status_code == 503
    assert health.json is not None
    assert health.json["status"] == "failing"
    with client.get("/static/style.css") as style:
        assert style.status_code == 200


def test_a_remote_store_has_no_releases(tmp_path: Path) -> None:
    shelf = Shelf(Config(tmp_path, endpoint="http://127.0.0.1:9/sparql"))
    assert shelf.lend().id is None
    with pytest.raises(ReleaseError, match="remote"):
        _ = shelf.releases


def test_over_a_remote_store_pages_work_and_dumps_say_that_they_do_not(
    address: str, tmp_path: Path, app: Flask
) -> None:
    remote = create_app(Config(tmp_path, endpoint=f"{address}/sparql")).test_client()
    here = app.test_client()
    for path in ("/api/queries/leads", "/api/queries/coverage"):
        mine, theirs = here.get(path).json, remote.get(path).json
        assert mine is not None
        assert theirs is not None
        assert theirs["rows"] == mine["rows"]
        assert theirs["release"] is None
    for path in ("/", "/matrix", "/plans/990200/x", "/measures/990100/p/1-1", "/agencies",
                 "/targets", "/network", "/ontology", "/doc/id/plan/990100/p.ttl"):  # fmt: skip
        found = remote.get(path, headers={"Accept": "text/html, */*;q=0.5"})
        assert found.status_code == 200, path
        assert "ETag" not in found.headers
    for path in ("/data", "/data/validation", "/data/report", "/.well-known/void"):
        assert remote.get(path).status_code == 404
    health = remote.get("/health").json or {}
    assert (health["status"], health["release"]) == ("ok", None)
    down = create_app(Config(tmp_path, endpoint="http://127.0.0.1:9/sparql")).test_client()
    assert down.get("/api/queries/leads").status_code == 502
    assert down.get("/health").status_code == 503
