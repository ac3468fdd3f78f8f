"""What the templates may use: links, both languages, numbers, marks of the words sought."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Flask, g, request
from markupsafe import Markup, escape

from graph.rdf import compact
from webapp.columns import SCHEMES, column_title
from webapp.highlights import KINDS
from webapp.links import Links
from webapp.matrix import BASES
from webapp.visit import Visit


def prepare(app: Flask, program: str) -> None:
    """Give the templates their words and filters."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["number"] = number
    app.jinja_env.filters["size"] = size
    app.jinja_env.filters["local"] = local_name
    app.jinja_env.filters["compact"] = compact
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.globals.update(KINDS=KINDS, SCHEMES=SCHEMES, BASES=BASES, marked=marked)

    @app.context_processor
    def words() -> dict[str, Any]:
        links = _links()
        visit: Visit | None = g.get("visit")
        return {
            "links": links,
            "visit": visit,
            "english": links.lang == "en",
            "t": lambda zh, en: en if links.lang == "en" else zh,
            "column": lambda name: column_title(name, links.lang == "en"),
            "static": lambda name: links.static(name, program),
            "other_language": _here(links.in_language("zh" if links.lang == "en" else "en")),
        }


def _links() -> Links:
    """The links of the visit; plain ones on an error page before there is a visit."""
    visit = g.get("visit")
    if visit is not None:
        return visit.links  # type: ignore[no-any-return]  # flask.g is untyped
    lang = "en" if request.args.get("lang") == "en" else "zh"
    return Links("", lang)


def _here(links: Links) -> str:
    """This page in another language."""
    kept = {k: v for k, v in request.args.items() if k not in ("lang", "release") and len(v) < 4000}
    return links.to(request.path, **kept)


def number(value: object) -> str:
    """A number as people write it: 1,234 and 85.5 without trailing zeros.

    >>> number(Decimal("1234.50"))
    '1,234.5'
    """
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:,}" if isinstance(value, int) else str(value if value is not None else "")


def size(count: int) -> str:
    """A number of bytes for people.

    >>> size(1_500_000)
    '1.5 MB'
    """
    for power, unit in ((3, "GB"), (2, "MB"), (1, "kB")):
        if count >= 1000**power:
            return f"{count / 1000**power:.1f} {unit}"
    return f"{count} B"


def moment(stamp: str) -> str:
    """A time in ISO 8601 (UTC) for people.

    >>> moment("2026-11-23T15:40:19+00:00")
    '2026-11-23 15:40 UTC'
    """
    return f"{stamp[:10]} {stamp[11:16]} UTC"


def local_name(iri: object) -> str:
    """The last part of an IRI."""
    return str(iri).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def marked(text: str, words: str, around: int = 60) -> Markup:
    """An extract of a text with the words sought marked; all else is escaped."""
    at = text.lower().find(words.lower())
    if at < 0:
        return escape(text[: 2 * around])
    start, end = max(at - around, 0), at + len(words)
    before = ("…" if start else "") + text[start:at]
    after = text[end : end + around] + ("…" if end + around < len(text) else "")
    return (
        escape(before) + Markup("<mark>") + escape(text[at:end]) + Markup("</mark>") + escape(after)
    )
