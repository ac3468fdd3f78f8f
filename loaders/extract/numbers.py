"""Quantities in running text: a number or range with its measure word.

Reads Arabic figures with thousands separators and decimals, Chinese numerals, percentages in
words (百分之三十点五) and ranges (2-3条, 180至220条, 5%至8%). Values stay as printed: a 万 or
亿 that stands before the measure word belongs to the unit (四十五万亩 is 45 万亩).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.extract.lexicon import table

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ONES = "零〇一二两三四五六七八九"
_CHINESE = rf"[{_ONES}十][{_ONES}十百千万亿]*(?:点[{_ONES}]+)?"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"
_TO = r"(?:[—–~～-]{1,2}|至|到)"


def _unit_pattern() -> str:
    rows = sorted(table("units"), key=lambda row: -len(row["unit"]))
    bases = "|".join(
        re.escape(row["unit"]) + f"(?!{'|'.join(row['not_before'].split()) or '$.'})"
        for row in rows
    )
    per = "平方公里|平方米|立方米|公顷|亩|升|吨|户|人|km²|km2|m³|L"
    bases = rf"(?:{bases})(?:/（?(?:{per})(?:·[年a])?）?)?"
    return rf"(?:(?:百万|千万|万亿|[百千万亿])[余多]?)?(?:{bases})"


UNIT = _unit_pattern()
#: Both patterns look at what a number begins with first: most characters begin none.
_QUANTITY = re.compile(
    rf"(?=[\d{_ONES}十百千])(?<![\d.A-Za-z第])(?:(?P<word>[百千])分之(?P<p1>{_NUMBER}|百)"
    rf"(?:{_TO}(?:[百千]分之)?(?P<p2>{_NUMBER}|百))?"
    rf"|(?<![{''.join(_DIGITS)}十百千万亿])(?P<n1>{_NUMBER})(?P<more1>[余多])?"
    rf"(?:(?:{UNIT}|[万亿])?{_TO}(?P<n2>{_NUMBER}))?(?P<more>[余多])?(?P<unit>{UNIT})(?:/年)?)"
)
_BARE = re.compile(r"(?=\d)(?<![\d.A-Za-z第])(?P<n1>\d+\.\d+)(?![\d.A-Za-z%‰])")
#: Numbers that share the measure word behind the last of them (100、120、150平方公里).
_LISTED = re.compile(rf"(?<![\d.A-Za-z第])(?:{_ARABIC}[、和])+\Z")
_HEAD_UNIT = re.compile(rf"[（(/，,：]\s*(?:单位：)?({UNIT})\s*(?=[）)]|\Z|，)")
KINDS = {row["unit"]: row["kind"] for row in table("units")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text: `text[start:end]`; `value_max` is set for ranges.

    `kind` is the unit's kind (ratio, points, area, length, volume, mass, money, rate, power,
    count, none); `chinese` says that the number is written in characters, `more` that 余 or 多
    follows it.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: str
    chinese: bool
    more: bool


def decimal(printed: str) -> Decimal:
    """The value of an Arabic or Chinese number; raises ValueError for anything else."""
    if re.fullmatch(_ARABIC, printed):
        return Decimal(printed.replace(",", ""))
    if printed != "百" and not re.fullmatch(_CHINESE, printed):
        raise ValueError(f"{printed!r} is not a number that plans print.")
    whole, _, fraction = printed.partition("点")
    digits = "".join(str(_DIGITS[char]) for char in fraction)
    return Decimal(f"{_whole(whole)}.{digits}" if digits else _whole(whole))


def _whole(printed: str) -> int:
    if len(printed) > 1 and all(char in _DIGITS for char in printed):
        return int("".join(str(_DIGITS[char]) for char in printed))
    total, group, digit = 0, 0, 0
    for char in printed:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            group += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            total = (total + (group + digit or 1)) * _GROUPS[char]
            group = digit = 0
    return total + group + digit


def _split_magnitude(number: str, unit: str) -> tuple[str, str]:
    """Moves 万 or 亿 from the end of a Chinese number to its unit, as with Arabic figures."""
    bare = number.rstrip("万亿")
    if bare and bare != number and not set(bare) & set("万亿"):
        return bare, number[len(bare) :] + unit
    return number, unit


def _quantity(match: re.Match[str]) -> Quantity:
    if match["word"]:
        unit = "%" if match["word"] == "百" else "‰"
        first, last, more = match["p1"], match["p2"], False
    else:
        unit = match["unit"].replace("余", "").replace("多", "")
        first, last = match["n1"], match["n2"]
        more = bool(match["more"] or match["more1"]) or unit != match["unit"]
    chinese = not first[0].isdigit()
    base = unit.partition("/")[0]
    while base not in KINDS:
        base = base[1:]
    if chinese and not match["word"]:
        if last is None:
            first, unit = _split_magnitude(first, unit)
        else:
            last, unit = _split_magnitude(last, unit)
    value_max = decimal(last) if last else None
    kind = "rate" if "/" in unit else KINDS[base]
    return Quantity(
        match.start(), match.end(), decimal(first), value_max, unit, kind, chinese, more
    )


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of `text[start:end]` in order; ordinals (第三) and bare numbers are none."""
    for match in _QUANTITY.finditer(text, start, end):
        found = _quantity(match)
        listed = _LISTED.search(text, max(start, match.start() - 60), match.start())
        if listed and match["n1"] and not found.chinese:
            for bare in re.finditer(_ARABIC, listed[0]):
                at = listed.start() + bare.start()
                yield replace(
                    found, start=at, end=at + len(bare[0]), value=decimal(bare[0]), value_max=None
                )
        yield found


def find_coefficients(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Decimal numbers without a measure word (0.56), as coefficients and indices have them."""
    for match in _BARE.finditer(text, start, end):
        yield Quantity(
            match.start(), match.end(), Decimal(match["n1"]), None, "", "none", False, False
        )


def find_unit(text: str) -> str | None:
    """The measure word that a table's heading gives in brackets or behind a comma or slash."""
    match = _HEAD_UNIT.search(text)
    return match[1] if match else None
