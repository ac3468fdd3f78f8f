"""The order in which releases were served: one JSON object a line in `history.jsonl`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.folders import move, told, write_file

_FILE = "history.jsonl"


@dataclass(frozen=True, slots=True)
class Step:
    """A release became current at a time (ISO 8601, UTC); `action` is publish or rollback."""

    release: str
    at: str
    action: str


class History:
    """The history of one data folder; a line that was never finished is passed over."""

    def __init__(self, root: Path) -> None:
        """The history of the data folder `root`."""
        self._path = root / _FILE
        self._temporary = root / f".{_FILE}"

    def steps(self) -> list[Step]:
        """All steps, oldest first; none where nothing was published."""
        if not self._path.exists():
            return []
        found = (_step(line) for line in self._path.read_text(encoding="utf-8").splitlines())
        return [step for step in found if step is not None]

    def prepare(self, step: Step) -> None:
        """Write the history with one more step beside the old one; `commit` makes it count.

        In two moves, so that a full disk shows before the release is switched, not after.
        """
        lines = [json.dumps(asdict(kept), sort_keys=True) for kept in [*self.steps(), step]]
        with told(self._path.parent):
            self._temporary.unlink(missing_ok=True)
        write_file(self._temporary, [("\n".join(lines) + "\n").encode()])

    def commit(self) -> None:
        """Put the prepared history in the place of the old one, at one instant."""
        move(self._temporary, self._path)


def _step(line: str) -> Step | None:
    try:
        raw = json.loads(line)
        return Step(release=raw["release"], at=raw["at"], action=raw["action"])
    except (ValueError, KeyError, TypeError):
        return None
