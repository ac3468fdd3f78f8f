"""The properties that a government site prints above a document, read from the text's head.

A label and its value stand in one line (文号：…), in the cells of one row, or in lines of their
own, one below the other, as a page leaves them that is copied by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.normalise import View
from loaders.reading.properties import KINDS, spelled

Span = tuple[int, int]

_GROUPS = "|".join(f"(?P<{kind}>{spelled(labels)})" for kind, labels in KINDS.items())
#: A label with its colon; what tells of the page itself needs none.
LABELS = re.compile(rf"(?:{_GROUPS})[：:]|(?P<page>字体|字号|浏览次数|打印|分享)[：:]?")
_BULLET = "[-–—•·*●]"
_ALONE = re.compile(rf"{_BULLET}?[【\[]?(?:{_GROUPS})[】\]]?[：:]?")
#: A label that only blanks set off from its value and from what stands before it.
_BARE = re.compile(rf"(?:{_GROUPS})")
_LONGEST_LINE = 200
#: So many labels without values make the lines around them a table of properties.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A value and its stretch of the view."""

    value: str
    start: int
    end: int


def property_table(view: View, head: list[Span]) -> dict[str, Found]:
    """Values by the kind of their label: title, number, issuer, date, published, status."""
    short = [span for span in head if span[1] - span[0] <= _LONGEST_LINE]
    found: dict[str, Found] = {}
    for key, first, last in (*_behind_labels(view, short), *_below_labels(view, short)):
        value = view.printed(first, last)
        if key not in ("other", "page") and value:
            found.setdefault(key, Found(value, first, last))
    return found


def _behind_labels(view: View, head: list[Span]) -> Iterator[tuple[str, int, int]]:
    """What follows a label on its line, up to the next one."""
    for first, last in head:
        labels = list(LABELS.finditer(view.text, first, last)) or _set_off(view, first, last)
        for number, label in enumerate(labels):
            stop = labels[number + 1].start() if number + 1 < len(labels) else last
            begin = label.end()
            while begin < stop and view.text[begin] in "\t ":
                begin += 1
            yield label.lastgroup or "other", begin, stop


def _set_off(view: View, first: int, last: int) -> list[re.Match[str]]:
    """The labels of a line that begins with one, blanks for colons: 文号 靖政发… 时效 有效."""
    found = [
        label
        for label in _BARE.finditer(view.text, first, last)
        if label.end() < last
        and view.gap(label.end())
        and (label.start() == first or view.gap(label.start()))
    ]
    return found if found and found[0].start() == first else []


def _below_labels(view: View, head: list[Span]) -> Iterator[tuple[str, int, int]]:
    """The line or cell behind a label that stands alone; behind one without a value comes one."""
    cells = [cell for span in head for cell in _cells(view.text, *span)]
    labels = [_ALONE.fullmatch(view.text, *cell) for cell in cells]
    if sum(label is not None for label in labels) < _SEVERAL:
        return
    for (_, label), (cell, follower) in pairwise(zip(cells, labels, strict=True)):
        if label is not None and follower is None and not LABELS.match(view.text, *cell):
            bullet = re.match(_BULLET, view.text[slice(*cell)])
            yield label.lastgroup or "other", cell[0] + bool(bullet), cell[1]


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    while begin < end:
        stop = text.find("\t", begin, end)
        stop = end if stop < 0 else stop
        if begin < stop:
            yield begin, stop
        begin = stop + 1
