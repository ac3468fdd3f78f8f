"""What a release says about itself to machines: VoID statistics and a DCAT catalogue entry.

VoID (W3C Interest Group Note, 2011) counts classes and properties over the union of the graphs;
DCAT 3 lists each dump with media type, size and checksum (SPDX). Turtle, no blank nodes.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from graph.dump import DUMPS, turtle, union
from graph.manifest import FileEntry
from graph.rdf import (
    BASE,
    PREFIXES,
    RDF_TYPE,
    Literal,
    NamedNode,
    Quad,
    Triple,
    compact,
    expand,
)

_SPDX = "http://spdx.org/rdf/terms#"
_SHA256 = NamedNode(_SPDX + "checksumAlgorithm_sha256")
_IANA = "https://www.iana.org/assignments/media-types/"
_TITLE = {
    "zh": "水保：水土保持规划政策知识图谱",
    "en": "Shuibao: soil and water conservation plans of China",
}


def describe(
    quads: Iterable[Quad], release: str, files: Mapping[str, FileEntry], base: str = BASE
) -> bytes:
    """The description of a release as Turtle; quads come in the order of canonical N-Quads.

    The dataset is `id/dataset`, the release `id/dataset/<release>`; dumps are expected under
    `<base>data/<release>/`.
    """
    dataset = NamedNode(f"{base}id/dataset")
    version = NamedNode(f"{base}id/dataset/{release}")
    triples = list(union(quads))
    found = [*_catalogue(dataset, version, release, base), *_statistics(version, triples, base)]
    for name, dump in DUMPS.items():
        if dump.file in files:
            found += _distribution(version, name, files[dump.file], base)
    return turtle(found, base)


def _catalogue(dataset: NamedNode, version: NamedNode, release: str, base: str) -> Iterable[Triple]:
    catalogue = NamedNode(f"{base}id/catalogue")
    yield _t(catalogue, RDF_TYPE, expand("dcat:Catalog"))
    yield _t(catalogue, expand("dcat:dataset"), dataset)
    yield _t(dataset, RDF_TYPE, expand("dcat:Dataset"))
    yield _t(dataset, expand("dcat:hasVersion"), version)
    for kind in ("dcat:Dataset", "void:Dataset"):
        yield _t(version, RDF_TYPE, expand(kind))
    yield _t(version, expand("dcat:version"), Literal(release))
    yield _t(version, expand("dcat:isVersionOf"), dataset)
    yield _t(version, expand("void:sparqlEndpoint"), NamedNode(f"{base}sparql"))
    yield _t(version, expand("void:uriSpace"), Literal(base))
    for language in ("zh", "en"):
        yield _t(version, expand("dcterms:language"), Literal(language))
    for node in (catalogue, dataset, version):
        for language, title in _TITLE.items():
            yield _t(node, expand("dcterms:title"), Literal(title, language=language))


def _distribution(version: NamedNode, name: str, entry: FileEntry, base: str) -> Iterable[Triple]:
    """One dump: where it is, its media type, size in bytes and SHA-256."""
    dump = DUMPS[name]
    node = NamedNode(f"{version.value}/{name}")
    checksum = NamedNode(f"{node.value}/checksum")
    release, file = version.value.rsplit("/", 1)[-1], dump.file.rsplit("/", 1)[-1]
    url = NamedNode(f"{base}data/{release}/{file}")
    yield _t(version, expand("dcat:distribution"), node)
    yield _t(version, expand("void:dataDump"), url)
    yield _t(node, RDF_TYPE, expand("dcat:Distribution"))
    yield _t(node, expand("dcterms:title"), Literal(file))
    yield _t(node, expand("dcat:downloadURL"), url)
    yield _t(node, expand("dcat:mediaType"), NamedNode(_IANA + dump.media_type))
    yield _t(node, expand("dcat:byteSize"), _number(entry.size, "nonNegativeInteger"))
    yield _t(node, NamedNode(_SPDX + "checksum"), checksum)
    yield _t(checksum, RDF_TYPE, NamedNode(_SPDX + "Checksum"))
    yield _t(checksum, NamedNode(_SPDX + "algorithm"), _SHA256)
    value = Literal(entry.sha256, datatype=NamedNode(PREFIXES["xsd"] + "hexBinary"))
    yield _t(checksum, NamedNode(_SPDX + "checksumValue"), value)


def _statistics(version: NamedNode, triples: list[Triple], base: str) -> Iterable[Triple]:
    """Counts of the whole, of every class and of every property."""
    classes = Counter(str(t.object)[1:-1] for t in triples if t.predicate == RDF_TYPE)
    properties = Counter(t.predicate.value for t in triples)
    subjects: dict[str, set[str]] = defaultdict(set)
    objects: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        subjects[triple.predicate.value].add(str(triple.subject))
        objects[triple.predicate.value].add(str(triple.object))
    yield _count(version, "void:triples", len(triples))
    yield _count(version, "void:classes", len(classes))
    yield _count(version, "void:properties", len(properties))
    yield _count(version, "void:distinctSubjects", len(set().union(*subjects.values())))
    yield _count(version, "void:distinctObjects", len(set().union(*objects.values())))
    for iri, count in classes.items():
        node = NamedNode(f"{version.value}/class/{_local(iri, base)}")
        yield _t(version, expand("void:classPartition"), node)
        yield _t(node, expand("void:class"), NamedNode(iri))
        yield _count(node, "void:entities", count)
    for iri, count in properties.items():
        node = NamedNode(f"{version.value}/property/{_local(iri, base)}")
        yield _t(version, expand("void:propertyPartition"), node)
        yield _t(node, expand("void:property"), NamedNode(iri))
        yield _count(node, "void:triples", count)
        yield _count(node, "void:distinctSubjects", len(subjects[iri]))
        yield _count(node, "void:distinctObjects", len(objects[iri]))


def _local(iri: str, base: str) -> str:
    """A name for a partition: the prefixed name with a hyphen, or a hash where no prefix fits."""
    short = compact(iri, base)
    if short == iri:
        return hashlib.sha256(iri.encode()).hexdigest()[:12]
    return short.replace(":", "-", 1).replace("/", "-")


def _count(node: NamedNode, curie: str, number: int) -> Triple:
    return _t(node, expand(curie), _number(number, "integer"))


def _number(number: int, kind: str) -> Literal:
    return Literal(str(number), datatype=NamedNode(PREFIXES["xsd"] + kind))


def _t(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Triple:
    return Triple(subject, predicate, value)
