"""Printed lines of a page: characters on one base line, and the gaps that part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.reading.pdfpage import Glyph

#: In sizes of the type: how far base lines of one line differ, how wide a gap parts cells, how
#: far apart words stand. Chinese is justified by narrower gaps than a blank's.
_SAME_LINE, _CELL_GAP, _LATIN_GAP, _BLANK = 0.45, 1.8, 0.15, 0.22
_LATIN = re.compile(r"[A-Za-z0-9.,%]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without wide gaps."""

    x: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with its pieces from left to right; `y` is its base line, `size` that of its type."""

    y: float
    size: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line's characters, a blank where a gap is wide."""
        return " ".join(piece.text for piece in self.pieces)


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The printed lines from top to bottom."""
    return [_line(row) for row in _rows(glyphs)]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    largest = 0.0
    for glyph in sorted(glyphs, key=lambda found: (-found.y, found.x)):
        near = row and row[0].y - glyph.y < _SAME_LINE * max(largest, glyph.size)
        if not near:
            if row:
                yield row
            row, largest = [], 0.0
        row.append(glyph)
        largest = max(largest, glyph.size)
    if row:
        yield row


def _line(row: list[Glyph]) -> PrintedLine:
    row.sort(key=lambda glyph: glyph.x)
    size = sorted(glyph.size for glyph in row)[len(row) // 2]
    pieces: list[Piece] = []
    chars: list[str] = []
    first = previous = row[0]
    for glyph in row:
        if chars:
            gap = glyph.x - previous.right
            if glyph.char == previous.char and _overlap(previous, glyph):
                continue  # printed twice to look bold
            if gap > _CELL_GAP * size:
                pieces.append(Piece(first.x, previous.right, "".join(chars)))
                chars, first = [], glyph
            elif gap > (_LATIN_GAP if _LATIN.match(chars[-1] + glyph.char) else _BLANK) * size:
                chars.append(" ")
        chars.append(glyph.char)
        previous = glyph
    pieces.append(Piece(first.x, previous.right, "".join(chars)))
    base = sorted(glyph.y for glyph in row)[len(row) // 2]
    return PrintedLine(base, size, tuple(pieces))


def _overlap(one: Glyph, other: Glyph) -> bool:
    shared = min(one.right, other.right) - max(one.x, other.x)
    return shared > 0.7 * min(one.right - one.x, other.right - other.x)
