"""Tables of named queries as answers: pages of JSON, CSV, XLSX."""

from __future__ import annotations

import json
from decimal import Decimal

from flask import Response, request

from queries.export import MEDIA_TYPES, to_csv, to_xlsx
from queries.library import NamedQuery
from queries.tables import Cell, Table
from webapp.errors import RequestError
from webapp.visit import Visit, visit

#: Parameters of a request that belong to no query.
OWN = frozenset({"lang", "release", "format", "bom", "limit", "offset", "run"})


def values_of(query: NamedQuery) -> dict[str, str]:
    """The values that the request gives; empty fields of a form count as not given.

    RequestError names a parameter that neither the query nor the interface knows.
    """
    known = {parameter.name for parameter in query.parameters}
    for name in request.args:
        if name not in known and name not in OWN:
            allowed = ", ".join([*sorted(known), *sorted(OWN - {"run"})])
            raise RequestError(f"{query.name} has no parameter {name!r}; there are {allowed}.")
    given = {name: request.args.get(name, "").strip() for name in known}
    return {name: value for name, value in sorted(given.items()) if value}


def window() -> tuple[int, int | None]:
    """`offset` and `limit` of the request; RequestError where one is no such number."""
    limit = request.args.get("limit")
    return _count("offset", request.args.get("offset") or "0"), _count(
        "limit", limit
    ) if limit else None


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise RequestError(f"{name} must be a whole number from 0 on, not {value!r}.")
    return int(value)


def cut(table: Table, offset: int, limit: int | None) -> Table:
    """The rows from `offset` on, at most `limit`."""
    end = None if limit is None else offset + limit
    return Table(table.columns, table.rows[offset:end])


def as_json(query: NamedQuery, values: dict[str, str], table: Table) -> Response:
    """One page of rows with what a citation of it needs: release, query, total."""
    offset, limit = window()
    here = visit()
    shown = cut(table, offset, limit)
    body = {
        "query": query.name,
        "release": here.opened.id,
        "parameters": values,
        "columns": list(table.columns),
        "total": len(table.rows),
        "offset": offset,
        "limit": limit,
        "next": _next(here, query, values, len(table.rows)),
        "rows": [{k: _plain(v) for k, v in record.items()} for record in shown.records()],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return Response(text + "\n", content_type="application/json")


def as_file(query: NamedQuery, table: Table, form: str) -> Response:
    """The rows as `csv` or `xlsx`, named after the query."""
    shown = cut(table, *window())
    if form == "xlsx":
        data = to_xlsx(shown, query.name[:31])
    else:
        data = to_csv(shown, bom=request.args.get("bom") == "1")
    response = Response(data, content_type=MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{query.name}.{form}"'
    response.headers["X-Total-Count"] = str(len(table.rows))
    return response


def _next(here: Visit, query: NamedQuery, values: dict[str, str], total: int) -> str | None:
    offset, limit = window()
    if not limit or offset + limit >= total:
        return None
    path = f"/api/queries/{query.name}"
    return here.links.whole(path, **values, limit=limit, offset=offset + limit)


def _plain(cell: Cell) -> str | int | float | None:
    return float(cell) if isinstance(cell, Decimal) else cell
