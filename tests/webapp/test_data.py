import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from graph.dump import DUMPS
from graph.releases import Releases

Get = Callable[..., TestResponse]


def test_every_dump_is_what_the_page_says_it_is(get: Get, data: Path, served: str) -> None:
    page = get("/data").text
    files = Releases(data).get(served).manifest.files
    for dump in DUMPS.values():
        name = dump.file.rsplit("/", 1)[-1]
        found = get(f"/data/{served}/{name}")
        assert found.status_code == 200
        assert found.mimetype == dump.media_type
        digest = hashlib.sha256(found.data).hexdigest()
        assert digest == files[dump.file].sha256
        assert digest in page
        assert found.headers["ETag"].strip('"') == digest


def test_a_dump_can_be_fetched_in_parts_and_asked_for_again(get: Get, served: str) -> None:
    path = f"/data/{served}/shuibao.nq"
    whole = get(path)
    part = get(path, Range="bytes=10-19")
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    again = get(path, If_None_Match=whole.headers["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["manifest.json", "report.json", "shacl.ttl", "void.ttl"])
def test_the_files_beside_the_dumps(get: Get, served: str, name: str) -> None:
    assert get(f"/data/{served}/{name}").status_code == 200


@pytest.mark.parametrize(
    "name", ["dataset.nq", "parts", "..%2fmanifest.json", "%2e%2e", "shuibao.exe", ".lock"]
)
def test_no_other_file_is_served(get: Get, served: str, name: str) -> None:
    assert get(f"/data/{served}/{name}").status_code == 404


def test_releases_are_compared(get: Get, first: str, served: str) -> None:
    page = get("/data/diff").text
    assert "alert(1)" in page
    assert "<script>" not in page
    text = get(f"/data/diff?from={first}&to={served}&format=text").text
    signs = {line[0] for line in text.splitlines()}
    assert "+" in signs
    back = get(f"/data/diff?from={served}&to={first}&format=text").text
    assert sorted(line[2:] for line in back.splitlines()) == sorted(
        line[2:] for line in text.splitlines()
    )
    assert get("/data/diff?from=r000000000000").status_code == 404
    assert get("/data/diff?format=pdf").status_code == 400


def test_the_description_is_found_where_machines_look(get: Get, served: str) -> None:
    void = get("/.well-known/void", accept="text/turtle")
    assert void.content_type == "text/turtle; charset=utf-8"
    assert f"data/{served}/shuibao.ttl" in void.text
    assert get("/data/catalog.ttl", accept="*/*").data == void.data
    assert get("/.well-known/void", accept="application/ld+json").content_type == (
        "application/ld+json"
    )
    assert get("/.well-known/void", accept="image/png").status_code == 406
    assert "Disallow: /sparql" in get("/robots.txt").text
