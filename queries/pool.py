"""Queries from outside, each in a worker process that can be ended: a deadline that always holds.

The workers are forked from the process that holds the store, so that they share its memory and
start in milliseconds. The engine has no time-out of its own that stops every query; a process
that is killed stops for good, and nobody but its asker hears of it.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError
from types import TracebackType
from typing import Self

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from graph.store import Store
from queries.answers import Answer, evaluate
from queries.errors import DeadlineError, MemoryLimitError, QueryError, TooBusyError
from queries.guard import check_read_only
from queries.limits import Limits, confine
from queries.tables import Table

# How long a worker has between being asked to end and being killed; the default of three seconds
# would be added to every deadline.
CONSTS.term_timeout = 0.1
_MARGIN = 5.0  # seconds after the deadline in which the pool must have acted

# Set in worker processes only: what `_work` asks, since a store cannot be sent through a pipe.
_inherited: dict[str, tuple[Store, Limits]] = {}


class PooledAsker:
    """Asks a store in worker processes, within limits; close it, or use it in a `with` block."""

    def __init__(self, store: Store, limits: Limits | None = None) -> None:
        """Fork workers that share this store; they start with the first query."""
        self.limits = limits or Limits()
        self._store = store
        self._turns = threading.BoundedSemaphore(self.limits.workers)
        self._changing = threading.Lock()
        self._pool = self._fork()

    def select(self, sparql: str) -> Table:
        """The table of a SELECT; QueryError tells what went wrong."""
        return self.answer(sparql).table()

    def answer(
        self,
        sparql: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to any read-only query, with the dataset of the SPARQL 1.1 Protocol.

        DeadlineError, MemoryLimitError, ResultTooLargeError where it exceeds a limit,
        TooBusyError where no worker became free, BadQueryError, ForbiddenQueryError.
        """
        check_read_only(sparql)
        if not self._turns.acquire(timeout=self.limits.wait_seconds):
            raise TooBusyError(
                f"{self.limits.workers} queries are running and none ended within "
                f"{self.limits.wait_seconds:g} s; ask again in a moment."
            )
        try:
            return self._run(sparql, default_graphs, named_graphs)
        finally:
            self._turns.release()

    def _run(
        self, sparql: str, default_graphs: Sequence[str], named_graphs: Sequence[str]
    ) -> Answer:
        pool = self._pool
        future = self._schedule(pool, (sparql, tuple(default_graphs), tuple(named_graphs)))
        try:
            # The pool ends the worker at the deadline; the margin is for a pool that is broken.
            outcome = future.result(timeout=self.limits.seconds + _MARGIN)
        except TimeoutError as error:
            if not future.done():
                self._replace(pool)
            raise DeadlineError(
                f"The query was stopped after {self.limits.seconds:g} s; "
                "narrow it, or ask for fewer combinations."
            ) from error
        except ProcessExpired as error:
            raise _ended(error, self.limits) from error
        except MemoryError as error:
            raise _memory(self.limits) from error
        except (BrokenExecutor, CancelledError) as error:
            self._replace(pool)
            raise QueryError("The workers were stopped during the query; ask again.") from error
        if isinstance(outcome, QueryError):
            raise outcome
        return outcome

    def _schedule(
        self, pool: ProcessPool, arguments: tuple[str, tuple[str, ...], tuple[str, ...]]
    ) -> ProcessFuture[Answer | QueryError]:
        """Give a query to the pool; a pool whose idle workers were killed is replaced first."""
        try:
            return pool.schedule(_work, arguments, timeout=self.limits.seconds)
        except RuntimeError:
            self._replace(pool)
            return self._pool.schedule(_work, arguments, timeout=self.limits.seconds)

    def _fork(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.limits.workers,
            initializer=_adopt,
            initargs=(self._store, self.limits),
            context=multiprocessing.get_context("fork"),
        )

    def _replace(self, broken: ProcessPool) -> None:
        """Put a new pool in the place of a broken one, once however many noticed."""
        with self._changing:
            if self._pool is broken:
                self._pool = self._fork()
                _end(broken)

    def close(self) -> None:
        """End all workers, at work or not."""
        _end(self._pool)

    def __enter__(self) -> Self:
        """The asker itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _adopt(store: Store, limits: Limits) -> None:
    """Run once in each new worker."""
    confine(limits)
    _inherited["store"] = (store, limits)


def _work(
    sparql: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]
) -> Answer | QueryError:
    """Run in a worker; errors are handed back as values, so that they keep their fields."""
    store, limits = _inherited["store"]
    try:
        return evaluate(
            store,
            sparql,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
            max_rows=limits.rows,
            max_bytes=limits.bytes,
        )
    except QueryError as error:
        return error


def _ended(error: ProcessExpired, limits: Limits) -> QueryError:
    """Why a worker died: the engine aborts where it gets no memory."""
    if error.exitcode in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL):
        return _memory(limits)
    return QueryError(f"The worker that ran the query ended with code {error.exitcode}; ask again.")


def _memory(limits: Limits) -> MemoryLimitError:
    return MemoryLimitError(
        f"The query needed more than {limits.memory_mb} MB of memory and was stopped; "
        "narrow it, or sort and group fewer rows."
    )
