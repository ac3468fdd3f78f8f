"""Terms, prefixes and the base IRI: the one home of pyoxigraph's term types.

Everything is minted and written with `BASE`. A build for another base rewrites text (ontology,
queries, N-Quads) with `rebase` on its way in or out, so no other module knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    Variable,
    parse,
    serialize,
)

from graph.errors import GraphError

__all__ = [
    "BASE",
    "PREFIXES",
    "RDFS_LABEL",
    "RDF_TYPE",
    "SKOS_NOTATION",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "RdfFormat",
    "Triple",
    "Variable",
    "compact",
    "expand",
    "parse",
    "prefixes",
    "quads_of",
    "rebase",
    "sb",
    "serialize",
    "sorted_nquads",
    "sparql_prologue",
]

BASE = "https://w3id.org/shuibao/"


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix of the project for a base; ours first, then the foreign ones by name."""
    return {
        "sb": f"{base}ontology#",
        "id": f"{base}id/",
        "c": f"{base}concepts/",
        "ax": f"{base}ontology/axioms#",
        "shapes": f"{base}ontology/shapes#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "oa": "http://www.w3.org/ns/oa#",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sh": "http://www.w3.org/ns/shacl#",
        "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
        "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
        "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "unit": "http://qudt.org/vocab/unit/",
        "void": "http://rdfs.org/ns/void#",
        "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }


PREFIXES: dict[str, str] = prefixes()
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
RDFS_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
SKOS_NOTATION = NamedNode(PREFIXES["skos"] + "notation")

_CURIE = re.compile(r"([A-Za-z][\w-]*):([A-Za-z0-9._~/-]*)")


def sb(local: str) -> NamedNode:
    """A term of the project's vocabulary.

    >>> sb("Plan").value
    'https://w3id.org/shuibao/ontology#Plan'
    """
    return NamedNode(PREFIXES["sb"] + local)


def expand(curie: str) -> NamedNode:
    """The IRI that a prefixed name stands for; GraphError where the prefix is not declared.

    >>> expand("skos:notation").value
    'http://www.w3.org/2004/02/skos/core#notation'
    """
    match = _CURIE.fullmatch(curie)
    if match is None or match[1] not in PREFIXES:
        raise GraphError(
            f"{curie!r} is not a prefixed name of this project; use one of {', '.join(PREFIXES)}."
        )
    return NamedNode(PREFIXES[match[1]] + match[2])


def compact(iri: str, base: str = BASE) -> str:
    """The prefixed name of an IRI where one of the project's prefixes fits, else the IRI itself.

    >>> compact("https://w3id.org/shuibao/concepts/function/F01")
    'c:function/F01'
    """
    for prefix, namespace in prefixes(base).items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def sparql_prologue(base: str = BASE) -> str:
    """The PREFIX lines that a query may start with, one a line."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(base).items())


def rebase(text: str, base: str) -> str:
    """Turtle, N-Quads or SPARQL text written for `BASE`, rewritten for another base.

    The base must be absolute and end in `/` or `#`; GraphError otherwise.

    >>> rebase("<https://w3id.org/shuibao/id/plan/1>", "https://example.org/kg/")
    '<https://example.org/kg/id/plan/1>'
    """
    if not re.fullmatch(r"https?://[!-;=?-\[\]_a-z~]+[/#]", base):
        raise GraphError(
            f"The base IRI {base!r} cannot be used; give an http(s) address that ends in '/'."
        )
    return text if base == BASE else text.replace(BASE, base)


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """The quads as canonical N-Quads: one a line, sorted by bytes, none twice.

    Without blank nodes this is what RDFC-1.0 (RDF Dataset Canonicalization, section 4) yields;
    a blank node is refused with GraphError because its label would not be stable.
    """
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = sorted(set(data.splitlines(keepends=True)))
    for line in lines:
        if line.startswith(b"_:") or b" _:" in _outside_strings(line):
            raise GraphError(
                f"A blank node in {line.decode().strip()[:160]!r} has no stable name; "
                "give the node an IRI."
            )
    return b"".join(lines)


def quads_of(
    data: bytes | str, graph: NamedNode | None = None, *, turtle: bool = False
) -> list[Quad]:
    """The quads of N-Quads text (or Turtle); `graph` is where statements without a graph go.

    GraphError names line and column of a syntax error.
    """
    try:
        found = parse(data, format=RdfFormat.TURTLE if turtle else RdfFormat.N_QUADS)
        if graph is None:
            return list(found)
        return [
            Quad(q.subject, q.predicate, q.object, graph)
            if isinstance(q.graph_name, DefaultGraph)
            else q
            for q in found
        ]
    except SyntaxError as error:
        raise GraphError(f"The RDF text cannot be read: {error}; correct it there.") from error


def _outside_strings(line: bytes) -> bytes:
    """The line with the text of its literal cut out, so that only terms are looked at."""
    first = line.find(b'"')
    return line if first < 0 else line[:first] + line[line.rfind(b'"') :]
