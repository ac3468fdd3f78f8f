"""Source descriptions: where a shipped plan comes from and how many facts it must yield."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from loaders.errors import SourceError


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]` of a `sources.toml`.

    `place` is a division code, `kind` what the file is (official text as published, …) and
    `expect` maps a kind of fact to the least and the most that a right reading yields.
    """

    file: str
    place: str
    origin: str
    kind: str
    expect: Mapping[str, tuple[int, int]]

    def check(self, place: str | None, counts: Mapping[str, int]) -> None:
        """Raise SourceError where the place read or a count is not what is expected."""
        if place != self.place:
            raise SourceError(self.file, f"the place read is {place}, not {self.place}")
        for fact, (least, most) in self.expect.items():
            got = counts.get(fact, 0)
            if got < least:
                raise SourceError(
                    self.file, f"{got} {fact} read where at least {least} are expected"
                )
            if got > most:
                raise SourceError(self.file, f"{got} {fact} read where at most {most} are expected")


def load_sources(path: Path) -> dict[str, Source]:
    """The descriptions in a `sources.toml`, by file name. SourceError if it is malformed."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return {entry["file"]: _source(entry) for entry in data.get("source", [])}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise SourceError(str(path), str(error)) from error


def _source(entry: Mapping[str, object]) -> Source:
    expect = entry.get("expect", {})
    if not isinstance(expect, Mapping):
        raise TypeError("expect is not a table")
    limits = {str(kind): (int(pair[0]), int(pair[1])) for kind, pair in expect.items()}
    return Source(
        str(entry["file"]), str(entry["place"]), str(entry["origin"]), str(entry["kind"]), limits
    )


def corpus_folder() -> Path:
    """The folder of the shipped documents."""
    with as_file(files("loaders").joinpath("corpus")) as path:
        return path
