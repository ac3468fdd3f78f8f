"""Dates of signature as plans print them: 2024年9月13日, 二〇二四年九月十三日, 2024-09-13."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from loaders.numerals import heading_number

_HAN = "一二三四五六七八九十"
_DATE = re.compile(
    rf"(?P<y>(?:19|20)\d{{2}}|[一二][〇零九\d{_HAN}]{{3}})年(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})月(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})日"
    r"|(?P<y2>(?:19|20)\d{2})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
)
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """An ISO 8601 date and the stretch of text that says it."""

    iso: str
    start: int
    end: int


def find_dates(text: str, start: int, end: int) -> list[FoundDate]:
    """Every full calendar date in `text[start:end]`; impossible ones (2月30日) are left out."""
    found = []
    for match in _DATE.finditer(text, start, end):
        year, month, day = (
            match[a] or match[b] for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2"))
        )
        try:
            iso = date(
                _year(year), heading_number(month) or 0, heading_number(day) or 0
            ).isoformat()
        except ValueError:
            continue
        found.append(FoundDate(iso, match.start(), match.end()))
    return found


def _year(printed: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in printed))
