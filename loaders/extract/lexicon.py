"""The word lists of `loaders/lexicon`: general language that the rules are built from."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `loaders/lexicon/<name>.csv`, keys from its first line, in file order."""
    text = (files("loaders") / "lexicon" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def words(name: str, column: str, kind: str) -> tuple[str, ...]:
    """The words in `column` of a list whose `kind` is the given one, longest first."""
    found = (row[column] for row in table(name) if row["kind"] == kind)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(found: tuple[str, ...]) -> str:
    """A pattern that matches any of the words; longer words come before their beginnings."""
    return "(?:" + "|".join(re.escape(word) for word in found) + ")"
