"""The steps of reading a text up to its measures, for the tests of the later steps."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extract.clauses import Clause, find_clauses
from loaders.normalise import View, normalise
from loaders.outline import Items, select
from loaders.structure import Outline, outline
from loaders.titles import set_titles

HEAD = "临江市水土保持工作方案\n为做好水土保持工作，制定本方案。\n"


@dataclass(frozen=True, slots=True)
class Steps:
    """What each step made of a text."""

    view: View
    tree: Outline
    clauses: list[Clause]
    items: Items


def steps(text: str, head: str = HEAD) -> Steps:
    """The text behind a head, read up to its measures."""
    view = normalise(head + text)
    tree = outline(view)
    clauses = find_clauses(view, tree.start, tree.end)
    set_titles(view, [node for root in tree.roots for node in root.walk()], clauses)
    return Steps(view, tree, clauses, select(view, tree.roots, clauses))
