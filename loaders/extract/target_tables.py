"""Targets in annex tables: by place and year, by indicator and year, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.extract.goal_words import is_increment_name
from loaders.extract.numbers import UNIT, decimal, find_unit
from loaders.extract.periods import Calendar, find_periods
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import Target
from loaders.tables import Cell, Table, find_tables

_SUM = re.compile(
    r"(?:全?[市县区省州旗盟域]?(?:合计|总计|小计|共计|总体|总数)|全[市县区省州旗盟域])\Z"
)
#: A heading that only adds years up names nothing (三年合计).
_SUM_HEAD = re.compile(r"(?:[一二两三四五六七八九十]年)?(?:累计|合计|总计|小计|共计|总)?\Z")
_LOCAL = re.compile(r"(?:县|区|市|旗|镇|乡|街道|州|盟|管委会|林场)\Z")
_INDICATOR_HEAD = re.compile(r"指标|项目|内容|类别")
_UNIT_HEAD = re.compile(r"(?:计量)?单位\Z")
_OTHER_HEAD = re.compile(
    r"序号|编号|备注|属性|完成时[限间]|牵头|责任|配合|现状|基期|基准|基数|已完成|实际|上年"
)
_CELL = re.compile(
    r"(?P<left>≥|≤|>|<|不低于|不少于|不超过|约)?(?P<n1>\d[\d,]*(?:\.\d+)?)"
    rf"(?:[-—~～至](?P<n2>\d[\d,]*(?:\.\d+)?))?(?P<unit>{UNIT})?(?P<right>以上|以内|左右)?\Z"
)
_YEAR = re.compile(r"(?:20\d{2})年?\Z")
#: “十四五”新增…: in a heading the name of a plan's five years stands for them.
_FIVE_YEARS = re.compile(r"“?十[三四五六]五”?(?!期|时期|末)")
_MARKS = {
    "≥": ">=", "不低于": ">=", "不少于": ">=", "以上": ">=", "≤": "<=", "不超过": "<=",
    "以内": "<=", ">": ">", "<": "<", "约": "~", "左右": "~",
}  # fmt: skip
_CAPTION = 200
_CAPTION_UNIT = re.compile(r"单位：\s*([^\s）、，]+)")
_WORK = re.compile(r"任务|计划|建设|治理|安排|新增")
_STOCK = re.compile(r"保有|总数|总量|累计|率|覆盖|盖度")
_NOT_NAME = re.compile(
    r"附[件表]\d*[:：]?|表\d+|[各分](?:县|区|市|乡|镇|州|旗)(?:（[^）]*）|[、市区县旗])*|分年度|年度|目标值?|任务|"
    r"指标|分解|计划表?|一览|安排表?|情况|汇总|全[市县区省州盟旗]|表\Z|（[^）]*）|单位：\S+|[“”]|十[四五六]五|期间|"
    r"20\d{2}年?|[—~-]|实施|规划"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's heading says: indicator words, unit, years, and a place of its own."""

    name: str
    unit: str | None
    years: tuple[int | None, int | None] | None
    place: str | None
    value: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with what its headings, caption and unit line say; None for a missing column."""

    table: Table
    columns: tuple[_Column, ...]
    place: int | None
    indicator: int | None
    unit_column: int | None
    caption: str
    unit: str | None
    years: tuple[int | None, int | None]
    work: bool


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _years(text: str, calendar: Calendar) -> tuple[int | None, int | None] | None:
    """The years a heading names; None where it names none, or only past ones."""
    if _YEAR.match(text):
        text = text.rstrip("年") + "年"
    text = _FIVE_YEARS.sub(r"\g<0>期间", text)
    for period in find_periods(text, 0, len(text), calendar):
        if period.role == "goal" and period.by_year:
            return period.from_year, period.by_year
    return None


def _is_past(text: str, calendar: Calendar) -> bool:
    periods = find_periods(text, 0, len(text), calendar)
    return any(period.role == "past" for period in periods)


def _name(text: str, context: Context) -> str:
    """A heading or caption without years, units, places and words for tables."""
    return _NOT_NAME.sub("", text.replace(context.place, "")).strip("：:，、的 ")


def _cells(body: Sequence[tuple[Cell, ...]], column: int) -> list[str]:
    texts = [_plain(row[column].text) for row in body if column < len(row)]
    return [text for text in texts if text]


def _is_numeric(body: Sequence[tuple[Cell, ...]], column: int) -> bool:
    texts = _cells(body, column)
    hits = sum(bool(_CELL.match(text)) for text in texts)
    return hits * 2 > len(texts)


def _is_place(text: str, context: Context) -> bool:
    return bool(_SUM.match(text) or _LOCAL.search(text) or context.resolve(text))


def _column(head: str, numeric: bool, context: Context) -> _Column:
    value = numeric and not _OTHER_HEAD.search(head) and not _is_past(head, context.calendar)
    place = head if head and context.resolve(head) else None
    name = "" if place or _SUM.match(head) else _name(head, context)
    name = "" if _SUM_HEAD.match(name) else name
    return _Column(name, find_unit(head), _years(head, context.calendar), place, value)


def _caption(view: View, table: Table) -> tuple[str, str | None]:
    """The title line above a table, and the unit that a line there gives."""
    above = view.text[max(0, table.start - _CAPTION) : table.start].rstrip().split("\n")
    title, unit = "", None
    for line in reversed(above[-3:]):
        if "。" in line or "\t" in line:
            break
        found = _CAPTION_UNIT.search(line)
        unit = unit or (found[1] if found else None)
        if not title and not re.match(r"（?单位：|附[件表]\d*\Z", line):
            title = line
    return title, unit or find_unit(title)


def _sheet(view: View, table: Table, context: Context) -> _Sheet | None:
    """How to read a table; None where no column holds figures to reach."""
    heads, body = table.header(), table.rows[table.header_rows() :]
    numeric = [_is_numeric(body, index) for index in range(len(heads))]
    columns = tuple(_column(h, n, context) for h, n in zip(heads, numeric, strict=True))
    labels = [i for i, n in enumerate(numeric) if not n and not _OTHER_HEAD.search(heads[i])]
    if not labels or not any(column.value for column in columns):
        return None
    unit_column = next((i for i in labels[1:] if _UNIT_HEAD.search(heads[i])), None)
    rest = [i for i in labels if i != unit_column]
    places = [
        i for i in rest if 2 * sum(_is_place(t, context) for t in _cells(body, i)) >= len(body)
    ]
    named = [i for i in rest if i not in places]
    named = [i for i in named if _INDICATOR_HEAD.search(heads[i])] or named
    title, unit = _caption(view, table)
    return _Sheet(
        table, columns, places[-1] if places else None, named[0] if named else None, unit_column,
        _name(title, context), unit, _years(title, context.calendar) or (None, None),
        bool(_WORK.search(title)),
    )  # fmt: skip


def _span(sheet: _Sheet) -> tuple[int | None, int | None]:
    """The caption's years, else those that the columns run over together."""
    last = [c.years[1] for c in sheet.columns if c.value and c.years and c.years[1]]
    return (min(last), max(last)) if last and not sheet.years[1] else sheet.years


