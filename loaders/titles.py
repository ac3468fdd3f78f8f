"""Titles of numbered items: the words behind a number that name the item and order nothing.

Offices print a title as a paragraph of its own, as a first short sentence, behind a wide blank,
or not at all. Items of one kind follow one habit, so a doubtful first sentence counts as a title
only where most items of its kind have one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from loaders.extract.clauses import Clause
from loaders.normalise import View
from loaders.structure import Node

_LONGEST = 48
#: How sure a candidate is: the layout says so; a short sentence before others; short words that
#: are all there is; a sentence that is all there is.
_CERTAIN, _LIKELY, _ALONE, _WEAK = 3, 2, 1, 0
_STOP = re.compile(r"[。：；！？\n]")
_BRACKETED = re.compile(r"[【〔（](?P<title>[^【】〔〕（）：，。]{2,20})[】〕）]")
#: A remark behind a title's words: 全面实施阶段（2024年7月—2027年9月）.
_BRACKETS = re.compile(r"（[^（）]*）")
#: What makes an article's first words a sentence: 考核对象为各乡镇.
_PREDICATE = re.compile(r"[为是应须]|不得|包括")
_QUANTITY = re.compile(r"\d[\d.,]*(?:%|万|亩|公顷|平方|[个处座条项元])")
_SENTENCE_LIKE = re.compile(
    r"(?:应当|不得|必须|方可|适用于|是指|\d{4}年|第[一二三四五六七八九十百]+条)"
)


def set_titles(view: View, nodes: Iterable[Node], clauses: list[Clause]) -> None:
    """Find every node's title and where its body begins (changes the nodes in place)."""
    starts = [clause.start for clause in clauses]
    kinds: dict[tuple[str, bool], list[Node]] = defaultdict(list)
    for node in nodes:
        # Headings of parts and items that say something have habits of their own.
        kinds[node.marker.style, bool(node.children)].append(node)
    for (style, _), group in kinds.items():
        found = [_candidate(view, node, _near(clauses, starts, node)) for node in group]
        habit = sum(1 for _, grade in found if grade >= _ALONE) >= 0.6 * len(group)
        for node, (span, grade) in zip(group, found, strict=True):
            brief = span is not None and span[1] - span[0] <= 12
            article = style == "article"
            brief = brief and not _PREDICATE.search(view.text, *(span or (0, 0)))
            usual = brief and grade == _LIKELY if article else habit
            sure = grade == _CERTAIN or (grade == _ALONE and not article)
            keep = span is not None and (sure or usual)
            _set(view, node, span if keep else None)


def _near(clauses: list[Clause], starts: list[int], node: Node) -> list[Clause]:
    """The clauses that begin in an item's own words."""
    return clauses[bisect_left(starts, node.start) : bisect_left(starts, node.own_end)]


def _set(view: View, node: Node, span: tuple[int, int] | None) -> None:
    node.title = span
    body = span[1] if span else node.marker.end
    while body < node.end and view.text[body] in "。：；\n】〕） ":
        body += 1
    node.body = body


def _candidate(view: View, node: Node, clauses: list[Clause]) -> tuple[tuple[int, int] | None, int]:
    """The words that may be the title, and how sure that is."""
    text, start, limit = view.text, node.marker.end, node.own_end
    bracketed = _BRACKETED.match(text, start, limit)
    if bracketed and not _inside_clause(start, clauses):
        return bracketed.span("title"), _CERTAIN
    blank = _wide_blank(view, start, limit, node.marker.style == "article")
    if blank is not None:
        return (start, blank), _CERTAIN
    stop = _title_stop(text, start, limit)
    end = stop.start() if stop else limit
    clause = next((c for c in clauses if start <= c.start < end), None)
    if clause is not None:
        end = clause.start
    own_line = stop is None or stop[0] == "\n"
    if clause is not None and _rest(text, clause.end, limit):
        own_line = True
    article = node.marker.style == "article"
    # No title stops at a semicolon; what an article lists behind a colon is its own sentence.
    goes_on = stop is not None and stop[0] in ("；：" if article else "；")
    if goes_on or not _plausible(text[start:end], own_line):
        return None, _WEAK
    if own_line:
        return (start, end), _CERTAIN if not article or _rest(text, end, limit) else _WEAK
    only_clause = any(c.start - end <= 2 and c.end >= limit - 2 for c in clauses if c.start >= end)
    if "，" in text[start:end] and _QUANTITY.search(text, start, end):
        return None, _WEAK
    if _rest(text, end, limit) and not only_clause:
        return (start, end), _LIKELY
    if _QUANTITY.search(text, start, end):
        return None, _WEAK
    short = end - start <= 18 and "，" not in text[start:end]
    return (start, end), _ALONE if short else _WEAK


def _title_stop(text: str, start: int, limit: int) -> re.Match[str] | None:
    """Where a title may stop; a colon inside a short line that text follows is part of it."""
    stop = _STOP.search(text, start, limit)
    if stop is None or stop[0] != "：":
        return stop
    line = _STOP.search(text, stop.end(), limit)
    whole = line is not None and line[0] == "\n" and stop.end() < line.start()
    return line if whole and line is not None and line.start() - start <= _LONGEST else stop


def _rest(text: str, end: int, limit: int) -> str:
    return text[end:limit].strip("。：；，\n）】〕 ")


def _inside_clause(at: int, clauses: list[Clause]) -> bool:
    return any(clause.start <= at < clause.end for clause in clauses)


def _plausible(words: str, own_line: bool) -> bool:
    longest = _LONGEST + 18 if own_line else _LONGEST
    if not 2 <= len(words) <= longest or words.count("，") > 2:
        return False
    return not _SENTENCE_LIKE.search(_BRACKETS.sub("", words)) and words[-1] not in "，、"


def _wide_blank(view: View, start: int, limit: int, article: bool) -> int | None:
    """Where a blank that the view left out parts a short title from the text behind it."""
    for at in range(start + 3, min(start + 32, limit - 1)):
        if view.text[at - 1] in "。，：；、\n":
            return None
        gap = view.raw[view.origin[at - 1] + 1 : view.origin[at]]
        wide = "\u3000" in gap or len(gap) >= 2
        if gap and "\n" not in gap and (wide or article) and not gap.strip(" \u00a0\u3000\t"):
            before, after = view.text[at - 1], view.text[at]
            if "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
                return at
    return None
