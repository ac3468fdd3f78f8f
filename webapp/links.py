"""Every address of the web application is written here, and nowhere else.

A link keeps what the visitor chose: English (`lang=en`) and a pinned release (`release=`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

_PART = re.compile(r"id/plan/([^/]+/[^/]+)/([a-z]+)/(.+)")


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one visit; `root` is the scheme and host, for absolute ones."""

    base: str
    lang: str = "zh"
    release: str | None = None
    root: str = ""

    def to(self, path: str, anchor: str = "", **query: object) -> str:
        """The address of a path of this site with its query and the visitor's choices."""
        pairs = [(key.rstrip("_"), str(value)) for key, value in query.items() if value is not None]
        if self.lang == "en":
            pairs.append(("lang", "en"))
        if self.release:
            pairs.append(("release", self.release))
        return (
            quote(path, safe="/~@:!$&'()*+,;=")
            + (f"?{urlencode(pairs)}" if pairs else "")
            + (f"#{quote(anchor, safe='~-._')}" if anchor else "")
        )

    def static(self, name: str, digest: str) -> str:
        """A style sheet or script; its address changes when it does, so it may be kept for ever."""
        return f"/static/{name}?v={digest}"

    def whole(self, path: str, **query: object) -> str:
        """The same with scheme and host."""
        return self.root + self.to(path, "", **query)

    def in_language(self, lang: str) -> Links:
        """The links of the same visit in another language."""
        return replace(self, lang=lang)

    # ------------------------------------------------ things of the graph

    def local(self, iri: str) -> str | None:
        """An IRI of ours without the base, None for a foreign one."""
        return iri[len(self.base) :] if iri.startswith(self.base) else None

    def iri(self, local: str) -> str:
        """The IRI of a path below the base, such as `id/plan/370600/…`."""
        return self.base + local

    def page(self, iri: str) -> str | None:
        """The page that shows a thing of the graph to people; None for a foreign IRI."""
        local = self.local(iri)
        if local is None:
            return None
        path, anchor = page_path(local)
        return self.to(path, anchor)

    def evidence(self, plan: str, start: object, end: object) -> str:
        """The place in a plan's text where a fact was read."""
        path, _ = page_path(self.local(plan) or "")
        return self.to(path, f"e{start}-{end}")

    def document(self, iri: str, suffix: str = "") -> str | None:
        """The document with all statements about a thing, by its suffix (`.ttl` …)."""
        local = self.local(iri)
        if local is None:
            return None
        return self.to(f"/doc/{local}{suffix}" if local.startswith("id/") else f"/{local}")


def page_path(local: str) -> tuple[str, str]:
    """The path and anchor of the page for an IRI of ours, given without its base.

    >>> page_path("id/plan/370600/x-2024-68/measure/1-1")
    ('/measures/370600/x-2024-68/1-1', '')
    >>> page_path("ontology#Plan")
    ('/ontology', 'Plan')
    """
    if match := _PART.fullmatch(local):
        plan, kind, key = match.groups()
        if kind == "measure":
            return f"/measures/{plan}/{key}", ""
        if kind == "evidence" and (span := re.match(r"(\d+)-(\d+)", key)):
            return f"/plans/{plan}", f"e{span[1]}-{span[2]}"
        return f"/doc/{local}", ""
    for start, path in (("id/plan/", "/plans/"), ("id/body/", "/agencies/")):
        if local.startswith(start):
            return path + local[len(start) :], ""
    if local.startswith("ontology#"):
        return "/ontology", local.partition("#")[2]
    if local.startswith("id/"):
        return f"/doc/{local}", ""
    return f"/{local}", ""
