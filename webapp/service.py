"""The service description of the endpoint (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

from graph.rdf import PREFIXES, RDF_TYPE, Literal, NamedNode, RdfFormat, Triple, serialize
from webapp.visit import Visit

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def service_description(visit: Visit, media_type: str) -> bytes:
    """What the endpoint can do, and which dataset it asks, in an RDF media type."""
    form = RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
    prefixes = {**PREFIXES, "sd": _SD, "formats": _FORMATS}
    return serialize(_triples(visit), format=form, prefixes=prefixes) or b""


def _triples(visit: Visit) -> Iterator[Triple]:
    service = NamedNode(visit.links.root + "/sparql")
    dataset = NamedNode(visit.links.iri("id/dataset"))
    default = NamedNode(visit.links.iri("id/dataset#default"))
    yield Triple(service, RDF_TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF_TYPE, _sd("Graph"))
    label = NamedNode(PREFIXES["rdfs"] + "label")
    for language, text in (("zh", "水保知识图谱"), ("en", "the Shuibao knowledge graph")):
        yield Triple(dataset, label, Literal(text, language=language))
    graphs = visit.opened.release.manifest.graphs if visit.opened.release else ()
    for name in graphs:
        # IRIs all the way: a release has no blank nodes, and its description needs none.
        graph = NamedNode(name)
        node = NamedNode(f"{dataset.value}#{graph.value.removeprefix(visit.opened.base)}")
        yield Triple(dataset, _sd("namedGraph"), node)
        yield Triple(node, RDF_TYPE, _sd("NamedGraph"))
        yield Triple(node, _sd("name"), graph)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
