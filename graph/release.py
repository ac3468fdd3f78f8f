"""One release: an immutable folder of quads, dumps and reports, and the documents in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.dump import DUMPS
from graph.errors import DamagedReleaseError, ReleaseError
from graph.folders import entry_of
from graph.manifest import MANIFEST, Manifest
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """One document as it goes into a release and comes out again.

    `quads` are the N-Quads of its own named graph; `report` tells its counts, what was not
    taken and the summary of its validation. `source` is the file name, `sha256` its bytes' hash.
    """

    slug: str
    source: str
    sha256: str
    quads: bytes
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Release:
    """A kept release. Nothing in its folder changes after it was published."""

    path: Path
    manifest: Manifest

    @classmethod
    def at(cls, path: Path) -> Release:
        """The release in a folder; DamagedReleaseError if it has no readable manifest."""
        try:
            data = (path / MANIFEST).read_bytes()
        except OSError as error:
            raise DamagedReleaseError(
                f"The release in {path} has no readable manifest; roll back or build again."
            ) from error
        return cls(path, Manifest.from_json(data, str(path)))

    @property
    def id(self) -> str:
        """The release's name: r and 12 hex digits."""
        return self.manifest.id

    def parts(self) -> Iterator[Part]:
        """The documents, by slug, ready to be published again."""
        return (self.part(entry.slug) for entry in self.manifest.documents)

    def part(self, slug: str) -> Part:
        """One document; ReleaseError if the release does not hold it."""
        found = next((d for d in self.manifest.documents if d.slug == slug), None)
        if found is None:
            raise ReleaseError(
                f"Release {self.id} holds no document {slug!r}; list them with `shuibao query "
                "documents`."
            )
        report = json.loads(self._read(f"parts/{slug}.json"))
        return Part(slug, found.source, found.sha256, self._read(f"parts/{slug}.nq"), report)

    def open(self) -> Store:
        """The release's quads in a store of their own."""
        return Store.from_release(self.path)

    def dump(self, name: str) -> Path:
        """The dump in a format (see graph.dump.DUMPS); ReleaseError for an unknown format."""
        if name not in DUMPS:
            raise ReleaseError(f"There is no dump format {name!r}; use one of {', '.join(DUMPS)}.")
        return self.path / DUMPS[name].file

    def report(self) -> dict[str, Any]:
        """The build report."""
        found: dict[str, Any] = json.loads(self._read("report.json"))
        return found

    def shacl(self) -> str:
        """The validation report as Turtle."""
        return self._read("shacl.ttl").decode()

    def verify(self) -> None:
        """Compare every file with the manifest; DamagedReleaseError names the first."""
        for name, expected in self.manifest.files.items():
            try:
                intact = entry_of(self.path / name) == expected
            except OSError:
                intact = False
            if not intact:
                raise DamagedReleaseError(
                    f"{self.path / name} is not what release {self.id} was published with; "
                    "roll back to another release or build again."
                )

    def _read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise DamagedReleaseError(
                f"{self.path / name} is missing from release {self.id}; roll back or build again."
            ) from error
