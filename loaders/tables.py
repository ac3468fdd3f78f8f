"""Tables in a view: lines of cells become rows, with every cell's text and position.

Conversions break a cell over several lines and spread a merged heading over two rows; both
are put together here, so that who reads a table sees whole cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from itertools import zip_longest
from typing import NamedTuple

from loaders.cells import Cell, Table, cell_of
from loaders.columns import aligned_rows, is_aligned
from loaders.normalise import View
from loaders.rowlines import NUMBER
from loaders.stacked import find_stacks

__all__ = ["Cell", "Table", "find_tables"]

_RULE_LINE = re.compile(r"[\s|:+\-—─━┼├┤┬┴┌┐└┘：]+\Z")
_BREAKER = re.compile(r"附件|附表|表\d|注：|备注：|抄送|[一二三四五六七八九十]{1,3}、|.*表\Z")
_GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；：]+\Z")
#: A last cell that is whole (2025年12月底前, 长期坚持), and what the rest of a broken one holds.
_WHOLE_CELL = re.compile(r"(?:[前底末月日年]|坚持|推进|完成|实施)$")
_RESTS = re.compile(r"^[、，）]|[局委厅办部府会院][、，]|[局委厅办部府会院前底末]$|\d")
_LONGEST_PIECE = 60
_MOST_PIECES = 3


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def tabular(self) -> bool:
        return len(self.cells) > 1


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not _RULE_LINE.match(text, start, end):
            cells, left = [], start
            while left <= end:
                right = text.find("\t", left, end)
                right = end if right < 0 else right
                cells.append(cell_of(text, left, right))
                left = right + 1
            yield _Line(start, end, tuple(cells))
        start = end + 1


def _is_piece(line: _Line) -> bool:
    """Whether a line without tabs can be the rest of a cell that was broken over lines."""
    text = line.cells[0].text
    return len(text) <= _LONGEST_PIECE and not _BREAKER.match(text) and not text.endswith("。")


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of tabular lines with the pieces of broken cells between them.

    A single short line above the first tabular one comes along: it may be the heading.
    """
    block: list[_Line] = []
    pieces: list[_Line] = []
    for line, below in zip_longest(lines := list(_lines(text)), lines[1:]):
        if line.tabular and len(pieces) <= _MOST_PIECES:
            block += [*(pieces if block else pieces[-1:]), line]
            pieces = []
        elif not line.tabular and (_is_piece(line) or (block and _is_group(line, below))):
            pieces = [*pieces, line] if block else [line]
        else:
            yield from _closed(block, pieces)
            block, pieces = ([line] if line.tabular else []), []
    yield from _closed(block, pieces)


def _is_group(line: _Line, below: _Line | None) -> bool:
    """Whether a heading inside a table names the group of rows that follow it."""
    text = line.cells[0].text
    numbered = below is not None and below.tabular and NUMBER.match(below.cells[0].text)
    return bool(numbered and _GROUP.match(text) and len(text) <= _LONGEST_PIECE)


def _closed(block: list[_Line], pieces: list[_Line]) -> Iterator[list[_Line]]:
    """The block, with the piece behind it that its last, unfinished row still needs."""
    if not block:
        return
    last = block[-1].cells
    if pieces and (len(last) < _width(block) or last[-1].text.endswith("、")):
        block = [*block, pieces[0]]
    yield block


def _width(block: list[_Line]) -> int:
    """The number of columns: of the first tabular line, or of most lines if that is more."""
    sizes = [len(line.cells) for line in block if line.tabular]
    counts = Counter(sizes)
    return max(sizes[0], max(counts, key=lambda size: (counts[size], size)))


def _heading(view: View, line: _Line, width: int) -> tuple[Cell, ...] | None:
    """A heading line whose cells only single blanks keep apart, cut at those blanks."""
    first = view.origin[line.start]
    words = re.finditer(r"\S+", view.raw[first : view.origin[line.end - 1] + 1])
    cuts = [first + word.start() for word in words]
    if len(cuts) != width:
        return None
    edges = [next(i for i in range(line.start, line.end) if view.origin[i] >= cut) for cut in cuts]
    stops = [*edges[1:], line.end]
    return tuple(cell_of(view.text, a, b) for a, b in zip(edges, stops, strict=True))


def _rows(view: View, block: list[_Line]) -> Iterator[tuple[Cell, ...]]:
    width = _width(block)
    lines = [line.cells for line in block]
    if not block[0].tabular:
        heading = _heading(view, block[0], width)
        lines[:1] = [heading] if heading else []
    blank = sum(is_aligned(view, cells) for cells in lines if len(cells) > 1)
    marked = sum(len(cells) > 1 for cells in lines) - blank
    if blank > marked:
        yield from map(tuple, aligned_rows(view, lines))
    else:
        yield from _counted_rows(lines, width)


def _counted_rows(lines: list[tuple[Cell, ...]], width: int) -> Iterator[tuple[Cell, ...]]:
    """Rows whose cells marks part: a line that leaves a row short is gone on by the next."""
    row: list[Cell] = []
    for cells in lines:
        whole = len(row) + len(cells) - 1
        fits = whole == width if not cells[0].text else whole <= width
        group = len(cells) == 1 and (
            _GROUP.match(cells[0].text) or (len(row) == width and _follows_whole(row, cells[0]))
        )
        fresh = len(cells) >= width or group or NUMBER.match(cells[0].text)
        if row and fits and not fresh:
            row = [*row[:-1], row[-1].joined(cells[0]), *cells[1:]]
            continue
        if row:
            yield tuple(row)
        row = list(cells)
    if row:
        yield tuple(row)


def _follows_whole(row: list[Cell], cell: Cell) -> bool:
    """Whether a lone cell behind a full row is a heading across columns and no rest of a cell."""
    return bool(_WHOLE_CELL.search(row[-1].text)) and not _RESTS.search(cell.text)


def _without_empty_columns(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """Columns that are empty throughout come from doubled tabs and mean nothing."""
    width = max(len(row) for row in rows)
    kept = [any(i < len(row) and row[i].text for row in rows) for i in range(width)]
    return Table(tuple(tuple(c for i, c in enumerate(row) if kept[i]) for row in rows))


def _stacked(view: View) -> Iterator[Table]:
    """Tables with one cell a line."""
    spans = view.paragraphs()
    for stack in find_stacks([view.text[start:end] for start, end in spans]):
        rows = []
        for places in stack.rows:
            empty = Cell("", spans[places[0][0]][0], spans[places[0][0]][0])
            pieces = [[cell_of(view.text, *spans[line]) for line in lines] for lines in places]
            rows.append(tuple(reduce(Cell.joined, cell, empty) for cell in pieces))
        yield Table(tuple(rows))


def find_tables(view: View) -> list[Table]:
    """All tables of a view in order; a table has at least two rows.

    One row has a tab, or every cell stands on a line of its own below headings of a task table.
    """
    grids = (tuple(_rows(view, block)) for block in _blocks(view.text))
    found = [_without_empty_columns(rows) for rows in grids if len(rows) > 1]
    return sorted([*found, *_stacked(view)], key=lambda table: table.start)
