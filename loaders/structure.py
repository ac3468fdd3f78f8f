"""The numbered tree of a plan: sections, measures and what stands before and after them.

Styles of numbers nest in the order in which a document first uses them (一、 > （一） > 1.), as
drafting offices do; a style that is already open closes everything below it. Which level holds
the measures is decided by where the orders stand, see `loaders.outline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.markers import STRONG, Marker, markers
from loaders.normalise import View

_ANNEX = re.compile(
    r"附\s*[件表录](?:[\d一二三四五六七八九十]{0,3})(?:[：:.、].*)?$|附(?:[：:].*)?$"
)


@dataclass(slots=True)
class Node:
    """A numbered item. `[start, end)` spans its whole subtree, `body` begins behind the title.

    `title` is the span of the heading's words, None where the item has none.
    """

    marker: Marker
    start: int
    end: int
    title: tuple[int, int] | None = None
    body: int = 0
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    path: str = ""

    @property
    def own_end(self) -> int:
        """Where the item's own words end: at its first sub-item, else at its end."""
        return self.children[0].start if self.children else self.end

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """`roots` inside `[start, end)`; before lies the head, after it the foot and annexes."""

    roots: tuple[Node, ...]
    start: int
    end: int
    annexes: tuple[tuple[int, int], ...]


def outline(view: View) -> Outline:
    """The numbered tree of the plan in a view; a document without numbers has no roots."""
    first, last = _plan_segment(view)
    found = _without_lists(markers(view, first, last))
    end = _foot(view, found, last)
    roots = _nest([marker for marker in found if marker.start < end], end)
    _name(roots, "", {})
    begin = roots[0].start if roots else end
    return Outline(tuple(roots), begin, end, tuple(_annexes(view, last)))


def _segments(view: View) -> list[tuple[int, int]]:
    cuts = [0]
    for first, last in view.paragraphs():
        line = view.text[first:last]
        if len(line) <= 60 and "\t" not in line and _ANNEX.match(line):
            cuts.append(first)
    cuts.append(len(view.text))
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _weight(view: View, segment: tuple[int, int]) -> float:
    """How much a stretch looks like the plan itself and not a cover note or an annex."""
    found = [m for m in markers(view, *segment) if m.style in STRONG and not m.inline]
    return sum(2.0 for _ in found) + (segment[1] - segment[0]) / 400 if len(found) > 1 else 0.0


def _plan_segment(view: View) -> tuple[int, int]:
    segments = _segments(view)
    if len(segments) < 2:
        return segments[0] if segments else (0, 0)
    weights = [_weight(view, segment) for segment in segments]
    best = max(range(len(segments)), key=lambda index: (weights[index], -index))
    return segments[best]


def _annexes(view: View, after: int) -> Iterator[tuple[int, int]]:
    return (segment for segment in _segments(view) if segment[0] >= after)


def _without_lists(found: list[Marker]) -> list[Marker]:
    """Drop a cover note's own items: a top-level sequence that starts anew as the plan begins."""
    if not found:
        return found
    top = found[0].style
    restarts = [
        index for index, marker in enumerate(found) if marker.style == top and marker.value == 1
    ]
    if top not in ("han", "digit") or len(restarts) != 2:
        return found
    head = found[: restarts[1]]
    return found[restarts[1] :] if all(marker.style == top for marker in head) else found


_FOOT = re.compile(
    r"(?:（此件|（?联系人|抄送|主办[：:]|印发$|扫一扫|【?打印|相关(?:链接|解读|文件)|上一[篇条]|下一[篇条]|分享|责任编辑|"
    r"(?:本|该)(?:方案|意见|办法|计划|规定|细则|通知|行动计划)[^。]{0,14}(?:自|由)[^。]{0,40}(?:施行|实施|执行|解释)|"
    r"有效期)"
)
_DATE_LINE = re.compile(
    r"[\d二〇零○一三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
#: The line that says who printed a document and when.
_PRINTED = re.compile(r"^[^。，]{4,60}日印发$")
_SIGNATURE = re.compile(
    r"[^。，；：（）]{4,90}(?:政府|办公[厅室]|委员会|领导小组|厅|局|委|办|部|指挥部)(?:（[^）]*）)?$"
)


def _foot(view: View, found: list[Marker], last: int) -> int:
    """Where the last item's words end: before the signature, the date and the page's footer."""
    if not found:
        return last
    spans = view.paragraphs(found[-1].end, last)
    for first, end in spans[1:]:
        line = view.text[first:end]
        if _FOOT.match(line) or _DATE_LINE.match(line) or _PRINTED.search(line):
            return first
        if _SIGNATURE.match(line) and not re.match(r"[（〔【\[]", line) and "负责" not in line:
            return first
    return last


def _nest(found: list[Marker], end: int) -> list[Node]:
    roots: list[Node] = []
    stack: list[Node] = []
    for marker in found:
        while any(node.marker.style == marker.style for node in stack):
            _close(stack.pop(), marker.start)
        node = Node(marker, marker.start, end, parent=stack[-1] if stack else None)
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    while stack:
        _close(stack.pop(), end)
    return roots


def _close(node: Node, end: int) -> None:
    node.end = end


def _name(nodes: list[Node], prefix: str, taken: dict[str, int]) -> None:
    """Give every node its number path; a path that comes again gets ~2, ~3, ..."""
    for node in nodes:
        path = f"{prefix}/{node.marker.printed}" if prefix else node.marker.printed
        taken[path] = taken.get(path, 0) + 1
        node.path = path if taken[path] == 1 else f"{path}~{taken[path]}"
        _name(node.children, node.path, taken)
