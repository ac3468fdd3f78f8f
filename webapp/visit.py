"""What one request sees: its release, its language, its links, and the questions it has asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from flask import g

from graph.rdf import Literal, NamedNode
from queries.library import NamedQuery
from queries.tables import Cell, Table
from webapp.links import Links
from webapp.opened import Opened, page_query
from webapp.problems import missing

Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that a page has put, for `show the SPARQL`."""

    name: str
    sparql: str


@dataclass(slots=True)
class Visit:
    """One request; `asked` grows with the queries of its page."""

    opened: Opened
    links: Links
    asked: list[Asked] = field(default_factory=list)

    @property
    def english(self) -> bool:
        """Whether the visitor chose English."""
        return self.links.lang == "en"

    def t(self, zh: str, en: str) -> str:
        """The text in the visitor's language."""
        return en if self.english else zh

    def label(self, scheme: str, notation: object) -> str:
        """The label of a value of a code list; the value itself where it has none."""
        both = self.opened.labels.get(scheme, {}).get(str(notation))
        return self.t(*both) if both else str(notation if notation is not None else "")

    def rows(self, name: str, **terms: NamedNode | Literal) -> list[Row]:
        """The rows of a query of the pages (`selects/<name>.rq`) with these terms."""
        text = page_query(name, self.opened.base, **terms)
        self.asked.append(Asked(name, text))
        return list(self.opened.select(text).records())

    def named(self, name: str, **values: str) -> Table:
        """The table of a named query."""
        return self.run(self.opened.library.get(name), values)

    def run(self, query: NamedQuery, values: dict[str, str]) -> Table:
        """The table of a named query; ParameterError says which values are allowed."""
        text = self.opened.bound(query, values)
        self.asked.append(Asked(query.name, text))
        return self.opened.select(text)

    def names(self, iris: Iterable[str]) -> dict[str, str]:
        """What things are called, by IRI; those without a name are left out."""
        wanted = sorted(set(iris))
        if not wanted:
            return {}
        values = " ".join(str(NamedNode(iri)) for iri in wanted)
        text = page_query("names", self.opened.base).replace("{ UNDEF }", f"{{ {values} }}")
        found = self.opened.select(text).records()
        return {str(row["node"]): str(row["name"]) for row in found}

    def node(self, local: str) -> NamedNode:
        """The thing of the graph at a path below the base; NotFound where that is no IRI."""
        try:
            return NamedNode(self.links.iri(local))
        except ValueError as error:
            raise missing(f"/{local}") from error


def visit() -> Visit:
    """The visit of the request at hand."""
    return cast("Visit", g.visit)
