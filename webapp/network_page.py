"""The network of cooperation: a drawing, the most central bodies, and GraphML to take away."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request

from graph.network import annotate, body_network, function_network, graphml
from queries.participation import participations
from webapp.errors import RequestError
from webapp.visit import Asked, Visit, visit

network = Blueprint("network", __name__, url_prefix="/network")

_RADIUS, _CENTRE = 300.0, 480.0
_MOST_NODES = 60  # more on one circle cannot be read


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the drawing: place, radius, label turned outwards, community, and its figures."""

    key: str
    label: str
    x: float
    y: float
    radius: float
    turn: float
    flipped: bool
    community: int
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of the drawing: a curve and how thick it is."""

    path: str
    width: float
    community: int
    title: str


@network.get("/")
def show() -> str:
    """The network of one city, or of functions across cities."""
    here = visit()
    city = request.args.get("city", "").strip()
    graph = _graph(here, city)
    nodes = sorted(graph.nodes(data=True), key=lambda node: (-node[1]["strength"], node[0]))
    dots = _dots(here, nodes[:_MOST_NODES], by_function=not city)
    return render_template(
        "network.html",
        city=city,
        cities=[choice.value for choice in _cities(here)],
        nodes=nodes,
        dots=dots,
        ties=_ties(graph, {dot.key: dot for dot in dots}),
        names={key: _name(here, key, data, by_function=not city) for key, data in nodes},
    )


@network.get("/graphml")
def download() -> Response:
    """The network as GraphML, with centralities and communities."""
    city = request.args.get("city", "").strip()
    response = Response(graphml(_graph(visit(), city)), content_type="application/graphml+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="shuibao-network.graphml"'
    return response


def _graph(here: Visit, city: str) -> Any:  # noqa: ANN401 - a networkx graph, whose home is graph/
    if city and city not in {choice.value for choice in _cities(here)}:
        raise RequestError(f"There is no plan of {city!r}; choose one of the cities of the form.")
    query = here.opened.library.get("participation")
    text = here.opened.bound(query, {"city": city} if city else {})
    here.asked.append(Asked(query.name, text))
    rows = participations(here.opened, city or None, base=here.opened.base)
    return annotate(body_network(rows, city) if city else function_network(rows))


def _cities(here: Visit) -> Any:  # noqa: ANN401
    parameter = here.opened.library.get("participation").parameter("city")
    return here.opened.choices(parameter) if parameter else ()


def _name(here: Visit, key: str, data: Mapping[str, Any], *, by_function: bool) -> str:
    """What a node is called; in a city's own network its name goes without saying."""
    if by_function:
        return here.label("function", key)
    name, city = str(data["name"]), str(data["city"])
    return name.removeprefix(city.removesuffix("市")).removeprefix("市") or name


def _dots(
    here: Visit, nodes: list[tuple[str, Mapping[str, Any]]], *, by_function: bool
) -> list[Dot]:
    """The nodes on a circle, those of one community side by side."""
    ordered = sorted(nodes, key=lambda node: (node[1]["community"], -node[1]["strength"], node[0]))
    most = max((data["measures"] for _, data in ordered), default=1)
    dots = []
    for at, (key, data) in enumerate(ordered):
        angle = 2 * math.pi * at / len(ordered) - math.pi / 2
        flipped = math.pi / 2 < angle % (2 * math.pi) < 3 * math.pi / 2
        dots.append(
            Dot(
                key=key,
                label=_name(here, key, data, by_function=by_function),
                x=round(_CENTRE + _RADIUS * math.cos(angle), 1),
                y=round(_CENTRE + _RADIUS * math.sin(angle), 1),
                radius=round(4 + 9 * math.sqrt(data["measures"] / most), 1),
                turn=round(math.degrees(angle) + (180 if flipped else 0), 1),
                flipped=flipped,
                community=(data["community"] - 1) % 6,
                figures=data,
            )
        )
    return dots


def _ties(graph: Any, dots: Mapping[str, Dot]) -> list[Tie]:  # noqa: ANN401
    """The edges as curves bent to the middle, the weakest drawn first."""
    edges = [(a, b, d) for a, b, d in graph.edges(data=True) if a in dots and b in dots]
    most = max((data["weight"] for *_, data in edges), default=1)
    ties = []
    for first, second, data in sorted(edges, key=lambda edge: (edge[2]["weight"], edge[:2])):
        a, b = dots[first], dots[second]
        x, y = (_CENTRE * 2 + a.x + b.x) / 4, (_CENTRE * 2 + a.y + b.y) / 4
        ties.append(
            Tie(
                path=f"M{a.x} {a.y}Q{x:.1f} {y:.1f} {b.x} {b.y}",
                width=round(0.4 + 5 * data["weight"] / most, 2),
                community=a.community if a.community == b.community else 9,
                title=f"{a.label} — {b.label}: {data['measures']}",
            )
        )
    return ties
