"""Every named query gives the same rows, in the same order, over other stores."""

from __future__ import annotations

import pytest

from queries.library import Library
from queries.remote import RemoteAsker
from queries.run import LocalAsker, run
from tests.servers.starting import Server

pytestmark = pytest.mark.server

LIBRARY = Library.load()
Case = tuple[str, dict[str, str]]
CASES: list[Case] = [
    *((query.name, {}) for query in LIBRARY),
    ("leads", {"topic": "T11"}),
    ("leads", {"function": "F01", "city": "烟台"}),
    ("responsibilities", {"city": "济南"}),
    ("responsibilities", {"topic": "T11", "role": "responsible"}),
    ("responsibilities", {"agency": "水利局"}),
    ("measures", {"topic": "T11"}),
    ("targets", {"indicator": "水土保持率", "year": "2025"}),
    ("agency", {"agency": "济南市水务局"}),
    ("compare", {"topic": "T11"}),
    ("legal_bases", {"level": "national"}),
    ("evidence", {"fact": "@"}),
]
#: Queries that a store gets wrong through no fault of theirs, with the reason; each must go on
#: failing, so that the list only shrinks. There are none.
KNOWN: dict[tuple[str, str], str] = {}


def _id(case: Case) -> str:
    return "-".join([case[0], *case[1]])


def compare(store: str, case: Case, there: str, here: LocalAsker) -> None:
    name, values = case
    query = LIBRARY.get(name)
    if values.get("fact") == "@":
        values = {"fact": str(run(here, LIBRARY.get("leads"), {}).column("fact")[0])}
    wanted = run(here, query, values)
    assert wanted.rows
    found = run(RemoteAsker(there), query, values)
    if reason := KNOWN.get((store, name)):
        assert found != wanted, f"{name} is right over {store} now; take it off KNOWN ({reason})"
    else:
        assert found == wanted


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_over_oxigraph(case: Case, filled_oxigraph: Server, embedded: LocalAsker) -> None:
    compare("oxigraph", case, filled_oxigraph.query, embedded)


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_over_virtuoso(case: Case, filled_virtuoso: Server, embedded: LocalAsker) -> None:
    compare("virtuoso", case, filled_virtuoso.query, embedded)


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_over_our_own_endpoint(case: Case, our_own: str, embedded: LocalAsker) -> None:
    compare("shuibao", case, our_own, embedded)
