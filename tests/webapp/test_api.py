import csv
import io
import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from queries.library import Library

Get = Callable[..., TestResponse]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_all_queries_are_listed_with_their_parameters(client: FlaskClient, served: str) -> None:
    found = json.loads(client.get("/api/queries").data)
    assert found["release"] == served
    assert [query["name"] for query in found["queries"]] == [q.name for q in Library.load()]
    assert found["queries"][0]["href"].startswith("http://localhost/api/queries/")


@pytest.mark.parametrize("name", [query.name for query in Library.load()])
def test_every_query_answers_in_every_form(client: FlaskClient, name: str) -> None:
    page = json.loads(client.get(f"/api/queries/{name}").data)
    assert page["query"] == name
    assert page["columns"] == list(Library.load().get(name).columns)
    assert page["total"] == len(page["rows"])
    text = client.get(f"/api/queries/{name}?format=csv").data.decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == page["columns"]
    assert len(rows) == page["total"] + 1
    sheet = load_workbook(io.BytesIO(client.get(f"/api/queries/{name}?format=xlsx").data)).active
    assert sheet is not None
    assert [cell.value for cell in next(sheet.iter_rows())] == page["columns"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        (XLSX, XLSX),
        ("text/csv;q=0.1, application/json;q=0.2", "application/json"),
    ],
)
def test_the_form_is_negotiated(client: FlaskClient, accept: str, expected: str) -> None:
    found = client.get("/api/queries/documents", headers={"Accept": accept})
    assert (found.status_code, found.content_type) == (200, expected)


def test_rows_come_in_pages(client: FlaskClient) -> None:
    whole = json.loads(client.get("/api/queries/measures").data)
    page = json.loads(client.get("/api/queries/measures?limit=2&offset=1").data)
    assert page["rows"] == whole["rows"][1:3]
    assert (page["total"], page["limit"], page["offset"]) == (whole["total"], 2, 1)
    assert page["next"] == "http://localhost/api/queries/measures?limit=2&offset=3"
    last = json.loads(client.get(f"/api/queries/measures?limit=2&offset={whole['total'] - 1}").data)
    assert last["next"] is None
    cut = client.get("/api/queries/measures?limit=2&format=csv")
    assert len(cut.data.splitlines()) == 3
    assert cut.headers["X-Total-Count"] == str(whole["total"])


def test_csv_gets_a_byte_order_mark_only_where_asked(client: FlaskClient) -> None:
    plain = client.get("/api/queries/documents?format=csv").data
    marked = client.get("/api/queries/documents?format=csv&bom=1").data
    assert marked == b"\xef\xbb\xbf" + plain
    assert "甲城市" in plain.decode("utf-8")


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/api/queries/nothing", 404, "nothing"),
        ("/api/queries/leads?topic=T99", 400, "T99"),
        ("/api/queries/leads?tpoic=T11", 400, "tpoic"),
        ("/api/queries/leads?limit=-1", 400, "limit"),
        ("/api/queries/leads?offset=x", 400, "offset"),
        ("/api/queries/leads?format=docx", 406, "docx"),
        ("/api/queries/leads?release=r000000000000", 404, "r000000000000"),
        ("/api/nothing", 404, ""),
    ],
)
def test_failures_have_one_form(client: FlaskClient, path: str, status: int, named: str) -> None:
    found = client.get(path)
    assert (found.status_code, found.content_type) == (status, "application/problem+json")
    problem = json.loads(found.data)
    assert problem["status"] == status
    assert problem["instance"] == path.partition("?")[0]
    assert named in problem["detail"]
    assert found.headers["Access-Control-Allow-Origin"] == "*"


def test_a_value_narrows_the_rows(client: FlaskClient) -> None:
    found = json.loads(client.get("/api/queries/leads?city=甲城").data)
    assert {row["city"] for row in found["rows"]} == {"甲城市"}
    assert found["parameters"] == {"city": "甲城"}


def test_the_description_names_every_query_and_parameter(client: FlaskClient) -> None:
    found = json.loads(client.get("/api/openapi.json").data)
    assert found["openapi"] == "3.1.0"
    for query in Library.load():
        operation = found["paths"][f"/api/queries/{query.name}"]["get"]
        described = {parameter["name"] for parameter in operation["parameters"]}
        assert described >= {p.name for p in query.parameters} | {"limit", "offset", "release"}
        assert set(operation["responses"]["200"]["content"]) == {
            "application/json", "text/csv", XLSX,
        }  # fmt: skip
    topics = next(
        p for p in found["paths"]["/api/queries/leads"]["get"]["parameters"] if p["name"] == "topic"
    )
    assert "T11" in topics["schema"]["examples"]
