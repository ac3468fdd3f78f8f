"""The terms that the vocabulary declares, and those that statements and queries use.

The namespace is read from the vocabulary itself: it is the IRI of the ontology that imports the
theme modules, and a `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from ontology.files import RdfFile, folder

Kind = OneOf["Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"]

_OWL = "http://www.w3.org/2002/07/owl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS: dict[str, Kind] = {
    _OWL + "Class": "Class",
    _OWL + "ObjectProperty": "ObjectProperty",
    _OWL + "DatatypeProperty": "DatatypeProperty",
    _OWL + "AnnotationProperty": "AnnotationProperty",
}
_SELECT = "http://www.w3.org/ns/shacl#select"
_AGGREGATOR = "vocabulary/shuibao.ttl"
# A prefixed name outside strings and comments; IRIs in angle brackets are looked at whole.
_QUERY_TOKENS = re.compile(
    r"\"\"\".*?\"\"\"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|(?P<iri><[^<>\s]*>)|#[^\n]*"
    r"|\bsb:(?P<local>\w+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the vocabulary, with the file that declares it."""

    name: str
    kind: Kind
    file: str


@cache
def namespace() -> str:
    """The namespace of the vocabulary, e.g. https://w3id.org/shuibao/ontology#."""
    (aggregator,) = (f for f in folder("vocabulary") if f.name == _AGGREGATOR)
    (iri,) = subjects_of(aggregator.quads(), _OWL + "Ontology")
    return iri + "#"


@cache
def terms() -> dict[str, Term]:
    """Every declared term by its local name."""
    return {t.name: t for file in folder("vocabulary") for t in declared_in(file)}


def declared_in(file: RdfFile) -> list[Term]:
    """The terms of the project's namespace that one file declares."""
    quads, start = file.quads(), namespace()
    return [
        Term(iri.removeprefix(start), kind, file.name)
        for owl_type, kind in _KINDS.items()
        for iri in subjects_of(quads, owl_type)
        if iri.startswith(start)
    ]


def used_in(quads: Iterable[Quad]) -> set[str]:
    """Local names of the project's namespace in the statements, SPARQL of shapes included."""
    found: set[str] = set()
    for quad in quads:
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, NamedNode) and node.value.startswith(namespace()):
                found.add(node.value.removeprefix(namespace()))
        if quad.predicate.value == _SELECT and isinstance(quad.object, Literal):
            found |= used_in_query(quad.object.value)
    return found


def used_in_query(text: str) -> set[str]:
    """Local names of the project's namespace that a SPARQL text uses.

    >>> sorted(used_in_query("SELECT * { ?a sb:body ?b } # sb:no"))
    ['body']
    """
    found: set[str] = set()
    for match in _QUERY_TOKENS.finditer(text):
        if match["local"]:
            found.add(match["local"])
        elif match["iri"] and match["iri"][1:-1].startswith(namespace()):
            found.add(match["iri"][1:-1].removeprefix(namespace()))
    return found - {""}


def subjects_of(quads: Iterable[Quad], type_iri: str) -> list[str]:
    """IRIs of the nodes with a type, in order of appearance."""
    return [
        q.subject.value
        for q in quads
        if q.predicate.value == _TYPE
        and isinstance(q.object, NamedNode)
        and q.object.value == type_iri
        and isinstance(q.subject, NamedNode)
    ]
