"""Content negotiation: which of the forms on offer an Accept header prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(.*)", re.DOTALL)
_Q = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def preferred(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer with the highest quality, None where none is acceptable.

    Among equals the earlier offer wins. A missing or empty header accepts everything. A more
    precise range decides over a wider one, so `*/*, text/csv;q=0` refuses CSV only.

    >>> preferred("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    """
    ranges = _ranges(accept) if accept and accept.strip() else [("*", "*", 1.0)]
    best, found = 0.0, None
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > best:
            best, found = quality, offer
    return found


def names(accept: str | None, media_type: str) -> bool:
    """Whether a header names a media type itself, not only by a wildcard."""
    wanted = tuple(media_type.split("/"))
    return any((kind, sub) == wanted and q > 0 for kind, sub, q in _ranges(accept or ""))


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for item in accept.split(","):
        match = _RANGE.fullmatch(item)
        if match is None:
            continue
        quality = _Q.search(match[3])
        found.append((match[1].lower(), match[2].lower(), float(quality[1]) if quality else 1.0))
    return found


def _quality(offer: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """The quality of the most precise range that fits an offer."""
    kind, _, sub = offer.partition("/")
    fitting = [
        ((k != "*") + (s != "*"), quality)
        for k, s, quality in ranges
        if k in ("*", kind) and s in ("*", sub)
    ]
    return max(fitting)[1] if fitting else 0.0
