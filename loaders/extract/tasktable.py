"""Task tables: who leads, answers and helps for the items that a table at the end names.

A table counts as one when its header has a column for the task and one for a role. A row joins
the measure whose title its task repeats, else the one whose number it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.extract.bodylist import Listed
from loaders.extract.clauses import Named, read_clause
from loaders.numerals import heading_number
from loaders.tables import Cell, Table

_COLUMNS = (
    ("number", re.compile(r"序号|编号|^号$|项次")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("cooperate", re.compile(r"配合|协办|协助|协同|参与|参加|支持")),
    ("deadline", re.compile(r"时限|时间|期限|进度|时间节点")),
    ("responsible", re.compile(r"责任|负责|落实单位|实施单位|承办|分工|单位")),
    ("task", re.compile(r"任务|事项|措施|工作内容|内容|项目|重点工作|工作要点|名称")),
)
_ROLES = frozenset({"lead", "cooperate", "responsible"})
_CLOSE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that a row may name: its number path, bare number and title."""

    path: str
    value: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row joined to a measure: bodies with roles and the deadline cell, if any."""

    path: str
    start: int
    end: int
    bodies: tuple[Named, ...]
    open_ended: bool
    deadline: Cell | None


def read_task_tables(tables: Iterable[Table], measures: list[Known]) -> list[Row]:
    """The rows of all task tables that name one of the measures, in reading order."""
    return [row for table in tables for row in _rows(table, measures)]


def _rows(table: Table, measures: list[Known]) -> Iterator[Row]:
    columns = _columns(table.header())
    kinds = set(columns.values())
    if "task" not in kinds or not kinds & _ROLES:
        return
    for row in table.rows[table.header_rows() :]:
        cells = {kind: row[index] for index, kind in columns.items() if index < len(row)}
        path = _named(row, columns, measures)
        if path is None:
            continue
        filled = [cell for cell in row if cell.text]
        yield _row(path, row, columns, filled, cells.get("deadline"))


def _columns(header: tuple[str, ...]) -> dict[int, str]:
    """Which column holds what, by the words of its heading."""
    return {
        index: kind
        for index, words in enumerate(header)
        if (kind := next((k for k, pattern in _COLUMNS if pattern.search(words)), None))
    }


def _row(
    path: str,
    row: tuple[Cell, ...],
    columns: dict[int, str],
    filled: list[Cell],
    deadline: Cell | None,
) -> Row:
    bodies: list[Named] = []
    open_ended = False
    for index, kind in columns.items():
        if kind in _ROLES and index < len(row) and row[index].text:
            reading = read_clause(row[index].text, 0, len(row[index].text), kind)
            bodies.extend(_placed(named, row[index]) for named in reading.bodies)
            open_ended = open_ended or reading.open_ended
    kept = deadline if deadline is not None and deadline.text else None
    return Row(path, filled[0].start, filled[-1].end, tuple(bodies), open_ended, kept)


def _placed(named: Named, cell: Cell) -> Named:
    """Positions in the view; a cell broken over lines is cited whole."""
    whole = cell.end - cell.start == len(cell.text)
    listed = named.listed
    start = cell.start + listed.start if whole else cell.start
    end = cell.start + listed.end if whole else cell.end
    return replace(named, listed=Listed(listed.written, start, end, listed.suffix))


def _named(row: tuple[Cell, ...], columns: dict[int, str], measures: list[Known]) -> str | None:
    tasks = [row[i].text for i, kind in columns.items() if kind == "task" and i < len(row)]
    scored = [
        (_alike(task, measure.title), -index)
        for index, measure in enumerate(measures)
        for task in tasks
        if task and measure.title
    ]
    best = max(scored, default=(0.0, 0))
    if best[0] >= _CLOSE_ENOUGH:
        return measures[-best[1]].path
    numbers = [row[i].text for i, kind in columns.items() if kind == "number" and i < len(row)]
    for printed in numbers:
        value = heading_number(printed.strip("（）().、．"))
        hits = [measure for measure in measures if measure.value == value]
        if len(hits) == 1:
            return hits[0].path
    return None


def _alike(task: str, title: str) -> float:
    """Dice's coefficient over pairs of characters; 1 where one contains the other."""
    bare = re.sub(r"^[（(]?[\d一二三四五六七八九十]{1,3}[）).、．]+", "", task)
    if len(bare) >= 4 and (bare.startswith(title) or title.startswith(bare)):
        return 1.0
    left = {bare[i : i + 2] for i in range(len(bare) - 1)}
    right = {title[i : i + 2] for i in range(len(title) - 1)}
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
