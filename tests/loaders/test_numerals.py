"""Heading numbers in every form that offices print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.numerals import heading_number
from tests.loaders.printed_numbers import han


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一〇五", 105),
        ("二三", 23),
        ("12", 12),
        ("１２", 12),
        ("⑤", 5),
        ("㈢", 3),
        ("⑶", 3),
        ("⒈", 1),
        ("（三）", 3),
    ],
)
def test_numbers(printed: str, value: int) -> None:
    assert heading_number(printed) == value


@pytest.mark.parametrize("printed", ["", "甲", "一甲", "a", "零", "1a", "第", "Ⅱx", "()"])
def test_what_is_no_number(printed: str) -> None:
    assert heading_number(printed) is None


@given(st.integers(1, 999))
def test_chinese_numerals_come_back(value: int) -> None:
    assert heading_number(han(value)) == value
