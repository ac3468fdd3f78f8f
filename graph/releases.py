"""The shelf of releases under a data folder: publish, look up, switch, compare.

    data/releases/<id>/   one immutable folder a release
    data/current          a symbolic link to the one that is served
    data/history.jsonl    the order in which releases were served
    data/.lock            held by the one process that may write

A release is written under a temporary name, synced, read back and compared, renamed, and only
then made current by one rename of the link. Whatever happens in between, the old one serves;
what a dead build left behind is swept by the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.diff import difference
from graph.errors import DamagedReleaseError, ReleaseError
from graph.folders import locked, move, point, remove_folder, told
from graph.history import History, Step
from graph.rdf import BASE
from graph.release import Part, Release
from graph.staging import Extra, Staging

__all__ = ["Part", "Release", "Releases"]

_ID = re.compile(r"r[0-9a-f]{12}")
_BUILDING, _DAMAGED, _LINK = ".building", ".damaged-", ".current"


def _now() -> datetime:
    return datetime.now(UTC)


class Releases:
    """All releases kept in one data folder."""

    def __init__(self, root: Path, clock: Callable[[], datetime] = _now) -> None:
        """The shelf in the folder `root`, which is made on the first publication."""
        self.root = root
        self._clock = clock
        self._kept = root / "releases"
        self._history = History(root)

    def current(self) -> Release:
        """The release that is served; ReleaseError where nothing was published yet."""
        try:
            target = (self.root / "current").readlink()
        except OSError as error:
            raise ReleaseError(
                f"There is no release in {self.root}; make one with `shuibao build`."
            ) from error
        return self.get(target.name)

    def get(self, release_id: str) -> Release:
        """A kept release by its id; ReleaseError where there is none of that name."""
        path = self._kept / release_id
        if not _ID.fullmatch(release_id) or not path.is_dir():
            raise ReleaseError(
                f"There is no release {release_id!r} in {self.root}; "
                "see `shuibao releases` for those that are kept."
            )
        return Release.at(path)

    def list(self) -> Sequence[Release]:
        """The kept releases, in the order in which they were first published."""
        present = {p.name for p in self._kept.glob("r*") if _ID.fullmatch(p.name)}
        known = dict.fromkeys(s.release for s in self._history.steps() if s.release in present)
        return [self.get(name) for name in [*known, *sorted(present - known.keys())]]

    def history(self) -> Sequence[Step]:
        """Which release was served from when on, oldest first."""
        return self._history.steps()

    def publish(
        self,
        parts: Iterable[Part],
        extra: Extra,
        report: Mapping[str, Any],
        shacl_ttl: str | bytes,
        *,
        base: str = BASE,
        software: str = "shuibao",
    ) -> Release:
        """Write a release and make it current; the same content again changes nothing.

        `extra` maps the names of further graphs (`ontology`, `inferred/leads`) to their quads or
        N-Quads. BusyError where another build is running; ReleaseError tells in one sentence
        what went wrong, and then the release served before is still served.
        """
        with locked(self.root):
            self._sweep()
            folder = self._kept / f"{_BUILDING}-{os.getpid()}"
            try:
                staging = Staging(folder, base=base, software=software)
                for part in parts:
                    staging.add_part(part)
                for name in sorted(extra):
                    staging.add_extra(name, extra[name])
                manifest = staging.finish(report, shacl_ttl, self._stamp())
                self._keep(folder, manifest.id)
            finally:
                remove_folder(folder)
            return self._switch(manifest.id, "publish")

    def rollback(self, release_id: str) -> Release:
        """Make an earlier release current, after checking that its files are intact."""
        with locked(self.root):
            self._sweep()
            self.get(release_id).verify()
            return self._switch(release_id, "rollback")

    def diff(self, old: str, new: str) -> tuple[Iterator[bytes], Iterator[bytes]]:
        """The N-Quads lines added and removed between two releases, each sorted, as streams."""
        first, second = self.get(old).path / "dataset.nq", self.get(new).path / "dataset.nq"
        return difference(second, first), difference(first, second)

    def _keep(self, folder: Path, release_id: str) -> None:
        """Give the finished folder its name, unless an intact release of that name is there."""
        target = self._kept / release_id
        if target.exists():
            try:
                Release.at(target).verify()
                return
            except DamagedReleaseError:
                move(target, self._kept / f"{_DAMAGED}{release_id}")
        move(folder, target)
        remove_folder(self._kept / f"{_DAMAGED}{release_id}")

    def _switch(self, release_id: str, action: str) -> Release:
        """Point `current` at a kept release; no step is recorded where it pointed there before."""
        link, target = self.root / "current", f"releases/{release_id}"
        if not link.is_symlink() or str(link.readlink()) != target:
            self._history.prepare(Step(release_id, self._stamp(), action))
            point(link, target, self.root / _LINK)
            self._history.commit()
        return self.get(release_id)

    def _sweep(self) -> None:
        """Clear away what builds that died have left; only the holder of the lock may do this."""
        with told(self.root):
            self._kept.mkdir(exist_ok=True)
        (self.root / _LINK).unlink(missing_ok=True)
        for left in self._kept.glob(f"{_BUILDING}-*"):
            remove_folder(left)
        for left in self._kept.glob(f"{_DAMAGED}*"):
            place = self._kept / left.name.removeprefix(_DAMAGED)
            if place.exists():
                remove_folder(left)
            else:
                move(left, place)
        self._mend()

    def _mend(self) -> None:
        """Record the step of a builder that died between switching the link and recording it."""
        link, steps = self.root / "current", self._history.steps()
        served = link.readlink().name if link.is_symlink() else ""
        if served and (not steps or steps[-1].release != served):
            self._history.prepare(Step(served, self._stamp(), "publish"))
            self._history.commit()

    def _stamp(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")
