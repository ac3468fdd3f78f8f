"""Which numbered items are measures, which clause answers for which of them.

A measure is a numbered item that orders work and has none such below it. Goals, guidance and
boilerplate (总体要求, 附则) are none. Sub-points （1） and ① count only where they have clauses of
their own. A clause at a section's end speaks for the whole section, one that names a range of
items for these.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.extract.clauses import Clause
from loaders.markers import STRONG
from loaders.normalise import View
from loaders.numerals import heading_number
from loaders.structure import Node


@cache
def general_headings() -> frozenset[str]:
    """Headings whose sections hold goals, background or boilerplate and no measures."""
    text = files("loaders").joinpath("lexicon/general_headings.csv").read_text("utf-8")
    return frozenset(row["heading"] for row in csv.DictReader(text.splitlines()))


@dataclass(frozen=True, slots=True)
class Items:
    """The measures in reading order, the sections above them, the general-goals sections."""

    measures: tuple[Node, ...]
    sections: tuple[Node, ...]
    general: tuple[Node, ...]


def title_of(view: View, node: Node) -> str | None:
    """A node's title as printed, without the stop; None where it has none."""
    return view.printed(*node.title).strip("。：；，、 ") if node.title else None


def is_general(view: View, node: Node) -> bool:
    """Whether a heading announces goals, background or boilerplate."""
    title = title_of(view, node)
    if not title:
        return False
    words = re.split(r"[、和与及]", title)
    known = general_headings()
    announced = _ANNOUNCED.match(title)
    return (
        title in known
        or bool(announced and title[announced.end() :] in known)
        or (all(word in known or word in _PARTS for word in words) and words != ["任务"])
    )


#: What frames a document in articles: why, for what, by whom explained, from when on.
_FRAME = re.compile(
    r"为[^。]{4,240}制定本[\u4e00-\u9fff]{2,4}|本[\u4e00-\u9fff]{2,4}(?:所称|适用于|适用范围|由[^。]{2,30}解释|自)"
    r"|自[^。]{2,30}起?(?:施行|实施|执行)"
)


def _is_frame(view: View, node: Node) -> bool:
    """Whether an article is purpose, scope, interpretation or entry into force, and no more."""
    if node.marker.style != "article" or node.children:
        return False
    sentences = view.text[node.marker.end : node.end].strip("。\n ").split("。")
    return all(_FRAME.match(sentence.strip()) for sentence in sentences)


_ANNOUNCED = re.compile(
    r"(?:准确|全面|深刻|牢牢|科学|切实|进一步)?(?:把握|明确|领会|理解|坚持|认识|锚定|树立|确立|落实)(?:好|了)?"
)
_PARTS = frozenset(
    {"目标", "原则", "要求", "任务", "意义", "思路", "背景", "形势", "依据", "范围", "解释"}
)


def select(view: View, roots: tuple[Node, ...], clauses: list[Clause]) -> Items:
    """Sort a document's numbered items into measures, sections and general sections."""
    measures: list[Node] = []
    sections: list[Node] = []
    general: list[Node] = []

    def visit(node: Node) -> None:
        if is_general(view, node) or _is_frame(view, node):
            general.append(node)
            return
        below = _ordering_children(view, node, clauses)
        if below:
            sections.append(node)
            for child in below:
                visit(child)
        elif _orders(node):
            measures.append(node)
        else:
            sections.append(node)

    for root in roots:
        visit(root)
    return Items(tuple(measures), tuple(sections), tuple(general))


def _ordering_children(view: View, node: Node, clauses: list[Clause]) -> list[Node]:
    """The sub-items that are measures or lead to some; empty where the node itself is one."""
    if not node.children:
        return []
    if node.children[0].marker.style in STRONG and not _enumerates(view, node):
        return node.children
    starts = [clause.start for clause in clauses]
    own = sum(
        1
        for child in node.children
        if bisect_left(starts, child.start) < bisect_left(starts, child.end)
    )
    return node.children if own >= 2 and own * 2 >= len(node.children) else []


def _enumerates(view: View, node: Node) -> bool:
    """Whether sub-items only spell out a sentence: an article's cases, parts that end in ；."""
    if node.marker.style == "article":
        return True
    opened = view.text[node.start : node.own_end].rstrip().endswith("：")
    parts = (view.text[part.start : part.end].rstrip() for part in node.children[:-1])
    return opened and len(node.children) > 1 and all(part.endswith("；") for part in parts)


def _orders(node: Node) -> bool:
    """Whether an item says anything beyond its number (an empty heading orders nothing)."""
    return node.end - node.marker.end >= 4


