import gzip
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Get = Callable[..., TestResponse]
TAGGED = [
    "/", "/matrix", "/plans/990100/p", "/queries/leads", "/api/queries/leads", "/ontology",
    "/sparql?query=ASK%20%7B%7D&format=json", "/doc/id/plan/990100/p.ttl", "/api/openapi.json",
]  # fmt: skip


@pytest.mark.parametrize("path", TAGGED)
def test_an_answer_has_a_strong_tag_and_is_not_sent_twice(get: Get, path: str) -> None:
    found = get(path)
    tag = found.headers["ETag"]
    assert not tag.startswith("W/")
    again = get(path, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert get(path, If_None_Match='"another"').status_code == 200


def test_the_tag_depends_on_all_that_shapes_the_answer(get: Get, first: str) -> None:
    paths = ["/matrix", "/matrix?lang=en", "/matrix?main=1", "/plans", f"/matrix?release={first}"]
    tags = [get(path).headers["ETag"] for path in paths]
    tags.append(get("/matrix", Accept_Encoding="gzip").headers["ETag"])
    tags.append(get("/matrix", accept="text/html").headers["ETag"])
    assert len(set(tags)) == len(tags)
    assert get("/matrix").headers["ETag"] == tags[0]


def test_failures_and_lists_of_releases_are_not_kept(get: Get) -> None:
    assert get("/nothing").headers["Cache-Control"] == "no-store"
    assert "ETag" not in get("/nothing").headers
    assert "ETag" not in get("/data").headers


def test_pinned_answers_may_be_kept_others_are_asked_for_again(get: Get, first: str) -> None:
    assert get("/matrix").headers["Cache-Control"] == "public, no-cache"
    assert "max-age" in get(f"/matrix?release={first}").headers["Cache-Control"]


def test_text_is_compressed_for_those_who_can_unpack_it(get: Get) -> None:
    plain, packed = get("/matrix"), get("/matrix", Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in get("/matrix", Accept_Encoding="gzip;q=0").headers


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/sparql", "/api/nothing", "/static/page.js", "/health", "/data"]
)
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in headers
