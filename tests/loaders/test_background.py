"""Background graphs: all there, sorted, and only what a document names for its validation."""

import pytest

from graph import iri
from graph.rdf import BASE
from loaders.background import background, divisions_of, laws_of


def test_every_graph_is_there_and_sorted() -> None:
    graphs = background()
    assert set(graphs) == {"ontology", "concepts", "alignments", "divisions", "laws"}
    for name, content in graphs.items():
        lines = content.splitlines()
        assert lines
        assert lines == sorted(set(lines))
        ending = f" <{iri.graph(name).value}> .".encode()
        assert all(line.endswith(ending) for line in lines)


def _named(code: str) -> bytes:
    return f"<x:a> <x:b> <{BASE}id/division/{code}> <x:g> .\n".encode()


def test_a_county_brings_what_lies_above_it() -> None:
    found = divisions_of(_named("420527")).decode()
    codes = {line.split("/division/")[1][:6] for line in found.splitlines()}
    assert codes == {"420527", "420500", "420000"}


@pytest.mark.parametrize("quads", [b"", b"<x:a> <x:b> <x:c> <x:g> .\n", _named("999999")])
def test_documents_that_name_no_division_bring_none(quads: bytes) -> None:
    assert divisions_of(quads) == b""


def test_laws_bring_their_dates_only_where_named() -> None:
    subject = next(
        line.split(b" ", 1)[0]
        for line in background()["laws"].splitlines()
        if b"#inForceFrom>" in line
    )
    found = laws_of(b"<x:a> <x:b> " + subject + b" <x:g> .\n")
    assert found
    assert all(line.startswith(subject + b" ") for line in found.splitlines())
    assert b"#inForceFrom>" in found
    assert laws_of(b"<x:a> <x:b> <x:c> <x:g> .\n") == b""
