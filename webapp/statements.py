"""What is said of a thing, laid out by the shapes: the same order on a page as in validation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ontology.schemas import class_layout, classes
from queries.tables import Cell

Row = Mapping[str, Cell]


def in_order(said: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The statements by property, as the shapes of the thing's classes order them.

    What no shape mentions (types, statements in foreign terms) follows, by name.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in said:
        groups[str(row["property"])].append(row)
    known = set(classes())
    places: dict[str, int] = {}
    for row in said:
        name = str(row["value"]).rpartition("ontology#")[2]
        if str(row["property"]).endswith("#type") and name in known:
            for field in class_layout(name):
                places.setdefault(field.name, len(places))
    last = len(places)
    return sorted(
        groups.items(),
        key=lambda group: (places.get(group[0].rpartition("ontology#")[2], last), group[0]),
    )
