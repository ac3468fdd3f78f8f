"""Run a named query over any store that answers SPARQL, with its parameters bound as terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from graph.errors import GraphError
from graph.rdf import BASE
from graph.store import Store
from queries.answers import Answer, evaluate, failure
from queries.errors import ParameterError
from queries.guard import check_read_only
from queries.library import NamedQuery, slot
from queries.parameters import term
from queries.tables import Table


class Asker(Protocol):
    """What answers queries: a store in this process, a pool of workers, a remote endpoint."""

    def select(self, sparql: str) -> Table:
        """The table of a SELECT; QueryError tells what went wrong."""
        ...

    def answer(self, sparql: str) -> Answer:
        """The answer to any read-only query; QueryError tells what went wrong."""
        ...


class LocalAsker:
    """Asks a store in this process, without limits: for trusted queries and the command line."""

    def __init__(self, store: Store) -> None:
        """Ask this store."""
        self._store = store

    def select(self, sparql: str) -> Table:
        """The table of a SELECT; QueryError tells what went wrong."""
        check_read_only(sparql)
        try:
            rows = self._store.select(sparql)
            return Table(rows.columns, tuple(rows.cells()))
        except GraphError as error:
            raise failure(error) from error

    def answer(self, sparql: str) -> Answer:
        """The answer to any read-only query; QueryError tells what went wrong."""
        check_read_only(sparql)
        return evaluate(self._store, sparql)


def run(asker: Asker, query: NamedQuery, values: Mapping[str, str], *, base: str = BASE) -> Table:
    """The table of a named query with these parameter values (all of them optional).

    ParameterError says which parameters or values are allowed.
    """
    return asker.select(bind(asker, query, values, base=base))


def bind(asker: Asker, query: NamedQuery, values: Mapping[str, str], *, base: str = BASE) -> str:
    """The SPARQL text of a named query with the values in its slots, as serialised RDF terms."""
    text = query.sparql
    for name, value in values.items():
        parameter = query.parameter(name)
        if parameter is None:
            known = ", ".join(p.name for p in query.parameters) or "none"
            raise ParameterError(
                f"The query {query.name} has no parameter {name!r}; it has {known}."
            )
        bound = term(parameter, value, asker.select, base)
        text = text.replace(slot(name), f"VALUES ?p_{name} {{ {bound} }}")
    return text
