"""VoID and DCAT: figures that agree with the data, and a link to every dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.dump import DUMPS
from graph.rdf import PREFIXES, DefaultGraph, Quad, quads_of
from graph.releases import Part, Release, Releases
from graph.store import Store

MakePart = Callable[..., Part]

_PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def _described(release: Release) -> Store:
    store = Store()
    quads = quads_of((release.path / "void.ttl").read_bytes(), turtle=True)
    store.load(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    return store


def test_counts_agree_with_queries(tmp_path: Path, make_part: MakePart) -> None:
    release = Releases(tmp_path).publish([make_part(1), make_part(2, 5)], {}, {}, "")
    about, data = _described(release), release.open()
    query = _PREFIX + "SELECT ?class ?n { ?p void:class ?class ; void:entities ?n }"
    stated = {row[0]: row[1] for row in about.select(query).cells()}
    classes = data.select("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")
    counted = {row[0]: row[1] for row in classes.cells()}
    assert stated == counted == {PREFIXES["sb"] + "Plan": 2, PREFIXES["sb"] + "Measure": 8}
    query = (
        _PREFIX + "SELECT ?p ?n ?s ?o { ?x void:property ?p ; void:triples ?n ;"
        " void:distinctSubjects ?s ; void:distinctObjects ?o }"
    )
    stated_properties = set(about.select(query).cells())
    counted_properties = set(
        data.select(
            "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?a) AS ?s) (COUNT(DISTINCT ?b) AS ?o)"
            " { ?a ?p ?b } GROUP BY ?p"
        ).cells()
    )
    assert stated_properties == counted_properties
    assert len(stated_properties) == 4


def test_every_dump_is_listed_with_its_true_size(tmp_path: Path, make_part: MakePart) -> None:
    release = Releases(tmp_path).publish([make_part(1)], {}, {}, "")
    query = _PREFIX + "SELECT ?url ?size { ?d dcat:downloadURL ?url ; dcat:byteSize ?size }"
    listed = {
        str(url).rsplit("/")[-1]: int(str(size))
        for url, size in _described(release).select(query).cells()
    }
    assert listed == {release.dump(name).name: release.dump(name).stat().st_size for name in DUMPS}
