"""The properties that government sites print beside a document, as lines `label：value`.

The labels are those of the catalogues of open government information, which every site takes
from the same template: index number, subject, issuer, number, dates, validity, key words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

#: Labels by what they give of the document; `other` tells of the catalogue.
KINDS: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "名称", "文件名称", "信息名称", "公文名称"),
    "number": ("发文字号", "发文文号", "文件编号", "文号"),
    "issuer": (
        "发文机关", "发文机构", "发文单位", "发布机关", "发布机构", "发布单位", "制发机关",
        "制发单位", "制定机关", "制定单位", "信息来源", "来源", "公开责任部门",
    ),
    "date": ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "印发时间", "生成日期"),
    "published": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间"),
    "status": ("有效性", "时效性", "效力状态", "时效", "文件状态", "是否有效"),
    "other": (
        "索引号", "索取号", "信息索引号", "信息分类", "主题分类", "体裁分类", "组配分类",
        "公文种类", "文件类型", "服务对象", "生效日期", "实施日期", "废止日期", "失效日期",
        "关键词", "主题词",
        "统一登记号", "统一编号", "公开方式", "公开范围", "公开形式", "内容概述", "相关解读",
    ),
}  # fmt: skip


def spelled(labels: Iterable[str]) -> str:
    """A pattern for any of the labels, the longest first, blanks between their characters."""
    return "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))


_LABEL = spelled(label for labels in KINDS.values() for label in labels)
_WHOLE = re.compile(rf"[\s【\[]*({_LABEL})[\s】\]]*[：:]?\s*\Z")
_PAIR = re.compile(rf"[\s【\[]*({_LABEL})[\s】\]]*[：:]\s*(\S.*)\Z", re.DOTALL)
_MENTION = re.compile(rf"(?:\A|(?<=[\s　|，,；;】\]]))({_LABEL})[\s】\]]*[：:]\s*\S")
#: Share of a table's filled cells that have to belong to properties to make it one of them.
_MOSTLY = 0.6


def property_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table of properties; none where the table is of another kind.

    Cells come as label and value side by side, or both in one cell. One row will do.
    """
    lines: list[str] = []
    belonging, filled = 0, 0
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        filled += len(cells)
        position = 0
        while position < len(cells):
            label, pair = _WHOLE.match(cells[position]), _PAIR.match(cells[position])
            following = cells[position + 1] if position + 1 < len(cells) else ""
            if label and not (_WHOLE.match(following) or _PAIR.match(following)):
                lines += [f"{_bare(label[1])}：{following}"] if following else []
                belonging += 2 if following else 1
                position += 1
            elif label or pair:
                lines += [cells[position]] if pair else []
                belonging += 1
            position += 1
    return lines if lines and belonging >= _MOSTLY * filled else []


def labels_in(line: str) -> list[str]:
    """The labels that a line gives values for, without blanks inside; none in prose."""
    return [_bare(match[1]) for match in _MENTION.finditer(line)] if len(line) < 400 else []


def _bare(label: str) -> str:
    return re.sub(r"\s", "", label)
