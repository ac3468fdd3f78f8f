"""The cooperation network: which bodies work on the same measures, and how central each is.

Rows come in (who has which role in which measure), networkx graphs go out. Two bodies are tied
when they share a measure. A tie weighs the sum, over the measures shared, of the product of both
roles' weights: two that lead or answer for the work are tied closest, two that only assist
loosest. All figures are rounded to nine digits and all orders are fixed, so that the same rows
give the same bytes.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from graph.errors import GraphError

ROLE_WEIGHTS: Mapping[str, float] = {
    "lead": 1.0,
    "responsible": 1.0,
    "shared": 0.75,
    "cooperate": 0.5,
}
_SEED = 20221229  # any fixed number: Louvain breaks ties by chance
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Participation:
    """A body's part in a measure. `body` and `measure` are IRIs, `function` is a notation.

    `role` is lead | responsible | cooperate | shared.
    """

    body: str
    name: str
    city: str
    function: str
    measure: str
    role: str


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a node is.

    `degree` counts partners, `strength` sums the ties' weights, `betweenness` (0..1) is the share
    of shortest paths that pass through it (a strong tie is a short way), `pagerank` sums to 1.
    """

    degree: int
    strength: float
    betweenness: float
    pagerank: float


def body_network(rows: Iterable[Participation], city: str | None = None) -> nx.Graph[str]:
    """Bodies of one city, or of all: nodes are IRIs, ties never cross cities by themselves.

    Nodes carry name, city, function, measures; edges carry measures (how many are shared),
    weight, and leads (in how many of them one of the two leads).
    """
    chosen = [row for row in rows if city is None or row.city == city]
    graph = _cooccurrence(chosen, lambda row: row.body)
    for row in sorted(chosen, key=lambda row: (row.body, row.name, row.city, row.function)):
        graph.nodes[row.body].update(name=row.name, city=row.city, function=row.function)
    return graph


def function_network(rows: Iterable[Participation]) -> nx.Graph[str]:
    """Functions across cities: how bodies of one function work with those of another, everywhere.

    Nodes are notations and carry cities and measures; edges are those of `body_network`.
    """
    chosen = list(rows)
    graph = _cooccurrence(chosen, lambda row: row.function)
    cities: dict[str, set[str]] = defaultdict(set)
    for row in chosen:
        cities[row.function].add(row.city)
    for node in graph:
        graph.nodes[node]["cities"] = len(cities[node])
    return graph


def coordination_network(rows: Iterable[Participation]) -> nx.DiGraph[str]:
    """Who leads whom: an arc from each leading body to every other body of the measure."""
    chosen = list(rows)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in sorted(chosen, key=lambda row: (row.body, row.name)):
        graph.add_node(row.body, name=row.name, city=row.city, function=row.function)
    for members in _by_measure(chosen, lambda row: row.body).values():
        for leader in sorted(n for n, roles in members.items() if "lead" in roles):
            for other in sorted(members.keys() - {leader}):
                count = (
                    graph.edges[leader, other]["measures"] if (graph.has_edge(leader, other)) else 0
                )
                graph.add_edge(leader, other, measures=count + 1)
    return graph


def centralities(graph: nx.Graph[str]) -> dict[str, Centrality]:
    """The figures of every node, by node; none for an empty graph."""
    if not graph:
        return {}
    for _, _, data in graph.edges(data=True):
        data["distance"] = 1 / data["weight"]
    between = nx.betweenness_centrality(graph, weight="distance")
    for _, _, data in graph.edges(data=True):
        del data["distance"]
    rank = nx.pagerank(graph, weight="weight")
    return {
        node: Centrality(
            degree=graph.degree(node),
            strength=round(float(graph.degree(node, weight="weight")), _DIGITS),
            betweenness=round(float(between[node]), _DIGITS),
            pagerank=round(float(rank[node]), _DIGITS),
        )
        for node in graph
    }


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """Groups that work together more than with others (Louvain, fixed seed), largest first."""
    if not graph:
        return []
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def annotate(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A copy in which each node carries its centralities and the number of its community."""
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    copy.add_edges_from((a, b, dict(data)) for a, b, data in graph.edges(data=True))
    for node, figures in centralities(graph).items():
        copy.nodes[node].update(
            degree=figures.degree,
            strength=figures.strength,
            betweenness=figures.betweenness,
            pagerank=figures.pagerank,
        )
    for number, group in enumerate(communities(graph), start=1):
        for node in group:
            copy.nodes[node]["community"] = number
    return copy


def graphml(graph: nx.Graph[str]) -> bytes:
    """The graph as GraphML, for Gephi, yEd or igraph; the same graph gives the same bytes."""
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer)
    return buffer.getvalue()


_Key = Callable[[Participation], str]


def _cooccurrence(rows: list[Participation], key: _Key) -> nx.Graph[str]:
    """Nodes and ties from measures shared; nodes and edges are added in sorted order."""
    measures: dict[str, set[str]] = defaultdict(set)
    ties: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for measure, members in _by_measure(rows, key).items():
        for node in members:
            measures[node].add(measure)
        for first, second in combinations(sorted(members), 2):
            roles = members[first] | members[second]
            weight = _weight(members[first]) * _weight(members[second])
            ties[first, second].append((weight, "lead" in roles))
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted(measures):
        graph.add_node(node, measures=len(measures[node]))
    for (first, second), shared in sorted(ties.items()):
        graph.add_edge(
            first,
            second,
            measures=len(shared),
            weight=round(sum(weight for weight, _ in shared), _DIGITS),
            leads=sum(led for _, led in shared),
        )
    return graph


def _by_measure(rows: Iterable[Participation], key: _Key) -> dict[str, dict[str, set[str]]]:
    """For each measure, in order, its members and their roles in it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in sorted(rows, key=lambda row: (row.measure, key(row), row.role)):
        if row.role not in ROLE_WEIGHTS:
            raise GraphError(
                f"{row.role!r} of {row.name} in {row.measure} is no role; "
                f"use one of {', '.join(ROLE_WEIGHTS)}."
            )
        found[row.measure][key(row)].add(row.role)
    return found


def _weight(roles: set[str]) -> float:
    return max(ROLE_WEIGHTS[role] for role in roles)
