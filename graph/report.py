"""The outcome of a validation: rows for people, and a SHACL report without blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from graph.dump import turtle
from graph.rdf import (
    BASE,
    PREFIXES,
    RDF_TYPE,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    expand,
    parse,
)


class Severity(StrEnum):
    """How grave a result is (SHACL, section 2.1.4); a violation stops a release."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @classmethod
    def of(cls, iri: str) -> Severity:
        """The severity of its SHACL IRI; one that SHACL does not define counts as a violation."""
        name = iri.removeprefix(PREFIXES["sh"]).lower()
        return cls(name) if name in set(cls) else cls.VIOLATION


_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Result:
    """One finding. `path` is an IRI or a SPARQL property path; `value` the term at fault.

    Where a shape speaks one language only, both messages are the same text.
    """

    shape: str
    constraint: str
    severity: Severity
    focus: str
    path: str | None
    value: NamedNode | Literal | None
    message_zh: str
    message_en: str

    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        """Gravest first, then by place."""
        place = (self.focus, self.shape, self.path or "", str(self.value), self.message_en)
        return (_ORDER[self.severity], *place)

    def row(self) -> tuple[str, str, str, str, str, str, str]:
        """Shape, severity, focus, path, value, message in Chinese and in English, as text."""
        value = self.value.value if self.value is not None else ""
        return (
            self.shape,
            self.severity.value,
            self.focus,
            self.path or "",
            value,
            self.message_zh,
            self.message_en,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All results for one document, gravest first.

    `focus_nodes` tells for each shape how many nodes of the document it looked at.
    """

    results: tuple[Result, ...]
    focus_nodes: Mapping[str, int]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings are told but stop nothing."""
        return not self.of(Severity.VIOLATION)

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity is severity)

    def summary(self) -> dict[str, int]:
        """Counts: results by severity, nodes looked at, shapes that found some."""
        counts = {severity.value: len(self.of(severity)) for severity in Severity}
        looked = [count for count in self.focus_nodes.values() if count]
        return counts | {"checks": sum(looked), "shapes": len(looked)}


def to_json(report: Report) -> dict[str, Any]:
    """A report as plain data, to be kept beside a document; `from_json` reads it back."""
    return {
        "focus_nodes": dict(report.focus_nodes),
        "results": [
            asdict(result) | {"value": str(result.value) if result.value is not None else None}
            for result in report.results
        ],
    }


def from_json(data: Mapping[str, Any]) -> Report:
    """The report that `to_json` made plain."""
    return Report(
        tuple(
            Result(**row | {"severity": Severity(row["severity"]), "value": _value(row["value"])})
            for row in data["results"]
        ),
        dict(data["focus_nodes"]),
    )


def _value(term: str | None) -> NamedNode | Literal | None:
    """A term from its N-Triples form."""
    if term is None:
        return None
    statement = f"<urn:s> <urn:p> {term} ."
    found = next(iter(parse(statement, format=RdfFormat.N_TRIPLES))).object
    return found if isinstance(found, NamedNode | Literal) else None


def report_turtle(reports: Iterable[Report], base: str = BASE) -> bytes:
    """The results of several documents as one sh:ValidationReport in Turtle.

    `sh:conforms` follows the Recommendation (section 3.6.1.1): false on any result, a warning
    too. Every node has an IRI made of its content, so the same results give the same bytes.
    """
    node = NamedNode(f"{base}id/validation")
    results = {result for report in reports for result in report.results}
    true = Literal("false" if results else "true", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))
    triples = [
        Triple(node, RDF_TYPE, expand("sh:ValidationReport")),
        Triple(node, expand("sh:conforms"), true),
    ]
    for result in results:
        digest = hashlib.sha256(
            repr((result.row(), result.constraint, str(result.value))).encode()
        ).hexdigest()[:16]
        found = NamedNode(f"{node.value}/{digest}")
        triples.append(Triple(node, expand("sh:result"), found))
        triples += _result_triples(found, result)
    return turtle(triples, base)


def _result_triples(node: NamedNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, RDF_TYPE, expand("sh:ValidationResult"))
    severity = expand(f"sh:{result.severity.value.capitalize()}")
    yield Triple(node, expand("sh:resultSeverity"), severity)
    yield Triple(node, expand("sh:focusNode"), NamedNode(result.focus))
    yield Triple(node, expand("sh:sourceConstraintComponent"), NamedNode(result.constraint))
    if result.shape:
        yield Triple(node, expand("sh:sourceShape"), NamedNode(result.shape))
    # A path of several steps would need an RDF list, that is blank nodes; the message tells it.
    if result.path and not set(result.path) & set("^|*+?()") and result.path.count("://") == 1:
        yield Triple(node, expand("sh:resultPath"), NamedNode(result.path))
    if result.value is not None:
        yield Triple(node, expand("sh:value"), result.value)
    if result.message_zh == result.message_en:
        messages = [Literal(result.message_en)]
    else:
        messages = [
            Literal(result.message_zh, language="zh"),
            Literal(result.message_en, language="en"),
        ]
    for message in messages:
        if message.value:
            yield Triple(node, expand("sh:resultMessage"), message)
