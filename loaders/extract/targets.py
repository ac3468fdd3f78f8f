"""Numeric targets of a plan: what is to be reached, how much, by when, and for which place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from loaders.extract import goal_words, target_limits
from loaders.extract.goal_clauses import Mention, sentence_mentions, sentences
from loaders.extract.indicators import (
    Head,
    Place,
    fallback_indicator,
    indicator,
    is_elliptic,
    noun_before,
    noun_behind,
    opened,
    place_of,
    split_heads,
    trend_before,
)
from loaders.extract.numbers import Quantity
from loaders.extract.periods import Period, find_periods
from loaders.extract.scope import Context, Scope
from loaders.extract.target_tables import table_targets
from loaders.normalise import View
from loaders.records import Evidence, Target

_UNIT_COST = re.compile(r"亩均|单位面积|单[个座条处]|每(?:个|条|处|座|亩|户|家|公里|平方公里|项)")
_SHARE_OPENS = re.compile(r"\s*(?:其中|同时)")
_DONE = re.compile(
    r"(?:[底末]?之?前)?(?:全部|基本|如期)?(?:完成|建成|达标|实现|完工|投用|到位)(?=[，。；）\n]|\Z)"
)
_DOCUMENT_YEAR = re.compile(r"〔(20\d{2})〕")
_NO_PERIOD = Period(0, 0, None, None)


@dataclass(slots=True)
class _Draft:
    """A target in the making, with the sentence and the words it comes from."""

    target: Target
    mention: Mention
    elliptic: bool
    sentence: int


class _Reader:
    """Reads one scope sentence by sentence and keeps what an ellipsis may refer to."""

    def __init__(self, view: View, scope: Scope, context: Context, first: int) -> None:
        self.view, self.scope, self.context, self.first = view, scope, context, first
        self.drafts: list[_Draft] = []
        self.previous: str | None = None
        self.total: int | None = None
        self.accepted = False
        self.heads: tuple[Head, ...] = ()

    def read(self) -> list[_Draft]:
        """The scope's targets; years carry on over sentences only in general-goals sections.

        In a preamble they carry on within a paragraph, for its first lines are the title's.
        """
        text = self.view.text
        periods: tuple[Period, ...] = ()
        carries, after = self.scope.measure is None, -1
        scope = self.scope
        # A title that only a blank parts from the text begins no sentence of it.
        title = sentences(text, scope.start, scope.body)
        spans = chain(title, sentences(text, scope.body, scope.end))
        for number, (start, end) in enumerate(spans):
            if text.find("\t", start, end) >= 0:
                continue
            share = _SHARE_OPENS.match(text, start, end)
            keeps = share or (carries and (self.scope.section or start == after))
            after = end + 1 if text[end : end + 1] != "\n" else -1
            found, periods = sentence_mentions(
                text, start, end, self.context.calendar, periods if keeps else (), carries
            )
            if not share:
                self.total = None
            self.accepted = False
            for mention in found:
                self.take(mention, number)
            self.settle(number, end)
        return self.drafts

    def take(self, mention: Mention, number: int) -> None:
        """Adds the target or targets that a quantity states, if it states any."""
        if mention.index == 0:
            self.heads = split_heads(mention.around, mention.count, mention.share, self.context)
        heads = self.heads
        if heads and mention.count == len(heads) > 1:
            heads = (heads[mention.index],)
        elif mention.index:
            heads = ()
        own = place_of(mention.around, self.context, mention.share or mention.count > 1)
        self.accepted = self.accepts(mention, own)
        if not self.accepted:
            self.remember(mention)
            return
        for period in _periods(mention):
            for head in heads or (None,):
                self.add(mention, period, head, own, number)

    def remember(self, mention: Mention) -> None:
        """Keeps the rate that a report or a starting point names, for the goal after it."""
        item = mention.around.item
        if target_limits.is_origin(mention.around):
            item = re.split(r"[由从]|在(?:现有)?\Z", item)[0]
        elif not mention.past or mention.quantity.kind not in ("ratio", "none"):
            return
        self.previous = noun_before(item, counted=False) or self.previous

    def parent(self, mention: Mention) -> int | None:
        """The index of the total that a share belongs to: the last one with the same unit."""
        if not mention.share or self.total is None:
            return None
        units = (self.drafts[self.total].target.unit, mention.quantity.unit)
        same = units[0].lstrip("百千万亿") == units[1].lstrip("百千万亿")
        return self.total if same else None

    def accepts(self, mention: Mention, own: Place | None) -> bool:
        """Whether the quantity is a target; `own` is the place that it names itself."""
        placed = own is not None
        quantity, around = mention.quantity, mention.around
        if target_limits.is_limit(quantity, around) or target_limits.is_loose(quantity, around):
            return False
        if mention.past:
            return False
        if target_limits.is_share_of_members(quantity, around):
            return True
        if self.parent(mention) is not None:
            return True
        if mention.index and not self.accepted and self.hangs(mention, own):
            return False
        if mention.index and self.accepted and len(opened(around.item)) < 2:
            return True
        if self.follows_year(mention):
            return True
        if placed and mention.count > 1 and is_elliptic(around, own):
            return True
        if self.accepted and (placed or goal_words.goes_on(quantity, around.item)):
            return True
        return goal_words.speaks_of_goal(quantity, around, mention.dated)

    def repeats(self, mention: Mention, number: int) -> bool:
        """Whether times to do something follow in a sentence on what every year brings."""
        last = self.drafts[-1] if self.drafts else None
        yearly = last and last.sentence == number and last.target.kind == "each_year"
        return bool(yearly) and mention.quantity.unit in ("次", "轮", "遍", "场次")

    def follows_year(self, mention: Mention) -> bool:
        """Whether the quantity stands right behind the year it is for (2025年12条)."""
        near = mention.periods and mention.periods[-1].end == mention.quantity.start
        return bool(near) and len(opened(mention.around.item)) < 2

    def hangs(self, mention: Mention, own: Place | None) -> bool:
        """Whether a quantity says nothing of its own, so that it goes with the one before."""
        item = mention.around.item
        if goal_words.ANY_INCREMENT.search(item) or goal_words.ends_in_level(item):
            return False
        return own is not None if mention.share else is_elliptic(mention.around, own)

    def add(
        self,
        mention: Mention,
        period: Period,
        head: Head | None,
        own: Place | None,
        number: int,
    ) -> None:
        """One target: of a place, a year, an indicator."""
        parent = self.parent(mention)
        whole = self.drafts[parent].target if parent is not None else None
        place, code = self.context.place, self.context.division_code
        if own is not None:
            place, code = own
        if head is not None and head.place is not None:
            place, code = head.place, head.code
        quantity, around = mention.quantity, mention.around
        spans = period.from_year not in (None, period.by_year)
        kind = goal_words.kind(quantity, around, spans, mention.yearly)
        if self.repeats(mention, number):
            kind = "each_year"
        bare = is_elliptic(around, own) or (head is not None and not head.indicator)
        if whole is not None and kind != "each_year":
            kind = whole.kind if bare or not goal_words.says_kind(around.item) else kind
        elif bare and kind == "level" and not goal_words.says_kind(around.item):
            kind = self.sentence_kind(quantity.unit, number) or kind
        in_turn = bool(mention.index and goal_words.IN_TURN.search(around.clause))
        if in_turn and self.drafts and self.drafts[-1].sentence == number:
            kind = self.drafts[-1].target.kind
        name = self.name(mention, head, own, whole)
        base = mention.base.from_year if mention.base is not None else None
        mark = goal_words.comparator(quantity, around)
        if in_turn:
            mark = self.in_turn(mark, mention)
        target = Target(
            self.scope.measure, self.scope.section, name, quantity.value, quantity.value_max,
            quantity.unit, mark, kind,
            base or (None if kind == "level" and period.from_year == period.by_year
                     else period.from_year), period.by_year, place, code,
            self.evidence(mention), None if parent is None else self.first + parent,
        )  # fmt: skip
        self.drafts.append(_Draft(target, mention, is_elliptic(around, own), number))
        if parent is None and not mention.bracketed:
            self.total = len(self.drafts) - 1
        self.previous = name or self.previous

    def sentence_kind(self, unit: str, number: int) -> str | None:
        """The kind of the target before in the same sentence, where it has the same unit."""
        last = self.drafts[-1] if self.drafts else None
        same = last and last.sentence == number and last.target.unit == unit
        return last.target.kind if last and same else None

    def in_turn(self, mark: str, mention: Mention) -> str:
        """One comparator for all values named in turn: before the first or after the last."""
        mates = self.drafts[-mention.index :]
        if mark == "=":
            return mates[-1].target.comparator if mates else mark
        if mention.index == mention.count - 1:
            for draft in mates:
                if draft.target.comparator == "=":
                    draft.target = replace(draft.target, comparator=mark)
        return mark

    def name(
        self,
        mention: Mention,
        head: Head | None,
        own: Place | None,
        whole: Target | None,
    ) -> str:
        """The indicator's words: the head's, the clause's, or those an ellipsis refers to."""
        if head is not None and head.indicator:
            return head.indicator
        previous = whole.indicator if whole is not None else self.before(mention.quantity)
        if head is not None and previous:
            return previous
        if is_elliptic(mention.around, own) and whole is None:
            trend = trend_before(self.view.text[self.scope.start : mention.start])
            if trend:
                return trend
        found = indicator(mention.quantity, mention.around, previous, own)
        return found or fallback_indicator(
            self.view.text[self.scope.start : mention.start], mention.around.item
        )

    def before(self, quantity: Quantity) -> str | None:
        """What an ellipsis refers to: an amount to the last one of its unit, not to a rate."""
        last = self.drafts[-1] if self.drafts else None
        rates = ("ratio", "points")
        if last is None or quantity.kind in rates or last.mention.quantity.kind not in rates:
            return self.previous
        same = (d.target.indicator for d in reversed(self.drafts) if d.target.unit == quantity.unit)
        return next(same, self.previous)

    def evidence(self, mention: Mention) -> Evidence:
        """The words from the item's beginning to the end of what is counted."""
        text, end = self.view.text, mention.end
        suffix = goal_words.SUFFIX.match(text, end)
        end = suffix.end() if suffix else end
        noun = noun_behind(mention.around.after)
        if noun and text.startswith(noun, end):
            end += len(noun)
        start = mention.start
        while text[start] in "，、；：。（ \n":
            start += 1
        rule = "targets.share" if mention.share else "targets.sentence"
        return self.view.evidence(start, end, rule)

    def settle(self, number: int, end: int) -> None:
        """Gives undated targets the year that their sentence states behind them."""
        drafts = [draft for draft in self.drafts if draft.sentence == number]
        for place, draft in enumerate(drafts):
            after = drafts[place + 1] if place + 1 < len(drafts) else None
            if draft.target.by_year is not None or _is_unit_cost(draft.mention):
                continue
            if after is not None and draft.target.kind == "each_year":
                same = after.target.unit == draft.target.unit and after.elliptic
                if same and after.target.from_year is None and after.target.by_year:
                    draft.target = replace(draft.target, by_year=after.target.by_year)
                continue
            stop = after.mention.start if after is not None else end
            period = self.deadline(draft.mention.end, stop)
            if period is not None:
                draft.target = replace(draft.target, by_year=period.by_year)

    def deadline(self, start: int, end: int) -> Period | None:
        """The period behind a target that says when it is to be done (…，2025年底前完成)."""
        text = self.view.text
        for period in find_periods(text, start, end, self.context.calendar):
            if period.role == "goal" and _DONE.match(text, period.end):
                return period
        return None


