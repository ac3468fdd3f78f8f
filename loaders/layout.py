"""Layout of a text as read: which lines are table rows, page furniture, or broken paragraphs.

Works on folded characters (see `loaders.normalise`). A line break inside a sentence is undone
where the sentence plainly goes on: the line is as full as the page is wide, or it ends in
mid-sentence; never before something that opens a heading, a clause or a table row.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import zip_longest

from loaders.gaps import gap_rows
from loaders.stacked import find_stacks

_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: The same characters and other controls that move on without a mark, to look single ones up.
_EDGE = frozenset(" \u00a0\u1680\u202f\u205f\u3000\r\x0b\x0c") | {
    chr(n) for n in range(0x2000, 0x200B)
}
_TERMINAL = tuple("。！？；：!?;:…")
_NUMERAL = "一二三四五六七八九十百零〇两"
#: What a numbered heading, article or item begins with.
MARKER = re.compile(
    rf"(?:第[{_NUMERAL}\d]{{1,5}}(?:[编篇章节条]|部分)|[{_NUMERAL}]{{1,4}}[、.．]|[（(][{_NUMERAL}]{{1,4}}[）)]"
    rf"(?!至|到|—|-|[、和]?[（(])|\d{{1,3}}[、.．](?!\d)|[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)]|[①-⑳])"
)
_OPENS = re.compile(
    rf"{MARKER.pattern}|附\s*[件表录]|附[：:]|抄\s*送|[（(〔\[【]?\s*(?:责任|牵头|配合|协办|主办|完成|负责)"
    r"(?:单位|部门|分工|时限|时间|主体)\s*[：:]|[（(](?:此件|联系人)"
)
_PAGE = re.compile(
    rf"[{_BLANK}]*(?:[-—–－·•]{{1,2}}[{_BLANK}]*\d{{1,4}}[{_BLANK}]*[-—–－·•]{{1,2}}"
    rf"|第[{_BLANK}]*\d{{1,4}}[{_BLANK}]*页(?:[{_BLANK}，,/]*共[{_BLANK}]*\d{{1,4}}[{_BLANK}]*页)?"
    rf"|\d{{1,4}}[{_BLANK}]*/[{_BLANK}]*\d{{1,4}})[{_BLANK}]*$"
)
_BODY_END, _BODY_START = (
    frozenset("局委厅办府部会院署心队司"),
    frozenset("市省县区州各国盟旗自乡镇"),
)
_CLAUSE = re.compile(r"(?:责任|牵头|配合|协办|主办|负责|落实)(?:单位|部门|分工)|牵头|负责")
_LABEL = (
    r"(?:牵头|责任|配合|主办|协办|实施|落实)(?:单位|部门|主体)|责任分工"
    r"|(?:完成)?时限(?:要求)?|完成时间"
)
_LONGEST_LABEL = 6
_LABEL_BEFORE, _LABEL_AHEAD = re.compile(rf"(?:{_LABEL})$"), re.compile(_LABEL)
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(
    r"[\d二一〇零○]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
#: A running head recurs on most of the pages whose numbers are printed.
_MOST_PAGES = 0.6
#: Lines of a table of contents: dots lead to a page number.
_CONTENTS = re.compile(
    rf"目[{_BLANK}]*[录次]$|.{{2,60}}?(?:\.{{4,}}|…{{2,}}|·{{4,}}|．{{4,}})[.…·．{_BLANK}]*\d{{1,3}}$"
)
_BREAKS = re.compile(rf"[{_BLANK}]*[\t|][{_BLANK}]*|[{_BLANK}]+")
_NUMBER_ROW = re.compile(
    rf"[^\d\t|。，；{_BLANK}][^\d\t|。，；]{{0,15}}(?:[{_BLANK}]+\d[\d.,]*%?){{2,}}[{_BLANK}]*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the folded text, `text[start:end]` trimmed.

    `pieces` are the stretches that survive, in order, each with the character that a gap stands
    for: a tab between two cells, a colon behind a label, a blank; empty for printed characters.
    `tabular` says that the line is a table row, `indented` that it begins further in than the
    page's edge, as the first line of a paragraph does.
    """

    body: str
    start: int
    tabular: bool
    indented: bool
    pieces: tuple[tuple[int, int, str], ...]


