import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from werkzeug.test import TestResponse

from webapp.config import Config

Get = Callable[..., TestResponse]

PLANS = "SELECT ?plan WHERE { ?plan a <https://w3id.org/shuibao/ontology#Plan> } ORDER BY ?plan"
TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def url(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


def rows(found: TestResponse) -> list[dict[str, dict[str, str]]]:
    assert found.status_code == 200, found.text
    bindings: list[dict[str, dict[str, str]]] = json.loads(found.data)["results"]["bindings"]
    return bindings


def test_the_three_ways_to_ask_give_the_same_answer(client: FlaskClient) -> None:
    by_get = client.get(url(PLANS))
    by_form = client.post("/sparql", data={"query": PLANS})
    direct = client.post("/sparql", data=PLANS, content_type="application/sparql-query")
    assert len(rows(by_get)) == 4
    assert by_get.data == by_form.data == direct.data


@pytest.mark.parametrize(
    ("query", "accept", "form", "expected"),
    [
        (PLANS, "*/*", None, "application/sparql-results+json"),
        (PLANS, None, None, "application/sparql-results+json"),
        (PLANS, "application/json", None, "application/sparql-results+json"),
        (PLANS, "application/sparql-results+xml", None, "application/sparql-results+xml"),
        (PLANS, "text/csv;q=0.9, text/tab-separated-values", None,
         "text/tab-separated-values; charset=utf-8"),
        (PLANS, "text/html", "csv", "text/csv; charset=utf-8"),
        (PLANS, "text/turtle", "xml", "application/sparql-results+xml"),
        ("ASK {}", "text/csv, application/sparql-results+xml;q=0.1", None,
         "application/sparql-results+xml"),
        (TRIPLES, "*/*", None, "text/turtle; charset=utf-8"),
        (TRIPLES, "application/ld+json", None, "application/ld+json"),
        (TRIPLES, "application/rdf+xml, */*;q=0.1", None, "application/rdf+xml"),
        (TRIPLES, "*/*", "nt", "application/n-triples"),
    ],
)  # fmt: skip
def test_the_form_of_an_answer_is_negotiated(
    client: FlaskClient, query: str, accept: str | None, form: str | None, expected: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    found = client.get(url(query, **({"format": form} if form else {})), headers=headers)
    assert (found.status_code, found.content_type) == (200, expected)
    assert "Accept" in found.headers["Vary"]
    assert found.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "accept", "form"),
    [
        (PLANS, "text/turtle", None),
        (TRIPLES, "text/csv", None),
        ("ASK {}", "text/csv", None),
        (PLANS, "image/png", None),
        (PLANS, "*/*", "turtle"),
        (TRIPLES, "*/*", "csv"),
        (PLANS, "*/*", "docx"),
    ],
)
def test_what_an_answer_cannot_be_is_406(
    client: FlaskClient, query: str, accept: str, form: str | None
) -> None:
    found = client.get(url(query, **({"format": form} if form else {})), headers={"Accept": accept})
    assert found.status_code == 406
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    assert "use one of" in found.text or "accept one of these" in found.text


def test_a_syntax_error_is_told_with_its_place(client: FlaskClient) -> None:
    found = client.get(url("SELECT * WHERE {\n  ?s ?p \n}"))
    assert found.status_code == 400
    assert found.content_type == "application/problem+json"
    problem = json.loads(found.data)
    assert (problem["status"], problem["line"]) == (400, 3)
    assert f"line 3, column {problem['column']}" in problem["detail"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403),
        ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", 403),
        ("LOAD <http://example.org/>", 403),
        ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", 403),
        ("SELECT * WHERE { SERVICE SILENT <http://example.org/sparql> { ?s ?p ?o } }", 403),
        ("", 400),
        ("hello", 400),
        ("SELECT ?x WHERE { ?x a <<<>>> }", 400),
    ],
)
def test_what_would_write_or_go_elsewhere_is_refused(
    client: FlaskClient, query: str, status: int
) -> None:
    for found in (client.get(url(query)), client.post("/sparql", data={"query": query})):
        assert found.status_code == status
        assert json.loads(found.data)["status"] == status


def test_updates_are_refused_by_name_and_by_type(client: FlaskClient) -> None:
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    assert client.post("/sparql", data={"update": update}).status_code == 403
    direct = client.post("/sparql", data=update, content_type="application/sparql-update")
    assert direct.status_code == 403


