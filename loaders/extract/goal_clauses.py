"""Sentences cut into clauses, with every quantity and the period in force where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.extract.bodylist import DISTRICT
from loaders.extract.goal_words import EACH, SUFFIX, Around
from loaders.extract.numbers import Quantity, find_coefficients, find_quantities
from loaders.extract.periods import Calendar, Period, find_periods
from loaders.extract.target_limits import carries_past, is_past

#: A half-width stop ends a sentence too, where it is no decimal point and no item number's.
_SENTENCE_END = re.compile(r"[。！？]+|(?<=[\u4e00-\u9fff％%）)”\"])\.(?!\d)|(?<![：；])\n")
_NAMES = re.compile(r"《[^》\n]{0,120}》|〔[^〕\n]{0,12}〕|〈[^〉\n]{0,80}〉")
_QUOTED = re.compile(r"“[^”\n]{0,40}”")
_DUE = re.compile(r"(?:完成|办理|办结|工作)(?:时限|时间|期限)：[^，。；）〕】\]\n]*")
_BRACKET = re.compile(r"（[^（）\n]*）")
_DELIMITER = re.compile(r"[，；：\n]")
_LONGEST = 800
#: More figures than any sentence has: a run of them without stops is data and no statement.
_MOST = 60
#: How many characters before a quantity are looked at.
_BACK = 200
_JOINT = re.compile(r"[、和及与或]")
_SHARE = re.compile(r"其中|重点安排|包括")
_PLACE = rf"(?![全各本该我])[\u4e00-\u9fff]{{1,7}}(?:[县市旗镇乡]|{DISTRICT}|街道)"
#: 新增小流域6条，甲镇、乙镇各2条，丙镇2条: places alone before the unit of the figure before.
_PLACES_ALONE = re.compile(
    rf"{_PLACE}(?:、{_PLACE})*(?:[和及]{_PLACE})?(?:各|分别)?(?:新增|新建|建成|完成|治理|安排)?"
)
#: Every year is spoken of from a clause's beginning on, or behind who is to act.
_EACH_AHEAD = re.compile(
    rf"(?:[^，；。\d]{{2,24}}(?:局|厅|委|部门|政府|单位|中心|站))?(?:{EACH.pattern})(?!\d)"
)
_COEFFICIENT = re.compile(r"(?:系数|指数|模数|比|比值)[^，；。]{0,8}\Z")


@dataclass(slots=True)
class Mention:
    """One quantity of a sentence and what governs it.

    `periods` are the years in force, several where the text lists them (2026年、2027年各…);
    `base` the year compared with; `share` says that a total goes before (其中, brackets);
    `yearly` says that a clause before speaks of every year, `dated` that its own sentence
    gives the years; `index` and `count` place the
    quantity among those of its clause. `start` and `end` span the words that state the target.
    """

    quantity: Quantity
    around: Around
    start: int
    end: int
    periods: tuple[Period, ...]
    base: Period | None
    past: bool
    share: bool
    bracketed: bool
    yearly: bool
    dated: bool
    index: int
    count: int


@dataclass(slots=True)
class _State:
    """What one clause hands on to the next."""

    group: list[Period] = field(default_factory=list)
    past: bool = False
    share: bool = False
    yearly: bool = False
    dated: bool = False


class _Clause(NamedTuple):
    start: int
    end: int
    opener: str
    bracketed: bool


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`; lines of a list (…；) stay together."""
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _pieces(start, match.start())
        start = match.end()
    yield from _pieces(start, end)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    """No sentence is longer than `_LONGEST`, so that a text without stops takes linear time."""
    while start < end:
        yield start, min(end, start + _LONGEST)
        start += _LONGEST


def _outside(spans: list[tuple[int, int]], position: int) -> bool:
    return not any(a <= position < b for a, b in spans)


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text, start, end)]


def _quantities(text: str, start: int, end: int) -> list[Quantity]:
    found = [*find_quantities(text, start, end)]
    bares = [*find_coefficients(text, start, end)] if text.find(".", start, end) >= 0 else []
    if not found and not bares:
        return []
    hidden = _spans(_NAMES, text, start, end) + _spans(_QUOTED, text, start, end)
    found = [q for q in found if _outside(hidden, q.start)]
    taken = [(q.start, q.end) for q in found]
    for bare in bares:
        if _outside(taken, bare.start) and _COEFFICIENT.search(text[start : bare.start]):
            found.append(bare)
    return sorted(found, key=lambda q: q.start)


def _clauses(text: str, start: int, end: int, quantities: list[Quantity]) -> list[_Clause]:
    """The clauses in order; a bracket makes clauses of its own only where it holds a quantity."""
    live: list[tuple[int, int]] = []
    inert: list[tuple[int, int]] = []
    for a, b in _spans(_BRACKET, text, start, end):
        (live if any(a < q.start < b for q in quantities) else inert).append((a, b))
    cuts = [
        (match.start(), match.end(), match[0])
        for match in _DELIMITER.finditer(text, start, end)
        if _outside(inert, match.start())
    ]
    cuts += [(a, a + 1, "（") for a, _ in live] + [(b - 1, b, "）") for _, b in live]
    result, left, opener = [], start, ""
    for cut, after, sign in [*sorted(cuts), (end, end, "")]:
        if cut > left:
            result.append(_Clause(left, cut, opener, not _outside(live, left)))
            opener = ""
        opener = sign if sign != "，" or not opener else opener
        left = after
    return result


