"""HermiT and the CONSTRUCT rules agree where they overlap; real plans are consistent.

They overlap in classes, superproperties, inverses, chains and transitivity. What else the rules
conclude is beyond OWL: presumptions that yield to an explicit 牵头, gaps (something is absent),
computed values, minted nodes. Those conclusions are given to the reasoner as facts.
"""

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.iri import graph as graph_iri
from graph.store import Store
from ontology.errors import InconsistentError
from ontology.files import folder
from ontology.reasoning import Statement, check_consistent, ontology_quads, reason
from queries.inference import infer

OWL = "http://www.w3.org/2002/07/owl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SB = "https://w3id.org/shuibao/ontology#"
FILES = {"ontology": "vocabulary", "concepts": "concepts", "alignments": "alignments"}
# The rules whose conclusions OWL draws too; of `topics` the primary one needs a rank compared.
SHARED = (
    "inverse-properties", "lies-in", "responsibility", "topics", "superclasses", "superproperties",
)  # fmt: skip


def example() -> list[Quad]:
    """One made-up plan in two versions with its divisions and laws, as read."""
    (file,) = folder("examples", ".trig")
    wanted = ("/graph/divisions", "/graph/laws", "/graph/plan/990300/")
    return [q for q in file.quads() if any(name in str(q.graph_name) for name in wanted)]


@cache
def concluded() -> dict[str, list[Quad]]:
    """What the rules conclude from the example, by rule."""
    store = Store()
    store.load(example())
    for name, where in FILES.items():
        for file in folder(where):
            store.load(
                Quad(q.subject, q.predicate, q.object, graph_iri(name)) for q in file.quads()
            )
    return infer(store)


@pytest.fixture(scope="module")
def by_rules() -> set[Statement]:
    """What was read or concluded about the individuals of the example."""
    found = [*example(), *(quad for quads in concluded().values() for quad in quads)]
    return overlap(triples(found))


@pytest.fixture(scope="module")
def by_reasoner() -> set[Statement]:
    """What HermiT makes of what was read and of the conclusions that are beyond OWL."""
    beyond = [q for name, quads in concluded().items() if name not in SHARED for q in quads]
    primary = [q for q in concluded()["topics"] if q.predicate.value == SB + "primaryTopic"]
    given = [*ontology_quads(), *example(), *beyond, *primary]
    return overlap(reason(given).statements())


def triples(quads: list[Quad]) -> set[Statement]:
    """The statements between IRIs."""
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


@cache
def vocabulary() -> frozenset[str]:
    """Classes and object properties that the vocabulary or an alignment declares."""
    return frozenset(
        subject
        for where in ("vocabulary", "alignments")
        for file in folder(where)
        for subject, predicate, kind in triples(file.quads())
        if predicate == TYPE and kind in (OWL + "Class", OWL + "ObjectProperty")
    )


def overlap(statements: set[Statement]) -> set[Statement]:
    """The statements in declared terms about individuals other than the code lists."""
    return {
        (subject, predicate, target)
        for subject, predicate, target in statements
        if (target if predicate == TYPE else predicate) in vocabulary()
        and "/shuibao/concepts/" not in subject
        and "/shuibao/ontology" not in subject
    }


def test_what_the_reasoner_concludes_the_rules_conclude(
    by_rules: set[Statement], by_reasoner: set[Statement]
) -> None:
    assert len(by_reasoner) > 500
    assert by_reasoner - by_rules - triples(ontology_quads()) == set()


def test_what_the_rules_conclude_the_reasoner_concludes(
    by_rules: set[Statement], by_reasoner: set[Statement]
) -> None:
    assert by_rules - by_reasoner == set()


@pytest.mark.parametrize(
    "predicate",
    [
        TYPE,
        SB + "leads",
        SB + "responsibleFor",
        SB + "cooperatesOn",
        SB + "hasTopic",
        SB + "hasFact",
        SB + "liesIn",
        "http://data.europa.eu/eli/ontology#is_part_of",
        "http://www.w3.org/ns/org#classification",
        "http://www.w3.org/ns/prov#wasDerivedFrom",
        "http://www.opengis.net/ont/geosparql#sfWithin",
        "http://purl.org/linked-data/sdmx/2009/dimension#refArea",
    ],
)
def test_the_example_puts_the_agreement_to_the_test(
    predicate: str, by_reasoner: set[Statement]
) -> None:
    """Statements that were only concluded, never read."""
    read = triples(example())
    assert any(p == predicate and (s, p, o) not in read for s, p, o in by_reasoner)


def plans_of(shipped: Path) -> list[Quad]:
    data = shipped / "current" / "dataset.nq"
    return [
        quad
        for quad in parse(path=str(data), format=RdfFormat.N_QUADS)
        if "/id/graph/plan/" in str(quad.graph_name)
    ]


def test_the_shipped_plans_are_consistent_with_the_ontology(shipped: Path) -> None:
    plans = plans_of(shipped)
    assert len({str(quad.graph_name) for quad in plans}) == 5
    check_consistent([*ontology_quads(), *plans])


def test_one_wrong_statement_in_a_real_plan_is_a_contradiction(shipped: Path) -> None:
    plans = plans_of(shipped)
    role = NamedNode(SB + "role")
    assignment = next(quad for quad in plans if quad.predicate == role)
    wrong = Quad(assignment.subject, NamedNode(TYPE), NamedNode(SB + "Evidence"))
    with pytest.raises(InconsistentError, match="contradict"):
        check_consistent([*ontology_quads(), *plans, wrong])
