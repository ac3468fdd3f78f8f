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
    found = [*_body(view, items)]
    if outline.start > 0:
        found.append(Scope(None, None, 0, outline.start, 0))
    annexed = outline.annexes[0][0] if outline.annexes else len(view.text)
    if annexed > outline.end:
        found.append(Scope(None, None, outline.end, annexed, outline.end))
    found.extend(Scope(None, ANNEX, start, end, start) for start, end in outline.annexes)
    return tuple(sorted((s for s in found if s.end > s.start), key=lambda s: s.start))


def _body(view: View, items: Items) -> Iterator[Scope]:
    for measure in items.measures:
        yield _scope(view, measure, measure.path, None, measure.end)
    for section in items.general:
        yield _scope(view, section, None, root_of(section).path, section.end)
    for section in items.sections:
        yield _scope(view, section, None, root_of(section).path, section.own_end)


def _scope(view: View, node: Node, measure: str | None, section: str | None, end: int) -> Scope:
    # A title with a comma is a sentence that orders something.
    speaks = node.title is not None and "，" in view.text[slice(*node.title)]
    return Scope(
        measure, section, node.start, end, node.marker.end if speaks else min(node.body, end)
    )


def root_of(node: Node) -> Node:
    """The top-level item above a node, or the node itself."""
    while node.parent is not None:
        node = node.parent
    return node
