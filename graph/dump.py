"""A release in the six RDF formats, from sorted quads, so that the same data gives the same bytes.

Formats without graphs hold the union of all graphs, each triple once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.rdf import BASE, Literal, Quad, RdfFormat, Triple, prefixes, serialize


@dataclass(frozen=True, slots=True)
class Dump:
    """One format: its file in the release folder, its media type and the engine's name of it."""

    file: str
    media_type: str
    rdf_format: RdfFormat
    graphs: bool


DUMPS: dict[str, Dump] = {
    "nquads": Dump("dumps/shuibao.nq", "application/n-quads", RdfFormat.N_QUADS, True),
    "trig": Dump("dumps/shuibao.trig", "application/trig", RdfFormat.TRIG, True),
    "turtle": Dump("dumps/shuibao.ttl", "text/turtle", RdfFormat.TURTLE, False),
    "ntriples": Dump("dumps/shuibao.nt", "application/n-triples", RdfFormat.N_TRIPLES, False),
    "jsonld": Dump("dumps/shuibao.jsonld", "application/ld+json", RdfFormat.JSON_LD, True),
    "rdfxml": Dump("dumps/shuibao.rdf", "application/rdf+xml", RdfFormat.RDF_XML, False),
}

# XML 1.0, section 2.2: these cannot stand in a document, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def dumped(quads: Iterable[Quad], name: str, base: str = BASE) -> bytes:
    """The quads, which must come in the order of canonical N-Quads, in the format `name`.

    RDF/XML cannot carry control characters; each becomes U+FFFD there, so offsets stay right.
    KeyError for an unknown format: callers take the name from DUMPS.
    """
    kind = DUMPS[name].rdf_format
    known = None if kind in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES) else prefixes(base)
    data = serialize(_statements(quads, DUMPS[name]), format=kind, prefixes=known) or b""
    if kind == RdfFormat.RDF_XML:
        # A bare carriage return would be read back as a line feed (XML 1.0, section 2.11).
        return _sorted_attributes(data.replace(b"\r", b"&#xD;"))
    return sorted_prefixes(data) if kind in (RdfFormat.TURTLE, RdfFormat.TRIG) else data


def turtle(triples: Iterable[Triple], base: str = BASE) -> bytes:
    """Triples as Turtle, each once, in canonical order, with the project's prefixes."""
    ordered = sorted(set(triples), key=str)
    data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes(base)) or b""
    return sorted_prefixes(data)


def sorted_prefixes(data: bytes) -> bytes:
    """Turtle or TriG with its leading @prefix lines sorted: the engine's order is random."""
    lines = data.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _sorted_attributes(data: bytes) -> bytes:
    """RDF/XML with the namespaces of its root element sorted, for the same reason."""
    start = data.index(b"<rdf:RDF ") + len(b"<rdf:RDF ")
    end = data.index(b">", start)
    return data[:start] + b" ".join(sorted(data[start:end].split(b" "))) + data[end:]


def _statements(quads: Iterable[Quad], dump: Dump) -> Iterable[Quad] | Iterable[Triple]:
    """What a format is given: quads, grouped by graph where it nests them, or the union."""
    if dump.rdf_format == RdfFormat.N_QUADS:
        return quads
    if dump.graphs:
        return sorted(quads, key=lambda quad: str(quad.graph_name))
    if dump.rdf_format == RdfFormat.RDF_XML:
        return (_for_xml(triple) for triple in union(quads))
    return union(quads)


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    text = _NOT_XML.sub("\ufffd", value.value)
    if value.language:
        clean = Literal(text, language=value.language)
    else:
        clean = Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, clean)


def union(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples of quads in canonical order, each once."""
    last = None
    for quad in quads:
        triple = quad.triple
        if triple != last:
            yield triple
        last = triple
