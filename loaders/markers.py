"""Heading numbers in a view: where an item begins, in which style, with which value."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from loaders.normalise import View
from loaders.numerals import heading_number

_HAN = "一二三四五六七八九十百零〇"
#: Styles in the order in which they are tried; a name may have a second spelling (suffix 2).
_STYLES = (
    rf"第(?P<part>[{_HAN}\d]{{1,5}})[编篇]|第(?P<part2>[{_HAN}\d]{{1,5}})部分",
    rf"第(?P<chapter>[{_HAN}\d]{{1,5}})章",
    rf"第(?P<clause_section>[{_HAN}\d]{{1,5}})节",
    rf"第(?P<article>[{_HAN}\d]{{1,5}})条",
    rf"(?P<han>[{_HAN}]{{1,4}})[、.．]",
    r"(?P<decimal>\d{1,2}(?:[.．]\d{1,2}){1,3})(?![\d.．%])[、.．]?",
    rf"（(?P<han_paren>[{_HAN}]{{1,4}})）[、.]?|(?P<han_paren2>[㈠-㈩])[、.]?",
    r"(?P<digit>\d{1,3})(?:[、.．](?!\d)|(?=[\u4e00-\u9fff《“]{2,12}[。：]))|(?P<digit2>[⒈-⒛])",
    r"（(?P<digit_paren>\d{1,2})）[、.]?|(?P<digit_paren2>[⑴-⒇])[、.]?",
    r"(?P<digit_half>\d{1,2})）",
    r"(?P<circled>[①-⑳])[、.]?",
)
_MARK = re.compile("|".join(f"(?:{pattern})" for pattern in _STYLES))
_MEASURE_WORD = re.compile(
    r"[年月日号个条处座万亿亩项级类米度倍吨元%％]|公里|公顷|平方|立方|千米|百分点"
)
_BARE_CHAPTER = re.compile(r"(?P<number>\d{1,2})(?P<words>[\u4e00-\u9fff、]{2,20})")
#: （二）至（四）项 and 第一条到第三条 name items; 1.到2027年 is one.
_RANGE_AHEAD = re.compile(
    rf"[至到—~～-]+第?（?[{_HAN[:-2]}\d]{{1,3}}(?![\d零〇])|[、和]（|项|等项|款"
)
_BRACKETED = frozenset({"han_paren", "digit_paren"})
#: Styles that may number measures by themselves; the others subdivide an item.
STRONG = frozenset(
    {"part", "chapter", "clause_section", "article", "han", "han_paren", "digit", "decimal1",
     "decimal2", "decimal3"}
)  # fmt: skip
#: What a number inside a paragraph stands behind: a stop, or a clause that lost its bracket.
_STOPS = re.compile(
    r"[。；）〕】]|[（〔【](?:责任|牵头|配合|主办)(?:单位|部门)：[^（）〔〕【】。]*(?=（[一二三四五六七八九十]{1,3}）)"
)
#: Fewer numbers than this at heads of paragraphs: the line breaks of the text are lost.
_FLAT = 3


class Marker(NamedTuple):
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
    spans = [span for span in view.paragraphs(start, end) if "\t" not in view.text[slice(*span)]]
    found = _at_heads(view, spans)
    found = list(_counted_on(found))
    if any(marker.style.startswith("decimal") for marker in found):
        found = sorted([*found, *_above_decimals(view, spans)], key=lambda marker: marker.start)
    strong = sum(1 for marker in found if marker.style in STRONG)
    heads, sequence = list(found), _Sequence(view)
    for first, last in spans:
        while heads and heads[0].start < last:
            sequence.met(heads.pop(0))
        found.extend(_flat(view, first, last) if strong < _FLAT else sequence.within(first, last))
    known: dict[int, Marker] = {}
    for marker in found:
        known.setdefault(marker.start, marker)
    return [known[at] for at in sorted(known)]


def _at_heads(view: View, spans: list[tuple[int, int]]) -> list[Marker]:
    """Numbers at the heads of paragraphs, and a second one right behind the first (一、（一）)."""
    found: list[Marker] = []
    for first, _ in spans:
        head = _marker(view, first, inline=False)
        if head is not None:
            found.append(head)
            nested = _nested(view, head)
            if nested is not None:
                found.append(nested)
    return found


def _counted_on(found: list[Marker]) -> Iterator[Marker]:
    """Markers without decimals that go on nothing: 2.3 after no 2.2 is a figure."""
    met: set[str] = set()
    for marker in found:
        if marker.style.startswith("decimal"):
            above = re.match(r".*[.．]", marker.printed)
            before = f"{above[0] if above else ''}{marker.value - 1}"
            if marker.value > 1 and before not in met:
                continue
            met.add(marker.printed)
        yield marker


def _above_decimals(view: View, spans: list[tuple[int, int]]) -> Iterator[Marker]:
    """The chapters of decimal numbering: 1 总体要求 above 1.1, a blank between number and words."""
    for first, last in spans:
        bare = _BARE_CHAPTER.fullmatch(view.text, first, last)
        if bare and view.gap(bare.start("words")).strip("\n"):
            number = bare["number"]
            yield Marker("digit", number, int(number), first, bare.start("words"), inline=False)


def _nested(view: View, head: Marker) -> Marker | None:
    """The first item of a section that is printed on the section's own line."""
    for at in range(head.end, min(head.end + 30, len(view.text))):
        if view.text[at] in "。；，：\n":
            return None
        nested = _marker(view, at, inline=at > head.end)
        if nested is not None and nested.style != head.style and nested.style in STRONG:
            return nested if nested.value == 1 or at == head.end else None
    return None


