"""The releases that are open: the served one, and a few that visitors have pinned.

A release is opened once, with its workers, and shared by all requests. When another one becomes
current, the first request that sees it opens it while the others are still served from the old
one; the old one is closed when nobody uses it any more.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import ReleaseError
from graph.release import Release
from graph.releases import Releases
from queries.answers import Answer
from queries.errors import EndpointError, ForbiddenQueryError
from queries.pool import PooledAsker
from queries.remote import RemoteAsker
from queries.run import Asker
from webapp.config import Config
from webapp.errors import NothingPublishedError
from webapp.opened import Opened


class _Remote:
    """A remote store that visitors ask: it is asked as a whole, without a chosen dataset."""

    def __init__(self, asker: RemoteAsker) -> None:
        self._asker = asker

    def answer(
        self, sparql: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Answer:
        if default_graphs or named_graphs:
            raise ForbiddenQueryError(
                "default-graph-uri and named-graph-uri are not passed on to the remote store; "
                "write FROM or GRAPH into the query."
            )
        return self._asker.answer(sparql)


@dataclass
class _Entry:
    opened: Opened
    pools: tuple[PooledAsker, ...]
    users: int = 0


class Shelf:
    """Lends open releases; thread-safe."""

    def __init__(self, config: Config) -> None:
        """Releases of `config.data`, or the remote store at `config.endpoint`."""
        self._config = config
        self._releases = Releases(config.data)
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._served: str | None = None
        self._remote = self._over_endpoint(config.endpoint) if config.endpoint else None

    @property
    def releases(self) -> Releases:
        """The data folder's releases; ReleaseError where a remote store is served instead."""
        if self._remote is not None:
            raise ReleaseError(
                "Releases, dumps and reports are not available over a remote store; "
                "ask for them where the release was built."
            )
        return self._releases

    def lend(self, pin: str | None = None) -> Opened:
        """The current release, or the kept one named; give it back with `give_back`.

        ReleaseError where it is not kept, NothingPublishedError where there is none at all.
        """
        if self._remote is not None:
            if pin:
                raise EndpointError("A remote store has no releases; leave release= out.")
            return self._remote
        wanted = pin or self._current()
        return self._taken(wanted) or self._while_opening(wanted, may_be_old=pin is None)

    def give_back(self, opened: Opened) -> None:
        """Say that a request is done with a release."""
        with self._lock:
            entry = self._entries.get(opened.id or "")
            if entry is not None and entry.opened is opened:
                entry.users -= 1
        self._put_away()

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            entries = list(self._entries.values())
            self._entries.clear()
        _close(entries)

    def _current(self) -> str:
        """The id that the link `current` names; cheap enough for every request."""
        link = self._config.data / "current"
        try:
            return link.readlink().name
        except OSError as error:
            raise NothingPublishedError(
                f"There is no release in {self._config.data}; make one with `shuibao build`."
            ) from error

    def _taken(self, release_id: str) -> Opened | None:
        with self._lock:
            entry = self._entries.get(release_id)
            if entry is None:
                return None
            entry.users += 1
            self._entries.move_to_end(release_id)
            return entry.opened

    def _while_opening(self, release_id: str, *, may_be_old: bool) -> Opened:
        """Open a release, or wait for the one who does; the old one serves in the meantime."""
        if not self._opening.acquire(blocking=False):
            old = self._taken(self._served) if may_be_old and self._served else None
            if old is not None:
                return old
            self._opening.acquire()
        try:
            found = self._taken(release_id)
            if found is not None:
                return found
            entry = self._open(self._releases.get(release_id))
            with self._lock:
                entry.users += 1
                self._entries[release_id] = entry
                if may_be_old:
                    self._served = release_id
            return entry.opened
        finally:
            self._opening.release()
            self._put_away()

    def _put_away(self) -> None:
        """Close what is over the bound and not in use; the served release always stays."""
        with self._lock:
            over = len(self._entries) - self._config.kept_open
            idle = [k for k, e in self._entries.items() if not e.users and k != self._served]
            gone = [self._entries.pop(key) for key in idle[: max(over, 0)]]
        _close(gone)

    def _open(self, release: Release) -> _Entry:
        store = release.open()
        outside = PooledAsker(store, self._config.limits)
        house = PooledAsker(store, self._config.house)
        opened = Opened(release.id, release, release.manifest.base, house, outside)
        return _Entry(opened, (outside, house))

    def _over_endpoint(self, endpoint: str) -> Opened:
        asker: Asker = RemoteAsker(endpoint, self._config.house.seconds)
        outside = _Remote(RemoteAsker(endpoint, self._config.limits.seconds))
        return Opened(None, None, self._config.base, asker, outside)


def _close(entries: Sequence[_Entry]) -> None:
    for entry in entries:
        for pool in entry.pools:
            pool.close()
