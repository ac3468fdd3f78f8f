"""The quad store: a release in memory, asked by SPARQL; the default graph is the union of all.

A store is filled once and then only read. Queries cannot write (SPARQL Update has no entry here)
nor reach the network: SERVICE is refused, since the engine would call any address it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples

from graph.errors import QuerySyntaxError, StoreError
from graph.rdf import (
    PREFIXES,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    Variable,
)

__all__ = [
    "Cell",
    "Options",
    "QueryBoolean",
    "QueryResultsFormat",
    "QuerySolutions",
    "QueryTriples",
    "Rows",
    "Store",
    "Term",
    "cell",
]

Term = NamedNode | BlankNode | Literal | Triple
Cell = str | int | Decimal | None

_XSD = PREFIXES["xsd"]
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")}
_NUMERIC = _INTEGERS | {_XSD + name for name in ("decimal", "double", "float")}
# Looked for in the raw text, strings and comments included: a lexer that disagrees with the
# engine's about where a string ends could be led past the word.
_SERVICE = re.compile(
    r"(?<![?$:\w.-])service(?:\s|#[^\n]*\n)*(?:silent(?:\s|#[^\n]*\n)*)?(?:<|[?$]\w|[\w.-]*:)",
    re.IGNORECASE,
)
# The engine's union switch wins over FROM, so it is left off where a query names its graphs.
_FROM = re.compile(
    r"(?<![?$:\w.-])from(?:\s|#[^\n]*\n)*(?:named(?:\s|#[^\n]*\n)*)?(?:<|[\w.-]*:)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Options(TypedDict, total=False):
    """What `Store.query` takes beside the query, see there."""

    substitutions: Mapping[str, Term] | None
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]
    prefixes: Mapping[str, str] | None


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT: the names of its columns and, once, its rows in that order."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows; they can be walked through once."""
        return self.rows

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """The rows as plain Python values, see `cell`."""
        return (tuple(cell(term) for term in row) for row in self.rows)


