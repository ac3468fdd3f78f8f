from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from werkzeug.test import TestResponse

from graph.rdf import BASE

Get = Callable[..., TestResponse]
PLAN, FACT = "/id/plan/990100/p", "/id/plan/990100/p/assignment/1-1-1"


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        (PLAN, "text/html", "/plans/990100/p"),
        (PLAN, "*/*", "/plans/990100/p"),
        (PLAN, "text/turtle", f"/doc{PLAN}.ttl"),
        (PLAN, "application/ld+json", f"/doc{PLAN}.jsonld"),
        (PLAN, "application/n-triples", f"/doc{PLAN}.nt"),
        (PLAN, "application/rdf+xml", f"/doc{PLAN}.rdf"),
        (PLAN, "text/turtle;q=0.5, text/html;q=0.4", f"/doc{PLAN}.ttl"),
        (f"{PLAN}.ttl", "text/html", f"/doc{PLAN}.ttl"),
        (FACT, "text/html", f"/doc{FACT}"),
        ("/id/plan/990100/p/measure/1-1", "text/html", "/measures/990100/p/1-1"),
        ("/id/body/990100/shui-wu-ju", "text/html", "/agencies/990100/shui-wu-ju"),
        ("/id/rule/clauses.lead", "text/html", "/doc/id/rule/clauses.lead"),
        ("/id/plan/990100/p/evidence/2", "text/html", "/doc/id/plan/990100/p/evidence/2"),
        ("/id/graph/plan/990100/p", "text/turtle", "/doc/id/graph/plan/990100/p.ttl"),
    ],
)
def test_an_identifier_points_to_a_document(get: Get, path: str, accept: str, target: str) -> None:
    found = get(path, accept=accept)
    assert (found.status_code, found.headers["Location"]) == (303, target)
    assert "Accept" in found.headers["Vary"]


def test_an_identifier_keeps_language_and_release(get: Get, first: str) -> None:
    found = get(f"{PLAN}?lang=en&release={first}")
    assert found.headers["Location"] == f"/plans/990100/p?lang=en&release={first}"


@pytest.mark.parametrize(
    ("suffix", "media", "form"),
    [
        (".ttl", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        (".nt", "application/n-triples", RdfFormat.N_TRIPLES),
        (".rdf", "application/rdf+xml", RdfFormat.RDF_XML),
        (".jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_document_holds_what_is_said_of_the_thing(
    get: Get, suffix: str, media: str, form: RdfFormat
) -> None:
    found = get(f"/doc{FACT}{suffix}")
    assert (found.status_code, found.content_type) == (200, media)
    assert found.headers["Content-Location"] == f"/doc{FACT}{suffix}"
    assert 'rel="alternate"' in found.headers["Link"]
    subjects = {quad.subject.value for quad in parse(found.data, form)}
    assert BASE + FACT[1:] in subjects
    assert BASE + "id/plan/990100/p/lead/1-1-explicit-1" in subjects  # what points to it, too


def test_the_page_of_a_fact_shows_its_place_in_the_text(get: Get) -> None:
    page = get(f"/doc{FACT}").text
    assert 'href="/plans/990100/p#e5-9"' in page
    assert "<blockquote><p>市水务局</p>" in page


def test_a_document_that_is_no_rdf_is_406(get: Get) -> None:
    assert get(f"/doc{FACT}", accept="image/png").status_code == 406
    assert get(f"/doc{FACT}?format=docx").status_code == 406
    assert get(f"/doc{FACT}?format=turtle").content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("bad", ["/doc/id/a%20b", "/doc/id/%3Cx%3E", "/id/a%22b", "/id/%7Bx%7D"])
def test_what_is_no_iri_is_not_found(get: Get, bad: str) -> None:
    assert get(bad).status_code in (400, 404)


def test_the_answer_of_a_negotiated_path_varies_with_accept(client: FlaskClient) -> None:
    html = client.get("/concepts/topic/T11", headers={"Accept": "text/html"})
    rdf = client.get("/concepts/topic/T11", headers={"Accept": "text/turtle"})
    assert html.headers["ETag"] != rdf.headers["ETag"]
    assert html.content_type.startswith("text/html")
    assert rdf.content_type.startswith("text/turtle")
