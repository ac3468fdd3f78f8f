"""The ontology and the code lists, generated from the graph: pages for people, RDF for programs."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from webapp.problems import missing
from webapp.rdf_answers import HTML, about, alternates, of_graph, rdf, split_suffix, wanted
from webapp.statements import in_order
from webapp.visit import Row, visit

ontology = Blueprint("ontology", __name__)

KINDS = {
    "Class": ("类", "Classes"),
    "ObjectProperty": ("对象属性", "Object properties"),
    "DatatypeProperty": ("数据属性", "Data properties"),
}


@ontology.get("/ontology")
def terms() -> Response:
    """All terms of the vocabulary; `ontology#Plan` is a place on this page."""
    return _ontology(None)


@ontology.get("/ontology.<suffix>")
def terms_as(suffix: str) -> Response:
    """The same in the form that a suffix names."""
    _, media = split_suffix(f".{suffix}")
    if media is None:
        raise missing(request.path)
    return _ontology(media)


@ontology.get("/ontology/<path:module>")
def module(module: str) -> Response:
    """A module of the ontology: the terms that it defines."""
    local, suffix_type = split_suffix(f"ontology/{module}")
    here = visit()
    found = about(local)
    if not found.rows:
        raise missing(request.path)
    media = wanted(suffix_type)
    if media != HTML:
        return rdf(found, media, f"/{local}")
    node = here.node(local)
    return _with_alternates(
        render_template(
            "node.html", iri=node.value, document=f"/{local}", title=local,
            said=in_order(here.rows("outgoing", node=node)),
            incoming=here.rows("incoming", node=node),
            evidence=[], graph=None, statements=found.rows,
        ),
        f"/{local}",
    )  # fmt: skip


@ontology.get("/concepts")
def schemes() -> Response:
    """All code lists."""
    here = visit()
    media = wanted(None)
    if media != HTML:
        return rdf(of_graph("id/graph/concepts"), media, "/concepts")
    page = render_template("concepts.html", schemes=here.rows("schemes"))
    return _with_alternates(page, "/concepts")


@ontology.get("/concepts.<suffix>")
def schemes_as(suffix: str) -> Response:
    """The same in the form that a suffix names."""
    _, media = split_suffix(f".{suffix}")
    if media is None or media == HTML:
        raise missing(request.path)
    return rdf(of_graph("id/graph/concepts"), media, "/concepts")


@ontology.get("/concepts/<path:path>")
def concept(path: str) -> Response:
    """A code list with its values, or one value."""
    here = visit()
    local, suffix_type = split_suffix(f"concepts/{path}")
    found = about(local)
    if not found.rows:
        raise missing(request.path)
    media = wanted(suffix_type)
    if media != HTML:
        return rdf(found, media, f"/{local}")
    node = here.node(local)
    values = here.rows("scheme", scheme=node)
    said = here.rows("outgoing", node=node)
    template = "scheme.html" if values else "node.html"
    page = render_template(
        template, iri=node.value, document=f"/{local}", title=_title(said, local), values=values,
        said=in_order(said), incoming=here.rows("incoming", node=node), evidence=[], graph=None,
        statements=found.rows,
    )  # fmt: skip
    return _with_alternates(page, f"/{local}")


def _ontology(suffix_type: str | None) -> Response:
    here = visit()
    media = wanted(suffix_type)
    if media != HTML:
        return rdf(of_graph("id/graph/ontology"), media, "/ontology")
    groups: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for row in here.rows("terms"):
        groups[str(row["kind"]).rsplit("#", 1)[-1]].append(row)
    page = render_template("ontology.html", groups=groups, kinds=KINDS)
    return _with_alternates(page, "/ontology")


def _title(said: list[Row], local: str) -> str:
    notation, labels = "", []
    for row in said:
        name = str(row["property"]).rsplit("#", 1)[-1]
        if name == "notation":
            notation = str(row["value"])
        elif name == "prefLabel":
            labels.append(str(row["value"]))
    here = visit()
    return here.label(local.split("/")[1], notation) if notation else (labels or [local])[-1]


def _with_alternates(page: str, path: str) -> Response:
    response = make_response(page)
    response.headers["Link"] = alternates(path)
    return response
