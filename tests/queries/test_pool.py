"""Outside queries in workers: real runaways are stopped, and others do not hear of it."""

import multiprocessing
import threading
import time
from collections.abc import Iterator

import pytest

from graph.rdf import NamedNode, Quad
from graph.store import Store
from queries.errors import (
    BadQueryError,
    DeadlineError,
    ForbiddenQueryError,
    MemoryLimitError,
    QueryError,
    ResultTooLargeError,
    TooBusyError,
)
from queries.limits import Limits
from queries.pool import PooledAsker

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS_PATH = (
    "SELECT (COUNT(*) AS ?n) { ?a (<http://x/p0>|!<http://x/p1>)* ?b . "
    "?b (<http://x/p2>|!<http://x/p3>)* ?c . ?c (<http://x/p4>|!<http://x/p5>)* ?d }"
)
SORTED_CROSS_PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
LIMITS = Limits(
    seconds=1.0, memory_mb=300, rows=20_000, bytes=2_000_000, workers=2, wait_seconds=0.2
)


@pytest.fixture(scope="module")
def big() -> Store:
    """A ring of 20,000 nodes with seven kinds of arcs."""
    store = Store()
    node = [NamedNode(f"http://x/{n}") for n in range(20_000)]
    kinds = [NamedNode(f"http://x/p{n}") for n in range(7)]
    store.load(Quad(node[n - 1], kinds[n % 7], node[n]) for n in range(len(node)))
    return store


@pytest.fixture(scope="module")
def pool(big: Store) -> Iterator[PooledAsker]:
    with PooledAsker(big, LIMITS) as asker:
        yield asker


@pytest.mark.parametrize("query", [CROSS_PRODUCT, ENDLESS_PATH], ids=["count", "path"])
def test_a_runaway_is_stopped_at_the_deadline(pool: PooledAsker, query: str) -> None:
    pool.select(COUNT)
    begun = time.monotonic()
    with pytest.raises(DeadlineError, match="stopped after 1 s"):
        pool.answer(query)
    assert 0.9 < time.monotonic() - begun < 2.5
    assert pool.select(COUNT).rows == ((20_000,),)


def test_sorting_a_cross_product_meets_the_memory_limit_or_the_deadline(pool: PooledAsker) -> None:
    begun = time.monotonic()
    with pytest.raises((MemoryLimitError, DeadlineError)):
        pool.answer(SORTED_CROSS_PRODUCT)
    assert time.monotonic() - begun < 2.5
    assert pool.select(COUNT).rows == ((20_000,),)


def test_memory_is_limited(big: Store) -> None:
    limits = Limits(seconds=30, memory_mb=100, workers=1)
    with PooledAsker(big, limits) as asker, pytest.raises(MemoryLimitError, match="100 MB"):
        asker.answer(SORTED_CROSS_PRODUCT)


def test_a_huge_answer_is_refused_whole(pool: PooledAsker) -> None:
    with pytest.raises(ResultTooLargeError, match=r"rows|bytes"):
        pool.answer(HUGE)
    with pytest.raises(ResultTooLargeError, match="larger than 2000000 bytes"):
        pool.answer("SELECT * { ?s ?p ?o } LIMIT 20000")
    with pytest.raises(ResultTooLargeError, match="more than 20000 rows"):
        pool.answer("SELECT ?none { ?s ?p ?o VALUES ?twice { 1 2 } }")


def test_only_its_asker_hears_of_a_runaway(pool: PooledAsker) -> None:
    outcome: list[str] = []

    def run_away() -> None:
        try:
            pool.answer(CROSS_PRODUCT)
        except DeadlineError:
            outcome.append("stopped")

    runaway = threading.Thread(target=run_away)
    runaway.start()
    answered = 0
    while runaway.is_alive():
        assert pool.select(COUNT).rows == ((20_000,),)
        answered += 1
    runaway.join()
    assert outcome == ["stopped"]
    assert answered > 5


def test_more_queries_than_workers_are_told_to_wait(pool: PooledAsker) -> None:
    def run_away() -> None:
        with pytest.raises(DeadlineError):
            pool.answer(CROSS_PRODUCT)

    runaways = [threading.Thread(target=run_away) for _ in range(LIMITS.workers)]
    for runaway in runaways:
        runaway.start()
    time.sleep(0.3)
    with pytest.raises(TooBusyError, match="2 queries are running") as caught:
        pool.answer(COUNT)
    assert caught.value.retry_after == 1
    for runaway in runaways:
        runaway.join()
    assert pool.select(COUNT).rows == ((20_000,),)


@pytest.mark.parametrize("query", [CROSS_PRODUCT, None], ids=["at work", "idle"])
def test_killed_workers_are_replaced(big: Store, query: str | None) -> None:
    others = set(multiprocessing.active_children())
    with PooledAsker(big, Limits(workers=1, seconds=20)) as asker:
        asker.select(COUNT)
        workers = set(multiprocessing.active_children()) - others
        assert len(workers) == 1
        killer = threading.Timer(0.3, workers.pop().kill)
        killer.start()
        if query:
            with pytest.raises(QueryError):
                asker.answer(query)
        killer.join()
        time.sleep(0.5)
        assert asker.select(COUNT).rows == ((20_000,),)


def test_errors_come_back_as_they_are(pool: PooledAsker) -> None:
    with pytest.raises(BadQueryError) as caught:
        pool.answer("SELECT *\n{ ?s ?p }")
    assert caught.value.line == 2
    assert caught.value.column
    with pytest.raises(ForbiddenQueryError):
        pool.answer("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(ForbiddenQueryError):
        pool.answer("CLEAR ALL")
    assert pool.answer("ASK { ?s ?p ?o }").boolean()


def test_the_dataset_is_handed_on(pool: PooledAsker) -> None:
    answer = pool.answer(COUNT, default_graphs=["http://x/none"])
    assert answer.table().rows == ((0,),)
