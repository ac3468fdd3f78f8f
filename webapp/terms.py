"""The rows of an answer with their terms' kinds kept, for pages that link and label them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from graph.rdf import RdfFormat, parse
from queries.answers import Answer


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term as SPARQL results have it: `kind` is uri, literal, bnode or triple."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class TermTable:
    """Columns, and rows of terms; None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def rows_of(answer: Answer, limit: int) -> TermTable:
    """The first rows of an answer of any kind; a graph's are its triples."""
    if answer.kind == "graph":
        return TermTable(("subject", "predicate", "object"), _triples(answer.body, limit))
    found = json.loads(answer.body)
    if answer.kind == "boolean":
        return TermTable(("answer",), ((Term("literal", str(found["boolean"]).lower()),),))
    columns = tuple(found["head"]["vars"])
    bindings = found["results"]["bindings"][:limit]
    return TermTable(columns, tuple(tuple(_term(row.get(c)) for c in columns) for row in bindings))


def _term(raw: dict[str, object] | None) -> Term | None:
    if raw is None:
        return None
    value = raw["value"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    language, datatype = str(raw.get("xml:lang", "")), str(raw.get("datatype", ""))
    return Term(str(raw["type"]).replace("typed-literal", "literal"), text, language, datatype)


def _triples(body: bytes, limit: int) -> tuple[tuple[Term, ...], ...]:
    head = b"\n".join(body.split(b"\n")[:limit])
    found = parse(head, format=RdfFormat.N_TRIPLES)
    return tuple(tuple(_plain(term) for term in quad.triple) for quad in found)


def _plain(term: object) -> Term:
    text = str(getattr(term, "value", term))
    if type(term).__name__ == "NamedNode":
        return Term("uri", text)
    return Term("literal", text, str(getattr(term, "language", None) or ""))
