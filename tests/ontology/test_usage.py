"""The vocabulary against a real release: what the data use is declared, and told where not."""

from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.terms import namespace
from ontology.usage import usage

_DECLARING = ("/id/graph/ontology", "/id/graph/alignments", "/id/graph/concepts")


def data_of(shipped: Path) -> list[Quad]:
    """The statements of the release but for those of the ontology itself."""
    quads = parse(path=str(shipped / "current" / "dataset.nq"), format=RdfFormat.N_QUADS)
    return [
        quad
        for quad in quads
        if isinstance(quad.graph_name, NamedNode) and not quad.graph_name.value.endswith(_DECLARING)
    ]


def test_a_release_uses_nothing_undeclared_and_most_of_what_is_declared(shipped: Path) -> None:
    found = usage(data_of(shipped))
    assert found.undeclared == ()
    assert found.undefined == ()
    # Five plans need not show every term; most they do.
    assert len(found.unused) < 20
    assert not {"Plan", "Measure", "Lead", "Similarity", "between", "leads"} & set(found.unused)


def test_an_undeclared_term_and_an_undefined_concept_are_told() -> None:
    measure = NamedNode("https://example.org/measure")
    odd = NamedNode(namespace() + "leeds")
    concept = NamedNode("https://w3id.org/shuibao/concepts/role/leed")
    found = usage(
        [Quad(measure, odd, concept), Quad(measure, NamedNode(namespace() + "role"), odd)]
    )
    assert found.undeclared == ("leeds",)
    assert found.undefined == (concept.value,)
    assert "role" not in found.unused
    assert "leads" in found.unused
