"""Documents: what each says of itself, how much was read from it, and its outline."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.rdf import NamedNode
from webapp.visit import Row, Visit

# What is counted on the pages, in this order: class of the ontology, Chinese, English.
COUNTED = {
    "Measure": ("措施", "measures"),
    "Assignment": ("责任分工", "responsibilities"),
    "Lead": ("牵头", "leads"),
    "Target": ("目标", "targets"),
    "Citation": ("引用", "references"),
    "Duty": ("义务", "duties"),
    "InstrumentUse": ("政策工具", "instruments"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A document: its row of the query `documents` and the number of things by class."""

    iri: str
    row: Row
    counts: dict[str, int]

    @property
    def title(self) -> str:
        """Its title, or the file's name where none was read."""
        return str(self.row["title"] or self.row["source"])

    @property
    def city(self) -> str:
        """The place it is for."""
        return str(self.row["city"] or "")


@dataclass(slots=True)
class Item:
    """A heading of the outline with those below it."""

    row: Row
    below: list[Item] = field(default_factory=list)

    @property
    def is_measure(self) -> bool:
        """Whether it orders work; else it only heads such items."""
        return str(self.row["kind"]).endswith("#Measure")

    @property
    def anchor(self) -> str:
        """The name of its place in the text."""
        return "s" + str(self.row["provision"]).rsplit("/", 1)[-1]

    @property
    def title(self) -> str:
        """What it is called, or its number."""
        return str(self.row["title"] or self.row["path"])


def counts_by_plan(visit: Visit) -> dict[str, dict[str, int]]:
    """The number of things of each class in every plan."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in visit.rows("counts"):
        name = str(row["class"]).rsplit("#", 1)[-1]
        found[str(row["plan"])][name] = int(str(row["number"]))
    return found


def plans_of(visit: Visit) -> list[Plan]:
    """All documents by place and date."""
    counts = counts_by_plan(visit)
    plans = {
        str(row["document"]): Plan(str(row["document"]), row, counts.get(str(row["document"]), {}))
        for row in visit.named("documents").records()
    }
    return sorted(
        plans.values(),
        key=lambda plan: (str(plan.row["division_code"]), str(plan.row["date"]), plan.iri),
    )


def plan_of(visit: Visit, iri: str) -> Plan | None:
    """One document, None where there is none of that IRI."""
    return next((plan for plan in plans_of(visit) if plan.iri == iri), None)


def outline_of(visit: Visit, plan: NamedNode) -> tuple[list[Item], dict[int, list[str]]]:
    """The outline as a tree, and the anchors of its headings by offset."""
    items: dict[str, Item] = {}
    for row in visit.rows("outline", plan=plan):
        items.setdefault(str(row["provision"]), Item(row))
    roots: list[Item] = []
    places: dict[int, list[str]] = defaultdict(list)
    for item in items.values():
        above = items.get(str(item.row["above"]))
        (above.below if above else roots).append(item)
        start = item.row["start"]
        if isinstance(start, int):
            places[start].append(item.anchor)
    return roots, places
