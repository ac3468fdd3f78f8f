"""Competency questions: each gives its exact answer over the example, in two SPARQL engines."""

import csv
from decimal import Decimal, InvalidOperation

import pyoxigraph
import pytest
from rdflib import Dataset

from graph.iri import graph as graph_iri
from graph.rdf import Quad, sorted_nquads
from graph.store import Store
from graph.validation import Validator
from ontology.files import RdfFile, document_shapes, folder
from ontology.terms import namespace
from queries.inference import infer

EXAMPLE = next(f for f in folder("examples", ".trig") if f.name == "examples/questions.trig")
QUESTIONS = folder("questions", ".rq")
ANSWERS = {file.name: file for file in folder("questions", ".csv")}
Row = tuple[str, ...]


def stem(file: RdfFile) -> str:
    return file.name.removeprefix("questions/").removesuffix(".rq")


def plain(value: str) -> str:
    """A cell as both engines should give it: numbers without an empty decimal part."""
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return value


def expected(question: RdfFile) -> list[Row]:
    """The answer file's rows, its header first."""
    rows = csv.reader(ANSWERS[question.name.replace(".rq", ".csv")].text.splitlines())
    header, *cells = [tuple(row) for row in rows]
    return [header, *(tuple(plain(text) for text in row) for row in cells)]


def read() -> list[Quad]:
    """The plans of the example with the real vocabulary, code lists and alignments."""
    background = {"ontology": "vocabulary", "concepts": "concepts", "alignments": "alignments"}
    return [
        *EXAMPLE.quads(),
        *(
            Quad(quad.subject, quad.predicate, quad.object, graph_iri(name))
            for name, where in background.items()
            for file in folder(where)
            for quad in file.quads()
        ),
    ]


@pytest.fixture(scope="module")
def everything() -> list[Quad]:
    """What was read and what the rules conclude from it, as in a release."""
    store = Store()
    store.load(read())
    infer(store)
    return list(store.quads())


@pytest.fixture(scope="module")
def oxigraph(everything: list[Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(everything)
    return store


@pytest.fixture(scope="module")
def rdflib(everything: list[Quad]) -> Dataset:
    data = Dataset(default_union=True)
    data.parse(data=sorted_nquads(everything), format="nquads")
    return data


def answer(store: pyoxigraph.Store, question: str) -> list[Row]:
    solutions = store.query(question, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    header = tuple(variable.value for variable in solutions.variables)
    return [header, *(tuple(cell(s[name]) for name in header) for s in solutions)]


def cell(term: object) -> str:
    """A term's text; nothing where the query bound nothing."""
    if term is None:
        return ""
    assert isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return plain(term.value)


@pytest.mark.parametrize("question", QUESTIONS, ids=stem)
def test_oxigraph_gives_the_exact_answer(question: RdfFile, oxigraph: pyoxigraph.Store) -> None:
    assert answer(oxigraph, question.text) == expected(question)


@pytest.mark.parametrize("question", QUESTIONS, ids=stem)
def test_rdflib_gives_the_exact_answer(question: RdfFile, rdflib: Dataset) -> None:
    result = rdflib.query(question.text)
    names = result.vars or []
    rows = [tuple(plain(str(row.get(name, ""))) for name in names) for row in result.bindings]
    assert [tuple(map(str, names)), *rows] == expected(question)


def test_there_are_enough_questions_each_with_an_answer_and_nothing_else() -> None:
    assert len(QUESTIONS) >= 40
    assert {file.name.replace(".rq", ".csv") for file in QUESTIONS} == set(ANSWERS)


@pytest.mark.parametrize("question", QUESTIONS, ids=stem)
def test_every_question_is_put_in_both_languages_and_has_an_answer(question: RdfFile) -> None:
    first, second, *_ = question.text.splitlines()
    assert first.startswith("#+ summary: ")
    assert first.rstrip().endswith("?")
    assert second.startswith("#+ summary_zh: ")
    assert second.rstrip().endswith("？")
    assert len(expected(question)) > 1


FOREIGN = ["eli", "org", "prov", "qb", "qudt", "oa", "odrl", "dcat", "time", "geo"]


@pytest.mark.parametrize("name", FOREIGN)
def test_questions_in_foreign_terms_use_none_of_ours(name: str) -> None:
    asked = [file for file in QUESTIONS if stem(file).partition("-")[0] == name]
    assert asked
    for question in asked:
        assert f" {name}:" in question.text
        assert "sb:" not in question.text
        assert namespace() not in question.text


def test_the_answer_changes_with_the_data(everything: list[Quad]) -> None:
    """The comparison can fail: without the bases, who leads has another answer."""
    question = next(file for file in QUESTIONS if stem(file) == "lead-by-topic")
    store = pyoxigraph.Store()
    basis = pyoxigraph.NamedNode(namespace() + "basis")
    store.extend(quad for quad in everything if quad.predicate != basis)
    assert answer(store, question.text) != expected(question)


def test_the_plans_of_the_example_conform() -> None:
    validator = Validator([file.text for file in document_shapes()])
    by_graph: dict[str, list[pyoxigraph.Quad]] = {}
    for quad in EXAMPLE.quads():
        name = str(quad.graph_name).removeprefix("<https://w3id.org/shuibao/id/graph/")
        by_graph.setdefault(name.removesuffix(">"), []).append(quad)
    extra = sorted_nquads([*by_graph["divisions"], *by_graph["laws"]])
    plans = [name for name in by_graph if name.startswith("plan/")]
    assert len(plans) == 4
    for name in plans:
        report = validator.validate(sorted_nquads(by_graph[name]), extra)
        assert report.conforms, (name, report.results)


def test_the_example_has_no_blank_node() -> None:
    assert len(EXAMPLE.quads()) > 1500
    assert not [
        quad
        for quad in EXAMPLE.quads()
        if isinstance(quad.subject, pyoxigraph.BlankNode)
        or isinstance(quad.object, pyoxigraph.BlankNode)
    ]
