"""Every named query as a page: its parameters as a form, its rows, downloads, its text."""

from __future__ import annotations

from flask import Blueprint, render_template

from queries.errors import ParameterError
from queries.tables import Table
from webapp.tables import values_of
from webapp.visit import Visit, visit

query_pages = Blueprint("query_pages", __name__, url_prefix="/queries")

_SHOWN = 200  # rows on a page; downloads hold all


@query_pages.get("/")
def index() -> str:
    """All named queries."""
    return render_template("queries.html", library=visit().opened.library)


@query_pages.get("/<name>")
def show(name: str) -> str | tuple[str, int]:
    """One named query with its rows; a wrong value is told beside the form."""
    here = visit()
    query = here.opened.library.get(name)
    values = values_of(query)
    error, table = "", None
    try:
        table = here.run(query, values)
    except ParameterError as problem:
        error = str(problem)
    page = render_template(
        "query.html",
        query=query,
        values=values,
        choices={p.name: here.opened.choices(p) for p in query.parameters},
        table=table,
        shown=table.rows[:_SHOWN] if table else (),
        links_of=_linker(here, table),
        plans=_plans(here, table),
        error=error,
        text=here.asked[-1].sparql if here.asked else query.sparql,
    )
    return (page, 400) if error else page


def _plans(here: Visit, table: Table | None) -> dict[str, str]:
    """The document of every file named in a table's column `source`."""
    if table is None or "source" not in table.columns:
        return {}
    rows = here.opened.select(here.opened.library.get("documents").sparql).records()
    return {str(row["source"]): str(row["document"]) for row in rows}


def _linker(here: Visit, table: Table | None) -> dict[str, str]:
    """The pages of the IRIs in a table, by IRI."""
    if table is None:
        return {}
    cells = {cell for row in table.rows[:_SHOWN] for cell in row if isinstance(cell, str)}
    pages = {cell: here.links.page(cell) for cell in cells if cell.startswith(here.opened.base)}
    return {iri: page for iri, page in pages.items() if page}
