"""Bodies: the list by function, and one body's part in the plans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.rdf import NamedNode
from webapp.visit import Row, Visit

PARTS = {
    "leads": ("牵头", "leads"),
    "responsibleFor": ("负责", "answers"),
    "sharesIn": ("分工", "shares"),
    "cooperatesOn": ("配合", "helps"),
}
# The roles of an agency's page, in the order in which they are shown.
ROLES = ("lead", "responsible", "shared", "cooperate")


@dataclass(frozen=True, slots=True)
class Work:
    """One body's part in one plan: measures by role."""

    plan: str
    title: str
    roles: dict[str, list[Row]]


def bodies(visit: Visit) -> list[Row]:
    """All bodies, each with the number of measures by part (see PARTS)."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in visit.rows("agency_counts"):
        part = str(row["part"]).rsplit("#", 1)[-1]
        counts[str(row["body"])][part] = int(str(row["measures"]))
    found = visit.rows("agencies")
    for body in found:
        mine = counts[str(body["body"])]
        body.update({part: mine.get(part, 0) for part in PARTS})
        body["all"] = sum(mine.values())
    return found


def by_function(rows: list[Row]) -> dict[str, list[Row]]:
    """Bodies by function, the busiest first within a function."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row["function"])].append(row)
    for group in groups.values():
        group.sort(key=lambda row: (str(row["code"]), -int(str(row["all"])), str(row["name"])))
    return dict(sorted(groups.items()))


def work_of(visit: Visit, body: NamedNode) -> list[Work]:
    """What a body does, plan by plan; a measure it leads is not told again under `responsible`."""
    plans: dict[str, Work] = {}
    for row in visit.rows("agency_parts", body=body):
        plan = str(row["plan"])
        work = plans.setdefault(
            plan, Work(plan, str(row["plan_title"] or ""), {role: [] for role in ROLES})
        )
        mine = work.roles.setdefault(str(row["part"]), [])
        if row["measure"] not in [known["measure"] for known in mine]:
            mine.append(row)
    for work in plans.values():
        led = {row["measure"] for row in work.roles["lead"]}
        kept = [row for row in work.roles["responsible"] if row["measure"] not in led]
        work.roles["responsible"][:] = kept
    return list(plans.values())
