"""The lines that a part of a web page shows, as a browser would break them.

Walks the tree with a stack of its own: pages nest as deep as they like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders.reading.grids import Cell
from loaders.reading.grids import lines_of as grid_lines

_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3"))
_WHITE = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\n\u3000\u00a0\u2002\u2003\u200b"
_ATTACHED = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar|txt)(?:[?#].*)?\Z", re.IGNORECASE)
#: What pages say about themselves, as whole lines.
_ABOUT_THE_PAGE = re.compile(
    r"(?:您?(?:的|所在的?|当前)?(?:当前)?位置|您现在的位置)[是：:].*|首页\s*[>›»].*|(?:字体|字号)[：:].*"
    r"|(?:[【\[\s|】\]]*(?:打印|关闭|收藏|返回|下载|朗读|分享|我要)(?:本页|此页|页面|窗口|文章|文件|顶部|"
    r"列表|全文|文字版|纠错)?)+[】\]\s|]*|(?:分享到?|浏览次数|阅读次数|访问量|点击数|点击量|责任编辑|编辑)"
    r"[：:，].*|分享到|扫一扫.{0,20}|(?:上一[篇条页]|下一[篇条页]|上篇|下篇)(?:[：:].*)?"
    r"|(?:相关|推荐|热门|延伸)(?:链接|文档|文件|解读|阅读|新闻|文章|信息|稿件)[：:]?"
    r"|.{0,40}(?:版权所有|公网安备|ICP备|网站标识码|网站地图).{0,80}"
)
#: From this share of linked characters on, a line is for going elsewhere.
_LINKED = 0.7


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as shown; whether a heading's tag holds it, and whether it belongs to the page."""

    text: str
    is_heading: bool
    is_furniture: bool


@dataclass(slots=True)
class _Writer:
    """Collects characters into lines; `links` and `headings` count the open elements."""

    lines: list[PageLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    attached: bool = False
    headings: int = 0
    verbatim: int = 0

    def write(self, text: str | None) -> None:
        """Add an element's or a tail's characters to the line."""
        if not text:
            return
        if self.verbatim:
            first, *others = text.split("\n")
            self._add(first)
            for other in others:
                self.end_line()
                self._add(other)
        else:
            self._add(_WHITE.sub(" ", text))

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def end_line(self) -> None:
        """Close the line, if there is anything on it."""
        text = _WHITE.sub(" ", "".join(self.pieces)).strip(_EDGES)
        if text:
            elsewhere = self.linked > _LINKED * len(text) and not self.attached
            furniture = elsewhere or bool(len(text) < 200 and _ABOUT_THE_PAGE.fullmatch(text))
            self.lines.append(PageLine(text, self.headings > 0, furniture))
        self.pieces, self.linked, self.attached = [], 0, False

    def enter(self, element: etree._Element) -> None:
        """Note the start of an element."""
        tag = element.tag
        if tag == "a" and element.get("href"):
            self.links += 1
            self.attached = self.attached or bool(_ATTACHED.search(str(element.get("href"))))
        if tag not in _INLINE:
            self.end_line()
        self.headings += tag in _HEADINGS
        self.verbatim += tag == "pre"

    def leave(self, element: etree._Element) -> None:
        """Note the end of an element."""
        tag = element.tag
        if tag == "a" and element.get("href"):
            self.links -= 1
        if tag not in _INLINE:
            self.end_line()
        self.headings -= tag in _HEADINGS
        self.verbatim -= tag == "pre"


def lines_of(top: etree._Element, left_out: Collection[etree._Element]) -> list[PageLine]:
    """The lines that `top` shows, in order; elements in `left_out` show nothing."""
    writer = _Writer()
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        shows = element not in left_out
        if event == "start" and not shows:
            walk.skip_subtree()
        elif event == "start":
            writer.enter(element)
            rows = _rows(element, left_out) if element.tag in ("table", "dl") else []
            if rows:
                walk.skip_subtree()
                writer.lines += [PageLine(line, False, False) for line in grid_lines(rows)]
            else:
                writer.write(element.text)
        else:
            if shows:
                writer.leave(element)
            if element is not top:
                writer.write(element.tail)
    writer.end_line()
    return writer.lines


def _rows(element: etree._Element, left_out: Collection[etree._Element]) -> list[list[Cell]]:
    """The rows of a table or list of terms; none where it has other tables inside."""
    inner = element.iter("table", "dl")
    next(inner)
    if next(inner, None) is not None:
        return []
    if element.tag == "dl":
        return list(_terms(element, left_out))
    return [
        [_cell(cell, left_out) for cell in row if cell.tag in ("td", "th")]
        for row in element.iter("tr")
        if row not in left_out
    ]


def _terms(element: etree._Element, left_out: Collection[etree._Element]) -> Iterator[list[Cell]]:
    term: Cell | None = None
    for child in element:
        if child.tag == "dt":
            if term:
                yield [term]
            term = _cell(child, left_out)
        elif child.tag == "dd":
            yield [*([term] if term else []), _cell(child, left_out)]
            term = None
    if term:
        yield [term]


def _cell(element: etree._Element, left_out: Collection[etree._Element]) -> Cell:
    # Inside there is no other table, so this goes no deeper than one level.
    lines = tuple(line.text for line in lines_of(element, left_out))
    return Cell(lines, _span(element, "colspan"), _span(element, "rowspan"))


def _span(element: etree._Element, name: str) -> int:
    written = str(element.get(name) or "").strip()
    return max(1, int(written)) if re.fullmatch("[0-9]{1,5}", written) else 1
