"""Lines that gaps cut into columns: unruled tables, and pages set in two columns of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.reading.pdflines import Piece, PrintedLine

#: A table has at least as many lines; its cells begin or stand in the middle alike, in sizes.
_FEWEST_LINES, _ALIGNED = 3, 1.5
#: Text columns: lines of the page that two pieces make up, and the characters of a piece.
_MOSTLY_TWO, _LINES_OF_TEXT, _CHARACTERS = 0.7, 12, 10


def in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines as one reads: on a page in two columns first the left, then the right one."""
    gap = _gutter(lines)
    if gap is None:
        return list(lines)
    ordered: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        sides = _split(line, gap)
        if sides is None:
            ordered += [*right, line]
            right = []
            continue
        ordered += [PrintedLine(line.y, line.size, sides[0])] if sides[0] else []
        right += [PrintedLine(line.y, line.size, sides[1])] if sides[1] else []
    return [*ordered, *right]


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """The middle of the gap between two columns of text, where the page has such."""
    pairs = [line.pieces for line in lines if len(line.pieces) == 2]
    if len(pairs) < _LINES_OF_TEXT or len(pairs) < _MOSTLY_TWO * len(lines):
        return None
    characters = [len(piece.text) for pair in pairs for piece in pair]
    left = sorted(pair[0].right for pair in pairs)[int(len(pairs) * 0.9)]
    right = sorted(pair[1].x for pair in pairs)[int(len(pairs) * 0.1)]
    if left > right or sum(characters) < _CHARACTERS * len(characters):
        return None
    return (left + right) / 2


def _split(line: PrintedLine, gap: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """A line's pieces left and right of the gap; None where one runs across it."""
    if any(piece.x < gap < piece.right for piece in line.pieces):
        return None
    left = tuple(piece for piece in line.pieces if piece.right <= gap)
    return left, line.pieces[len(left) :]


def texts_of(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """The lines' text; runs of aligned lines come with tabs between their columns."""
    first = 0
    while first < len(lines):
        last = _end_of_table(lines, first)
        if last - first >= _FEWEST_LINES:
            yield from _tabbed(lines[first:last])
            first = last
        else:
            yield lines[first].text
            first += 1


def _end_of_table(lines: Sequence[PrintedLine], first: int) -> int:
    """Behind the last of the lines from `first` on that are aligned, each with the one before."""
    if len(lines[first].pieces) < 2:
        return first
    last = first + 1
    while last < len(lines) and len(lines[last].pieces) > 1:
        if not _aligned(lines[last - 1], lines[last]):
            break
        last += 1
    return last


def _aligned(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether the pieces of the line with fewer mostly stand under or over pieces of the other."""
    few, many = sorted((one.pieces, other.pieces), key=len)
    near = _ALIGNED * max(one.size, other.size)
    met = sum(
        any(
            min(
                abs(piece.x - over.x),
                abs(piece.right - over.right),
                abs(piece.x + piece.right - over.x - over.right) / 2,
            )
            < near
            for over in many
        )
        for piece in few
    )
    return met > 1 and met * 3 >= len(few) * 2


def _tabbed(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """The lines of a table; a line that lacks a cell keeps the place empty."""
    columns: list[list[float]] = []
    for piece in sorted((p for line in lines for p in line.pieces), key=lambda p: p.x):
        if columns and piece.x < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], piece.right)
        else:
            columns.append([piece.x, piece.right])
    for line in lines:
        cells = [""] * len(columns)
        for piece in line.pieces:
            column = next(n for n, (x, right) in enumerate(columns) if x <= piece.x < right + 1)
            cells[column] += (" " if cells[column] else "") + piece.text
        yield "\t".join(cells)
