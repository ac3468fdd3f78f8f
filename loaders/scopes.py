"""Which stretch of a plan belongs to which provision: where the extractors look."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract.scope import Scope
from loaders.normalise import View
from loaders.outline import Items
from loaders.structure import Node, Outline

ANNEX = "附件"


def scopes_of(view: View, outline: Outline, items: Items) -> tuple[Scope, ...]:
    """Every stretch that may hold facts, in reading order, none overlapping."""
    found = [*_body(items)]
    if outline.start > 0:
        found.append(Scope(None, None, 0, outline.start))
    annexed = outline.annexes[0][0] if outline.annexes else len(view.text)
    if annexed > outline.end:
        found.append(Scope(None, None, outline.end, annexed))
    found.extend(Scope(None, ANNEX, start, end) for start, end in outline.annexes)
    return tuple(sorted((s for s in found if s.end > s.start), key=lambda s: s.start))


def _body(items: Items) -> Iterator[Scope]:
    for measure in items.measures:
        yield Scope(measure.path, None, measure.start, measure.end)
    for section in items.general:
        yield Scope(None, root_of(section).path, section.start, section.end)
    for section in items.sections:
        yield Scope(None, root_of(section).path, section.start, section.own_end)


def root_of(node: Node) -> Node:
    """The top-level item above a node, or the node itself."""
    while node.parent is not None:
        node = node.parent
    return node
