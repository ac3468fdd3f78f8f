"""Tables in aligned blanks: which column of the page a cell stands in.

Columns are read off the text as read, where wide characters take two places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.cells import Cell
from loaders.gaps import width_of
from loaders.normalise import View
from loaders.rowlines import Line, Placed, row_lines

_ENTITY = re.compile(r"&[a-z#0-9]{2,6};")
_NEAR = 1


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


def _placed(view: View, line: Sequence[Cell]) -> list[Placed]:
    """The filled cells of a line with their places on the page."""
    found: list[Placed] = []
    for cell in line:
        if not cell.text:
            continue
        first, last = view.origin[cell.start], view.origin[cell.end - 1] + 1
        before = _ENTITY.sub(" ", view.raw[_line_start(view, first) : first])
        left = width_of(before.rsplit("\r", 1)[-1])
        found.append(Placed(cell, left, left + width_of(view.raw[first:last])))
    return found


def _spans(full: Sequence[Sequence[Placed]]) -> list[tuple[int, int]]:
    """From where to where each column reaches over the lines that fill every one."""
    return [
        (min(cell.left for cell in column), max(cell.right for cell in column))
        for column in zip(*full, strict=True)
    ]


def _in_columns(line: Sequence[Placed], spans: Sequence[tuple[int, int]]) -> Line:
    """The cells of a line, each in its column; two pieces in one column are one cell."""
    row: list[Placed | None] = [None] * len(spans)
    if len(line) == len(spans):
        return list(line)
    least = 0
    for placed in line:
        column = max(range(least, len(spans)), key=lambda n: _fit(placed, spans[n]))
        held = row[column]
        if held is not None:
            whole = held.cell.joined(placed.cell)
            placed = Placed(whole, held.left, placed.right)
        row[column] = placed
        least = column
    return row


def _fit(placed: Placed, span: tuple[int, int]) -> tuple[bool, int, int]:
    """How well a cell fits a column: begins with it, else shares room with it, else is near."""
    shared = min(placed.right, span[1]) - max(placed.left, span[0])
    begins = abs(placed.left - span[0]) <= _NEAR
    return begins, shared, -abs(placed.left + placed.right - span[0] - span[1])


def _joined(grid: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    """Lines put together to rows."""
    columns = range(len(spans))
    room = [max((c.width for line in grid if (c := line[n])), default=0) for n in columns]
    return [_whole(lines, room) for lines in row_lines(grid, room)]


def _whole(lines: Sequence[Line], room: Sequence[int]) -> list[Cell]:
    """A row out of its lines; empty cells stand where the row begins."""
    at = min(cell.cell.start for line in lines for cell in line if cell is not None)
    row = []
    for column, space in enumerate(room):
        whole: Cell = Cell("", at, at)
        above: Placed | None = None
        for placed in (line[column] for line in lines):
            if placed is not None:
                full = above is not None and above.fills(space, placed)
                whole, above = whole.joined(placed.cell, full), placed
        row.append(whole)
    return row
