"""What documents point to and nobody reads from them: ontology, code lists, divisions, laws.

Each becomes a named graph of its own in every release, so that a query finds the label of a
function or the parent of a county beside the facts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from graph import iri
from graph.rdf import PREFIXES, RDF_TYPE, RDFS_LABEL, Literal, NamedNode, Quad, sb, sorted_nquads
from loaders.law_triples import law_quads
from ontology.divisions import Division, load_divisions
from ontology.files import RdfFile, folder

_NOTATION = NamedNode(f"{PREFIXES['skos']}notation")
_FORMER = NamedNode(f"{PREFIXES['skos']}altLabel")
_INTEGER = NamedNode(f"{PREFIXES['xsd']}integer")
#: What a document's validation asks of a law. The rest would stand beside the names and numbers
#: that the document itself prints, and count as a second one.
_OF_LAWS = ("inForceFrom", "inForceUntil", "amendedOn", "replacedBy", "articleCount")
_FILES = {"ontology": "vocabulary", "concepts": "concepts", "alignments": "alignments"}


@cache
def background() -> dict[str, bytes]:
    """The background graphs as sorted N-Quads, by the name of the graph."""
    graphs = {name: _from_files(name, folder(where)) for name, where in _FILES.items()}
    graphs["divisions"] = sorted_nquads(_divisions())
    graphs["laws"] = sorted_nquads(law_quads())
    return graphs


def _from_files(name: str, texts: tuple[RdfFile, ...]) -> bytes:
    graph = iri.graph(name)
    return sorted_nquads(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for text in texts
        for quad in text.quads()
    )


@cache
def _division_lines() -> dict[bytes, tuple[bytes, ...]]:
    """The N-Quads of each division, by its IRI in angle brackets."""
    lines: dict[bytes, list[bytes]] = defaultdict(list)
    for line in background()["divisions"].splitlines(keepends=True):
        lines[line.split(b" ", 1)[0]].append(line)
    return {node: tuple(found) for node, found in lines.items()}


def divisions_of(quads: bytes) -> bytes:
    """The N-Quads of the divisions that a document's N-Quads name, and of those above them."""
    known = _division_lines()
    waiting = {node for node in re.findall(rb"<[^<> ]*/division/\d{6}>", quads) if node in known}
    done: set[bytes] = set()
    while waiting:
        node = waiting.pop()
        done.add(node)
        above = re.findall(rb"<[^<> ]*/division/\d{6}>", b"".join(known[node]))
        waiting |= {name for name in above if name in known} - done
    return b"".join(line for node in sorted(done) for line in known[node])


@cache
def _law_lines() -> dict[bytes, tuple[bytes, ...]]:
    """The N-Quads that a document's validation needs of each law, by its IRI in brackets."""
    wanted = {str(sb(local)).encode() for local in _OF_LAWS}
    lines: dict[bytes, list[bytes]] = defaultdict(list)
    for line in background()["laws"].splitlines(keepends=True):
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in wanted:
            lines[subject].append(line)
    return {node: tuple(found) for node, found in lines.items()}


def laws_of(quads: bytes) -> bytes:
    """The dates, successors and numbers of articles of the laws that a document's N-Quads name."""
    known = _law_lines()
    named = sorted(set(re.findall(rb"<[^<> ]+>", quads)) & set(known))
    return b"".join(line for node in named for line in known[node])


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")


def _divisions() -> Iterator[Quad]:
    graph, table = iri.graph("divisions"), load_divisions()
    by_code: dict[str, list[Division]] = defaultdict(list)
    for division in table:
        by_code[division.code].append(division)
    for code, rows in by_code.items():
        node, newest = iri.division(code), rows[-1]
        yield Quad(node, RDF_TYPE, sb("Division"), graph)
        yield Quad(node, _NOTATION, Literal(code), graph)
        yield Quad(node, RDFS_LABEL, _zh(newest.name), graph)
        yield Quad(node, sb("name"), _zh(newest.name), graph)
        for name in sorted({row.name for row in rows} - {newest.name}):
            yield Quad(node, _FORMER, _zh(name), graph)
        yield Quad(node, sb("divisionLevel"), Literal(newest.level), graph)
        parent = table.parent_of(code)
        if parent is not None:
            yield Quad(node, sb("within"), iri.division(parent.code), graph)
        years = (("validFromYear", rows[0].valid_from), ("validUntilYear", newest.valid_until))
        for local, year in years:
            if year is not None:
                yield Quad(node, sb(local), Literal(str(year), datatype=_INTEGER), graph)
