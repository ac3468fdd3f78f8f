"""Which of the declared terms and concepts a data set uses, and what it uses undeclared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from ontology.files import folder
from ontology.terms import namespace, terms


@dataclass(frozen=True, slots=True)
class Usage:
    """Terms (local names) and concepts (IRIs) of a data set against the vocabulary.

    `undeclared` and `undefined` are faults of the data or gaps of the vocabulary; `unused` only
    tells what this data set did not need.
    """

    undeclared: tuple[str, ...]
    undefined: tuple[str, ...]
    unused: tuple[str, ...]


def usage(quads: Iterable[Quad]) -> Usage:
    """What the statements use; leave out the graphs of the ontology itself, which declare all."""
    used = {
        node.value
        for quad in quads
        for node in (quad.subject, quad.predicate, quad.object)
        if isinstance(node, NamedNode)
    }
    start = namespace()
    concepts_start = start.removesuffix("ontology#") + "concepts/"
    names = {iri.removeprefix(start) for iri in used if iri.startswith(start)}
    concepts = {iri for iri in used if iri.startswith(concepts_start)}
    return Usage(
        undeclared=tuple(sorted(names - set(terms()))),
        undefined=tuple(sorted(concepts - _defined())),
        unused=tuple(sorted(set(terms()) - names)),
    )


def _defined() -> set[str]:
    """The IRIs that some code list describes."""
    return {
        quad.subject.value
        for file in folder("concepts")
        for quad in file.quads()
        if isinstance(quad.subject, NamedNode)
    }
