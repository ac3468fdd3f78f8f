"""Task tables: who leads, answers and helps for the items that a table at the end names.

A table counts as one when its header has a column for the task and one for a role. A row joins
the measure whose title its task repeats, else the one whose number it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.extract.bodylist import Listed, looks_like_body
from loaders.extract.clause_grammar import Named, read_clause
from loaders.extract.taskmatch import Claim, Known, Measures
from loaders.extract.taskrows import Entry, entries
from loaders.tables import Cell, Table

__all__ = ["Known", "Row", "read_task_tables"]

_COLUMNS = (
    ("other", re.compile(r"负责人|联系|电话|备注|完成情况|进展|依据|资金|投资|计量单位")),
    ("other", re.compile(r"(?!.*(?:单位|部门)).*(?:领导|责任人|牵头人)")),
    ("source", re.compile(r"来源|对应|出处|条款|原文")),
    ("number", re.compile(r"序\s*号|编号|^[序号]$|项次")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("cooperate", re.compile(r"配合|协办|协助|协同|参与|参加|支持")),
    ("deadline", re.compile(r"时限|时间|期限|进度|节点|时效")),
    ("responsible", re.compile(r"责任|负责|落实|实施|承办|分工|单位|部门")),
    ("task", re.compile(r"任务|事项|措施|内容|项目|重点工作|工作要点|要点|举措|名称|类别|领域")),
)
_ROLES = frozenset({"lead", "cooperate", "responsible"})
#: What a cell holds that says nothing.
_NOTHING = re.compile(r"[\W_]*\Z|无\Z|暂无\Z")
#: How a body's name goes on that a line break cut: 市人民政府 | 办公室.
_NAME_END = re.compile(
    r"(?:人民政府|政府|[\u4e00-\u9fff]{0,2}管理?委员?会|委员会|办公[室厅]|[\u4e00-\u9fff]{0,3}服务局"
    r"|管理局|监督局|分局|中心|支队|公司)(?![\u4e00-\u9fff])"
)
#: What only the beginning of a body's name can be; 市场 and 市政 are words inside names.
_NAME_START = re.compile(r"[市县区省州旗盟](?![场域]|政(?!府))|各")


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
    """The rows of all task tables that name one of the measures, in reading order.

    A table that goes on the numbers of a task table as wide is the rest of it on a new page.
    """
    known = Measures(measures)
    found: list[tuple[dict[int, str], list[Entry]]] = []
    columns: dict[int, str] = {}
    last: Table | None = None
    for table in tables:
        own = _columns(table)
        if own:
            columns, rows = own, table.rows[table.header_rows() :]
            heads = table.rows[: table.header_rows()]
        elif last is not None and _continues(last, table, columns):
            rows, heads = table.rows, ()
        else:
            last = None
            continue
        last = table
        found.append((columns, entries(rows, heads, columns)))
    return [row for columns, rows in found for row in _rows(rows, columns, known)]


def _columns(table: Table) -> dict[int, str]:
    """Which column holds what, by the words of its heading; none where it is no task table."""
    columns = {
        index: kind
        for index, words in enumerate(table.header())
        if (kind := next((k for k, pattern in _COLUMNS if pattern.search(words)), "other"))
        != "other"
    }
    bare = [i for i, words in enumerate(table.header()) if words == "单位" and i in columns]
    for index in bare:
        cells = [row[index].text for row in table.rows[1:] if index < len(row) and row[index].text]
        if 2 * sum(_is_list(text) for text in cells) < len(cells):
            del columns[index]
    kinds = set(columns.values())
    return columns if "task" in kinds and kinds & _ROLES else {}


def _is_list(text: str) -> bool:
    return any(looks_like_body(name) for name in re.split(r"[、，；]", text))


def _continues(before: Table, table: Table, columns: dict[int, str]) -> bool:
    """Whether a table without headings of its own goes on the one before it."""
    number = next((index for index, kind in columns.items() if kind == "number"), None)
    above, below = before.rows[-1], table.rows[0]
    if number is None or number >= min(len(above), len(below)):
        return False
    printed = above[number].text, below[number].text
    return all(text.isdigit() for text in printed) and int(printed[1]) == int(printed[0]) + 1


def _rows(rows: list[Entry], columns: dict[int, str], known: Measures) -> Iterator[Row]:
    claims = [_claim(entry, columns) for entry in rows]
    for entry, path in zip(rows, known.named(claims), strict=True):
        if path is not None:
            yield _row(path, entry, columns)


def _claim(entry: Entry, columns: dict[int, str]) -> Claim:
    def texts(kind: str) -> list[str]:
        return [entry.cells[i].text for i, k in columns.items() if k == kind]

    number = next(iter(texts("number")), "").strip("（）().、．")
    return Claim(tuple(filter(None, texts("task"))), number, next(iter(texts("source")), ""))


def _row(path: str, entry: Entry, columns: dict[int, str]) -> Row:
    bodies: list[Named] = []
    open_ended, deadline = False, None
    for index, kind in columns.items():
        cell = entry.cells[index]
        if _NOTHING.match(cell.text):
            continue
        if kind == "deadline":
            deadline = deadline or cell
        for first, last in _lists(cell) if kind in _ROLES else ():
            reading = read_clause(cell.text, first, last, kind)
            bodies.extend(_placed(named, cell) for named in reading.bodies)
            open_ended = open_ended or reading.open_ended
    return Row(path, entry.start, entry.end, tuple(bodies), open_ended, deadline)


def _lists(cell: Cell) -> Iterator[tuple[int, int]]:
    """The lists in a cell's text: a line break between two whole names parts them like a comma."""
    first = 0
    for at in cell.breaks():
        above = re.split(r"[、，；]", cell.text[first:at])[-1]
        below = re.split(r"[、，；]", cell.text[at:])[0]
        whole = looks_like_body(above) and looks_like_body(below) and len(below) > 2
        opened = at in cell.open_breaks and not _NAME_END.match(below)
        if whole and (opened or _NAME_START.match(below)):
            yield first, at
            first = at
    yield first, len(cell.text)


def _placed(named: Named, cell: Cell) -> Named:
    """Positions in the view, whatever lines the cell is broken over."""
    listed = named.listed
    start, end = cell.place(listed.start, listed.end)
    return named._replace(listed=Listed(listed.written, start, end, listed.suffix))
