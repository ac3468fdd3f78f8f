"""The cooperation network on a case small enough to reckon by hand."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.network import (
    Participation,
    annotate,
    body_network,
    centralities,
    communities,
    coordination_network,
    function_network,
    graphml,
)


def _row(body: str, measure: str, role: str, city: str = "烟台市") -> Participation:
    return Participation(f"{city}/{body}", body, city, f"F-{body}", f"{city}/{measure}", role)


_ROWS = [
    _row("水利", "1", "lead"),
    _row("农业", "1", "cooperate"),
    _row("林业", "1", "cooperate"),
    _row("水利", "2", "responsible"),
    _row("农业", "2", "responsible"),
    _row("财政", "3", "lead"),
    _row("水利", "1", "lead", "济南市"),
    _row("农业", "1", "shared", "济南市"),
]


def test_ties_weigh_the_roles() -> None:
    graph = body_network(_ROWS, "烟台市")
    assert graph.edges["烟台市/农业", "烟台市/水利"] == {"measures": 2, "weight": 1.5, "leads": 1}
    assert graph.edges["烟台市/农业", "烟台市/林业"] == {"measures": 1, "weight": 0.25, "leads": 0}
    assert graph.nodes["烟台市/水利"]["measures"] == 2
    assert graph.nodes["烟台市/水利"]["name"] == "水利"


def test_a_body_that_works_alone_is_still_there() -> None:
    graph = body_network(_ROWS)
    assert graph.degree("烟台市/财政") == 0
    assert centralities(graph)["烟台市/财政"].strength == 0


def test_functions_tie_across_cities() -> None:
    graph = function_network(_ROWS)
    assert graph.edges["F-农业", "F-水利"]["measures"] == 3
    assert graph.edges["F-农业", "F-水利"]["weight"] == 2.25
    assert graph.nodes["F-水利"]["cities"] == 2


def test_arcs_go_from_the_leader() -> None:
    arcs = set(coordination_network(_ROWS).edges)
    assert ("烟台市/水利", "烟台市/林业") in arcs
    assert ("烟台市/林业", "烟台市/水利") not in arcs
    assert len(arcs) == 3


def test_one_who_connects_two_groups_is_between_them() -> None:
    rows = [
        _row(b, m, "responsible") for m, pair in {"1": "甲乙", "2": "乙丙"}.items() for b in pair
    ]
    found = centralities(body_network(rows))
    assert found["烟台市/乙"].betweenness == 1
    assert found["烟台市/甲"].betweenness == 0
    assert found["烟台市/乙"].pagerank > found["烟台市/甲"].pagerank
    assert sum(c.pagerank for c in found.values()) == pytest.approx(1)
    assert found["烟台市/乙"].degree == 2


def test_cities_that_share_nothing_are_communities_of_their_own() -> None:
    groups = communities(body_network(_ROWS))
    assert [len(group) for group in groups] == [3, 2, 1]
    assert all(len({name.split("/")[0] for name in group}) == 1 for group in groups)


def test_an_unknown_role_is_told() -> None:
    with pytest.raises(GraphError, match="'helper'"):
        body_network([_row("水利", "1", "helper")])


def test_nothing_in_nothing_out() -> None:
    empty = body_network([])
    assert centralities(empty) == {}
    assert communities(empty) == []
    assert graphml(empty).startswith(b"<?xml")


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(order: random.Random) -> None:
    shuffled = list(_ROWS)
    order.shuffle(shuffled)
    assert graphml(annotate(body_network(shuffled))) == graphml(annotate(body_network(_ROWS)))


def test_graphml_is_read_back_with_all_figures() -> None:
    data = graphml(annotate(body_network(_ROWS)))
    assert ET.fromstring(data).tag.endswith("graphml")
    again = nx.parse_graphml(data.decode())
    assert len(again) == 6
    assert {"community", "pagerank", "name", "city"} <= set(again.nodes["烟台市/水利"])
