"""What HermiT concludes from the ontology with the conforming examples as data, and what not."""

import tempfile
from pathlib import Path

import pytest

from ontology.errors import InconsistentError, ReasonerError
from ontology.files import RdfFile, folder
from ontology.reasoning import (
    Inferences,
    check_consistent,
    ontology_quads,
    quads_of,
    reason,
)
from ontology.terms import terms

PREFIXES = {
    "": "https://w3id.org/shuibao/id/plan/990100/yunzhengban-2024-1/",
    "c": "https://w3id.org/shuibao/concepts/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "https://w3id.org/shuibao/id/",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sb": "https://w3id.org/shuibao/ontology#",
}
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items() if name)
OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"

# Data beside the examples: what they leave out because their shapes do not need it.
MORE = HEAD + (
    "<https://w3id.org/shuibao/id/division/990101> a sb:Division ;\n"
    "    sb:within <https://w3id.org/shuibao/id/division/990100> .\n"
    "<https://w3id.org/shuibao/id/body/990100/ge-xian-ren-min-zheng-fu>\n"
    "    sb:hasMember <https://w3id.org/shuibao/id/body/990101/ren-min-zheng-fu> .\n"
    "<https://w3id.org/shuibao/id/helper> a sb:Assignment ;\n"
    "    sb:body <https://w3id.org/shuibao/id/body/990100/cai-zheng-ju> ;\n"
    "    sb:role <https://w3id.org/shuibao/concepts/role/cooperate> ;\n"
    f"    sb:ofMeasure <{PREFIXES['']}measure/1-1> .\n"
)

WATER = "id:body/990100/shui-wu-ju"
MONEY = "id:body/990100/cai-zheng-ju"

FOLLOWS = {
    "a measure is a provision": "sb:Measure rdfs:subClassOf sb:Provision",
    "a law is a work": "sb:Law rdfs:subClassOf sb:Work",
    "an agency is an organisation of PROV": "sb:Agency rdfs:subClassOf prov:Organization",
    "an agency is a formal organisation": "sb:Agency rdfs:subClassOf org:FormalOrganization",
    "a target is an observation": "sb:Target rdfs:subClassOf qb:Observation",
    "a target is an entity of PROV": "sb:Target rdfs:subClassOf prov:Entity",
    "a measure is part of a legal resource": "sb:Measure rdfs:subClassOf "
    "eli:LegalResourceSubdivision",
    "a primary topic is a topic": "sb:primaryTopic rdfs:subPropertyOf sb:hasTopic",
    "a primary topic is a subject": "sb:primaryTopic rdfs:subPropertyOf dcterms:subject",
    "within is spatial": "sb:within rdfs:subPropertyOf geo:sfWithin",
    "who is assigned to lead leads": f"{WATER} sb:leads :measure/1-1",
    "who is assigned to cooperate cooperates": f"{MONEY} sb:cooperatesOn :measure/1-1",
    "a measure cites what its citation cites": ":measure/1-1 sb:citesWork id:work/sheng-fa-2023-5",
    "ELI sees the citation": ":measure/1-1 eli:cites id:work/sheng-fa-2023-5",
    "a measure has the topic assigned": ":measure/1-1 sb:hasTopic c:topic/T12",
    "ORG sees the function": f"{WATER} org:classification c:function/F01",
    "ORG sees the members": "id:body/990100/ge-xian-ren-min-zheng-fu org:hasMember "
    "id:body/990101/ren-min-zheng-fu",
    "a county lies in the province": "id:division/990101 sb:liesIn id:division/990000",
    "GeoSPARQL sees it": "id:division/990101 geo:sfWithin id:division/990000",
    "a duty that must be done is one of ODRL": ":duty/1 rdf:type odrl:Duty",
    "evidence selects by quote": ":evidence/duty rdf:type oa:TextQuoteSelector",
    "evidence selects by position": ":evidence/duty rdf:type oa:TextPositionSelector",
    "a target belongs to the data set": ":target/1 qb:dataSet id:dataset/targets",
    "a fact derives from its words": ":target/1 prov:wasDerivedFrom :evidence/target",
    "a conclusion derives from facts": ":lead/1-1-2 prov:wasDerivedFrom :assignment/1-1-1",
    "a provision is part of the plan": ":section/1 eli:is_part_of "
    "id:plan/990100/yunzhengban-2024-1",
    "a measure has its facts": ":measure/1-1 sb:hasFact :target/1",
    "who is a member is a body, by range": "id:body/990101/ren-min-zheng-fu rdf:type sb:Body",
}
FOLLOWS_NOT = {
    "a provision need not be a measure": "sb:Provision rdfs:subClassOf sb:Measure",
    "a body need not be an agency": "sb:Body rdfs:subClassOf sb:Agency",
    "a topic need not be primary": "sb:hasTopic rdfs:subPropertyOf sb:primaryTopic",
    "lying in is not being directly within": "id:division/990101 sb:within id:division/990000",
    "who cooperates does not lead": f"{MONEY} sb:leads :measure/1-1",
    "who leads does not cooperate": f"{WATER} sb:cooperatesOn :measure/1-1",
    "who leads does not merely answer": f"{WATER} sb:responsibleFor :measure/1-1",
    "a duty is no prohibition": ":duty/1 rdf:type odrl:Prohibition",
    "a place is no division": "id:place/990100/qing-xi rdf:type sb:Division",
    "the plan itself cites nothing": "id:plan/990100/yunzhengban-2024-1 sb:citesWork "
    "id:work/sheng-fa-2023-5",
}


def iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.fixture(scope="module")
def inferences() -> Inferences:
    data = [*folder("examples/conforming"), RdfFile("more.ttl", MORE)]
    return reason([*ontology_quads(), *quads_of(data)])


def test_the_ontology_with_its_examples_is_consistent_and_every_class_satisfiable(
    inferences: Inferences,
) -> None:
    assert inferences.unsatisfiable == ()
    classes = {name for name, term in terms().items() if term.kind == "Class"}
    assert len(classes) > 25
    for name in classes:
        assert inferences.entails(iri(f"sb:{name}"), iri("rdfs:subClassOf"), iri(f"sb:{name}"))


@pytest.mark.parametrize("statement", FOLLOWS.values(), ids=FOLLOWS.keys())
def test_follows(inferences: Inferences, statement: str) -> None:
    subject, predicate, target = statement.split()
    assert inferences.entails(iri(subject), iri(predicate), iri(target))


@pytest.mark.parametrize("statement", FOLLOWS_NOT.values(), ids=FOLLOWS_NOT.keys())
def test_does_not_follow(inferences: Inferences, statement: str) -> None:
    subject, predicate, target = statement.split()
    assert not inferences.entails(iri(subject), iri(predicate), iri(target))


@pytest.mark.parametrize(
    "statement",
    [
        "sb:Mesure rdfs:subClassOf sb:Provision",
        "sb:Measure rdfs:subClassOf sb:Provison",
        f"{WATER} sb:leeds :measure/1-1",
    ],
)
def test_a_misspelt_name_is_told_and_not_denied(inferences: Inferences, statement: str) -> None:
    subject, predicate, target = statement.split()
    with pytest.raises(ReasonerError, match="correct the"):
        inferences.entails(iri(subject), iri(predicate), iri(target))


def planted(text: str) -> list[RdfFile]:
    return [*folder("vocabulary"), *folder("axioms"), RdfFile("planted.ttl", HEAD + OWL + text)]


@pytest.mark.parametrize(
    "text",
    [
        "id:x a sb:Agency, sb:BodyGroup .",
        "id:x a sb:Target ; sb:value 1.0, 2.0 .",
        "id:x sb:ofMeasure id:y . id:y a sb:Section .",
    ],
    ids=["two disjoint classes", "two values of one", "a range against a class"],
)
def test_a_planted_contradiction_is_found_and_leaves_no_file(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InconsistentError, match="contradict"):
        reason(quads_of(planted(text)))
    assert list(tmp_path.iterdir()) == []


def test_a_planted_unsatisfiable_class_is_named() -> None:
    text = "sb:Odd a owl:Class ; rdfs:subClassOf sb:Agency, sb:BodyGroup ."
    assert reason(quads_of(planted(text))).unsatisfiable == (iri("sb:Odd"),)


def test_dates_do_not_stop_the_reasoner() -> None:
    date = '"2024-09-13"^^<http://www.w3.org/2001/XMLSchema#date>'
    found = reason(quads_of(planted(f"id:x a sb:Plan ; sb:issueDate {date} .")))
    assert found.entails(iri("id:x"), iri("rdf:type"), iri("sb:Plan"))


def test_what_is_not_owl_dl_is_refused_with_a_reason() -> None:
    odd = '"x"^^<http://example.org/no-such-datatype>'
    with pytest.raises(ReasonerError, match="HermiT could not reason"):
        reason(quads_of(planted(f"id:x sb:name {odd} .")))


def test_the_quick_check_finds_a_contradiction_and_refuses_what_is_not_owl_dl() -> None:
    check_consistent(quads_of(planted("id:x a sb:Agency .")))
    with pytest.raises(InconsistentError, match="contradict"):
        check_consistent(quads_of(planted("id:x a sb:Agency, sb:BodyGroup .")))
    odd = '"x"^^<http://example.org/no-such-datatype>'
    with pytest.raises(ReasonerError, match=r"HermiT could not reason: .*datatype"):
        check_consistent(quads_of(planted(f"id:x sb:name {odd} .")))


def test_no_name_is_a_class_and_something_else_at_once() -> None:
    quads = [*ontology_quads(), *quads_of(folder("examples/conforming"))]
    kinds: dict[str, set[str]] = {
        "Class": set(),
        "ObjectProperty": set(),
        "DatatypeProperty": set(),
    }
    things = set()
    for quad in quads:
        if quad.predicate.value == PREFIXES["rdf"] + "type":
            kind = str(quad.object).removesuffix(">").rpartition("#")[2]
            if "owl#" in str(quad.object):
                kinds.get(kind, set()).add(str(quad.subject))
            elif not kind.endswith("Property"):
                things.add(str(quad.subject))
    assert all(kinds.values())
    assert not kinds["Class"] & things
    assert not kinds["Class"] & (kinds["ObjectProperty"] | kinds["DatatypeProperty"])
    assert not kinds["ObjectProperty"] & kinds["DatatypeProperty"]
