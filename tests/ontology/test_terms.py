import pytest

from ontology.files import RdfFile, folder
from ontology.terms import declared_in, namespace, terms, used_in, used_in_query

HEAD = """\
@prefix sb: <https://w3id.org/shuibao/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def test_the_namespace_comes_from_the_aggregator() -> None:
    assert namespace() == "https://w3id.org/shuibao/ontology#"


def test_terms_know_their_kind_and_file() -> None:
    assert terms()["Duty"].kind == "Class"
    assert terms()["bearer"].kind == "ObjectProperty"
    assert terms()["bearerText"].kind == "DatatypeProperty"
    assert terms()["bearer"].file == "vocabulary/duties.ttl"


def test_no_term_is_declared_twice() -> None:
    names = [t.name for file in folder("vocabulary") for t in declared_in(file)]
    assert len(names) == len(set(names))


def test_used_in_sees_subjects_predicates_objects_and_the_sparql_of_shapes() -> None:
    text = HEAD + 'sb:A sb:b sb:C . <http://x/> sh:select "SELECT * { ?s sb:d ?o }" .'
    assert used_in(RdfFile("x.ttl", text).quads()) == {"A", "b", "C", "d"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?x a sb:Plan }", {"Plan"}),
        ("SELECT * { ?x a <https://w3id.org/shuibao/ontology#Plan> }", {"Plan"}),
        ("SELECT * { ?x sb:a/sb:b ?y } # sb:comment", {"a", "b"}),
        ('SELECT * { ?x ?p "sb:text", \'sb:text\', """sb:text""" }', set()),
        ("PREFIX sb: <https://w3id.org/shuibao/ontology#> ASK {}", set()),
        ("SELECT * { ?x <http://other#sb:no> ?y }", set()),
    ],
)
def test_used_in_query(query: str, expected: set[str]) -> None:
    assert used_in_query(query) == expected
