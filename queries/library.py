"""The library of named queries: plain SPARQL files, each with a header that describes it.

Header lines start with `#+` (the convention of grlc): summary, summary_zh, parameters, columns,
tags. A parameter is a slot `VALUES ?p_city { UNDEF }`, which as it stands filters nothing, so a
file also runs unchanged in any SPARQL 1.1 tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files

from graph.rdf import BASE, rebase
from queries.errors import QueryFileError, UnknownQueryError
from queries.parameters import PARAMETERS, Parameter

_HEADER = re.compile(r"^#\+ (\w+): ?(.*)$", re.MULTILINE)
_FIELDS = ("summary", "summary_zh", "parameters", "columns", "tags")


@dataclass(frozen=True)
class NamedQuery:
    """One named query: what it answers (in both languages), its parameters, columns and text."""

    name: str
    summary_zh: str
    summary_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    tags: tuple[str, ...]

    @cached_property
    def sparql(self) -> str:
        """The text without its header."""
        return _HEADER.sub("", self.text).strip() + "\n"

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, if the query has it."""
        return next((p for p in self.parameters if p.name == name), None)


class Library:
    """The named queries by name, in alphabetical order."""

    def __init__(self, queries: Mapping[str, NamedQuery]) -> None:
        """Keep the queries; `Library.load` reads the shipped ones."""
        self._queries = dict(sorted(queries.items()))

    @classmethod
    def load(cls, base: str = BASE) -> Library:
        """The shipped queries, written for the base IRI; QueryFileError names a faulty file."""
        texts = query_texts("named", base)
        return cls({name: parse_query(name, text) for name, text in texts.items()})

    def __iter__(self) -> Iterator[NamedQuery]:
        """All queries."""
        return iter(self._queries.values())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._queries)

    def get(self, name: str) -> NamedQuery:
        """The query of that name; UnknownQueryError says which there are."""
        if name in self._queries:
            return self._queries[name]
        near = get_close_matches(name, self._queries, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UnknownQueryError(
            f"There is no query named {name!r}; {hint}the queries are {', '.join(self._queries)}."
        )


def query_texts(folder: str, base: str = BASE) -> dict[str, str]:
    """The `.rq` files of a folder of this package (named, rules, checks) by name, sorted."""
    found = files("queries").joinpath(folder).iterdir()
    return {
        file.name.removesuffix(".rq"): rebase(file.read_text(encoding="utf-8"), base)
        for file in sorted(found, key=lambda f: f.name)
        if file.name.endswith(".rq")
    }


def header(text: str) -> dict[str, str]:
    """The `#+` lines of a query file by key."""
    return {key: value.strip() for key, value in _HEADER.findall(text)}


def listed(value: str) -> tuple[str, ...]:
    """The items of a header value, separated by commas."""
    return tuple(item.strip() for item in value.split(",") if item.strip())


def parse_query(name: str, text: str) -> NamedQuery:
    """A named query from its file's text.

    QueryFileError says which header line is missing, which parameter is unknown, or which one
    does not have exactly one slot.
    """
    fields = header(text)
    if missing := [key for key in _FIELDS if key not in fields]:
        raise QueryFileError(f"{name}.rq lacks the header line '#+ {missing[0]}:'; add it.")
    parameters = listed(fields["parameters"])
    for parameter in parameters:
        if parameter not in PARAMETERS:
            raise QueryFileError(
                f"{name}.rq has the unknown parameter {parameter!r}; "
                f"describe it in queries/parameters.py."
            )
        if text.count(slot(parameter)) != 1:
            raise QueryFileError(
                f"{name}.rq must have the slot '{slot(parameter)}' exactly once; correct it."
            )
    return NamedQuery(
        name=name,
        summary_zh=fields["summary_zh"],
        summary_en=fields["summary"],
        parameters=tuple(PARAMETERS[parameter] for parameter in parameters),
        columns=listed(fields["columns"]),
        text=text,
        tags=listed(fields["tags"]),
    )


def slot(parameter: str) -> str:
    """The place of a parameter in a query's text."""
    return f"VALUES ?p_{parameter} {{ UNDEF }}"
