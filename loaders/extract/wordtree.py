"""A pattern for many words at once, written as a tree of their beginnings.

Tried one after the other, hundreds of words cost time at every character of a text; as a tree,
a character rules out all the words that do not begin with it. Longer words are preferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = dict[str, "_Tree"]


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words that stands at a place."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return f"(?:{first_of(tree)}{_pattern(tree)})"


def first_of(words: Iterable[str]) -> str:
    """A look ahead for the characters that the words begin with."""
    firsts = sorted({word[0] for word in words if word})
    return f"(?=[{''.join(map(re.escape, firsts))}])"


def _pattern(tree: _Tree) -> str:
    branches = [re.escape(char) + _pattern(rest) for char, rest in tree.items() if char]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"
