"""Ruled tables on a page: where rules cross they make a grid; missing rules merge its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.reading.grids import Cell
from loaders.reading.pdflines import lines_of
from loaders.reading.pdfpage import Glyph, Page, Rule

#: Rules this close, in points, are one; one must run along this share of a side to close it.
_NEAR, _CLOSES = 3.0, 0.6
_MOST_RULES, _MOST_CELLS = 1500, 5000


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns' edges from left to right, the rows' from bottom to top, and the rules."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    lying: tuple[Rule, ...]
    standing: tuple[Rule, ...]

    def place(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row and column (from the top left) that a glyph stands in, None outside."""
        x, y = (glyph.x + glyph.right) / 2, glyph.y + 0.3 * glyph.size
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return None
        return len(self.rows) - 2 - row, column


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page: at least two rows and two columns."""
    lying, standing = _merged(page.lying), _merged(page.standing)
    if len(lying) + len(standing) > _MOST_RULES:
        return []  # a map or a drawing
    found = []
    for crossing_lying, crossing_standing in _connected(lying, standing):
        columns = _edges(crossing_standing, crossing_lying)
        rows = _edges(crossing_lying, crossing_standing)
        if len(columns) > 2 < len(rows) and len(columns) * len(rows) <= _MOST_CELLS:
            found.append(Grid(columns, rows, tuple(crossing_lying), tuple(crossing_standing)))
    return found


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line whose ends meet become one; so do both edges of a thick rule."""
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda found: (round(found.at / _NEAR), found.first)):
        last = result[-1] if result else None
        if last and abs(last.at - rule.at) <= _NEAR and rule.first <= last.last + _NEAR:
            result[-1] = Rule(last.at, last.first, max(last.last, rule.last))
        else:
            result.append(rule)
    return result


def _connected(lying: list[Rule], standing: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch one another."""
    group = list(range(len(lying) + len(standing)))

    def leader(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for i, rule in enumerate(lying):
        for j, other in enumerate(standing):
            if (
                rule.first - _NEAR <= other.at <= rule.last + _NEAR
                and other.first - _NEAR <= rule.at <= other.last + _NEAR
            ):
                group[leader(i)] = leader(len(lying) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(lying):
        groups[leader(i)][0].append(rule)
    for j, other in enumerate(standing):
        groups[leader(len(lying) + j)][1].append(other)
    return groups.values()


def _edges(rules: list[Rule], across: list[Rule]) -> tuple[float, ...]:
    """Where rules stand, near ones once; and where those across end, for tables open there."""
    if not rules or not across:
        return ()
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    outermost = min(rule.first for rule in across), max(rule.last for rule in across)
    if edges[0] - outermost[0] > 4 * _NEAR:
        edges.insert(0, outermost[0])
    if outermost[1] - edges[-1] > 4 * _NEAR:
        edges.append(outermost[1])
    return tuple(edges)


def rows_of(grid: Grid, glyphs: Sequence[Glyph]) -> list[list[Cell]]:
    """The table's cells, row by row from the top, merged where no rule parts them."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    region = _regions(grid, height, width)
    held: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        place = grid.place(glyph)
        if place is not None:
            held[region[place[0] * width + place[1]]].append(glyph)
    members: dict[int, list[int]] = defaultdict(list)
    for index, owner in enumerate(region):
        members[owner].append(index)
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for owner, indices in members.items():
        lines = [index // width for index in indices]
        places = [index % width for index in indices]
        inner = grid.columns[max(places) + 1] - grid.columns[min(places)]
        down, across = max(lines) - min(lines) + 1, max(places) - min(places) + 1
        rows[min(lines)].append(Cell(_paragraphs(held[owner], inner), across, down))
    return rows


def _regions(grid: Grid, height: int, width: int) -> list[int]:
    """For each cell, row by row from the top left, the first cell of the region it belongs to."""
    region = list(range(height * width))

    def first(member: int) -> int:
        while region[member] != member:
            member = region[member]
        return member

    bottoms = grid.rows[::-1]
    for row in range(height):
        top, bottom = bottoms[row], bottoms[row + 1]
        for column in range(width):
            left, right = grid.columns[column], grid.columns[column + 1]
            here = row * width + column
            if column + 1 < width and not _closed(grid.standing, right, bottom, top):
                _join(region, first(here), first(here + 1))
            if row + 1 < height and not _closed(grid.lying, bottom, left, right):
                _join(region, first(here), first(here + width))
    return [first(index) for index in range(height * width)]


def _join(region: list[int], one: int, other: int) -> None:
    region[max(one, other)] = min(one, other)


def _closed(rules: Sequence[Rule], at: float, low: float, high: float) -> bool:
    """Whether a rule at `at` runs along most of the side from `low` to `high`."""
    covered = sum(
        max(0.0, min(rule.last, high) - max(rule.first, low))
        for rule in rules
        if abs(rule.at - at) <= _NEAR
    )
    return covered >= _CLOSES * (high - low)


def _paragraphs(glyphs: list[Glyph], width: float) -> tuple[str, ...]:
    """The lines of a cell, put together where one is as full as the cell is wide."""
    paragraphs: list[str] = []
    goes_on = False
    for line in lines_of(glyphs):
        if goes_on:
            paragraphs[-1] += line.text
        else:
            paragraphs.append(line.text)
        room = width - (line.pieces[-1].right - line.pieces[0].x)
        goes_on = room < 2.2 * line.size
    return tuple(paragraphs)
