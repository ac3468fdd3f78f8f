"""Tables in a view: tab, pipe and blank-aligned lines become rows of cells with positions.

Conversions break a cell over several lines and spread a merged header over two rows; both are
put together here, so that who reads task tables or target tables sees whole cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.normalise import View

_SEPARATORS = (
    ("pipe", re.compile(r"[|｜│]")),
    ("tab", re.compile(r"\t")),
    ("blank", re.compile(r"[ \u3000]{2,}")),
)
_RULE_LINE = re.compile(r"[\s|｜│:+\-—─━┼├┤┬┴┌┐└┘：]+\Z")
_ROW_NUMBER = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]?\Z|[（(]?[\d一二三四五六七八九十]{1,3}[）)]\Z")
_BREAKER = re.compile(r"(?:附件|附表|表\d|注[:：]|备注[:：]|抄送|[一二三四五六七八九十]{1,3}、)")
_LONGEST_PIECE = 60


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
    kind: str | None
    cells: tuple[Cell, ...]


def _cell(text: str, start: int, end: int) -> Cell:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    return Cell(bare, start + left, start + left + len(bare))


def _split(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    for kind, separator in _SEPARATORS:
        lead = len(line) - len(line.lstrip(" \u3000" if kind != "blank" else None))
        body_end = len(line.rstrip(" \u3000"))
        cuts = [m for m in separator.finditer(line, lead, body_end)]
        if not cuts:
            continue
        edges = [lead, *(m.end() for m in cuts)]
        stops = [*(m.start() for m in cuts), body_end]
        cells = [_cell(text, start + a, start + b) for a, b in zip(edges, stops, strict=True)]
        if kind == "pipe":
            cells = cells[not cells[0].text : len(cells) - (not cells[-1].text)]
        if len(cells) > 1:
            return _Line(kind, tuple(cells))
    return _Line(None, (_cell(text, start, end),))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = _split(text, start, end)
        if line.cells and not _RULE_LINE.match(text, start, end):
            if any(cell.text for cell in line.cells):
                yield line
        start = end + 1


def _is_piece(line: _Line) -> bool:
    """Whether a line without separators can be the rest of a cell that was broken over lines."""
    text = line.cells[0].text
    return len(text) <= _LONGEST_PIECE and not _BREAKER.match(text) and not text.endswith("。")


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines of one kind, with the pieces of broken cells between them."""
    block: list[_Line] = []
    pieces: list[_Line] = []
    for line in _lines(text):
        if line.kind is None:
            if block and _is_piece(line):
                pieces.append(line)
                continue
        elif block and line.kind == block[0].kind and len(pieces) <= 3:
            block += [*pieces, line]
            pieces = []
            continue
        yield from _closed(block, pieces)
        block, pieces = ([line] if line.kind else []), []
    yield from _closed(block, pieces)


def _closed(block: list[_Line], pieces: list[_Line]) -> Iterator[list[_Line]]:
    """The block, with the pieces behind it that its last, unfinished row still needs."""
    if len(block) < 2:
        return
    if pieces and (len(block[-1].cells) < _width(block) or block[-1].cells[-1].text.endswith("、")):
        block = [*block, pieces[0]]
    yield block


def _width(block: list[_Line]) -> int:
    counts = Counter(len(line.cells) for line in block if line.kind)
    usual = max(counts, key=lambda size: (counts[size], size))
    return max(usual, len(block[0].cells))


def _joined(row: list[Cell], cells: tuple[Cell, ...]) -> list[Cell]:
    last, first = row[-1], cells[0]
    start = last.start if last.text else first.start
    whole = Cell(last.text + first.text, start, first.end if first.text else last.end)
    return [*row[:-1], whole, *cells[1:]]


def _rows(block: list[_Line]) -> Iterator[tuple[Cell, ...]]:
    width = _width(block)
    row: list[Cell] = []
    for line in block:
        fits = len(row) + len(line.cells) - 1 <= width
        fresh = len(line.cells) >= width or _ROW_NUMBER.match(line.cells[0].text)
        if row and fits and not fresh:
            row = _joined(row, line.cells)
            continue
        if row:
            yield tuple(row)
        row = list(line.cells)
    if row:
        yield tuple(row)


def find_tables(view: View) -> list[Table]:
    """All tables of a view in order; a table has at least two rows of at least two cells."""
    tables = (Table(tuple(_rows(block))) for block in _blocks(view.text))
    return [table for table in tables if len(table.rows) > 1]