def _is_unit_cost(mention: Mention) -> bool:
    """Whether a sum of money is a price per piece, which no year belongs to."""
    return mention.quantity.kind == "money" and bool(_UNIT_COST.search(mention.around.item))


def _periods(mention: Mention) -> tuple[Period, ...]:
    """The period of a quantity; several where one value holds for each listed year."""
    group = mention.periods
    if not group or _is_unit_cost(mention):
        return (_NO_PERIOD,)
    if len(group) == 1:
        return group
    if len(group) == mention.count:
        return (group[mention.index],)
    if goal_words.EACH_LISTED.search(mention.around.clause):
        return group
    first, last = group[0], group[-1]
    return (Period(first.start, last.end, first.from_year, last.by_year),)


def _with_spans(targets: list[Target]) -> list[Target]:
    """A total without years of its own has those of its yearly shares."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for target in targets:
        year = target.from_year if target.from_year == target.by_year else None
        if target.part_of is not None and year is not None:
            first[target.part_of] = min(first.get(target.part_of, year), year)
            last[target.part_of] = max(last.get(target.part_of, year), year)
    return [
        replace(target, from_year=first[index], by_year=target.by_year or last[index])
        if target.from_year is None and index in first
        else target
        for index, target in enumerate(targets)
    ]


def _dated(view: View, context: Context) -> Context:
    """Without a date of issue, the latest year of a document number stands in for it."""
    if context.issue_year is not None:
        return context
    years = [int(found) for found in _DOCUMENT_YEAR.findall(view.text)]
    return replace(context, issue_year=max(years)) if years else context


def extract_targets(view: View, scopes: Sequence[Scope], context: Context) -> tuple[Target, ...]:
    """All numeric targets in the scopes, in order; `part_of` counts within the result.

    Reads sentences and, wherever a scope holds one, tables by place and year. Figures of past
    years, limits of applicability, distances, penalties and routines are left out.
    """
    known = _dated(view, context)
    found: list[Target] = []
    for scope in scopes:
        reader = _Reader(view, scope, known, len(found))
        found += [draft.target for draft in reader.read()]
    found += table_targets(view, scopes, known, len(found))
    return tuple(_with_spans(found))
