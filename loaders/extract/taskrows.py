"""The rows of a task table made whole: broken cells, merged cells, repeated headings, 同上."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.rowlines import MOST_LINES
from loaders.tables import Cell

_KEYS = frozenset({"number", "task", "source"})
_AGAIN = re.compile(r"同上|〃|″|\"\Z")


@dataclass(slots=True)
class Entry:
    """One row, a cell per column; `start` and `end` span what the row itself prints."""

    cells: list[Cell]
    start: int
    end: int

    def lines(self) -> int:
        """How many lines the longest cell is broken over."""
        return max(len(cell.pieces) for cell in self.cells)


def entries(
    rows: Sequence[Sequence[Cell]],
    heads: Sequence[Sequence[Cell]],
    columns: Mapping[int, str],
) -> list[Entry]:
    """The rows below a table's headings; `columns` says which column holds what."""
    found: list[Entry] = []
    width = max(columns) + 1
    printed = {_texts(head, width) for head in heads}
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if not filled or _texts(row, width) in printed:
            continue
        empty = Cell("", filled[0].start, filled[0].start)
        cells = [*row[:width], *[empty] * (width - len(row))]
        keyed = any(cells[index].text for index, kind in columns.items() if kind in _KEYS)
        if found and not keyed and found[-1].lines() < MOST_LINES:
            above = found[-1]
            above.cells = [a.joined(b) for a, b in zip(above.cells, cells, strict=True)]
            above.end = filled[-1].end
        else:
            found.append(Entry(cells, filled[0].start, filled[-1].end))
    _repeat(found)
    _fill_groups(found, columns)
    return found


def _texts(row: Sequence[Cell], width: int) -> tuple[str, ...]:
    return tuple(cell.text for cell in (*row, *[Cell("", 0, 0)] * (width - len(row))))[:width]


def _repeat(found: list[Entry]) -> None:
    for above, entry in pairwise(found):
        entry.cells = [
            up if _AGAIN.match(cell.text) else cell
            for up, cell in zip(above.cells, entry.cells, strict=True)
        ]


def _fill_groups(found: list[Entry], columns: Mapping[int, str]) -> None:
    """Give the rows of a group the cells that span it: printed in its first row alone.

    A group is a row with the rows below it that leave the first task column empty and fill another.
    """
    tasks = [index for index, kind in columns.items() if kind == "task"]
    others = [index for index, kind in columns.items() if kind not in _KEYS]
    for group in _groups(found, tasks):
        for column in others:
            if not any(entry.cells[column].text for entry in group[1:]):
                for entry in group[1:]:
                    entry.cells[column] = group[0].cells[column]


def _groups(found: list[Entry], tasks: Sequence[int]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for entry in found:
        filled = [bool(entry.cells[index].text) for index in tasks]
        inner = any(filled) and not filled[0]
        if group and inner and all(group[0].cells[index].text for index in tasks):
            group.append(entry)
            continue
        if len(group) > 1:
            yield group
        group = [entry]
    if len(group) > 1:
        yield group