def _without(text: str, start: int, end: int, periods: list[Period]) -> str:
    """`text[start:end]` without its period expressions."""
    kept = []
    for period in periods:
        if start <= period.start < end:
            kept.append(text[start : period.start])
            start = min(period.end, end)
    kept.append(text[start:end])
    return "".join(kept)


def _item_start(text: str, before: Quantity, until: int) -> int:
    """Where the words of the next item begin, behind the quantity before it."""
    suffix = SUFFIX.match(text, before.end, until)
    at = suffix.end() if suffix else before.end
    joint = _JOINT.search(text, at, until)
    return joint.end() if joint else at


def _note_period(state: _State, text: str, period: Period) -> None:
    if period.role == "past":
        state.past = True
        return
    state.past = state.yearly = False
    state.dated = True
    last = state.group[-1] if state.group else None
    joined = last is not None and _JOINT.fullmatch(text[last.end : period.start])
    state.group = [*state.group, period] if joined else [period]


def _clause_mentions(
    text: str, clause: _Clause, quantities: list[Quantity], periods: list[Period], state: _State
) -> Iterator[Mention]:
    waiting = [p for p in periods if clause.start <= p.start < clause.end]
    inside = list(waiting)
    base = next((p for p in inside if p.role == "base"), None)
    item = clause.start
    for index, quantity in enumerate(quantities):
        if index:
            item = _item_start(text, quantities[index - 1], quantity.start)
        for period in [p for p in waiting if p.start < quantity.start]:
            waiting.remove(period)
            if period.role != "base" and not _attributive(text, period, quantity):
                _note_period(state, text, period)
        state.share = state.share or bool(_SHARE.search(text, clause.start, quantity.start))
        before = _without(text, max(clause.start, quantity.start - _BACK), quantity.start, inside)
        around = Around(
            _without(text, item, quantity.start, inside), before, text[quantity.end : clause.end]
        )
        yearly = state.yearly or text.startswith("年", quantity.end - 1)  # 4次/年
        yield Mention(
            quantity, around, item, quantity.end, tuple(state.group), base,
            state.past or is_past(before), state.share or clause.bracketed, clause.bracketed,
            yearly, state.dated, index, len(quantities),
        )  # fmt: skip
    for period in waiting:
        if period.role != "base":
            _note_period(state, text, period)


def _places_follow(
    text: str, clause: _Clause, quantities: list[Quantity], found: list[Mention]
) -> bool:
    """Whether a clause shares out the figure before it without saying 其中."""
    if not quantities or not found or found[-1].quantity.unit != quantities[0].unit:
        return False
    words = text[clause.start : quantities[0].start]
    return clause.opener == "，" and _PLACES_ALONE.fullmatch(words) is not None


def _attributive(text: str, period: Period, quantity: Quantity) -> bool:
    """Whether a year only names somebody else's goal (国家下达的2050年99%的目标值) or a start."""
    if text[period.start - 1 : period.start] in ("由", "从"):
        return True
    behind = re.match(r"的[^，；。]{0,4}目标", text[quantity.end : quantity.end + 10])
    return period.end == quantity.start and behind is not None


def _step(state: _State, outer: list[_State], clause: _Clause) -> _State:
    """The state a clause starts from: brackets begin with a copy and give the old one back."""
    if clause.opener == "（" and clause.bracketed:
        outer.append(state)
        return _State(list(state.group), state.past, share=True, dated=state.dated)
    if outer and not clause.bracketed:
        state = outer.pop()
    if clause.opener in ("；", "\n"):
        state.share = state.yearly = False
    return state


def sentence_mentions(
    text: str,
    start: int,
    end: int,
    calendar: Calendar,
    inherited: tuple[Period, ...],
    carries: bool,
) -> tuple[list[Mention], tuple[Period, ...]]:
    """The quantities of a sentence with what governs them, and the periods in force at its end.

    `inherited` are the periods that the sentence before leaves in force; `carries` says that
    this sentence's periods matter to the next one even where it states no quantity.
    """
    quantities = _quantities(text, start, end)
    if len(quantities) > _MOST or not (quantities or carries):
        return [], ()
    hidden = _spans(_NAMES, text, start, end) + _spans(_DUE, text, start, end)
    periods = [p for p in find_periods(text, start, end, calendar) if _outside(hidden, p.start)]
    state = _State(list(inherited))
    outer: list[_State] = []
    found: list[Mention] = []
    for clause in _clauses(text, start, end, quantities):
        state = _step(state, outer, clause)
        mine = [q for q in quantities if clause.start <= q.start < clause.end]
        state.share = state.share or _places_follow(text, clause, mine, found)
        found += _clause_mentions(text, clause, mine, periods, state)
        state.past = state.past or carries_past(text[clause.start : clause.end])
        state.share = state.share or bool(_SHARE.search(text, clause.start, clause.end))
        state.yearly = not mine and (state.yearly or bool(_EACH_AHEAD.match(text, clause.start)))
    return found, tuple((outer[0] if outer else state).group)
