import pytest

from ontology.errors import DanglingImportError, IncompleteTermError, UndeclaredTermError
from ontology.files import RdfFile, folder
from ontology.terms import (
    check_all,
    check_complete,
    check_declared,
    check_imports,
    declared_in,
    namespace,
    terms,
    used_in,
    used_in_query,
)

HEAD = """\
@prefix sb: <https://w3id.org/shuibao/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def test_the_ontology_as_it_stands_may_be_used() -> None:
    check_all()
    assert len(terms()) > 120


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


def test_an_undeclared_term_is_named_with_file_and_line() -> None:
    file = RdfFile("shapes/x.ttl", HEAD + "<http://a/> sb:leeds <http://b/> .")
    with pytest.raises(UndeclaredTermError, match=r"^shapes/x\.ttl, line 6: sb:leeds is not in"):
        check_declared(file, used_in(file.quads()))


def test_a_dangling_import_is_named_with_file_and_line() -> None:
    file = RdfFile(
        "vocabulary/x.ttl",
        HEAD + "<http://a/> a owl:Ontology ;\n"
        "    owl:imports <https://w3id.org/shuibao/ontology/nowhere> .",
    )
    with pytest.raises(DanglingImportError, match=r"^vocabulary/x\.ttl, line 7: .*/nowhere>"):
        check_imports([*folder("vocabulary"), file])


def test_an_import_from_elsewhere_is_not_ours_to_provide() -> None:
    file = RdfFile("x.ttl", HEAD + "<http://a/> owl:imports <http://www.w3.org/ns/org> .")
    check_imports([file])


@pytest.mark.parametrize(
    ("without", "missing"),
    [('"规划"@zh, ', "label in 'zh'"), (', "A plan."@en', "definition in 'en'")],
)
def test_an_incomplete_term_is_named_with_file_and_line(without: str, missing: str) -> None:
    text = HEAD + (
        'sb:New a owl:Class ;\n    rdfs:label "规划"@zh, "plan"@en ;\n'
        '    skos:definition "文件。"@zh, "A plan."@en .\n'
    )
    check_complete(RdfFile("vocabulary/x.ttl", text))
    file = RdfFile("vocabulary/x.ttl", text.replace(without, ""))
    with pytest.raises(IncompleteTermError, match=rf"^vocabulary/x\.ttl, line 6: .*{missing}"):
        check_complete(file)
