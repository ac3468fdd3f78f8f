"""What two releases do not share, as sorted N-Quads lines, read as streams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReleaseError


def difference(path: Path, other: Path) -> Iterator[bytes]:
    """The lines of `path` that `other` does not have; both files are sorted by bytes.

    ReleaseError where a file cannot be read.
    """
    try:
        with path.open("rb") as mine, other.open("rb") as theirs:
            there = next(theirs, None)
            for line in mine:
                while there is not None and there < line:
                    there = next(theirs, None)
                if there != line:
                    yield line
    except OSError as error:
        raise ReleaseError(
            f"The releases cannot be compared ({error}); roll back or build again."
        ) from error
