"""Schemas of rows: every row of every named query over the shipped plans fits its schema."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.releases import Releases
from queries.library import Library, NamedQuery
from queries.run import LocalAsker, run
from queries.schemas import row_schema

_TYPES = {str: "string", int: "integer", Decimal: "number", type(None): "null"}


@pytest.fixture(scope="module")
def asker(shipped: Path) -> LocalAsker:
    return LocalAsker(Releases(shipped).current().open())


def cells(query: NamedQuery) -> dict[str, Any]:
    properties = row_schema(query)["properties"]
    assert isinstance(properties, dict)
    return properties


@pytest.mark.parametrize("query", list(Library.load()), ids=lambda query: query.name)
def test_rows_fit_their_schema(query: NamedQuery, asker: LocalAsker) -> None:
    schema = cells(query)
    table = run(asker, query, {})
    assert list(schema) == list(table.columns)
    assert table.rows
    for row in table.rows:
        for column, value in zip(table.columns, row, strict=True):
            allowed = schema[column]
            assert _TYPES[type(value)] in allowed["type"], (column, value)
            assert "enum" not in allowed or value in allowed["enum"], (column, value)
            if allowed.get("format") == "iri" and value is not None:
                assert str(value).startswith("https://"), (column, value)


@pytest.mark.parametrize(
    ("query", "column", "expected"),
    [
        ("responsibilities", "role", "cooperate"),
        ("leads", "basis", "first_listed"),
        ("targets", "comparator", ">="),
        ("duties", "modality", "must_not"),
        ("references", "relation", "formulate"),
    ],
)
def test_codes_come_from_the_code_lists(query: str, column: str, expected: str) -> None:
    allowed = cells(Library.load().get(query))[column]["enum"]
    assert expected in allowed
    assert "leed" not in allowed


def test_numbers_are_no_texts() -> None:
    targets = cells(Library.load().get("targets"))
    assert targets["value"] == {"type": ["number", "null"]}
    assert targets["by"] == {"type": ["integer", "null"]}
    assert targets["fact"] == {"type": ["string", "null"], "format": "iri"}
