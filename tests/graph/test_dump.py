"""Dumps: six formats, the same statements in each, the same bytes from any process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import parse
from rdflib import Dataset, Graph

from graph.dump import DUMPS, dumped, turtle, union
from graph.iri import graph
from graph.rdf import Literal, Quad, quads_of, sb, sorted_nquads
from graph.releases import Part

MakePart = Callable[..., Part]


@pytest.fixture
def quads(make_part: MakePart) -> list[Quad]:
    twice = [
        Quad(q.subject, q.predicate, q.object, graph("copy")) for q in quads_of(make_part(1).quads)
    ]
    return quads_of(sorted_nquads([*twice, *quads_of(make_part(1).quads)]))


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld"])
def test_formats_with_graphs_hold_every_quad(quads: list[Quad], name: str) -> None:
    data = dumped(quads, name)
    assert set(parse(data, format=DUMPS[name].rdf_format)) == set(quads)


@pytest.mark.parametrize("name", ["turtle", "ntriples"])
def test_formats_without_graphs_hold_the_union_once(quads: list[Quad], name: str) -> None:
    found = [q.triple for q in parse(dumped(quads, name), format=DUMPS[name].rdf_format)]
    assert len(found) == len(set(found)) == len(quads) / 2
    assert set(found) == {q.triple for q in quads}


def test_rdfxml_keeps_carriage_returns_and_marks_what_xml_cannot_carry(quads: list[Quad]) -> None:
    data = dumped(quads, "rdfxml")
    wanted = {(q.subject, q.predicate, str(q.object).replace("\\f", "\ufffd")) for q in quads}
    found = {
        (q.subject, q.predicate, str(q.object))
        for q in parse(data, format=DUMPS["rdfxml"].rdf_format)
    }
    assert found == wanted
    assert len(Graph().parse(data=data, format="xml")) == len(wanted)


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_a_second_library_reads_the_same_number(quads: list[Quad], name: str) -> None:
    data = dumped(quads, name).decode()
    assert len(list(Dataset().parse(data=data, format=name).quads())) == len(quads)


def test_union_drops_repetitions_only() -> None:
    texts = [Literal("a"), Literal("a", language="zh"), Literal("a b")]
    some = [Quad(sb("s"), sb("p"), t, graph(g)) for t in texts for g in ("one", "two")]
    triples = list(union(quads_of(sorted_nquads(some))))
    assert len(triples) == 3


def test_turtle_of_an_empty_set_is_still_turtle() -> None:
    assert quads_of(turtle([]), turtle=True) == []


_SCRIPT = """
import hashlib, sys
from graph.dump import DUMPS, dumped
from graph.rdf import quads_of
with open(sys.argv[1], "rb") as file:
    quads = quads_of(file.read())
for name in DUMPS:
    print(name, hashlib.sha256(dumped(quads, name)).hexdigest())
"""


def test_four_processes_write_the_same_bytes(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "dataset.nq"
    path.write_bytes(sorted_nquads(quads))
    command, root = [sys.executable, "-c", _SCRIPT, str(path)], Path(__file__).parents[2]
    outputs = {
        subprocess.run(command, check=True, capture_output=True, cwd=root, text=True).stdout
        for _ in range(4)
    }
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 6
