"""The OpenAPI 3.1 description of the REST interface, made from the library of named queries."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from queries.export import MEDIA_TYPES
from queries.library import NamedQuery
from queries.parameters import Parameter
from queries.schemas import row_schema
from webapp.visit import Visit

_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def describe(visit: Visit) -> dict[str, Any]:
    """The whole document; the values of listed parameters are those of the release served."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shuibao 水保",
            "version": version("shuibao"),
            "description": "Named queries over the knowledge graph of soil and water conservation "
            "plans. 水土保持规划政策知识图谱的命名查询。",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": visit.links.root or "/"}],
        "paths": {
            "/api/queries": {"get": _index()},
            **{
                f"/api/queries/{query.name}": {"get": _operation(visit, query)}
                for query in visit.opened.library
            },
        },
        "components": {"schemas": {"Problem": _problem()}},
    }


def _index() -> dict[str, Any]:
    return {
        "operationId": "queries",
        "summary": "All named queries 全部命名查询",
        "parameters": [_release()],
        "responses": {
            "200": {
                "description": "Names, parameters, columns and SPARQL text",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "default": _failure(),
        },
    }


def _operation(visit: Visit, query: NamedQuery) -> dict[str, Any]:
    return {
        "operationId": query.name,
        "summary": query.summary_en,
        "description": query.summary_zh,
        "tags": list(query.tags),
        "parameters": [
            *(_parameter(visit, parameter) for parameter in query.parameters),
            *_common(),
            _release(),
        ],
        "responses": {"200": _rows(query), "default": _failure()},
    }


def _parameter(visit: Visit, parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.kind == "concept":
        schema["examples"] = [choice.value for choice in visit.opened.choices(parameter)][:50]
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.summary_en} · {parameter.summary_zh}",
        "example": parameter.example,
        "schema": schema,
    }


def _common() -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 0}
    return [
        {"name": "limit", "in": "query", "description": "rows at most", "schema": whole},
        {"name": "offset", "in": "query", "description": "rows to skip", "schema": whole},
        {
            "name": "format",
            "in": "query",
            "description": "instead of the Accept header",
            "schema": {"enum": list(MEDIA_TYPES)},
        },
        {
            "name": "bom",
            "in": "query",
            "description": "1 puts a byte order mark before CSV, for spreadsheets",
            "schema": {"enum": ["0", "1"]},
        },
    ]


def _release() -> dict[str, Any]:
    return {
        "name": "release",
        "in": "query",
        "description": "a kept release instead of the current one",
        "schema": {"type": "string", "pattern": "^r[0-9a-f]{12}$"},
    }


def _rows(query: NamedQuery) -> dict[str, Any]:
    row = row_schema(query)
    page = {
        "type": "object",
        "required": ["query", "release", "parameters", "columns", "total", "offset", "rows"],
        "properties": {
            "query": {"const": query.name},
            "release": {"type": ["string", "null"]},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            "columns": {"type": "array", "items": {"type": "string"}},
            "total": {"type": "integer"},
            "offset": {"type": "integer"},
            "limit": {"type": ["integer", "null"]},
            "next": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": row},
        },
    }
    return {
        "description": "The rows",
        "content": {
            "application/json": {"schema": page},
            "text/csv": {"schema": {"type": "string"}},
            MEDIA_TYPES["xlsx"]: {
                "schema": {"type": "string", "contentMediaType": MEDIA_TYPES["xlsx"]}
            },
        },
    }


def _failure() -> dict[str, Any]:
    return {
        "description": "What went wrong, in one sentence (RFC 9457)",
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "line": {"type": "integer"},
            "column": {"type": "integer"},
        },
    }
