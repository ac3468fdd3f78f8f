"""Tables as lines of text: one line a row, a tab between cells, merged cells filled in.

The same for web pages, word processor files and PDF: a cell that reaches down is repeated in
each of its rows, so that every row can be read by itself; one that reaches across is followed
by empty cells, so that columns keep their places. A table that only lays out a page, or that
holds a document's properties, comes out as lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.reading.properties import property_lines

#: A cell with more than this is a piece of the page, not of a table.
_MOST_CHARACTERS, _MOST_LINES = 1500, 20
#: Bounds on what merged cells may add: columns of a row, and characters repeated.
_MOST_COLUMNS, _REPEATED = 200, 1_000_000
_CLOSED = re.compile(r"[，、；：。！？,;:（《“]$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its format gives it: lines of text, columns and rows that it takes."""

    lines: tuple[str, ...]
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """The cell on one line; paragraphs that close without a mark are told apart by one."""
        whole = ""
        for line in self.lines:
            piece = " ".join(line.split())
            apart = len(whole) >= 4 and len(piece) >= 4 and not _CLOSED.search(whole)
            whole += ("；" if apart and piece[0] not in "，、；。）)" else "") + piece
        return whole


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table, whatever it is for; empty ones left out."""
    if _lays_out(rows):
        return [line for row in rows for line in _side_by_side(row)]
    filled = list(_filled(rows))
    properties = property_lines(filled)
    return properties or ["\t".join(row).rstrip() for row in filled if any(row)]


def _side_by_side(row: Sequence[Cell]) -> list[str]:
    pair = property_lines([[cell.text for cell in row]]) if len(row) > 1 else []
    return pair or [line for cell in row for line in cell.lines if line.strip()]


def _lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows are no table to read: no two of several cells, or a page in a cell."""
    wide = sum(sum(bool(cell.lines) for cell in row) > 1 for row in rows)
    return wide < 2 or any(
        len(cell.lines) > _MOST_LINES or sum(map(len, cell.lines)) > _MOST_CHARACTERS
        for row in rows
        for cell in row
    )


def _filled(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    """Rows of cell texts with merged cells filled in, see the module."""
    hanging: dict[int, tuple[str, int]] = {}
    budget = _REPEATED
    for row in rows:
        texts: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        queue = iter(row)
        while len(texts) < _MOST_COLUMNS:
            column = len(texts)
            if column in hanging:
                text, left = hanging[column]
                budget -= len(text)
                texts.append(text if budget > 0 else "")
                down = left
            else:
                cell = next(queue, None)
                if cell is None:
                    if not any(place > column for place in hanging):
                        break
                    texts.append("")
                    continue
                text, down = cell.text, cell.down
                texts.append(text)
                across = min(cell.across, _MOST_COLUMNS - column)
                texts.extend([""] * (across - 1))
                below.update({column + n: ("", down - 1) for n in range(1, across) if down > 1})
            if down > 1:
                below[column] = (text, down - 1)
        hanging = below
        yield texts
