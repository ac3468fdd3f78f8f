"""Tables in a view: lines of cells become rows, with every cell's text and position.

Conversions break a cell over several lines and spread a merged heading over two rows; both
are put together here, so that who reads a table sees whole cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.normalise import View

_RULE_LINE = re.compile(r"[\s|:+\-—─━┼├┤┬┴┌┐└┘：]+\Z")
_ROW_NUMBER = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]?\Z|（[\d一二三四五六七八九十]{1,3}）\Z"
)
_BREAKER = re.compile(r"附件|附表|表\d|注：|备注：|抄送|[一二三四五六七八九十]{1,3}、|.*表\Z")
_LONGEST_PIECE = 60
_MOST_PIECES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text without outer blanks or line breaks, and its stretch of the view."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order; rows may differ in length where the source does."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        """Position in the view of the first cell."""
        return min(cell.start for row in self.rows for cell in row)

    @property
    def end(self) -> int:
        """Position in the view behind the last cell."""
        return max(cell.end for row in self.rows for cell in row)

    def header_rows(self) -> int:
        """How many rows are headings: the first, and those below it that leave column one empty."""
        count = 1
        while count < len(self.rows) and not self.rows[count][0].text:
            count += 1
        return count

    def header(self) -> tuple[str, ...]:
        """One heading per column; a merged heading is repeated over the columns it spans."""
        width = max(len(row) for row in self.rows)
        columns = [""] * width
        heads = self.rows[: self.header_rows()]
        for number, row in enumerate(heads):
            spread = number + 1 < len(heads)
            last = ""
            for column in range(width):
                text = row[column].text if column < len(row) else ""
                last = text or (last if spread else "")
                columns[column] += last
        return tuple(columns)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def tabular(self) -> bool:
        return len(self.cells) > 1


def _cell(text: str, start: int, end: int) -> Cell:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    return Cell(bare, start + left, start + left + len(bare))


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
                cells.append(_cell(text, left, right))
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
    for line in _lines(text):
        if line.tabular and len(pieces) <= _MOST_PIECES:
            block += [*(pieces if block else pieces[-1:]), line]
            pieces = []
        elif not line.tabular and _is_piece(line):
            pieces = [*pieces, line] if block else [line]
        else:
            yield from _closed(block, pieces)
            block, pieces = ([line] if line.tabular else []), []
    yield from _closed(block, pieces)


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
    return tuple(_cell(view.text, a, b) for a, b in zip(edges, stops, strict=True))


def _joined(row: list[Cell], cells: tuple[Cell, ...]) -> list[Cell]:
    last, first = row[-1], cells[0]
    start = last.start if last.text else first.start
    whole = Cell(last.text + first.text, start, first.end if first.text else last.end)
    return [*row[:-1], whole, *cells[1:]]


def _rows(view: View, block: list[_Line]) -> Iterator[tuple[Cell, ...]]:
    width = _width(block)
    lines = [line.cells for line in block]
    if not block[0].tabular:
        heading = _heading(view, block[0], width)
        lines[:1] = [heading] if heading else []
    row: list[Cell] = []
    for cells in lines:
        fits = len(row) + len(cells) - 1 <= width
        fresh = len(cells) >= width or _ROW_NUMBER.match(cells[0].text)
        if row and fits and not fresh:
            row = _joined(row, cells)
            continue
        if row:
            yield tuple(row)
        row = list(cells)
    if row:
        yield tuple(row)


def _without_empty_columns(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """Columns that are empty throughout come from doubled tabs and mean nothing."""
    width = max(len(row) for row in rows)
    kept = [any(i < len(row) and row[i].text for row in rows) for i in range(width)]
    return Table(tuple(tuple(c for i, c in enumerate(row) if kept[i]) for row in rows))


def find_tables(view: View) -> list[Table]:
    """All tables of a view in order; a table has at least two rows, one of them with a tab."""
    grids = (tuple(_rows(view, block)) for block in _blocks(view.text))
    return [_without_empty_columns(rows) for rows in grids if len(rows) > 1]
