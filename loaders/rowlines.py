"""Which lines of a table in aligned blanks make up a row, once every cell has its column.

A line goes on the row above it where the table's numbers say so; without numbers, where every
cell in it follows one that was full. Where cells are set in the middle of their row, lines also
stand above the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.cells import Cell
from loaders.gaps import width_of

NUMBER = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]?\Z|（[\d一二三四五六七八九十]{1,3}）\Z"
)
#: More lines than any row has; what goes on longer is no row.
MOST_LINES = 80
_NUMBER_HEAD = re.compile(r"序\s*号|编\s*号|项次|序|号")
_HEAD_REST = re.compile(
    r".{0,4}(?:[单位部门名称内容任务时限时间要求安排领导措施备注号（）]|20\d\d年)\Z"
)
_FIGURE = re.compile(r"\d[\d,.]*%?\Z")
_UNFINISHED = re.compile(r"[、，（《“—\-]\Z|（[^（）]*\Z|《[^《》]*\Z")


@dataclass(frozen=True, slots=True)
class Placed:
    """A filled cell of a line with the columns of the page that it takes, `[left, right)`."""

    cell: Cell
    left: int
    right: int

    @property
    def width(self) -> int:
        """Room that the cell takes."""
        return self.right - self.left

    def fills(self, room: int, below: Placed) -> bool:
        """Whether the first character of the next line had no room on this one."""
        return self.width + width_of(below.cell.text[0]) > room

    def goes_on(self, room: int, below: Placed) -> bool:
        """Whether the cell plainly needs what stands below it."""
        return self.fills(room, below) or bool(_UNFINISHED.search(self.cell.text))


#: The cells of one line by column, None where it leaves the column empty.
Line = list[Placed | None]


def row_lines(grid: Sequence[Line], room: Sequence[int]) -> list[list[Line]]:
    """The lines of every row, in order; `room` is the width of the columns."""
    counted = [n for n, line in enumerate(grid) if line[0] and NUMBER.match(line[0].cell.text)]
    firsts = [line[0].cell.text for line in grid if line[0]]
    if not counted or not (_NUMBER_HEAD.match(firsts[0]) or len(counted) * 2 > len(firsts)):
        return _by_room(grid, room)
    head = _head_end(grid, counted[0])
    middle = head < counted[0] and all(line[0] is None for line in grid[head : counted[0]])
    starts = set(_middle_starts(grid, counted, head, room)) if middle and head else set(counted)
    rows = _head(grid[:head])
    for number, line in enumerate(grid[head:], start=head):
        odd = line[0] is not None and number not in counted
        long = bool(rows) and len(rows[-1]) >= MOST_LINES
        if not rows or number == head or number in starts or odd or long:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _head(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows of the heading: one that fills every column, else headings over headings."""
    return [list(lines)] if lines and None not in lines[0] else [[line] for line in lines]


def _head_end(grid: Sequence[Line], first: int) -> int:
    """Behind the heading's lines: the first one, and those that hold only ends of headings."""
    end = min(1, first)
    while end < first and all(
        cell is None or _HEAD_REST.match(cell.cell.text) for cell in grid[end]
    ):
        end += 1
    return end


def _by_room(grid: Sequence[Line], room: Sequence[int]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    row: Line = []
    for line in grid:
        if rows and len(rows[-1]) < MOST_LINES and _follows(row, line, room):
            rows[-1].append(line)
            row = [below or above for above, below in zip(row, line, strict=True)]
        else:
            rows.append([line])
            row = line
    return rows


def _follows(row: Line, line: Line, room: Sequence[int]) -> bool:
    """Whether a line is the rest of a row's broken cells: each follows one that was full."""
    if None not in line:
        return False
    for above, below, space in zip(row, line, room, strict=True):
        if below is None:
            continue
        if above is None or (_FIGURE.match(above.cell.text) and _FIGURE.match(below.cell.text)):
            return False
        if not above.goes_on(space, below):
            return False
    return True


def _middle_starts(
    grid: Sequence[Line], counted: Sequence[int], head: int, room: Sequence[int]
) -> list[int]:
    """The first lines of rows that are set in the middle: about as many lines above as below."""
    starts = [head]
    for number, following in pairwise(counted):
        above = number - starts[-1]
        least = min(number + max(above, 1), following)
        cuts = range(least, min(number + above + 2, following) + 1)
        starts.append(
            min(cuts, key=lambda cut: _cost(grid, starts[-1], cut, following, above, number, room))
        )
    return starts


def _cost(
    grid: Sequence[Line],
    start: int,
    cut: int,
    end: int,
    above: int,
    number: int,
    room: Sequence[int],
) -> float:
    """How ill it is to part two rows at `cut`: cells cut in two or glued, and lack of symmetry."""
    cost = abs(cut - number - 1 - above) * 0.5
    for column, space in enumerate(room):
        upper = [cell for line in grid[start:cut] if (cell := line[column])]
        lower = [cell for line in grid[cut : end + 1] if (cell := line[column])]
        if upper and lower and upper[-1].goes_on(space, lower[0]):
            cost += 1
        for cells in (upper, lower):
            cost += sum(not one.goes_on(space, other) for one, other in pairwise(cells))
    return cost