def lines_of(text: str) -> list[Line]:
    """The lines that carry content: blank lines, page numbers and running heads left out."""
    found: list[Line] = []
    start, paged = 0, 0
    parts = text.split("\n")
    rows = gap_rows("" if _PAGE.match(part) else part for part in parts)
    for number, part in enumerate(parts):
        end = start + len(part)
        if part.strip():
            if _PAGE.match(part):
                paged += 1
            elif not _CONTENTS.fullmatch(part.strip()):
                found.append(_line(text, start, end, rows.get(number)))
        start = end + 1
    for stack in find_stacks([line.body for line in found]):
        for number in stack.lines:
            found[number] = replace(found[number], tabular=True)
    return _without_running_heads(found, paged)


def _line(text: str, start: int, end: int, cuts: frozenset[int] | None) -> Line:
    tabs = "\t" in text[start:end].strip() or cuts is not None
    blanks = _EDGE if tabs else _EDGE | {"\t"}
    edge = start
    while start < end and text[start] in blanks:
        start += 1
    indented = start - edge >= 4 or text[edge:start].count("\u3000") >= 2
    while end > start and text[end - 1].isspace():
        end -= 1
    body = text[start:end]
    if cuts is None and not _BREAKS.search(body):
        return Line(body, start, tabular=False, indented=indented, pieces=((start, end, ""),))
    kind = _table_kind(body, cuts)
    pieces: list[tuple[int, int, str]] = []
    begin, parted = 0, bool(cuts and 0 in cuts)
    if parted:
        pieces.append((start - 1, start, "\t"))
    for match in _BREAKS.finditer(body):
        at_edge = not match.start() or match.end() == len(body)
        follower = body[match.end() : match.end() + 1]
        pieces.append((start + begin, start + match.start(), ""))
        begin = match.end()
        first = start + match.start()
        cut = cuts is not None and first - edge in cuts
        if (cut or (kind and _separates(kind, match[0], follower))) and not (
            at_edge and kind != "tab"
        ):
            pieces.append((first, first + 1, "\t"))
            parted = True
        elif _labels(body, match.start(), match.end()):
            pieces.append((first, first + 1, "："))
        elif _means_something(body, match.start(), match.end()):
            pieces.append((first, first + 1, " "))
    pieces.append((start + begin, start + len(body), ""))
    kept = tuple(piece for piece in pieces if piece[0] < piece[1])
    return Line(body, start, parted or kind == "pipe", indented, kept)


def _table_kind(body: str, cuts: frozenset[int] | None) -> str | None:
    """How a line separates cells: tab, pipe, numbers, gap (aligned blanks); None for prose."""
    if "\t" in body:
        return "tab"
    goes_on = cuts is not None and not cuts
    if body.count("|") >= (1 if goes_on else 2):
        return "pipe"
    if _NUMBER_ROW.match(body):
        return "numbers"
    return None if cuts is None else "gap"


def _separates(kind: str, gap: str, follower: str) -> bool:
    """Whether a gap between two words, the second beginning with `follower`, parts two cells."""
    if kind == "tab":
        return "\t" in gap
    if kind == "pipe":
        return "|" in gap
    return kind == "numbers" and follower.isdigit()


def _labels(body: str, start: int, end: int) -> bool:
    """Whether a blank stands for the colon behind a label that opens the line or a cell of it."""
    label = _LABEL_BEFORE.search(body, max(0, start - _LONGEST_LABEL), start)
    fresh = label is not None and (label.start() == 0 or body[label.start() - 1].isspace())
    return fresh and not _LABEL_AHEAD.match(body, end) and body[end : end + 1] not in "：:为是"


def _means_something(body: str, start: int, end: int) -> bool:
    """A blank between Latin words, numbers or the bodies of a clause; others are layout."""
    before, after = body[start - 1 : start], body[end : end + 1]
    words = re.match(r"[A-Za-z0-9.%]", before) and re.match(r"[A-Za-z0-9]", after)
    bodies = before in _BODY_END and after in _BODY_START and _CLAUSE.search(body)
    return bool(words or bodies)


