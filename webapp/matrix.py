"""The matrix of topics and cities: who leads what, and where a plan is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from webapp.visit import Row, Visit

# The order in which bases are shown: from what is written to what is presumed.
BASES = ("explicit", "text", "sole", "first_listed")


@dataclass(slots=True)
class Leader:
    """A body that leads measures of a topic, on which bases."""

    body: str
    name: str
    bases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A topic in a plan: its measures (`main` where it is their first topic) and who leads them.

    No measures: the plan does not take the topic up. No leaders: it names none.
    """

    measures: list[Row] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Topics (rows of `selects/topics.rq`), plans (rows of `documents`), cells by both.

    `plans` are those shown, `places` the names and codes of all places there are plans for.
    """

    topics: list[Row]
    plans: list[Row]
    cells: dict[tuple[str, str], Cell]
    places: list[tuple[str, str]]


def matrix(visit: Visit, *, main_only: bool = False, codes: Collection[str] = ()) -> Matrix:
    """The matrix of the places with these division codes, of all where none is named.

    `main_only` counts a measure under its first topic only.
    """
    leads: dict[str, list[Row]] = defaultdict(list)
    for row in visit.rows("measure_leads"):
        leads[str(row["measure"])].append(row)
    topics = visit.rows("topics")
    known = sorted(visit.named("documents").records(), key=lambda plan: str(plan["division_code"]))
    places = list(dict.fromkeys((str(p["division_code"]), str(p["city"])) for p in known))
    chosen = [plan for plan in known if str(plan["division_code"]) in codes]
    plans = chosen or known
    cells = {
        (str(topic["notation"]), str(plan["document"])): Cell()
        for topic in topics
        for plan in plans
    }
    for row in visit.rows("measure_topics"):
        cell = cells.get((str(row["notation"]), str(row["plan"])))
        if cell is not None and not (main_only and row["rank"] != 1):
            cell.measures.append(row)
            _lead(cell, leads[str(row["measure"])])
    return Matrix(topics, plans, cells, places)


def _lead(cell: Cell, rows: list[Row]) -> None:
    """Add who leads a measure to its cell, each body once, with all bases."""
    for row in rows:
        body, basis = str(row["body"]), str(row["basis"])
        leader = next((known for known in cell.leaders if known.body == body), None)
        if leader is None:
            leader = Leader(body, str(row["name"]))
            cell.leaders.append(leader)
        if basis not in leader.bases:
            leader.bases = sorted([*leader.bases, basis], key=BASES.index)
