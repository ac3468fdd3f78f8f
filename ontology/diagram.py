"""A class diagram of the vocabulary in Mermaid's notation."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, Graph, Node, URIRef

from ontology.files import own_vocabulary
from ontology.terms import namespace


def class_diagram() -> list[str]:
    """The lines of a diagram: every subclass, and the object properties between two classes.

    A property is drawn where the vocabulary gives its domain and its range; the labels of the
    classes stand in the pages.
    """
    graph = Graph()
    for file in own_vocabulary():
        graph.parse(data=file.text, format="turtle")
    classes = {node for node in graph.subjects(RDF.type, OWL.Class) if _own(node)}
    below = [
        f"    {_name(upper)} <|-- {_name(lower)}"
        for lower, upper in graph.subject_objects(RDFS.subClassOf)
        if {lower, upper} <= classes
    ]
    between = [
        f"    {_name(graph.value(prop, RDFS.domain))} --> {_name(graph.value(prop, RDFS.range))}"
        f" : {_name(prop)}"
        for prop in graph.subjects(RDF.type, OWL.ObjectProperty)
        if {graph.value(prop, RDFS.domain), graph.value(prop, RDFS.range)} <= classes
    ]
    return ["classDiagram", *sorted(below), *sorted(between)]


def _own(node: Node) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(namespace())


def _name(node: Node | None) -> str:
    return str(node).removeprefix(namespace())