def test_requests_that_the_protocol_forbids(client: FlaskClient, app: Flask) -> None:
    config: Config = app.extensions["shuibao"]
    twice = f"/sparql?query={quote(PLANS)}&query={quote(PLANS)}"
    assert client.get(twice).status_code == 400
    assert client.post("/sparql", data="{}", content_type="application/json").status_code == 415
    assert client.post("/sparql", data={}).status_code in (400, 415)
    wrong = client.post("/sparql", data=b"\xff\xfe", content_type="application/sparql-query")
    assert wrong.status_code == 400
    long = PLANS + " " * config.body_bytes
    direct = client.post("/sparql", data=long, content_type="application/sparql-query")
    assert direct.status_code == 413
    assert client.post("/sparql", data={"query": PLANS + " " * 200_000}).status_code == 413
    assert client.put("/sparql", data=PLANS).status_code == 405
    assert client.get(url(PLANS, **{"default-graph-uri": "no iri"})).status_code == 400


def test_the_dataset_can_be_chosen(client: FlaskClient) -> None:
    graph = "https://w3id.org/shuibao/id/graph/plan/990200/x"
    one = rows(client.get(url(PLANS, **{"default-graph-uri": graph})))
    assert [row["plan"]["value"] for row in one] == ["https://w3id.org/shuibao/id/plan/990200/x"]
    named = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    found = rows(client.get(url(named, **{"named-graph-uri": graph})))
    assert [row["g"]["value"] for row in found] == [graph]
    both = client.post(
        "/sparql?" + urlencode({"default-graph-uri": graph}),
        data=PLANS,
        content_type="application/sparql-query",
    )
    assert len(rows(both)) == 1


def test_head_and_options(client: FlaskClient) -> None:
    head = client.head(url(PLANS))
    assert (head.status_code, head.data) == (200, b"")
    options = client.options("/sparql")
    assert options.status_code == 200
    assert "POST" in options.headers["Access-Control-Allow-Methods"]
    assert options.headers["Access-Control-Allow-Origin"] == "*"


def test_without_a_query_programs_get_the_service_description(client: FlaskClient) -> None:
    found = client.get("/sparql", headers={"Accept": "*/*"})
    assert found.content_type == "text/turtle; charset=utf-8"
    triples = {(t.subject.value, t.predicate.value) for t in parse(found.data, RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("http://localhost/sparql", f"{sd}endpoint") in triples
    names = {
        t.object.value
        for t in parse(found.data, RdfFormat.TURTLE)
        if t.predicate.value == f"{sd}name"
    }
    assert "https://w3id.org/shuibao/id/graph/plan/990200/x" in names
    rdf = client.get("/sparql", headers={"Accept": "application/rdf+xml"})
    assert list(parse(rdf.data, RdfFormat.RDF_XML))
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_a_browser_gets_the_editor_with_rows_and_with_errors(get: Get) -> None:
    editor = get("/sparql?example=leads").text
    assert "<textarea" in editor
    assert "sb:Lead" in editor
    page = get(url(PLANS)).text
    assert page.count('href="/plans/') >= 3
    broken = get(url("SELECT * WHERE { ?s ?p"))
    assert broken.status_code == 400
    assert 'role="alert"' in broken.text
    assert 'data-line="1"' in broken.text
    assert "</textarea><script>" not in get(url("</textarea><script>alert(1)</script>")).text
    forbidden = get(url("INSERT DATA { <urn:a> <urn:b> <urn:c> }"))
    assert forbidden.status_code == 403


@pytest.mark.parametrize("name", ["classes", "plans", "water-leads", "quotes", "describe"])
def test_every_small_example_has_an_answer(get: Get, client: FlaskClient, name: str) -> None:
    page = get(f"/sparql?example={name}").text
    query = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    found = client.get(url(query.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')))
    assert found.status_code == 200, found.text
    assert int(found.headers["X-Total-Count"]) > 0 or name == "quotes"


def test_too_large_an_answer_is_refused_never_cut(client: FlaskClient) -> None:
    found = client.get(url("SELECT * WHERE { ?s ?p ?o }"))
    assert found.status_code == 422
    assert "2000 rows" in json.loads(found.data)["detail"]


@pytest.mark.slow
def test_a_runaway_is_stopped_and_only_its_asker_hears_of_it(app: Flask) -> None:
    def ask(query: str) -> tuple[int, float]:
        started = time.monotonic()
        status = app.test_client().get(url(query)).status_code
        return status, time.monotonic() - started

    with ThreadPoolExecutor(4) as pool:
        runaway = pool.submit(ask, RUNAWAY)
        time.sleep(0.3)
        others = [pool.submit(ask, PLANS) for _ in range(3)]
        page = app.test_client().get("/matrix").status_code
        assert [other.result()[0] for other in others] == [200, 200, 200]
        status, seconds = runaway.result()
    assert page == 200
    assert status == 504
    assert seconds < 20
    assert ask(PLANS)[0] == 200


@pytest.mark.slow
def test_too_many_at_once_are_told_to_come_again(app: Flask) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda _: app.test_client().get(url(RUNAWAY)), range(12)))
    assert {response.status_code for response in found} == {503, 504}
    busy = [response for response in found if response.status_code == 503]
    assert all(int(response.headers["Retry-After"]) >= 1 for response in busy)
