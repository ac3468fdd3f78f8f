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
from ontology.divisions import Division, load_divisions
from ontology.files import RdfFile, folder
from ontology.laws import Law, load_laws

_NOTATION = NamedNode(f"{PREFIXES['skos']}notation")
_INTEGER = NamedNode(f"{PREFIXES['xsd']}integer")
_DATE = NamedNode(f"{PREFIXES['xsd']}date")
_FILES = {"ontology": "vocabulary", "concepts": "concepts", "alignments": "alignments"}


@cache
def background() -> dict[str, bytes]:
    """The background graphs as sorted N-Quads, by the name of the graph."""
    graphs = {name: _from_files(name, folder(where)) for name, where in _FILES.items()}
    graphs["divisions"] = sorted_nquads(_divisions())
    graphs["laws"] = sorted_nquads(_laws())
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
        yield Quad(node, sb("divisionLevel"), Literal(newest.level), graph)
        parent = table.parent_of(code)
        if parent is not None:
            yield Quad(node, sb("within"), iri.division(parent.code), graph)
        years = (("validFromYear", rows[0].valid_from), ("validUntilYear", newest.valid_until))
        for local, year in years:
            if year is not None:
                yield Quad(node, sb(local), Literal(str(year), datatype=_INTEGER), graph)


def law_iri(law: Law) -> NamedNode:
    """The work's node: one for all citations that the law table recognises."""
    # Order numbers (主席令第39号) begin anew with every term of office; only 〔2022〕 names a year.
    number = law.number if re.search(r"[〔\[（]\d{4}", law.number) else None
    return iri.work(number, law.title)


def _laws() -> Iterator[Quad]:
    graph, laws = iri.graph("laws"), load_laws()
    for law in laws:
        node = law_iri(law)
        for cls in ("Law", "Work"):
            yield Quad(node, RDF_TYPE, sb(cls), graph)
        yield Quad(node, RDFS_LABEL, _zh(law.title), graph)
        yield Quad(node, sb("title"), _zh(law.title), graph)
        yield from _law_details(node, law, graph)
        if law.superseded_by:
            newer = laws.find(law.superseded_by)
            if newer is not None:
                yield Quad(node, sb("replacedBy"), law_iri(newer), graph)


def _law_details(node: NamedNode, law: Law, graph: NamedNode) -> Iterator[Quad]:
    kind = "regulation" if law.kind == "rule" else law.kind
    yield Quad(node, sb("workKind"), iri.concept("work-kind", kind), graph)
    yield Quad(node, sb("level"), iri.concept("level", law.level), graph)
    if law.number:
        yield Quad(node, sb("documentNumber"), Literal(law.number), graph)
    for issuer in law.issuer.split("、") if law.issuer else []:
        yield Quad(node, sb("issuerName"), _zh(issuer), graph)
    for local, day in (("inForceFrom", law.in_force), ("inForceUntil", law.repealed_on)):
        if day is not None:
            yield Quad(node, sb(local), Literal(day.isoformat(), datatype=_DATE), graph)