def cell(term: Term | None) -> Cell:
    """A term as a plain value: integers and decimals exact, all else as its text, unbound as None.

    >>> cell(Literal("85.5", datatype=NamedNode(_XSD + "decimal")))
    Decimal('85.5')
    >>> cell(Literal("水", language="zh"))
    '水'
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        return _number(term) if term.datatype.value in _NUMERIC else term.value
    return str(term) if isinstance(term, Triple) else term.value


class Store:
    """An in-memory store over pyoxigraph; `query` and its typed forms read the union of graphs."""

    def __init__(self) -> None:
        """An empty store; `from_release` and `in_memory` make filled ones."""
        self._store = pyoxigraph.Store()

    @classmethod
    def from_release(cls, path: Path) -> Store:
        """The store of a release folder; StoreError if its quads are missing or damaged."""
        return cls.in_memory([path / "dataset.nq"])

    @classmethod
    def in_memory(cls, nquads_paths: Iterable[Path]) -> Store:
        """A store filled from N-Quads files; StoreError names the file that cannot be read."""
        store = cls()
        for path in nquads_paths:
            try:
                store._store.bulk_load(path=path, format=RdfFormat.N_QUADS)
            except (OSError, SyntaxError, ValueError) as error:
                raise StoreError(
                    f"The quads in {path} cannot be read ({error}); build the release again."
                ) from error
        return store

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._store)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads; used while a release is being made, never on one that is served."""
        self._store.extend(quads)

    def load_nquads(self, data: bytes) -> None:
        """Add quads given as N-Quads text; StoreError on a syntax error, and nothing is added."""
        try:
            self._store.load(data, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"The N-Quads cannot be read ({error}); correct them.") from error

    def graphs(self) -> list[NamedNode]:
        """The names of the graphs, sorted."""
        named = (g for g in self._store.named_graphs() if isinstance(g, NamedNode))
        return sorted(named, key=lambda g: g.value)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph, in no particular order."""
        return self._store.quads_for_pattern(None, None, None, graph)

    def about(
        self, subject: NamedNode | None, predicate: NamedNode | None, value: Term | None
    ) -> Iterator[Quad]:
        """Quads that fit a pattern in any graph; None fits everything."""
        return self._store.quads_for_pattern(subject, predicate, value, None)

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        prefixes: Mapping[str, str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer any SPARQL 1.1 query in pyoxigraph's own result types (they serialise themselves).

        `substitutions` binds variables by name; `default_graphs` and `named_graphs` are those of
        the SPARQL 1.1 Protocol (2.1.4) and replace the union. QuerySyntaxError names line and
        column, StoreError tells what else the store refuses.
        """
        _refuse_service(sparql)
        options: dict[str, Any] = {
            "use_default_graph_as_union": not default_graphs and not _FROM.search(sparql)
        }
        if default_graphs:
            options["default_graph"] = [NamedNode(iri) for iri in default_graphs]
        if named_graphs:
            options["named_graphs"] = [NamedNode(iri) for iri in named_graphs]
        if substitutions:
            options["substitutions"] = {Variable(k): v for k, v in substitutions.items()}
        if prefixes:
            options["prefixes"] = dict(prefixes)
        try:
            return self._store.query(sparql, **options)
        except SyntaxError as error:
            raise QuerySyntaxError(_syntax_message(sparql, str(error))) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise _refusal(error) from error

    def select(self, sparql: str, **options: Unpack[Options]) -> Rows:
        """Answer a SELECT as typed rows; StoreError for another form of query."""
        result = self.query(sparql, **options)
        if not isinstance(result, QuerySolutions):
            raise StoreError("Rows were asked for, but the query is no SELECT; make it one.")
        return Rows(
            columns=tuple(variable.value for variable in result.variables),
            rows=_walk(result),
        )

    def ask(self, sparql: str, **options: Unpack[Options]) -> bool:
        """Answer an ASK; StoreError for another form of query."""
        result = self.query(sparql, **options)
        if not isinstance(result, QueryBoolean):
            raise StoreError("Yes or no was asked for, but the query is no ASK; make it one.")
        return bool(result)

    def construct(self, sparql: str, **options: Unpack[Options]) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE as triples; StoreError for another form of query."""
        result = self.query(sparql, **options)
        if not isinstance(result, QueryTriples):
            raise StoreError("Triples were asked for, but the query is no CONSTRUCT; make it one.")
        return iter(result)


def _walk(solutions: QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    """The solutions as tuples; what fails only while they are computed is a StoreError too."""
    try:
        for solution in solutions:
            yield tuple(solution)
    except (OSError, ValueError, RuntimeError) as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> StoreError:
    return StoreError(f"The store refuses the query: {error}; change the query.")


def _number(literal: Literal) -> Cell:
    """The value of a numeric literal, or its text where that is no number."""
    try:
        if literal.datatype.value in _INTEGERS:
            return int(literal.value)
        return Decimal(literal.value)
    except (ValueError, InvalidOperation):
        return literal.value


def _refuse_service(sparql: str) -> None:
    """Raise StoreError where the text could call another server (SPARQL 1.1 Federated Query)."""
    decoded = _ESCAPE.sub(lambda m: _character(m[1] or m[2]), sparql)
    if _SERVICE.search(sparql) or _SERVICE.search(decoded):
        raise StoreError("SERVICE is switched off in this store; ask each endpoint on its own.")


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else ""


def _syntax_message(sparql: str, error: str) -> str:
    """One sentence with the place of the error; the engine's long list of tokens is cut."""
    place = re.search(r"error at (\d+):(\d+)", error)
    expected = error.partition(": ")[2].split("\n")[0]
    hint = expected if len(expected) <= 80 else "something else"
    if place is None:
        return f"The query is not SPARQL 1.1: {error.splitlines()[0][:160]}; correct it."
    line, column = int(place[1]), int(place[2])
    lines = sparql.splitlines() or [""]
    near = lines[min(line, len(lines)) - 1][max(column - 1, 0) :][:30].strip()
    return (
        f"The query is not SPARQL 1.1 at line {line}, column {column}"
        f"{f' near {near!r}' if near else ''}: {hint or 'unexpected text'}; correct it there."
    )
