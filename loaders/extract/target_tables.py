"""Targets in annex tables: by place and year, by indicator, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.extract.goal_words import is_increment_name
from loaders.extract.numbers import decimal, find_unit
from loaders.extract.periods import find_periods
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import Target
from loaders.tables import Cell, Table, find_tables

_TOTAL = re.compile(r"(?:合计|总计|总体|全[市县区省州旗盟域]|[市县区省州]合计|小计)\Z")
_PLACE_HEAD = re.compile(r"县|区|市|乡镇|旗|地区|行政|区域|名称|单位名称")
_INDICATOR_HEAD = re.compile(r"指标|项目|内容|任务|类别")
_UNIT_HEAD = re.compile(r"(?:计量)?单位\Z")
_NUMBER_HEAD = re.compile(r"序号|编号")
_NOTE_HEAD = re.compile(r"备注|属性|完成时[限间]|牵头|责任|配合|措施|来源")
_PAST_HEAD = re.compile(r"现状|基期|基准|基数|已完成|实际|上年")
_CELL = re.compile(
    r"(?P<left>≥|≤|>|<|不低于|不少于|不超过|约)?(?P<n1>\d[\d,]*(?:\.\d+)?)"
    r"(?:[-—~～至](?P<n2>\d[\d,]*(?:\.\d+)?))?(?P<unit>%|[\u4e00-\u9fff]{0,5}?)?(?P<right>以上|以内|左右)?\Z"
)
_LEFT = {
    "≥": ">=",
    "不低于": ">=",
    "不少于": ">=",
    "≤": "<=",
    "不超过": "<=",
    ">": ">",
    "<": "<",
    "约": "~",
}
_RIGHT = {"以上": ">=", "以内": "<=", "左右": "~"}
_CAPTION = 200
_DROPPED = re.compile(
    r"附件\d*|附表\d*|表\d+|各?(?:县|区|市|乡|镇|州|旗)(?:（[^）]*）|[、市区县])*|年度?|目标值?|任务|指标|分解表?|计划表?|一览表|"
    r"分县|分年度|安排表?|情况|汇总|全[市县省区州]|表\Z|（[^）]*）|单位：\S+|\d{4}|[—至~-]|实施|期间|“?十[四五六]五”?|规划"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's heading says: indicator words, unit, years."""

    name: str
    unit: str | None
    from_year: int | None
    by_year: int | None
    past: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with what its headings, caption and unit line say."""

    table: Table
    columns: tuple[_Column, ...]
    place: int | None
    indicator: int | None
    unit_column: int | None
    caption: str
    unit: str | None
    year: tuple[int | None, int | None]


def _years(text: str, issue_year: int | None) -> tuple[int | None, int | None, bool]:
    for period in find_periods(text, 0, len(text), issue_year):
        if period.role != "base":
            return period.from_year, period.by_year, period.role == "past"
    return None, None, False


def _name(text: str) -> str:
    """A heading or caption without years, units, places and words for tables."""
    return _DROPPED.sub("", text).strip("：:，、的 ")


def _column(head: str, issue_year: int | None) -> _Column:
    first, last, past = _years(head, issue_year)
    return _Column(_name(head), find_unit(head), first, last, past or bool(_PAST_HEAD.search(head)))


def _sheet(view: View, table: Table, context: Context) -> _Sheet | None:
    heads = table.header()
    body = table.rows[table.header_rows() :]
    numeric = [_is_numeric(body, i) for i in range(len(heads))]
    labels = [i for i in range(len(heads)) if not numeric[i] and not _NUMBER_HEAD.search(heads[i])]
    if not any(numeric[i] and not _NUMBER_HEAD.search(heads[i]) for i in range(len(heads))):
        return None
    if not labels or any(_NOTE_HEAD.search(heads[i]) and "备注" not in heads[i] for i in labels):
        return None
    caption = _caption(view, table)
    unit_column = next((i for i in labels if _UNIT_HEAD.search(heads[i]) and i != labels[0]), None)
    named = next((i for i in labels if _INDICATOR_HEAD.search(heads[i])), None)
    place = next((i for i in labels if i not in (unit_column, named)), None)
    if named is None and place is not None and not _places(body, place, context):
        named, place = place, None
    first, last, _ = _years(caption, context.issue_year)
    unit_line = re.search(r"单位：\s*([^\s）)]+)", caption)
    return _Sheet(
        table, tuple(_column(head, context.issue_year) for head in heads), place, named,
        unit_column, _name(caption.split("\n")[-1] if not unit_line else _title(caption)),
        unit_line[1] if unit_line else find_unit(caption), (first, last),
    )  # fmt: skip


def _title(caption: str) -> str:
    lines = [
        line for line in caption.split("\n") if line and not line.startswith(("单位", "（单位"))
    ]
    return lines[-1] if lines else ""


def _is_numeric(body: Sequence[tuple[Cell, ...]], column: int) -> bool:
    cells = [row[column].text for row in body if column < len(row) and row[column].text]
    return bool(cells) and sum(bool(_CELL.match(text)) for text in cells) * 2 > len(cells)


def _places(body: Sequence[tuple[Cell, ...]], column: int, context: Context) -> bool:
    names = [_plain(row[column].text) for row in body if column < len(row) and row[column].text]
    known = sum(bool(_TOTAL.match(n) or context.resolve(n) or _LOCAL.search(n)) for n in names)
    return known * 2 >= len(names) > 0


_LOCAL = re.compile(r"(?:县|区|市|旗|镇|乡|街道|州|盟|管委会|林场)\Z")


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _caption(view: View, table: Table) -> str:
    """The lines right above a table: its title and the line that gives the unit."""
    above = view.text[max(0, table.start - _CAPTION) : table.start].rstrip().split("\n")
    lines: list[str] = []
    for line in reversed(above[-3:]):
        if "。" in line or "\t" in line or re.fullmatch(r"附件\d*", line):
            break
        lines.insert(0, line)
    return "\n".join(lines)


def _cell_targets(view: View, sheet: _Sheet, scope: Scope, context: Context) -> Iterator[Target]:
    for row in sheet.table.rows[sheet.table.header_rows() :]:
        place, code = context.place, context.division_code
        if sheet.place is not None and sheet.place < len(row):
            name = _plain(row[sheet.place].text)
            if name and not _TOTAL.match(name):
                place, code = name, context.resolve(name)
        for index, cell in enumerate(row[: len(sheet.columns)]):
            target = _target(view, sheet, row, index, cell, scope)
            if target is not None:
                yield replace(target, place=place, place_code=code)


def _target(
    view: View, sheet: _Sheet, row: tuple[Cell, ...], index: int, cell: Cell, scope: Scope
) -> Target | None:
    column = sheet.columns[index]
    match = _CELL.match(_plain(cell.text))
    labels = (sheet.place, sheet.indicator, sheet.unit_column)
    if (
        not match
        or index in labels
        or column.past
        or _NUMBER_HEAD.search(sheet.table.header()[index])
    ):
        return None
    name = column.name
    unit = match["unit"] or column.unit
    if sheet.indicator is not None and sheet.indicator < len(row):
        label = row[sheet.indicator].text
        name, unit = _name(label) or name, unit or find_unit(label)
    if sheet.unit_column is not None and sheet.unit_column < len(row):
        unit = unit or row[sheet.unit_column].text
    name = name or sheet.caption
    unit = unit or sheet.unit or ("%" if name.endswith("率") else "")
    if not unit and not name:
        return None
    first, last = (column.from_year, column.by_year) if column.by_year else sheet.year
    rising = is_increment_name(name) and unit != "%"
    mark = (
        "range"
        if match["n2"]
        else _LEFT.get(match["left"] or "", _RIGHT.get(match["right"] or "", "="))
    )
    start = min(c.start for c in row if c.text)
    return Target(
        scope.measure, scope.section, name, decimal(match["n1"]),
        decimal(match["n2"]) if match["n2"] else None, unit, mark,
        "increment" if rising else "level",
        first if rising else (None if first == last else first), last, "", None,
        view.evidence(start, max(cell.end, start + 1), "targets.table"),
    )  # fmt: skip


def table_targets(
    view: View, scopes: Sequence[Scope], context: Context, first: int
) -> list[Target]:
    """The targets of all tables that lie in a scope; local shares belong to the total's row.

    `first` is the index that the first one gets among the document's targets.
    """
    found: list[Target] = []
    for table in find_tables(view):
        scope = next((s for s in scopes if s.start <= table.start < s.end), None)
        sheet = _sheet(view, table, context) if scope is not None else None
        if sheet is not None and scope is not None:
            rows = list(_cell_targets(view, sheet, scope, context))
            found += _linked(rows, first + len(found), context.place)
    return found


def _linked(rows: list[Target], first: int, whole: str) -> list[Target]:
    """Local shares of an amount point to the total of the same indicator and year."""
    totals = {
        (t.indicator, t.by_year): first + i
        for i, t in enumerate(rows)
        if t.place == whole and t.kind == "increment"
    }
    return [
        replace(t, part_of=totals.get((t.indicator, t.by_year))) if t.place != whole else t
        for t in rows
    ]
