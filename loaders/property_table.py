"""The properties that a government site prints above a document, read from the text's head.

A label and its value stand in one line (文号：…), in the cells of one row, or in lines of their
own, one below the other, as a page leaves them that is copied by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.normalise import View

Span = tuple[int, int]

_NAMES = {
    "title": r"标\s*题|名\s*称|文件名称|信息名称",
    "number": r"发文字号|发文文号|文件编号|文\s*号",
    "issuer": r"(?:发文|发布|制发|制定)(?:机关|机构|单位)|信息来源|来\s*源|公开责任部门",
    "date": "(?:成文|发文|印发|生成)(?:日期|时间)",
    "published": "(?:发布|公开|公布)(?:日期|时间)",
    "status": "有效性|时效性|效力状态|时效|文件状态|是否有效",
    "other": r"(?:信息)?索\s*引\s*号|索取号|(?:主题|信息|体裁|组配)分类|主题词|关键词"
    "|统一登记号|统一编号|公文种类|文件类型|服务对象|公开(?:方式|形式|范围)|相关解读"
    "|(?:生效|实施|废止|失效)日期|内容概述",
}
_GROUPS = "|".join(f"(?P<{key}>{names})" for key, names in _NAMES.items())
#: A label with its colon; what tells of the page itself needs none.
LABELS = re.compile(rf"(?:{_GROUPS})[：:]|(?P<page>字体|字号|浏览次数|打印|分享)[：:]?")
_ALONE = re.compile(rf"[【\[]?(?:{_GROUPS})[】\]]?[：:]?")
_LONGEST_LINE = 200
#: So many labels without values make the lines around them a table of properties.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A value and its stretch of the view."""

    value: str
    start: int
    end: int


def property_table(view: View, head: list[Span]) -> dict[str, Found]:
    """Values by the kind of their label: title, number, issuer, date, published, status."""
    short = [span for span in head if span[1] - span[0] <= _LONGEST_LINE]
    found: dict[str, Found] = {}
    for key, first, last in (*_behind_colons(view, short), *_below_labels(view, short)):
        value = view.printed(first, last)
        if key not in ("other", "page") and value:
            found.setdefault(key, Found(value, first, last))
    return found


def _behind_colons(view: View, head: list[Span]) -> Iterator[tuple[str, int, int]]:
    """What follows a label on its line, up to the next one."""
    for first, last in head:
        labels = list(LABELS.finditer(view.text, first, last))
        for number, label in enumerate(labels):
            stop = labels[number + 1].start() if number + 1 < len(labels) else last
            begin = label.end()
            while begin < stop and view.text[begin] in "\t ":
                begin += 1
            yield label.lastgroup or "other", begin, stop


def _below_labels(view: View, head: list[Span]) -> Iterator[tuple[str, int, int]]:
    """The line or cell behind a label that stands alone; behind one without a value comes one."""
    cells = [cell for span in head for cell in _cells(view.text, *span)]
    labels = [_ALONE.fullmatch(view.text, *cell) for cell in cells]
    if sum(label is not None for label in labels) < _SEVERAL:
        return
    for (_, label), (cell, follower) in pairwise(zip(cells, labels, strict=True)):
        if label is not None and follower is None and not LABELS.match(view.text, *cell):
            yield label.lastgroup or "other", *cell


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    while begin < end:
        stop = text.find("\t", begin, end)
        stop = end if stop < 0 else stop
        if begin < stop:
            yield begin, stop
        begin = stop + 1
