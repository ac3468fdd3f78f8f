"""Years and periods that plans set their targets for.

Five-year plans (“十四五”期间, 末), spans (2021—2025年), points (到2025年, 2025年底前, 二〇二五年),
terms that run from the year of issue (三年内), and base years of comparison (较2020年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.extract.lexicon import alternatives, words
from loaders.extract.numbers import decimal

_HAN_YEAR = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_HAN_YEAR |= {"〇": "0", "○": "0"}
_YEAR = r"(?:(?:19|20)\d{2}|二[零〇○][零〇○一二三四五六七八九]{2})"
_FEW = r"(?:[一二两三四五六七八九十]{1,2}|\d{1,2})"
_PART = (
    r"(?:年?(?:[上下]半年|[一二三四]季度|\d{1,2}月(?:\d{1,2}日)?)?(?:年?[底末初中]|汛前|汛期)?)"
    r"(?P<deadline>之?前|以前|止)?"
)
_VERB = alternatives(
    tuple(
        verb
        for kind in ("increment", "delta")
        for verb in words("goal_verbs", "verb", kind)
        if len(verb) > 1
    )
)
#: What stands between the two years of a span.
_TO = r"(?:[—–~～-]{1,2}|至|到)"
_PERIOD = re.compile(
    rf"[“\"]?十(?P<plan>[一二三四五六七八九])五[”\"]?(?:规划)?(?P<part>期间|时期|期内|末期?|期末|以来)"
    rf"|(?P<base>较|相?比|相较于?|与|以|同比|在(?={_YEAR}年[^，；。]{{0,20}}基础上))(?P<base_year>{_YEAR})年(?:[底末])?(?:度)?"
    r"(?:相比|相较|的?基础上|为基[数准期]|水平)?"
    rf"|(?P<first>{_YEAR})年?(?:\d{{1,2}}月|[底末初])?{_TO}(?P<last>{_YEAR})年"
    r"(?:[底末]|期间)?(?P<before>前)?(?:[一二两三四五]年)?"
    rf"|(?P<lead>到|至|截至|截止到?|展望|[在于])?(?P<year>{_YEAR})(?:年{_PART}|(?=[、和](?:{_YEAR})年))"
    r"(?P<since>起|以来|开始)?"
    rf"|(?<![近续前去每第])(?P<term>{_FEW})年(?:左右)?(?:的?(?:时间|努力|奋斗)|以?之?内|期间|(?=累计|共|总|{_VERB}))"
    rf"|(?:今后|未来)(?P<ahead>{_FEW})年"
    r"|(?P<relative>今明两年|今年|本年度|明年|次年)"
)  # fmt: skip
_RELATIVE = {
    "今明两年": (0, 1),
    "今年": (0, 0),
    "本年度": (0, 0),
    "明年": (1, 1),
    "次年": (1, 1),
}
_TITLE_YEARS = re.compile(rf"(?P<first>{_YEAR})年?{_TO}(?P<last>{_YEAR})年")
_TITLE_AHEAD = re.compile(r"(?:规划|方案|计划|纲要|意见|行动|细则|要点)(?:（|\Z)")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in the text, in calendar years.

    `role` is goal (something is to be reached by then), base (compared with) or past (a
    figure that has been reached). `from_year` is None where only an end is given.
    """

    start: int
    end: int
    from_year: int | None
    by_year: int | None
    role: str = "goal"


class Calendar(NamedTuple):
    """What a document's terms count from: its year of issue, and the years it is a plan for."""

    issue_year: int | None
    plan: tuple[int, int] | None = None


def year(printed: str) -> int:
    """A year in Arabic or Chinese figures (2025, 二〇二五)."""
    return int("".join(_HAN_YEAR.get(char, char) for char in printed))


def _plan(match: re.Match[str], issue_year: int | None) -> Period:
    """A five-year plan; the tenth began in 2001 (Outline of the Tenth Five-Year Plan)."""
    first = 1951 + 5 * int(decimal("十" + match["plan"]))
    part = match["part"]
    if part == "以来" or (issue_year is not None and first + 4 < issue_year):
        return Period(match.start(), match.end(), first, first + 4, "past")
    from_year = None if "末" in part else first
    return Period(match.start(), match.end(), from_year, first + 4)


def _point(match: re.Match[str], issue_year: int | None) -> Period:
    when, lead = year(match["year"]), match["lead"] or ""
    start, end = match.start(), match.end()
    if match["since"]:
        past = match["since"] == "以来"
        return Period(start, end, when, None, "past" if past else "goal")
    over = issue_year is not None and (
        when < issue_year or (when == issue_year and lead.startswith("截"))
    )
    if over or (issue_year is None and lead.startswith("截")):
        return Period(start, end, None, when, "past")
    text = match[0]
    single = not lead or lead in "在于"
    whole = single and not match["deadline"] and text.endswith(("年", "年度", match["year"]))
    return Period(start, end, when if whole else None, when)


def _term(match: re.Match[str], calendar: Calendar) -> Period:
    """三年内 runs from the year of issue; 三年累计 in a plan for three years means those."""
    length = int(decimal(match["term"] or match["ahead"]))
    first, last = calendar.plan or (0, 0)
    if last - first + 1 == length and "内" not in match[0]:
        return Period(match.start(), match.end(), first, last)
    if calendar.issue_year is None:
        return Period(match.start(), match.end(), None, None)
    return Period(match.start(), match.end(), calendar.issue_year, calendar.issue_year + length)


def _span(match: re.Match[str], issue_year: int | None) -> Period:
    first, last = year(match["first"]), year(match["last"])
    past = issue_year is not None and last < issue_year
    return Period(match.start(), match.end(), first, last, "past" if past else "goal")


def _relative(match: re.Match[str], issue_year: int | None) -> Period:
    shift = _RELATIVE[match["relative"]]
    if issue_year is None:
        return Period(match.start(), match.end(), None, None)
    first, last = issue_year + shift[0], issue_year + shift[1]
    return Period(match.start(), match.end(), first, last)


def years_of_title(title: str) -> tuple[int, int] | None:
    """The first and the last year that a plan's title says it is for (2024—2027年)."""
    match = _TITLE_YEARS.search(title)
    return (year(match["first"]), year(match["last"])) if match else None


def find_periods(text: str, start: int, end: int, calendar: Calendar) -> Iterator[Period]:
    """The periods of `text[start:end]` in order; years inside a plan's name are left out.

    Terms (三年内) run from the year of issue; without one their years stay None.
    """
    issue_year = calendar.issue_year
    for match in _PERIOD.finditer(text, start, end):
        if match["plan"]:
            yield _plan(match, issue_year)
        elif match["base"]:
            base = year(match["base_year"])
            yield Period(match.start(), match.end(), base, None, "base")
        elif match["first"]:
            if not _TITLE_AHEAD.search(text[max(start, match.start() - 5) : match.start()]):
                yield _span(match, issue_year)
        elif match["year"]:
            yield _point(match, issue_year)
        elif match["term"] or match["ahead"]:
            yield _term(match, calendar)
        else:
            yield _relative(match, issue_year)
