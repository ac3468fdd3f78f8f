"""One open release (or a remote store) and how the pages ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Protocol

from graph.rdf import BASE, Literal, NamedNode, rebase, sparql_prologue
from graph.release import Release
from queries.answers import Answer
from queries.library import Library, NamedQuery, slot
from queries.parameters import Choice, Parameter, choices
from queries.run import Asker, bind
from queries.tables import Table


class Outside(Protocol):
    """What answers the queries of visitors, with the dataset of the SPARQL 1.1 Protocol."""

    def answer(
        self,
        sparql: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer; QueryError tells what went wrong."""
        ...


# Answers kept for each open release: it never changes, so neither do they.
_KEPT_ANSWERS = 128


@dataclass(frozen=True)
class Opened:
    """A release that can be asked; `id` and `release` are None for a remote store.

    `house` answers the pages and named queries, `outside` what visitors write themselves.
    """

    id: str | None
    release: Release | None
    base: str
    house: Asker
    outside: Outside

    def select(self, sparql: str) -> Table:
        """The table of a SELECT of our own; kept, where the store cannot change."""
        return self._kept(sparql) if self.id else self.house.select(sparql)

    def answer(self, sparql: str) -> Answer:
        """The answer to a query of our own of any form."""
        return self.house.answer(sparql)

    def bound(self, query: NamedQuery, values: Mapping[str, str]) -> str:
        """The text of a named query with its values; ParameterError says what is allowed."""
        return bind(self, query, values, base=self.base)

    def choices(self, parameter: Parameter) -> tuple[Choice, ...]:
        """The values that a parameter may have in this graph; empty for free text."""
        return choices(parameter, self.select, self.base)

    @cached_property
    def library(self) -> Library:
        """The named queries, written for the base of this release."""
        return Library.load(self.base)

    @cached_property
    def labels(self) -> dict[str, dict[str, tuple[str, str]]]:
        """For each code list the labels in Chinese and English, by notation."""
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for scheme, notation, zh, en in self.select(page_query("labels", self.base)).rows:
            name = str(scheme).rsplit("/", 1)[-1]
            both = (str(zh or notation), str(en or zh or notation))
            found.setdefault(name, {})[str(notation)] = both
        return found

    @cached_property
    def _kept(self) -> Callable[[str], Table]:
        return lru_cache(maxsize=_KEPT_ANSWERS)(self.house.select)


def page_query(name: str, base: str = BASE, **terms: NamedNode | Literal) -> str:
    """The text of a query of the pages (`selects/`), with terms in its slots `?p_<name>`."""
    text = files("webapp").joinpath("selects", f"{name}.rq").read_text(encoding="utf-8")
    text = rebase(text, base)
    for key, value in terms.items():
        text = text.replace(slot(key), f"VALUES ?p_{key} {{ {value} }}")
    return sparql_prologue(base) + text
