"""Task tables with every cell on a line of its own, as a copied web page leaves them.

Five lines of headings, then five lines a row. Numbers at the head of rows tell where each one
begins, so that a cell left out or broken in two does not shift those behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d{1,3}[.．、]?\Z")
_ORDER = re.compile(r"(?:序号|编号|项次)\Z")
_TASK = re.compile(
    r"(?:重点|主要|工作|具体|目标|年度|实施)*(?:任务|事项|措施|内容|项目|举措|要点|工作)"
    r"(?:名称|内容|要求|分解)?\Z"
)
_ROLE = re.compile(
    r"(?:主要)?(?:牵头|责任|负责|主办|承办|配合|协办|协助|参与|落实|实施)(?:责任)?(?:单位|部门|主体)\Z"
)
_TIME = re.compile(
    r"(?:计划)?(?:完成|办结|实施|推进|工作)?(?:时限|时间|期限|进度|节点)(?:节点|要求|安排)?\Z"
)
_OTHER = re.compile(
    r"备注|说明|(?:任务)?(?:来源|类别)|对应(?:条款|序号|章节)|(?:责任|分管|牵头|包联)(?:领导|人)"
    r"|联系(?:人|电话)"
)
_WHEN = re.compile(
    r"(?:.{0,12}\d.{0,8}[年月日前底末内]|.{0,4}(?:长期|持续|常年|每年|逐年|年底|立即).{0,12})\Z"
)
_NOBODY = re.compile(r"[\W_]*\Z|无\Z")
_BODY = re.compile(r"[局委厅办部院署会府心司团站处队社行组位门校所县区市旗州盟乡镇）)等]\Z")
_UNFINISHED = re.compile(r"[、，（(]\Z")
_CLOSES = re.compile(
    r"附\s*[件表录]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[备附]?注[：:]"
)
_MOST_COLUMNS = 12
#: A cell with more lines than this, or a row with this many more than columns, is no row.
_MOST_EXTRA = 8


@dataclass(frozen=True, slots=True)
class Stack:
    """A table by line numbers: the rows, heading first; of each column the lines of its cell."""

    rows: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def lines(self) -> range:
        """The lines from the first heading to the last cell."""
        last = max(line for cell in self.rows[-1] for line in cell)
        return range(self.rows[0][0][0], last + 1)


def find_stacks(bodies: Sequence[str]) -> list[Stack]:
    """The tables among lines, in order; one has a number or a task, a body, and one row."""
    plain = ["".join(body.split()) for body in bodies]
    found: list[Stack] = []
    line = 0
    while line < len(plain):
        heads = _heads(plain, line)
        if not heads:
            line += 1
            continue
        rows, end = _rows(plain, line + len(heads), heads)
        if rows:
            head = tuple((line + column,) for column in range(len(heads)))
            found.append(Stack((head, *rows)))
        line = end
    return found


def _heads(plain: Sequence[str], line: int) -> list[str]:
    """The kinds of the columns whose headings stand on the lines from `line` on, if any do."""
    kinds: list[str] = []
    while line + len(kinds) < len(plain) and len(kinds) < _MOST_COLUMNS:
        kind = _kind(plain[line + len(kinds)])
        if not kind:
            break
        kinds.append(kind)
    return kinds if len(kinds) > 2 and {"task", "role"} <= set(kinds) else []


def _kind(body: str) -> str:
    patterns = (
        ("number", _ORDER), ("task", _TASK), ("role", _ROLE), ("time", _TIME), ("other", _OTHER),
    )  # fmt: skip
    return next((kind for kind, pattern in patterns if pattern.fullmatch(body)), "")


def _rows(
    plain: Sequence[str], line: int, kinds: Sequence[str]
) -> tuple[list[tuple[tuple[int, ...], ...]], int]:
    """The rows from `line` on, and the line behind the last of them."""
    rows: list[tuple[tuple[int, ...], ...]] = []
    while line < len(plain):
        if _heads(plain, line) == kinds:
            line += len(kinds)
            continue
        end = _row_end(plain, line, kinds)
        row = _row(plain, range(line, end), kinds) if end > line else None
        if row is None:
            break
        rows.append(row)
        line = end
    return rows, line


def _row_end(plain: Sequence[str], line: int, kinds: Sequence[str]) -> int:
    """Behind the last line of the row that begins at `line`; `line` itself where none does."""
    if kinds[0] != "number":
        cells, end = 0, line
        while end < len(plain) and cells < len(kinds) and not _CLOSES.match(plain[end]):
            cells += not _UNFINISHED.search(plain[end])
            end += 1
        return end if cells == len(kinds) else line
    if not _NUMBER.match(plain[line]):
        return line
    after = int(plain[line].rstrip(".．、")) + 1
    most = min(len(plain), line + len(kinds) + _MOST_EXTRA)
    for end in range(line + 1, most):
        if _NUMBER.match(plain[end]) and int(plain[end].rstrip(".．、")) == after:
            return end
        if (end > line + 2 and _CLOSES.match(plain[end])) or _heads(plain, end) == kinds:
            return end
    return _last_row_end(plain, line, most, len(kinds))


def _last_row_end(plain: Sequence[str], line: int, most: int, width: int) -> int:
    cells, end = 0, line
    while end < most and cells < width:
        cells += not _UNFINISHED.search(plain[end])
        end += 1
    return end


def _row(
    plain: Sequence[str], lines: range, kinds: Sequence[str]
) -> tuple[tuple[int, ...], ...] | None:
    """The lines of a row given to its columns; None where they do not make one."""
    cells: list[tuple[int, ...]] = []
    for line in lines:
        if cells and _UNFINISHED.search(plain[cells[-1][-1]]):
            cells[-1] = (*cells[-1], line)
        else:
            cells.append((line,))
    if not 3 <= len(cells) <= len(kinds):
        return None
    if len(cells) < len(kinds):
        cells = _spread(plain, cells, kinds)
    listed = [
        "".join(plain[line] for line in cell)
        for cell, kind in zip(cells, kinds, strict=True)
        if kind == "role" and cell
    ]
    sure = all(_BODY.search(text) or _NOBODY.match(text) for text in listed)
    return tuple(cells) if listed and sure else None


def _spread(
    plain: Sequence[str], cells: list[tuple[int, ...]], kinds: Sequence[str]
) -> list[tuple[int, ...]]:
    """Cells of a row that lacks some: what reads as a time goes to its column, others in order."""
    when = kinds.index("time") if "time" in kinds else len(kinds)
    timed = next((c for c in reversed(cells[2:]) if _WHEN.match(plain[c[0]])), None)
    before = cells[: cells.index(timed)] if timed else cells
    behind = cells[cells.index(timed) + 1 :] if timed else []
    row = [*before, *[()] * (when - len(before))][:when]
    row += [timed or (), *behind] if when < len(kinds) else []
    return [*row, *[()] * (len(kinds) - len(row))][: len(kinds)]