def _row_targets(
    view: View, sheet: _Sheet, row: tuple[Cell, ...], scope: Scope, context: Context
) -> Iterator[Target]:
    """The targets of one row, for the whole jurisdiction unless a column names a place."""
    label = _text(row, sheet.indicator)
    name, years = _name(label, context), _years(_plain(label), context.calendar)
    unit = _text(row, sheet.unit_column)
    start = next(cell.start for cell in row if cell.text)
    for column, cell in zip(sheet.columns, row, strict=False):
        match = _CELL.match(_plain(cell.text))
        if not match or not column.value:
            continue
        words = name or column.name or sheet.caption
        measure = match["unit"] or column.unit or unit or find_unit(label) or sheet.unit
        measure = measure or ("%" if words.endswith("率") else "")
        if not words and not measure:
            continue
        first, last = column.years or years or _span(sheet)
        rising = _rises(words, measure, sheet)
        place = column.place or context.place
        yield Target(
            scope.measure, scope.section, words, decimal(match["n1"]),
            decimal(match["n2"]) if match["n2"] else None, measure, _mark(match),
            "increment" if rising else "level", first if rising or first != last else None, last,
            place, context.resolve(place) if column.place else context.division_code,
            view.evidence(start, cell.end, "targets.table"),
        )  # fmt: skip


def _text(row: tuple[Cell, ...], index: int | None) -> str:
    return row[index].text if index is not None and index < len(row) else ""


def _mark(match: re.Match[str]) -> str:
    if match["n2"]:
        return "range"
    return _MARKS.get(match["left"] or match["right"] or "", "=")


def _rises(name: str, unit: str, sheet: _Sheet) -> bool:
    """Whether a figure is work to be done in its year and not a state to be reached."""
    if unit in ("%", "‰") or _STOCK.search(name):
        return False
    return sheet.work or is_increment_name(name)


def _sheet_targets(view: View, sheet: _Sheet, scope: Scope, context: Context) -> Iterator[Target]:
    """The targets of all rows; an empty place cell repeats the one above it."""
    place, code = context.place, context.division_code
    for row in sheet.table.rows[sheet.table.header_rows() :]:
        name = _plain(_text(row, sheet.place))
        if _SUM.match(name):
            place, code = context.place, context.division_code
        elif name:
            place, code = name, context.resolve(name)
        for target in _row_targets(view, sheet, row, scope, context):
            own = sheet.place is None or target.place != context.place
            yield target if own else replace(target, place=place, place_code=code)


def _linked(rows: list[Target], first: int, whole: str) -> list[Target]:
    """Local shares of an amount point to the total of the same indicator and years."""
    totals = {
        (t.indicator, t.from_year, t.by_year): first + i
        for i, t in enumerate(rows)
        if t.place == whole and t.kind == "increment"
    }
    return [
        t
        if t.place == whole
        else replace(t, part_of=totals.get((t.indicator, t.from_year, t.by_year)))
        for t in rows
    ]


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
            rows = list(_sheet_targets(view, sheet, scope, context))
            found += _linked(rows, first + len(found), context.place)
    return found
