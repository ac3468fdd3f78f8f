"""Heading numbers in a view: where an item begins, in which style, with which value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.normalise import View
from loaders.numerals import heading_number

_HAN = "一二三四五六七八九十百零〇"
_STYLES = (
    ("part", rf"第(?P<part>[{_HAN}\d]{{1,5}})[编篇]|第(?P<part2>[{_HAN}\d]{{1,5}})部分"),
    ("chapter", rf"第(?P<chapter>[{_HAN}\d]{{1,5}})章"),
    ("clause_section", rf"第(?P<clause_section>[{_HAN}\d]{{1,5}})节"),
    ("article", rf"第(?P<article>[{_HAN}\d]{{1,5}})条"),
    ("han", rf"(?P<han>[{_HAN}]{{1,4}})[、.．]"),
    ("han_paren", rf"（(?P<han_paren>[{_HAN}]{{1,4}})）[、.]?"),
    ("digit", r"(?P<digit>\d{1,3})(?:[、.．](?!\d)|(?=[\u4e00-\u9fff《“]{2,12}[。：]))"),
    ("digit_paren", r"（(?P<digit_paren>\d{1,2})）[、.]?"),
    ("digit_half", r"(?P<digit_half>\d{1,2})）"),
    ("circled", r"(?P<circled>[①-⑳])[、.]?"),
)
_MARK = re.compile("|".join(f"(?:{pattern})" for _, pattern in _STYLES))
_MEASURE_WORD = re.compile(r"[年月日号个条处座万亿亩项级类米度%％]")
_RANGE_AHEAD = re.compile(r"[至到—~～-]|[、和]（|项|等项|款")
#: Styles that may number measures by themselves; the others subdivide an item.
STRONG = frozenset({"part", "chapter", "clause_section", "article", "han", "han_paren", "digit"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading number: `printed` without its stop (一, （三）, 第二章), its style and value.

    `start` is where it stands in the view, `end` where the heading's words begin; `inline`
    says that it stands inside a paragraph and not at its head.
    """

    style: str
    printed: str
    value: int
    start: int
    end: int
    inline: bool


def markers(view: View, start: int, end: int) -> list[Marker]:
    """The heading numbers of `text[start:end]`, table rows left out, in order."""
    found: list[Marker] = []
    for first, last in view.paragraphs():
        if last <= start or first >= end or "\t" in view.text[first:last]:
            continue
        head = _marker(view, first, inline=False)
        if head is not None:
            found.append(head)
            nested = _marker(view, head.end, inline=False)
            if nested is not None and nested.style != head.style:
                found.append(nested)
        found.extend(_inline(view, first, last, found))
    return found


def _marker(view: View, at: int, inline: bool) -> Marker | None:
    match = _MARK.match(view.text, at)
    if match is None or _RANGE_AHEAD.match(view.text, match.end()):
        return None
    group = match.lastgroup or ""
    style = group.rstrip("2")
    value = heading_number(match[group])
    if value is None:
        return None
    bare = style == "digit" and view.text[match.end() - 1].isdigit()
    if bare and (inline or _MEASURE_WORD.match(view.text, match.end())):
        return None
    printed = match[0]
    if style in ("han", "digit"):
        printed = match[group]
    elif style in ("han_paren", "digit_paren"):
        printed = f"（{match[group]}）"
    end = match.end()
    while end < len(view.text) and view.text[end] in "、.．":
        end += 1
    return Marker(style, printed, value, match.start(), end, inline)


def _inline(view: View, first: int, last: int, found: list[Marker]) -> Iterator[Marker]:
    """Numbers inside a paragraph that go on a sequence which began at a paragraph's head."""
    expected = {marker.style: marker.value + 1 for marker in found if not marker.inline}
    floor = found[-1].end if found and found[-1].start >= first else first
    for stop in re.finditer(r"[。；）〕】]", view.text[floor:last]):
        at = floor + stop.end()
        marker = _marker(view, at, inline=True) if at < last else None
        if marker is None or marker.style not in STRONG or marker.value == 1:
            continue
        if expected.get(marker.style) == marker.value:
            expected[marker.style] = marker.value + 1
            yield marker
