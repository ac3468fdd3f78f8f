"""Dates of signature in digits, Chinese numerals and ISO form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import find_dates
from tests.loaders.printed_numbers import han_date


def _iso(text: str) -> list[str]:
    return [found.iso for found in find_dates(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年9月13日", "2024-09-13"),
        ("二〇二四年九月十三日", "2024-09-13"),
        ("二〇二四年十月三十一日", "2024-10-31"),
        ("二零二四年十二月一日", "2024-12-01"),
        ("2024-09-13", "2024-09-13"),
        ("2024/9/3", "2024-09-03"),
        ("2024.9.3", "2024-09-03"),
        ("一九九八年二月二十八日", "1998-02-28"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert _iso(f"于{text}印发") == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月30日",
        "2024年13月1日",
        "2024年9月",
        "三千年前",
        "1.2.3",
        "2024-09-133",
        "2023年2月29日",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert _iso(text) == []


def test_the_span_and_the_bounds() -> None:
    text = "甲2024年9月13日乙2024年9月14日"
    found = find_dates(text, 0, len(text))
    assert [text[one.start : one.end] for one in found] == ["2024年9月13日", "2024年9月14日"]
    assert _iso(text[:5]) == []
    assert [one.iso for one in find_dates(text, 5, len(text))] == ["2024-09-14"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_chinese_dates_come_back(day: date) -> None:
    assert _iso(han_date(day.year, day.month, day.day)) == [day.isoformat()]