def _without_running_heads(lines: list[Line], paged: int) -> list[Line]:
    """Drop lines that recur page by page; the first one stays, for it may be the title."""
    width = wrap_width(lines)
    if not paged and width is None:
        return lines
    seen: Counter[str] = Counter(_DIGITS.sub("#", line.body) for line in lines)
    often = max(2, math.ceil(_MOST_PAGES * paged))
    kept, met = [], set()
    for line, below in zip_longest(lines, lines[1:]):
        body = _DIGITS.sub("#", line.body)
        signed = below is not None and _DATE.fullmatch(below.body)
        furniture = (
            seen[body] >= often
            and not signed
            and 4 <= len(body) <= 45
            and not line.tabular
            and "，" not in body
            and not body.endswith((*_TERMINAL, "）", "〕", "】", "]", ")"))
            and not _OPENS.match(line.body)
            and not re.search(r"负责|牵头|配合|责任", body)
        )
        if furniture and body in met:
            continue
        met.add(body)
        kept.append(line)
    return kept


def _display_width(body: str) -> float:
    """Full-width characters; UTF-8 takes three bytes for each and one for a half-width one."""
    return len(body) - (3 * len(body) - len(body.encode())) / 4


def wrap_width(lines: list[Line]) -> float | None:
    """The page's width in full-width characters, where lines are broken at one; else None."""
    prose = [line.body for line in lines if not line.tabular]
    if len(prose) < 8:
        return None
    widths = sorted(_display_width(body) for body in prose)
    widest = widths[int(len(widths) * 0.92)]
    broken = [
        body
        for body in prose
        if widest - 4 <= _display_width(body) <= widest + 3 and not body.endswith(_TERMINAL)
    ]
    plenty = len(broken) >= 5 and len(broken) >= 0.25 * len(prose)
    return widest if 14 <= widest <= 60 and plenty else None


def joins(lines: list[Line]) -> list[bool]:
    """For each line, whether it goes on the paragraph of the line before it."""
    width = wrap_width(lines)
    edges = width is not None and _indents(lines)
    page = width or _widest(lines)
    strict = page is not None and _indented_numbers(lines)
    result = [False] * len(lines)
    paragraph, numbered = "", False
    for number in range(1, len(lines)):
        before, line = lines[number - 1], lines[number]
        if not result[number - 1]:
            paragraph, numbered = "", bool(MARKER.match(before.body))
        paragraph = (paragraph + before.body)[-400:]
        if (edges or strict) and line.indented:
            continue
        if strict and page is not None and _fills(before, page) and not line.tabular:
            result[number] = not MARKER.match(line.body)
            continue
        result[number] = _continues(before, line, width, paragraph, numbered)
    return result


def _indents(lines: list[Line]) -> bool:
    """Whether the page sets paragraphs apart by indenting their first lines."""
    inside = sum(1 for line in lines if line.indented)
    return 0.1 * len(lines) <= inside <= 0.7 * len(lines)


def _indented_numbers(lines: list[Line]) -> bool:
    """Whether items begin with an indent and other lines do not: full lines go on at the edge."""
    items = [line.indented for line in lines if MARKER.match(line.body)]
    edge = sum(1 for line in lines if not line.indented and not line.tabular)
    return len(items) >= 3 and sum(items) >= 0.9 * len(items) and edge >= 0.05 * len(lines)


def _widest(lines: list[Line]) -> float | None:
    """The width of the widest line of prose; None where it is no line of a page but a paragraph."""
    widths = [_display_width(line.body) for line in lines if not line.tabular]
    return max(widths) if widths and 20 <= max(widths) <= 60 else None


def _fills(line: Line, width: float) -> bool:
    return not line.tabular and _display_width(line.body) >= width - 3.5


def _continues(
    before: Line, line: Line, width: float | None, paragraph: str, numbered: bool
) -> bool:
    body = before.body
    if before.tabular or line.tabular or _OPENS.match(line.body):
        return False
    if _unclosed(paragraph):
        return True
    if body.endswith(_TERMINAL):
        return False
    heading = numbered and "。" not in paragraph
    prose = not heading and len(paragraph) > 20 and ("。" in paragraph or "，" in paragraph)
    if width is not None:
        room = _display_width(body) / width
        return room >= 1 - 3.5 / width or (prose and room >= 0.5)
    if body.endswith(("，", "、", ",")):
        return True
    return prose and not body.endswith(("）", "〕", "】", "]", ")", "》"))


def _unclosed(paragraph: str) -> bool:
    """An opened quotation mark or title mark that waits for its other half."""
    for opener, closer in (("《", "》"), ("“", "”")):
        if (
            paragraph.count(opener) == paragraph.count(closer) + 1
            and len(paragraph) - paragraph.rfind(opener) < 120
        ):
            return True
    return False
