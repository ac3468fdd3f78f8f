"""Which numbered items are measures, which clause answers for which of them.

A measure is a numbered item that orders work and has none such below it. Goals, guidance and
boilerplate (总体要求, 附则) are none. Sub-points （1） and ① count only where they have clauses of
their own. A clause at a section's end speaks for the whole section, one that names a range of
items for these.
"""

from __future__ import annotations

import csv
import re
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
        if is_general(view, node):
            general.append(node)
            return
        below = _ordering_children(node, clauses)
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


def _ordering_children(node: Node, clauses: list[Clause]) -> list[Node]:
    """The sub-items that are measures or lead to some; empty where the node itself is one."""
    if not node.children:
        return []
    if node.children[0].marker.style in STRONG:
        return node.children
    own = sum(1 for child in node.children if any(_inside(c, child) for c in clauses))
    return node.children if own >= 2 and own * 2 >= len(node.children) else []


def _inside(clause: Clause, node: Node) -> bool:
    return node.start <= clause.start < node.end


def _orders(node: Node) -> bool:
    """Whether an item says anything beyond its number (an empty heading orders nothing)."""
    return node.end - node.marker.end >= 4


def answer(items: Items, clauses: list[Clause]) -> dict[str, list[Clause]]:
    """The clauses that answer for each measure, by number path, in reading order."""
    found: dict[str, list[Clause]] = {measure.path: [] for measure in items.measures}
    home = {id(clause): _home(items, clause) for clause in clauses}
    own = {
        measure.path: [c for c in clauses if home[id(c)] is measure] for measure in items.measures
    }
    closing = _closes_sections(items, own)
    for clause in clauses:
        for measure in _covered(items, clause, home[id(clause)], own, closing):
            if clause not in found[measure.path]:
                found[measure.path].append(clause)
    for paths in found.values():
        paths.sort(key=lambda clause: clause.start)
    return found


def _home(items: Items, clause: Clause) -> Node | None:
    return next((m for m in items.measures if m.start <= clause.start < m.end), None)


def _covered(
    items: Items, clause: Clause, home: Node | None, own: dict[str, list[Clause]], closing: bool
) -> list[Node]:
    if clause.items is not None:
        return list(_ranged(items, clause))
    section = _section_of(items, clause, home)
    peers = [m for m in items.measures if section is None or _below(m, section)]
    if clause.whole:
        bare = [m for m in peers if (m.start < clause.start and not own[m.path]) or m is home]
        return bare if home is not None else peers
    if home is None:
        return [m for m in peers if not own[m.path]] if section is not None else []
    alone = own[home.path] == [clause] and len(peers) > 1 and peers[-1] is home
    others = any(own[m.path] for m in peers if m is not home)
    if alone and not others and (clause.standalone or closing):
        return peers
    return [home]


def _section_of(items: Items, clause: Clause, home: Node | None) -> Node | None:
    if home is not None:
        return home.parent
    around = [s for s in items.sections if s.start <= clause.start < s.end]
    return around[-1] if around else None


def _below(node: Node, section: Node) -> bool:
    return section.start <= node.start < section.end


def _closes_sections(items: Items, own: dict[str, list[Clause]]) -> bool:
    """Whether this document prints its clauses only at the last item of each section."""
    hits = 0
    for section in items.sections:
        peers = [m for m in items.measures if m.parent is section]
        bearing = [m for m in peers if own[m.path]]
        if len(peers) > 1 and bearing:
            if bearing != [peers[-1]]:
                return False
            hits += 1
    return hits >= 2


def _ranged(items: Items, clause: Clause) -> Iterator[Node]:
    first, last = (heading_number(part) for part in clause.items or ("", ""))
    if first is None or last is None:
        return
    near = [m for m in items.measures if first <= m.marker.value <= last]
    home = _home(items, clause)
    before = [m for m in near if m.start < clause.start]
    anchor = home.parent if home is not None else (before[-1].parent if before else None)
    same = [m for m in near if m.parent is anchor]
    yield from same or near
