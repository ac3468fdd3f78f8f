"""Tables in aligned blanks: which column a cell stands in, and which lines make up a row.

Columns are read off the text as read, where wide characters take two places. A line goes on the
row above it where the table's numbers say so; without numbers, where every cell in it follows
one that was full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells import Cell
from loaders.gaps import width_of
from loaders.normalise import View

NUMBER = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]?\Z|（[\d一二三四五六七八九十]{1,3}）\Z"
)
_NUMBER_HEAD = re.compile(r"序\s*号|编\s*号|项次|序|号")
_FIGURE = re.compile(r"\d[\d,.]*%?\Z")
_ENTITY = re.compile(r"&[a-z#0-9]{2,6};")
_UNFINISHED = re.compile(r"[、，（《“—\-]\Z|（[^（）]*\Z|《[^《》]*\Z")
_NEAR = 1


@dataclass(frozen=True, slots=True)
class _Placed:
    """A filled cell with the columns of the page that it takes, `[left, right)`."""

    cell: Cell
    left: int
    right: int

    @property
    def width(self) -> int:
        """Room that the cell, or its last line, takes."""
        return self.right - self.left

    def fills(self, room: int, below: _Placed) -> bool:
        """Whether the first character of the next line had no room on this one."""
        return self.width + width_of(below.cell.text[0]) > room


def is_aligned(view: View, cells: Sequence[Cell]) -> bool:
    """Whether blanks alone part the cells of a line."""
    first, last = view.origin[cells[0].start], view.origin[max(cells[-1].end - 1, cells[0].start)]
    raw = view.raw[_line_start(view, first) : last]
    return "\t" not in raw.strip() and raw.count("|") + raw.count("｜") == 0


def aligned_rows(view: View, lines: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows of a table in aligned blanks, every cell in its column, broken ones whole."""
    width = _width(lines)
    placed = [_placed(view, line) for line in lines]
    spans = _spans([line for line in placed if len(line) == width])
    grid = [_in_columns(line, spans) for line in placed if line]
    return _joined(grid, spans)


def _width(lines: Sequence[Sequence[Cell]]) -> int:
    """Columns: as many as the first line of several cells has, or more if two lines have more."""
    sizes = [sum(bool(cell.text) for cell in line) for line in lines]
    counts = Counter(sizes)
    first = next((size for size in sizes if size > 1), 1)
    return max([first, *(size for size, count in counts.items() if count > 1)])


def _line_start(view: View, offset: int) -> int:
    return view.raw.rfind("\n", 0, offset) + 1


def _placed(view: View, line: Sequence[Cell]) -> list[_Placed]:
    """The filled cells of a line with their places on the page."""
    found: list[_Placed] = []
    for cell in line:
        if not cell.text:
            continue
        first, last = view.origin[cell.start], view.origin[cell.end - 1] + 1
        before = _ENTITY.sub(" ", view.raw[_line_start(view, first) : first])
        left = width_of(before.rsplit("\r", 1)[-1])
        found.append(_Placed(cell, left, left + width_of(view.raw[first:last])))
    return found


def _spans(full: Sequence[Sequence[_Placed]]) -> list[tuple[int, int]]:
    """From where to where each column reaches over the lines that fill every one."""
    return [
        (min(cell.left for cell in column), max(cell.right for cell in column))
        for column in zip(*full, strict=True)
    ]


def _in_columns(line: Sequence[_Placed], spans: Sequence[tuple[int, int]]) -> list[_Placed | None]:
    """The cells of a line, each in its column; two pieces in one column are one cell."""
    row: list[_Placed | None] = [None] * len(spans)
    if len(line) == len(spans):
        return list(line)
    least = 0
    for placed in line:
        column = max(range(least, len(spans)), key=lambda n: _fit(placed, spans[n]))
        held = row[column]
        if held is not None:
            whole = held.cell.joined(placed.cell)
            placed = _Placed(whole, held.left, placed.right)
        row[column] = placed
        least = column
    return row


def _fit(placed: _Placed, span: tuple[int, int]) -> tuple[bool, int, int]:
    """How well a cell fits a column: begins with it, else shares room with it, else is near."""
    shared = min(placed.right, span[1]) - max(placed.left, span[0])
    begins = abs(placed.left - span[0]) <= _NEAR
    return begins, shared, -abs(placed.left + placed.right - span[0] - span[1])


def _joined(
    grid: Sequence[Sequence[_Placed | None]], spans: Sequence[tuple[int, int]]
) -> list[list[Cell]]:
    """Lines put together to rows."""
    room = [max((c.width for c in _filled(grid, n)), default=0) for n in range(len(spans))]
    numbered = _is_numbered(grid)
    rows: list[list[_Placed | None]] = []
    counting = False
    for line in grid:
        first = line[0]
        counting = counting or (first is not None and bool(NUMBER.match(first.cell.text)))
        if not rows:
            goes_on = False
        elif numbered:
            goes_on = first is None and (counting or None not in rows[-1])
        else:
            goes_on = _goes_on(rows[-1], line, room)
        if goes_on:
            rows[-1] = [_glued(*cells) for cells in zip(rows[-1], line, room, strict=True)]
        else:
            rows.append(list(line))
    return [_with_empty(row) for row in rows]


def _filled(grid: Sequence[Sequence[_Placed | None]], column: int) -> list[_Placed]:
    return [cell for line in grid if (cell := line[column]) is not None]


def _is_numbered(grid: Sequence[Sequence[_Placed | None]]) -> bool:
    """Whether the first column numbers the rows."""
    firsts = [cell.cell.text for cell in _filled(grid, 0)]
    counted = sum(bool(NUMBER.match(text)) for text in firsts)
    return counted > 0 and (bool(_NUMBER_HEAD.match(firsts[0])) or counted * 2 > len(firsts))


def _goes_on(
    row: Sequence[_Placed | None], line: Sequence[_Placed | None], room: Sequence[int]
) -> bool:
    """Whether a line is the rest of a row's broken cells: each follows one that was full."""
    if None not in line:
        return False
    for above, below, space in zip(row, line, room, strict=True):
        if below is None:
            continue
        if above is None or (_FIGURE.match(above.cell.text) and _FIGURE.match(below.cell.text)):
            return False
        if not above.fills(space, below) and not _UNFINISHED.search(above.cell.text):
            return False
    return True


def _glued(above: _Placed | None, below: _Placed | None, room: int) -> _Placed | None:
    if above is None or below is None:
        return above or below
    whole = above.cell.joined(below.cell, above.fills(room, below))
    return _Placed(whole, below.left, below.right)


def _with_empty(row: Sequence[_Placed | None]) -> list[Cell]:
    at = next(cell.cell.start for cell in row if cell is not None)
    return [cell.cell if cell is not None else Cell("", at, at) for cell in row]
