"""Every shape, and every property shape, has a graph that passes and one that it alone refuses."""

from collections.abc import Iterable
from functools import cache

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.files import RdfFile, document_shapes, folder, own_vocabulary
from ontology.terms import namespace, terms

SHAPES = namespace()[:-1] + "/shapes#"
META = tuple(file for file in folder("shapes") if file.name == "shapes/meta.ttl")


def graph_of(files: Iterable[RdfFile]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(data=file.text, format="turtle")
    return graph


@cache
def document_graph() -> Graph:
    return graph_of(document_shapes())


@cache
def meta_graph() -> Graph:
    return graph_of(META)


def broken_shapes(data: Graph, shapes: Graph) -> set[str]:
    """Local names of the shapes (property shapes too) that the data break, warnings included."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {str(s).removeprefix(SHAPES) for s in report.objects(None, SH.sourceShape)}


def node_shapes(shapes: Graph) -> list[URIRef]:
    """Shapes with a target, by name."""
    targets = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
    return sorted({s for t in targets for s in shapes.subjects(t) if isinstance(s, URIRef)})


def aimed_by(shape: URIRef) -> Graph:
    """The ontology's shapes with one of them alone looking at anything."""
    shapes = graph_of(META)
    for other in node_shapes(shapes):
        if other != shape:
            shapes.remove((other, SH.targetClass, None))
            shapes.remove((other, SH.targetSubjectsOf, None))
    return shapes


def shape_name(file: RdfFile) -> str:
    """`examples/failing/lead-statement.ttl` -> `LeadStatementShape`."""
    stem = file.name.rsplit("/", 1)[1].removesuffix(".ttl")
    return "".join(word.capitalize() for word in stem.split("-")) + "Shape"


def examples(kind: str) -> list[RdfFile]:
    return list(folder(f"examples/{kind}"))


def named(file: RdfFile) -> str:
    return file.name.removeprefix("examples/")


@pytest.mark.parametrize("file", examples("conforming"), ids=named)
def test_a_conforming_example_breaks_nothing(file: RdfFile) -> None:
    assert broken_shapes(graph_of([file]), document_graph()) == set()


@pytest.mark.parametrize("file", examples("failing"), ids=named)
def test_a_failing_example_breaks_its_shape_only(file: RdfFile) -> None:
    broken = broken_shapes(graph_of([file]), document_graph())
    assert {name.partition("-")[0] for name in broken} == {shape_name(file)}


@pytest.mark.parametrize("file", examples("meta/conforming"), ids=named)
def test_a_conforming_ontology_breaks_nothing(file: RdfFile) -> None:
    assert broken_shapes(graph_of([file]), meta_graph()) == set()


@pytest.mark.parametrize("file", examples("meta/failing"), ids=named)
def test_a_failing_ontology_breaks_its_shape_only(file: RdfFile) -> None:
    data = graph_of([file])
    broken = {
        str(shape).removeprefix(SHAPES)
        for shape in node_shapes(meta_graph())
        if broken_shapes(data, aimed_by(shape))
    }
    assert broken == {shape_name(file)}


def test_every_shape_has_both_examples() -> None:
    for shapes, prefix in ((document_graph(), ""), (meta_graph(), "meta/")):
        wanted = {str(shape).removeprefix(SHAPES) for shape in node_shapes(shapes)}
        assert {shape_name(f) for f in examples(prefix + "conforming")} == wanted
        assert {shape_name(f) for f in examples(prefix + "failing")} == wanted


def focus_of(shape: URIRef, data: Graph) -> URIRef:
    """A node of the data that the shape looks at, the first by name."""
    shapes = document_graph()
    seen = {str(n) for c in shapes.objects(shape, SH.targetClass) for n in data.subjects(None, c)}
    for path in shapes.objects(shape, SH.targetObjectsOf):
        seen |= {str(n) for _, p, n in data if p == path}
    for path in shapes.objects(shape, SH.targetSubjectsOf):
        seen |= {str(n) for n, p, _ in data if p == path}
    return URIRef(min(seen))


def with_properties() -> list[str]:
    shapes = document_graph()
    own = set(shapes.subjects(SH.property))
    return [str(s).removeprefix(SHAPES) for s in node_shapes(shapes) if s in own]


def example_of(shape: str) -> Graph:
    (file,) = (f for f in examples("conforming") if shape_name(f) == shape)
    return graph_of([file])


@pytest.mark.parametrize("name", with_properties())
def test_every_property_shape_refuses_a_value_of_the_wrong_kind(name: str) -> None:
    shapes, shape, data = document_graph(), URIRef(SHAPES + name), example_of(name)
    focus = focus_of(shape, data)
    for constraint in shapes.objects(shape, SH.property):
        path = URIRef(str(shapes.value(constraint, SH.path)))
        if path != RDF.type:
            data.remove((focus, path, None))
        data.add((focus, path, Literal("x", datatype=XSD.anyURI)))
    expected = {str(c).removeprefix(SHAPES) for c in shapes.objects(shape, SH.property)}
    assert expected <= broken_shapes(data, shapes)


@pytest.mark.parametrize("name", with_properties())
def test_every_required_property_is_missed(name: str) -> None:
    shapes, shape, data = document_graph(), URIRef(SHAPES + name), example_of(name)
    focus, expected = focus_of(shape, data), set()
    for constraint in shapes.objects(shape, SH.property):
        path = URIRef(str(shapes.value(constraint, SH.path)))
        if shapes.value(constraint, SH.minCount) and path != RDF.type:
            data.remove((focus, path, None))
            expected.add(str(constraint).removeprefix(SHAPES))
    assert expected <= broken_shapes(data, shapes)


def test_a_target_may_not_stand_in_a_measure_and_a_section() -> None:
    data = example_of("TargetShape")
    (target,) = data.subjects(RDF.type, URIRef(namespace() + "Target"))
    (section,) = data.subjects(RDF.type, URIRef(namespace() + "Section"))
    data.add((target, URIRef(namespace() + "inSection"), section))
    assert broken_shapes(data, document_graph()) == {"TargetShape"}


def test_a_blank_node_is_refused() -> None:
    data = example_of("PlaceShape")
    data.parse(data="[] a <https://w3id.org/shuibao/ontology#Place> .", format="turtle")
    assert "NodeShape" in broken_shapes(data, document_graph())


def test_a_name_that_nothing_describes_is_refused() -> None:
    data = example_of("AssignmentShape")
    (body,) = data.subjects(RDF.type, URIRef(namespace() + "Agency"))
    data.remove((body, None, None))
    assert {"BodyShape-type", "BodyShape-name"} <= broken_shapes(data, document_graph())


@pytest.mark.parametrize("severity", [SH.Violation, SH.Warning])
def test_every_constraint_tells_in_both_languages_what_to_do(severity: URIRef) -> None:
    shapes = document_graph()
    constraints = set(shapes.subjects(SH.severity, severity))
    assert constraints
    for constraint in constraints:
        told = shapes.value(constraint, SH.sparql) or constraint
        languages = [m.language for m in shapes.objects(told, SH.message) if isinstance(m, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"], constraint


def test_code_lists_in_shapes_are_those_of_the_schemes() -> None:
    shapes, lists = document_graph(), graph_of(folder("concepts"))
    seen = set()
    for constraint, head in shapes.subject_objects(SH["in"]):
        members = list(Collection(shapes, head))
        allowed = {node for node in members if (node, RDF.type, SKOS.Concept) in lists}
        if not allowed or (constraint, SH.path, None) not in shapes:
            continue
        (scheme,) = {lists.value(node, SKOS.inScheme) for node in allowed}
        concepts = set(lists.subjects(SKOS.inScheme, scheme))
        if str(scheme).endswith("/topic"):
            # Measures carry topics; the sections above them only order the list.
            concepts = {node for node in concepts if (node, SKOS.broader, None) in lists}
        assert allowed == concepts, constraint
        seen.add(str(scheme).rsplit("/", 1)[1])
    assert {"role", "function", "topic", "unit", "indicator", "comparator"} <= seen


def test_every_class_is_looked_at_by_some_shape() -> None:
    shapes, vocabulary = document_graph(), graph_of(own_vocabulary())
    looked_at = set(shapes.objects(None, SH.targetClass))
    for term in terms().values():
        if term.kind == "Class" and term.file != "vocabulary/borrowed.ttl":
            cls = URIRef(namespace() + term.name)
            below = set(vocabulary.subjects(RDFS.subClassOf, cls))
            assert cls in looked_at or (below and below <= looked_at), term.name


def test_the_ontology_keeps_its_own_rules() -> None:
    data = graph_of([*own_vocabulary(), *folder("concepts")])
    assert len(set(data.subjects(RDF.type, OWL.Class))) > 20
    assert broken_shapes(data, meta_graph()) == set()


def test_the_ontology_without_a_label_breaks_its_rules() -> None:
    data = graph_of([*own_vocabulary(), *folder("concepts")])
    data.remove((URIRef(namespace() + "Duty"), RDFS.label, None))
    assert broken_shapes(data, meta_graph()) == {"Both-label"}
