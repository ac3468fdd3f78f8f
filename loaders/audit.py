"""Nothing is silently dropped: text with the look of a fact that no rule took.

Clues of responsibility, numbers with a unit and marks of citation are looked for in the whole
text; those that lie in no evidence are reported with their place, and coverage is the share of
the clues that some rule took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.extract.scope import Scope
from loaders.normalise import View
from loaders.records import Evidence, Heading, Leftover

_CLUES = (
    (
        "responsibility",
        re.compile(
            r"(?:责任|牵头|配合|主办|协办)(?:单位|部门)|牵头(?:负责|，|）|、)|分工负责|[局委厅办]负责(?!解释)"
        ),
    ),
    (
        "number",
        re.compile(
            r"(?<![\d,.])\d[\d,.]*(?:%|个百分点|万?亩|公顷|平方公里|平方千米|[处座条项户]|万?元|亿元|万?吨|立方米)"
            r"|百分之[一二三四五六七八九十点百]+"
        ),
    ),
    (
        "citation",
        re.compile(r"《[^》\n]{3,60}》|(?<=[\u4e00-\u9fff]{2})[〔\[（]\d{4}[〕\]）]\d{1,4}号"),
    ),
)


def audit(
    view: View, scopes: Iterable[Scope], taken: Iterable[Evidence], heading: Heading
) -> tuple[tuple[Leftover, ...], float]:
    """What no rule took, in reading order, and the share (0..1) of clues that rules took.

    A cover note that names the plan itself, by its title or number, cites nothing.
    """
    covered = bytearray(len(view.raw))
    for evidence in taken:
        covered[evidence.start : evidence.end] = b"\x01" * (evidence.end - evidence.start)
    left: list[Leftover] = []
    clues = 0
    for scope in scopes:
        for kind, start, end in _clues(view, scope):
            clues += 1
            first = view.origin[start]
            last = view.origin[end - 1]
            named = view.printed(start, end).strip("《》")
            own = heading.title == named or (heading.doc_number or "").endswith(named)
            if not own and not any(covered[first : last + 1]):
                left.append(Leftover(kind, scope.measure, _context(view, scope, start, end, kind)))
    return tuple(left), 1.0 - len(left) / clues if clues else 1.0


#: So many characters of a sentence are shown on either side of a clue.
_AROUND = 60


def _clues(view: View, scope: Scope) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _CLUES:
        for match in pattern.finditer(view.text, scope.start, scope.end):
            yield kind, match.start(), match.end()


def _context(view: View, scope: Scope, start: int, end: int, kind: str) -> Evidence:
    """The clue with the rest of its sentence, so that a reader sees what it is about."""
    first, last = max(scope.start, start - _AROUND), min(scope.end, end + _AROUND)
    before = max(view.text.rfind(stop, first, start) for stop in "。；\n") + 1
    after = [at for stop in "。；\n" if (at := view.text.find(stop, end, last)) >= 0]
    return view.evidence(max(before, first), min([*after, last]), f"audit.{kind}")
