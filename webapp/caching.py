"""HTTP caching, compression and the security headers, the same for every answer.

A release never changes, so the tag of an answer follows from the release, the request and the
program; a visitor who has the answer already is told so before anything is computed.
"""

from __future__ import annotations

import gzip
import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from flask import Response, g, request

# 'none' everywhere but for what the pages themselves bring: no other host is ever asked.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The data is public and no request carries credentials.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Disposition, X-Shuibao-Release",
}
# What a page of another host may ask for (CORS, preflight).
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_COMPRESSIBLE = ("text/", "application/json", "application/n-triples", "application/n-quads")
_COMPRESSED_FROM = 1024  # bytes; below, the frame costs more than it saves
_LEVEL = 5


def program_digest() -> str:
    """A hash of this package's and the queries' files: a new program gives new answers."""
    digest = hashlib.sha256()
    for package in ("queries", "webapp"):
        _add(files(package), digest)
    return digest.hexdigest()[:16]


def etag_of(release: str, program: str) -> str:
    """The tag of the answer to the request at hand."""
    parts = (
        release,
        program,
        request.host,
        request.path,
        request.query_string.decode("latin-1"),
        request.headers.get("Accept", ""),
        "gzip" if takes_gzip() else "",
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def unchanged(etag: str) -> Response | None:
    """304 where the visitor names the tag among those it has (RFC 9110, 13.1.2)."""
    if request.method in ("GET", "HEAD"):
        sent = request.if_none_match
        if not sent.star_tag and sent.contains_weak(etag):
            return Response(status=304)
    return None


def takes_gzip() -> bool:
    """Whether the visitor can unpack gzip."""
    return request.accept_encodings.quality("gzip") > 0


def finish(response: Response) -> Response:
    """Tag, compress and secure an answer."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        response.headers.update(_PREFLIGHT)
    visit = g.get("visit")
    if visit is not None and visit.opened.id:
        response.headers.setdefault("X-Shuibao-Release", visit.opened.id)
    response.vary.update(("Accept", "Accept-Encoding"))
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _cache_control(response)
    etag = g.get("etag")
    if etag and response.status_code in (200, 304) and request.method in ("GET", "HEAD"):
        response.headers.setdefault("ETag", f'"{etag}"')
    return _compress(response)


def _cache_control(response: Response) -> str:
    if response.status_code not in (200, 304):
        return "no-store"
    pinned = g.get("visit") is not None and g.visit.links.release
    return "public, max-age=86400" if pinned else "public, no-cache"


def _compress(response: Response) -> Response:
    wanted = (
        takes_gzip()
        and response.status_code not in (204, 206, 304)
        and not response.direct_passthrough
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and _is_text(response.mimetype or "")
    )
    if wanted:
        data = response.get_data()
        if len(data) >= _COMPRESSED_FROM:
            response.set_data(gzip.compress(data, _LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response


def _is_text(media_type: str) -> bool:
    return media_type.startswith(_COMPRESSIBLE) or media_type.endswith(("+json", "+xml"))


def _add(folder: Traversable, digest: hashlib._Hash) -> None:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(entry, digest)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
