"""Cells and grids: what a table in a view consists of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

#: More rows than any heading has.
_MOST_HEADS = 5


class Cell(NamedTuple):
    """One cell: its text without outer blanks or line breaks, and its stretch of the view.

    `pieces` are the stretches that make up the text where the source breaks the cell over lines;
    what lies between them belongs to other cells. `open_breaks` are the offsets in the text at
    which a line ended that was not full, so that the break may mean something.
    """

    text: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...] = ()
    open_breaks: tuple[int, ...] = ()

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the view whose characters make up the text, in order."""
        return self.pieces or ((self.start, self.end),)

    def breaks(self) -> tuple[int, ...]:
        """The offsets in the text at which the source breaks it."""
        lengths = [end - start for start, end in self.stretches()]
        return tuple(accumulate(lengths[:-1]))

    def joined(self, other: Cell, full: bool = False) -> Cell:
        """This cell and the rest of it on a later line; `full` where no more fitted on this one."""
        if not self.text or not other.text:
            return self if self.text else other
        pieces = (*self.stretches(), *other.stretches())
        size = len(self.text)
        opened = (*self.open_breaks, *(() if full else (size,)))
        opened += tuple(size + at for at in other.open_breaks)
        return Cell(self.text + other.text, self.start, other.end, pieces, opened)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where `text[first:last]`, not empty, stands in the view: from its first piece on."""
        found = [self.start, self.end]
        passed = 0
        for start, end in self.stretches():
            if passed <= first < passed + end - start:
                found[0] = start + first - passed
            if passed < last <= passed + end - start:
                found[1] = start + last - passed
            passed += end - start
        return found[0], found[1]


def cell_of(text: str, start: int, end: int) -> Cell:
    """The cell in `text[start:end]`, blanks at its ends left out."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    return Cell(bare, start + left, start + left + len(bare))


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
        """How many rows are headings: the first, and those below it that go on it.

        They leave column one empty, or repeat it where a merged cell was filled in.
        """
        count, first = 1, self.rows[0][0].text
        while count < min(len(self.rows), _MOST_HEADS) and self.rows[count][0].text in ("", first):
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
                columns[column] += "" if last == columns[column] else last
        return tuple(columns)
