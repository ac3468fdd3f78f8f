"""The explorer's pages: home, search, matrix, plans, measures, agencies, targets."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from graph.rdf import Literal
from webapp.agencies import PARTS, ROLES, bodies, by_function, work_of
from webapp.charts import charts_of
from webapp.facts import facts_of
from webapp.highlights import counted, cut, spans_of
from webapp.matrix import matrix
from webapp.plans import outline_of, plan_of, plans_of
from webapp.problems import missing
from webapp.visit import Row, visit

pages = Blueprint("pages", __name__)

_LONGEST_SEARCH = 50  # characters; longer words match nothing that a person would type


@pages.get("/")
def home() -> str:
    """What this is, which documents it holds, and the ways in."""
    here = visit()
    plans = plans_of(here)
    totals: dict[str, int] = defaultdict(int)
    for plan in plans:
        for kind, number in plan.counts.items():
            totals[kind] += number
    return render_template("home.html", plans=plans, totals=totals)


@pages.get("/search")
def search() -> str:
    """Measures, agencies and cited works that contain some words."""
    words = request.args.get("q", "").strip()[:_LONGEST_SEARCH]
    here = visit()
    found = {}
    if words:
        sought = Literal(words)
        found = {
            "measures": here.rows("search_measures", words=sought),
            "bodies": here.rows("search_bodies", words=sought),
            "works": here.rows("search_works", words=sought),
        }
    return render_template("search.html", words=words, found=found)


@pages.get("/matrix")
def topics() -> str:
    """Every topic in every city or in those chosen (`place=` by code), with who leads it."""
    main_only = request.args.get("main") == "1"
    codes = request.args.getlist("place")
    shown = matrix(visit(), main_only=main_only, codes=codes)
    return render_template("matrix.html", matrix=shown, main_only=main_only, chosen=codes)


@pages.get("/plans")
def plans() -> str:
    """All documents."""
    return render_template("plans.html", plans=plans_of(visit()))


@pages.get("/plans/<path:key>")
def plan(key: str) -> str:
    """A document: what it says of itself, its outline, its text with what was read from it."""
    here = visit()
    node = here.node(f"id/plan/{key}")
    found = plan_of(here, node.value)
    said = here.rows("plan", plan=node)
    if found is None or not said:
        raise missing(request.path)
    text = str(said[0]["text"])
    items, places = outline_of(here, node)
    spans = spans_of(here.rows("spans", plan=node), len(text))
    return render_template(
        "plan.html",
        plan=found,
        said=said[0],
        outline=items,
        stretches=cut(text, spans, places),
        legend=counted(spans),
    )


@pages.get("/measures/<path:key>")
def measure(key: str) -> str | Response:
    """A measure: its words, who does it, and every fact read from it."""
    here = visit()
    plan_key, _, local = key.rpartition("/")
    node = here.node(f"id/plan/{plan_key}/measure/{local}")
    said = here.rows("measure", measure=node)
    if not said:
        if here.rows("outgoing", node=node):  # a heading, which has no page of its own
            return redirect(here.links.to(f"/doc/id/plan/{plan_key}/measure/{local}"), 303)
        raise missing(request.path)
    found = plan_of(here, str(said[0]["plan"]))
    return render_template(
        "measure.html",
        iri=node.value,
        measure=said[0],
        plan=found,
        facts=facts_of(here, node),
        gaps=here.rows("measure_gaps", measure=node),
        similar=here.rows("similar", measure=node),
        around=_neighbours(here.rows("outline", plan=here.node(f"id/plan/{plan_key}")), node.value),
    )


def _neighbours(rows: list[Row], iri: str) -> tuple[object, object]:
    """The measures before and after one in its plan."""
    measures = list(
        dict.fromkeys(row["provision"] for row in rows if str(row["kind"]).endswith("#Measure"))
    )
    at = measures.index(iri) if iri in measures else 0
    before = measures[at - 1] if at > 0 else None
    after = measures[at + 1] if at + 1 < len(measures) else None
    return before, after


@pages.get("/agencies")
def agencies() -> str:
    """All bodies by function."""
    here = visit()
    city = request.args.get("city", "")
    found = bodies(here)
    cities = sorted({str(row["city"]) for row in found if row["city"] and row["all"]})
    if city:
        found = [row for row in found if row["city"] == city]
    return render_template(
        "agencies.html", groups=by_function(found), parts=PARTS, cities=cities, city=city
    )


@pages.get("/agencies/<path:key>")
def agency(key: str) -> str:
    """A body: what it does in the plans, with whom, and who does the same elsewhere."""
    here = visit()
    node = here.node(f"id/body/{key}")
    said = here.rows("agency", body=node)
    if not said:
        raise missing(request.path)
    return render_template(
        "agency.html",
        iri=node.value,
        agency=said[0],
        names=here.rows("agency_names", body=node),
        work=work_of(here, node),
        roles=ROLES,
        partners=here.rows("agency_partners", body=node),
        peers=here.rows("agency_peers", body=node),
        duties=here.rows("agency_duties", body=node),
        groups=here.rows("agency_groups", body=node),
    )


@pages.get("/targets")
def targets() -> str:
    """Numeric targets as a table, narrowed by a form; bars where one indicator is chosen."""
    here = visit()
    chosen = {
        key: value
        for key in ("indicator", "city", "year")
        if (value := request.args.get(key, "").strip())
    }
    table = here.named("targets", **chosen)
    rows = list(table.records())
    plans = {str(row["source"]): str(row["document"]) for row in here.named("documents").records()}
    return render_template(
        "targets.html",
        rows=rows,
        plans=plans,
        chosen=chosen,
        filters=here.rows("target_filters"),
        charts=charts_of(rows, parts="city" in chosen) if "indicator" in chosen else [],
    )
