"""The stretches of a text that are taken already, so that a second rule leaves them alone."""

from __future__ import annotations


class Taken:
    """What is taken of `text[start:end]`; what lies outside is not looked at.

    Asking costs the length of the stretch that is asked for, however many are taken.
    """

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._marks = bytearray(end - start)

    def take(self, first: int, last: int) -> None:
        """Mark `text[first:last]` as taken."""
        here = self._here(first, last)
        self._marks[here] = b"\1" * len(self._marks[here])

    def holds(self, first: int, last: int) -> bool:
        """Whether any character of `text[first:last]` is taken."""
        return 1 in self._marks[self._here(first, last)]

    def _here(self, first: int, last: int) -> slice:
        return slice(max(first - self._start, 0), max(last - self._start, 0))