def _marker(view: View, at: int, inline: bool) -> Marker | None:
    match = _MARK.match(view.text, at)
    if match is None:
        return None
    stop = match.end() - 1 if view.text[match.end() - 1] == "、" else match.end()
    # （一）、（二）项 names items; 一、（一） is a section with its first item.
    ranged = _RANGE_AHEAD.match(view.text, stop) if match[0][0] in "（第" else None
    if ranged or _RANGE_AHEAD.match(view.text, match.end()):
        return None
    group = match.lastgroup or ""
    style = group.rstrip("2")
    number = match[group]
    if style == "decimal":
        if inline or _MEASURE_WORD.match(view.text, match.end()):
            return None
        # 2.1 and 2.1.3 are numbers of different depth; the last part counts on.
        levels = re.split(r"[.．]", number)
        style, number = f"decimal{len(levels) - 1}", levels[-1]
    value = heading_number(number)
    if value is None:
        return None
    bare = style == "digit" and view.text[match.end() - 1].isascii()
    bare = bare and view.text[match.end() - 1].isdigit()
    if bare and (inline or _MEASURE_WORD.match(view.text, match.end())):
        return None
    end = match.end()
    while end < len(view.text) and view.text[end] in "、.．":
        end += 1
    printed = _printed(style, match[group], match[0], value)
    return Marker(style, printed, value, match.start(), end, inline)


def _printed(style: str, number: str, whole: str, value: int) -> str:
    """The number as an item is cited by it: without its stop, in the brackets it stands in."""
    if style in _BRACKETED:
        bare = unicodedata.normalize("NFKC", number).strip("()")
        return f"（{bare}）"
    if style == "digit":
        return str(value)
    return number if style == "han" else whole.rstrip("、.．")


class _Sequence:
    """The numbers met so far, to tell which numbers inside a paragraph go on from them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._expected: dict[str, int] = {}
        self._above = ""

    def met(self, marker: Marker) -> None:
        """Take note of a number, in reading order."""
        self._expected[marker.style] = marker.value + 1
        self._above = marker.style

    def within(self, first: int, last: int) -> Iterator[Marker]:
        """Numbers inside a paragraph that go on a sequence, or begin one that is gone on later."""
        for stop in _STOPS.finditer(self._view.text, first, last):
            marker = _marker(self._view, stop.end(), inline=True) if stop.end() < last else None
            if marker is None or marker.style not in STRONG:
                continue
            begins = marker.value == 1 and stop[0] != "；" and self._begins(marker)
            if begins or (marker.value > 1 and self._expected.get(marker.style) == marker.value):
                self.met(marker)
                yield marker
                nested = _nested(self._view, marker)
                if nested is not None:
                    self.met(nested)
                    yield nested

    def _begins(self, marker: Marker) -> bool:
        """Whether a first number inside a paragraph opens a section or a section's items.

        Only the upper styles do; a list inside an item (1.…；2.…) is its own affair.
        """
        if marker.style == "han":
            second = "二、"
        elif marker.style == "han_paren" and self._above == "han":
            second = "（二）"
        else:
            return False
        return self._view.text.find(second, marker.end) >= 0


def _flat(view: View, first: int, last: int) -> Iterator[Marker]:
    """Numbers in a text whose line breaks are lost: sequences that begin at one and run on."""
    reached: Counter[str] = Counter()
    for match in _MARK.finditer(view.text, first, last):
        marker = _marker(view, match.start(), inline=match.start() > first)
        if marker is None or marker.style not in STRONG:
            continue
        stopped = match.start() == first or view.text[match.start() - 1] in "。；：！）〕】”"
        if not stopped and marker.style != "han_paren":
            continue
        if marker.value in (1, reached[marker.style] + 1):
            reached[marker.style] = marker.value
            yield marker
