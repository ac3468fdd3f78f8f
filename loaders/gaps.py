"""Lines that go on a table row: cells kept apart by aligned blanks, and cells broken over lines.

A conversion to plain text sets a table's columns with blanks and breaks long cells over several
lines, whose later ones begin under their column. Such a line can hold one cell only and then
looks like prose; only the rows above it tell what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_INDENTS = " \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CELL = re.compile(rf"[^{_BLANK}\r]+(?:[{_BLANK}][^{_BLANK}\r]+)*")
#: Blanks that may part two cells: several, or a wide one.
_WIDE = re.compile(rf"[^{_BLANK}\r][{_BLANK}]{{2,}}[^{_BLANK}\r]|[^{_BLANK}\r][\u2003\u3000]")
_GAP = re.compile(rf"(?<=[^{_BLANK}\r])[{_BLANK}]+(?=[^{_BLANK}\r])")
#: A name in the first column whose characters are spread over its width: 北  林  区.
_SPREAD = re.compile(
    rf"[{_BLANK}]*[\u4e00-\u9fff](?:[{_BLANK}]{{1,8}}[\u4e00-\u9fff](?=[{_BLANK}])){{1,5}}"
)
_HEAD = re.compile(r"(?:重点|主要|工作|具体|目标)*(?:任务|事项|措施|内容|项目)(?:名称)?$")
_ROLE_HEAD = re.compile(r"(?:牵头|责任|负责|主办|承办|配合|落实)(?:单位|部门)$")
_NO_CELL = re.compile(
    r"附\s*[件表录]|表\s*\d|[备附]?注[：:]|单位[：:]|抄\s*送|联系|第[一二三四五六七八九十\d]{1,4}[编章节条]"
    r"|[一二三四五六七八九十]{1,3}、"
)
#: A continuation line begins at least this far in, which is more than paragraphs do.
_INDENT = 5
_LONGEST = 200
_SHORT = 30
_NEAR = 2


def width_of(text: str) -> int:
    """Columns that a text takes in a fixed-pitch font: two for East Asian wide characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class _Row(NamedTuple):
    """A line cut at wide gaps: offset and column at which every cell begins."""

    number: int
    text: str
    cells: tuple[tuple[int, int], ...]
    seed: bool


@dataclass(slots=True)
class _Block:
    rows: list[_Row] = field(default_factory=list)
    starts: Counter[int] = field(default_factory=Counter)
    second: int = _LONGEST
    waiting: list[_Row] = field(default_factory=list)

    def add(self, row: _Row) -> None:
        """Take a row, and the lines that waited for it."""
        self.rows += [*self.waiting, row]
        self.waiting = []
        if row.seed:
            self.starts.update(column for _, column in row.cells)
            self.second = min(self.second, row.cells[1][1])

    def near(self, column: int) -> bool:
        """Whether a cell of some row begins in about this column."""
        return any(column + by in self.starts for by in range(-_NEAR, _NEAR + 1))

    def takes(self, row: _Row) -> bool:
        """Whether a line that is no row by itself has the place of one in this table."""
        if not self.rows or _NO_CELL.match(row.text.strip()):
            return False
        if len(row.cells) > 1:
            near = sum(self.near(column) for _, column in row.cells)
            return near * 2 > len(row.cells)
        return row.cells[0][1] >= max(_INDENT, self.second - 1)

    def cuts(self) -> Iterable[tuple[int, frozenset[int]]]:
        """By line, the offsets of the blanks that part its cells; none for a lone row's others."""
        sure = sum(row.seed for row in self.rows) > 1
        for row in self.rows:
            if row.seed or sure:
                yield row.number, frozenset(self._cuts(row))

    def _cuts(self, row: _Row) -> Iterable[int]:
        if row.cells[0][1] >= max(_INDENT, self.second - 1):
            yield 0
        for gap in _GAP.finditer(row.text):
            wide = gap.end() - gap.start() > 1
            if wide or self.starts[width_of(row.text[: gap.end()])] > 1:
                yield gap.start()


def gap_rows(lines: Iterable[str]) -> dict[int, frozenset[int]]:
    """The lines, by number, that are rows in aligned blanks or go on a row of any kind.

    With each the offsets of the blanks that part its cells: 0 where its first column is empty.
    Lines that go on rows of tabs or pipes come with no offsets: their marks part the cells.
    """
    found: dict[int, frozenset[int]] = {}
    block, parted, marked = _Block(), False, ""
    for number, text in enumerate(lines):
        if not text.strip():
            parted, marked = True, ""
            continue
        mark = _mark(text)
        if mark or _goes_on(text, marked):
            if not mark:
                found[number] = frozenset()
            found.update(block.cuts())
            block, parted, marked = _Block(), False, mark or marked
            continue
        marked = ""
        if not block.rows and not _WIDE.search(text):  # prose, and no table that it might go on
            parted = False
            continue
        row = _row(number, _gathered(text))
        if not _placed(block, row, parted):
            found.update(block.cuts())
            block = _Block()
            if row.seed:
                block.add(row)
        parted = False
    found.update(block.cuts())
    return found


def _gathered(text: str) -> str:
    """A line with marks of the same width for the blanks inside a spread name."""
    spread = _SPREAD.match(text)
    if spread is None:
        return text
    name = spread[0].lstrip(_INDENTS)
    filled = "".join(
        char if "\u4e00" <= char <= "\u9fff" else "＿" if char == "\u3000" else "_" for char in name
    )
    return text[: spread.end() - len(name)] + filled + text[spread.end() :]


def _mark(text: str) -> str:
    """The mark that parts the cells of a line by itself."""
    return "\t" if "\t" in text.strip() else "|" if text.count("|") > 1 else ""


def _goes_on(text: str, mark: str) -> bool:
    """Whether a line goes on the row of tabs or pipes just above it."""
    if mark == "|":
        return "|" in text
    deep = len(text) - len(text.lstrip("\t"))
    short = len(text) < 40 and "。" not in text and not _NO_CELL.match(text.strip())
    return mark == "\t" and (deep > 1 or deep == 1) and short


def _placed(block: _Block, row: _Row, parted: bool) -> bool:
    """Give a line its place in a table; False where the table ends before it.

    A single cell behind an empty line waits for a row: it may stand above it in the middle of
    the page, or be the title of what comes next. A short line is a group's heading or the rest
    of a cell in the first column, told apart by those who read the rows.
    """
    if parted:
        block.waiting = []
    if block.takes(row):
        lone = len(row.cells) == 1
        if lone and (parted or block.waiting):
            block.waiting.append(row)
        else:
            block.add(row)
        return True
    if row.seed and block.rows and not parted:
        block.add(row)
        return True
    short = len(row.cells) == 1 and len(row.text.strip()) <= _SHORT and "。" not in row.text
    return bool(block.rows) and short and not parted and not row.seed


def _row(number: int, text: str) -> _Row:
    if len(text) > _LONGEST * 2:
        return _Row(number, text[:1], ((0, 0),), seed=False)
    cells = tuple((m.start(), width_of(text[: m.start()])) for m in _CELL.finditer(text))
    words = [match[0] for match in _CELL.finditer(text)]
    sentence = "。" in text or text.count("，") > 2 or len(text.strip()) >= _LONGEST
    spaced = all(len(word) == 1 for word in words[1:])
    heads = len(words) == 2 and bool(_HEAD.match(words[0]) and _ROLE_HEAD.match(words[1]))
    return _Row(number, text, cells, (len(words) > 2 and not sentence and not spaced) or heads)
