"""Dumps, releases and what changed between them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from itertools import islice

from flask import Blueprint, Response, current_app, g, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from graph.dump import DUMPS
from graph.errors import ReleaseError
from graph.release import Release
from graph.releases import Releases
from webapp.errors import RequestError
from webapp.problems import missing
from webapp.visit import visit

data = Blueprint("data", __name__, url_prefix="/data")

_SHOWN = 200  # changed statements on a page; the download holds all
_TYPES = {
    "manifest.json": "application/json",
    "report.json": "application/json",
    "shacl.ttl": "text/turtle",
    "void.ttl": "text/turtle",
}


@data.get("/")
def index() -> str:
    """The dumps of the release served, all kept releases, and the reports."""
    release = served()
    g.etag = None  # tells of other releases too, which come and go
    return render_template(
        "data.html",
        release=release,
        dumps={name: (dump, release.manifest.files[dump.file]) for name, dump in DUMPS.items()},
        files={
            name: release.manifest.files[name] for name in _TYPES if name in release.manifest.files
        },
        releases=list(reversed(shelf_releases().list())),
        history=list(reversed(shelf_releases().history())),
        current=shelf_releases().current().id,
    )


@data.get("/<release_id>/<name>")
def file(release_id: str, name: str) -> AnyResponse:
    """One file of a release; its tag is its SHA-256, and it may be fetched in parts."""
    release = shelf_releases().get(release_id)
    dump = next((dump for dump in DUMPS.values() if dump.file == f"dumps/{name}"), None)
    local = dump.file if dump else name
    if dump is None and name not in _TYPES:
        raise missing(request.path)
    path = release.path / local
    if not path.is_file():
        raise missing(request.path)
    entry = release.manifest.files.get(local)
    response = send_file(
        path.resolve(),
        mimetype=dump.media_type if dump else _TYPES[name],
        as_attachment=dump is not None,
        download_name=f"shuibao-{release_id}{name.removeprefix('shuibao')}" if dump else name,
        etag=entry.sha256 if entry else True,
        conditional=True,
        max_age=86400,
    )
    if entry:
        response.headers["Repr-Digest"] = f"sha-256=:{_base64(entry.sha256)}:"
    return response


@data.get("/diff")
def diff() -> str | Response:
    """What changed between two releases: counts and statements, or all as a text file."""
    g.etag = None
    releases = shelf_releases()
    new = request.args.get("to") or served().id
    old = request.args.get("from") or _before(releases, new)
    if old is None:
        raise ReleaseError("Only one release is kept; there is nothing to compare it with.")
    added, removed = releases.diff(old, new)
    form = request.args.get("format")
    if form == "text":
        response = Response(_patch(added, removed), content_type="text/plain; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{old}-{new}.diff"'
        return response
    if form:
        raise RequestError(
            f"There is no format {form!r} of a comparison; use text, or leave it out."
        )
    first_added, more_added = _counted(added)
    first_removed, more_removed = _counted(removed)
    return render_template(
        "diff.html", old=old, new=new, releases=list(releases.list()),
        added=first_added, removed=first_removed, counts=(more_added, more_removed),
    )  # fmt: skip


def served() -> Release:
    """The release of this visit; ReleaseError where a remote store is served."""
    release = visit().opened.release
    if release is None:
        shelf_releases()  # tells why
        raise ReleaseError("There is no release here.")
    return release


def shelf_releases() -> Releases:
    """All kept releases; ReleaseError where a remote store is served."""
    releases: Releases = current_app.extensions["shelf"].releases
    return releases


def _before(releases: Releases, release_id: str) -> str | None:
    kept = [release.id for release in releases.list()]
    if release_id in kept and (at := kept.index(release_id)) > 0:
        return kept[at - 1]
    return next((name for name in reversed(kept) if name != release_id), None)


def _counted(lines: Iterator[bytes]) -> tuple[list[str], int]:
    """The first statements, and how many there are."""
    first = [line.decode().rstrip("\n") for line in islice(lines, _SHOWN)]
    return first, len(first) + sum(1 for _ in lines)


def _patch(added: Iterable[bytes], removed: Iterable[bytes]) -> Iterator[bytes]:
    yield from (b"- " + line for line in removed)
    yield from (b"+ " + line for line in added)


def _base64(hexadecimal: str) -> str:
    return base64.b64encode(bytes.fromhex(hexadecimal)).decode()
