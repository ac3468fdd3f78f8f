"""Which measure a row of a task table speaks of: by its title, its source, or its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.numerals import heading_number

_HAN = "一二三四五六七八九十百"
_NUMBERED = re.compile(rf"^(?:第?[（(]?(?:[{_HAN}]{{1,4}}|\d{{1,3}})(?:[）)]|[、.．条项章节])+)+")
_NUMBER = re.compile(rf"[（(]?(?:[{_HAN}]{{1,4}}|\d{{1,3}})[）)]?")
#: What names a place in this document: numbers with their marks and nothing else.
_SOURCE = re.compile(
    rf"(?:[“”《》]?(?:本)?(?:实施)?(?:方案|意见|正文|重点任务|主要任务)[“”《》]?)?[第{_HAN}\d（）()、.．—\-\s条项章节款点部分大]+"
)
_PLAIN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_CLOSE_ENOUGH = 0.5
#: With this much in common, a title outweighs what any number says.
_SAME = 0.8
#: What a shortened title is worth against one that has all words.
_SHORTENED = 0.75
_FEWEST = 3
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that a row may name: its number path, bare number and title."""

    path: str
    value: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row says of the measure it means, as printed; empty where it does not."""

    tasks: tuple[str, ...]
    number: str
    source: str


class Measures:
    """The measures of a plan, found by title, by number path and by bare number."""

    def __init__(self, measures: Sequence[Known]) -> None:
        self._known = measures
        self._titles = [_PLAIN.sub("", known.title or "") for known in measures]
        self._pairs = [_pairs(title) for title in self._titles]
        self._having: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[int, list[int]] = defaultdict(list)
        self._tails: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for index, known in enumerate(measures):
            for pair in self._pairs[index]:
                self._having[pair].append(index)
            self._numbers[known.value].append(index)
            values = _values(known.path)
            for depth in range(len(values)):
                self._tails[values[depth:]].append(index)

    def named(self, claims: Sequence[Claim]) -> list[str | None]:
        """The path of the measure that each row of one table means, None where that is unclear.

        Numbers count only in a table that numbers its rows as the text numbers its items.
        """
        titled = [self._by_title(claim) for claim in claims]
        trusted = self._numbers_agree(claims, [index for index, _ in titled])
        found: list[str | None] = []
        for claim, (index, score) in zip(claims, titled, strict=True):
            place = index if score >= _SAME else self._by_source(claim.source)
            place = index if place is None else place
            if place is None and trusted:
                place = self._by_number(claim)
            found.append(None if place is None else self._known[place].path)
        return found

    def _by_title(self, claim: Claim) -> tuple[int | None, float]:
        best: tuple[float, bool, int] = (0.0, False, 0)
        number = heading_number(claim.number)
        for task in claim.tasks:
            bare = _PLAIN.sub("", _NUMBERED.sub("", task))
            pairs = _pairs(bare)
            for index in self._alike(pairs):
                shared = len(pairs & self._pairs[index])
                title = self._titles[index]
                begins = len(bare) >= 4 and (bare.startswith(title) or title.startswith(bare))
                score = 1.0 if begins else _score(shared, len(pairs), len(self._pairs[index]))
                agrees = number == self._known[index].value
                best = max(best, (score, agrees, -index))
        return (-best[2], best[0]) if best[0] >= _CLOSE_ENOUGH else (None, 0.0)

    def _alike(self, pairs: set[str]) -> set[int]:
        """The measures whose titles share the rarest of the pairs, about `_CANDIDATES` at most."""
        found: set[int] = set()
        for pair in sorted(pairs, key=lambda pair: (len(self._having.get(pair, ())), pair)):
            found.update(self._having.get(pair, ())[:_CANDIDATES])
            if len(found) >= _CANDIDATES:
                break
        return found

    def _numbers_agree(self, claims: Sequence[Claim], titled: Iterable[int | None]) -> bool:
        votes = [
            (heading_number(claim.number) == self._known[index].value)
            for claim, index in zip(claims, titled, strict=True)
            if index is not None and claim.number
        ]
        return sum(votes) * 2 >= len(votes)

    def _by_number(self, claim: Claim) -> int | None:
        value = heading_number(claim.number) if claim.number else None
        hits = self._numbers.get(value, []) if value else []
        return hits[0] if len(hits) == 1 else None

    def _by_source(self, source: str) -> int | None:
        """The one measure whose number path ends in the numbers that a source column prints."""
        if not _SOURCE.fullmatch(source):
            return None
        hits = self._tails.get(_values(source), [])
        return hits[0] if len(hits) == 1 else None


def _values(printed: str) -> tuple[int, ...]:
    """The numbers of a path or a source, in order: 二（三） and 二/（三） both give 2, 3."""
    found = (heading_number(match[0].strip("（）()")) for match in _NUMBER.finditer(printed))
    return tuple(value for value in found if value is not None)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _score(shared: int, task: int, title: int) -> float:
    """Dice's coefficient over pairs of characters, or how much of the shorter is in the longer."""
    short = min(task, title)
    contained = shared / short if short >= _FEWEST else 0.0
    return max(2 * shared / (task + title), contained * _SHORTENED)
