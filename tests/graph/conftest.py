"""Small real documents as quads, for the tests of the graph floor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.iri import part, plan, plan_graph
from graph.rdf import RDF_TYPE, RDFS_LABEL, Literal, Quad, sb, sorted_nquads
from graph.releases import Part

MakePart = Callable[..., Part]


@pytest.fixture
def make_part() -> MakePart:
    """A maker of documents: a number, how many measures, and a word that all titles carry."""

    def make(number: int, measures: int = 3, word: str = "治理") -> Part:
        node = plan("370600", f"烟政办字〔2024〕{number}号", None, "")
        graph = plan_graph(node)
        quads = [
            Quad(node, RDF_TYPE, sb("Plan"), graph),
            Quad(node, RDFS_LABEL, Literal(f"方案{number}", language="zh"), graph),
        ]
        for count in range(1, measures + 1):
            measure = part(node, "measure", str(count))
            title = Literal(f"{word}{count}\r\n\x0c末", language="zh")
            quads += [
                Quad(measure, RDF_TYPE, sb("Measure"), graph),
                Quad(measure, sb("title"), title, graph),
                Quad(measure, sb("inPlan"), node, graph),
            ]
        return Part(
            slug=f"370600-{number}",
            source=f"{number}.txt",
            sha256=f"{number:064x}",
            quads=sorted_nquads(quads),
            report={"measures": measures},
        )

    return make
