"""The rows that the cooperation network is made of, from any store."""

from __future__ import annotations

from graph.network import Participation
from graph.rdf import BASE
from queries.library import Library
from queries.run import Asker, run


def participations(
    asker: Asker, city: str | None = None, *, base: str = BASE
) -> list[Participation]:
    """Every body's part in every measure, of one city or of all. QueryError as any query."""
    values = {"city": city} if city else {}
    table = run(asker, Library.load(base).get("participation"), values, base=base)
    return [
        Participation(*(str(row[name] or "") for name in Participation.__dataclass_fields__))
        for row in table.records()
    ]