def answer(items: Items, clauses: list[Clause]) -> dict[str, list[Clause]]:
    """The clauses that answer for each measure, by number path, in reading order."""
    cover = _Cover(items, clauses)
    found: dict[str, list[Clause]] = {measure.path: [] for measure in items.measures}
    for clause in clauses:
        for measure in cover.of(clause):
            if found[measure.path][-1:] != [clause]:  # one clause may name an item twice
                found[measure.path].append(clause)
    return found


#: No clause names more items by their numbers.
_LONGEST_RANGE = 200


class _Cover:
    """Which measures a clause speaks for. Look-ups by position, so that long texts stay linear."""

    def __init__(self, items: Items, clauses: list[Clause]) -> None:
        self._measures = items.measures
        self._sections = items.sections
        self._starts = [measure.start for measure in items.measures]
        self._own: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            home = self._home(clause)
            if home is not None:
                self._own[home.path].append(clause)
        self._closing = self._closes_sections()
        self._printed: dict[str, list[Node]] = defaultdict(list)
        self._valued: dict[int, list[Node]] = defaultdict(list)
        self._sibling: dict[str | None, dict[int, list[Node]]] = {}
        for measure in items.measures:
            parent, value = _path(measure.parent), measure.marker.value
            self._printed[measure.marker.printed].append(measure)
            self._valued[value].append(measure)
            self._sibling.setdefault(parent, {}).setdefault(value, []).append(measure)
        self._runs_on = all(len(same) == 1 for same in self._valued.values())

    def _home(self, clause: Clause) -> Node | None:
        """The measure in whose words a clause stands."""
        index = bisect_right(self._starts, clause.start) - 1
        if index < 0 or clause.start >= self._measures[index].end:
            return None
        return self._measures[index]

    def _inside(self, section: Node) -> tuple[Node, ...]:
        first = bisect_left(self._starts, section.start)
        return self._measures[first : bisect_left(self._starts, section.end)]

    def of(self, clause: Clause) -> list[Node]:
        """The measures that a clause speaks for, in reading order."""
        home = self._home(clause)
        if clause.items:
            return [m for pair in clause.items for m in self._ranged(clause, pair, home)]
        section = self._section(clause, home)
        peers = self._inside(section) if section is not None else self._measures
        if clause.whole:
            bare = [m for m in peers if m.start < clause.start and not self._own[m.path]]
            return [*bare, home] if home is not None else list(peers)
        if home is None:
            return [m for m in peers if not self._own[m.path]] if section is not None else []
        return list(peers) if self._closes(clause, home, peers) else [home]

    def _closes(self, clause: Clause, home: Node, peers: tuple[Node, ...]) -> bool:
        """Whether a clause at the last item of a section speaks for the whole section."""
        if not (clause.standalone or self._closing) or len(peers) < 2 or peers[-1] is not home:
            return False
        return self._own[home.path] == [clause] and not any(self._own[m.path] for m in peers[:-1])

    def _section(self, clause: Clause, home: Node | None) -> Node | None:
        if home is not None:
            return home.parent
        around = [s for s in self._sections if s.start <= clause.start < s.end]
        return around[-1] if around else None

    def _closes_sections(self) -> bool:
        """Whether this document prints its clauses only at the last item of each section."""
        hits = 0
        for section in self._sections:
            peers = [m for m in self._inside(section) if m.parent is section]
            bearing = [m for m in peers if self._own[m.path]]
            if len(peers) > 1 and bearing:
                if bearing != [peers[-1]]:
                    return False
                hits += 1
        return hits >= 2

    def _ranged(self, clause: Clause, pair: tuple[str, str], home: Node | None) -> Iterator[Node]:
        """The items that a pair of numbers names, of each number the one next to the clause."""
        if "." in pair[0]:  # 3.2 names its section, too
            yield from self._printed[pair[0]]
            return
        first, last = (heading_number(number) for number in pair)
        if first is None or last is None:
            return
        values = range(first, min(last, first + _LONGEST_RANGE) + 1)
        ahead = [m for m in (_before(self._valued[v], clause.start) for v in values) if m]
        nearest = max(ahead, key=lambda measure: measure.start, default=None)
        anchor = home.parent if home is not None else (nearest.parent if nearest else None)
        # Numbers that run on over the sections name their items by themselves.
        peers = {} if self._runs_on else self._sibling.get(_path(anchor), {})
        known = peers if any(v in peers for v in values) else self._valued
        for value in values:
            measures = known.get(value, [])
            found = _before(measures, clause.start) or next(iter(measures), None)
            if found is not None:
                yield found


def _path(node: Node | None) -> str | None:
    return node.path if node else None


def _before(measures: list[Node], at: int) -> Node | None:
    """The last measure that begins before `at`."""
    index = bisect_left(measures, at, key=lambda measure: measure.start)
    return measures[index - 1] if index else None
