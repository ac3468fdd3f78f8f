from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.numbers import decimal, find_coefficients, find_quantities, find_unit

_DIGITS = "零一二三四五六七八九"


def _read(text: str) -> list[tuple[Decimal, Decimal | None, str]]:
    found = find_quantities(text, 0, len(text))
    return [(q.value, q.value_max, q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "value", "value_max", "unit"),
    [
        ("面积2,150平方公里", "2150", None, "平方公里"),
        ("示范工程3至5个", "3", "5", "个"),
        ("打造2-3条流域", "2", "3", "条"),
        ("下降5%至8%", "5", "8", "%"),
        ("30~40万亩", "30", "40", "万亩"),
        ("10万～15万亩", "10", "15", "万亩"),
        ("达到百分之三十点五", "30.5", None, "%"),
        ("下降百分之五到百分之八", "5", "8", "%"),
        ("四十五万亩", "45", None, "万亩"),
        ("一万二千亩", "12000", None, "亩"),
        ("十万零五千亩", "105000", None, "亩"),
        ("培训四千人次", "4000", None, "人次"),
        ("资金十二亿元", "12", None, "亿元"),
        ("崩岗1.9万余处", "1.9", None, "万处"),
        ("不少于两轮", "2", None, "轮"),
        ("翻一番", "1", None, "番"),
        ("达到八成", "8", None, "成"),
        ("提高2.4个百分点", "2.4", None, "个百分点"),
        ("500吨/平方公里·年", "500", None, "吨/平方公里·年"),
        ("42微克/立方米", "42", None, "微克/立方米"),
        ("小流域10个小流域", "10", None, "个"),
        ("12个自然村", "12", None, "个"),
        ("设备二十四台套", "24", None, "台套"),
    ],
)
def test_reads_a_quantity(text: str, value: str, value_max: str | None, unit: str) -> None:
    assert _read(text) == [(Decimal(value), Decimal(value_max) if value_max else None, unit)]


@pytest.mark.parametrize(
    "text",
    ["第3条规定", "第十二条", "3个月内", "5个工作日", "12个小时", "12314热线", "“十四五”期间",
     "25度以上", "有效期2年", "第六期", "二次创业", "一次性告知", "一次合格率",
     "一成不变", "三百户外用品", "GB50433"],
)  # fmt: skip
def test_leaves_alone_what_counts_nothing(text: str) -> None:
    assert _read(text) == []


def test_numbers_in_a_list_share_the_unit() -> None:
    assert _read("100、120和150平方公里") == [
        (Decimal(n), None, "平方公里") for n in (100, 120, 150)
    ]


def test_positions_are_those_of_the_text() -> None:
    text = "治理水土流失面积1,650平方公里。"
    [quantity] = find_quantities(text, 0, len(text))
    assert text[quantity.start : quantity.end] == "1,650平方公里"


def test_coefficients_have_no_unit() -> None:
    text = "利用系数不低于0.56，覆盖率5.5%"
    assert [q.value for q in find_coefficients(text, 0, len(text))] == [Decimal("0.56")]


def test_units_of_table_headings() -> None:
    assert find_unit("治理面积（平方公里）") == "平方公里"
    assert find_unit("单位：万亩") == "万亩"
    assert find_unit("水土保持率") is None


def test_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not a number"):
        decimal("若干")


@given(st.text(alphabet="零两九十百千万亿点分之至12.,%个亩成", max_size=20))
def test_any_text_has_quantities_or_none(text: str) -> None:
    for quantity in find_quantities(text, 0, len(text)):
        assert text[quantity.start : quantity.end]
        assert quantity.value >= 0


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numbers_round_trip(number: int) -> None:
    assert decimal(_chinese(number)) == number


@given(st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False))
def test_arabic_numbers_with_separators_round_trip(number: Decimal) -> None:
    assert decimal(f"{number:,}") == number


def _chinese(number: int) -> str:
    """Writes 1..9999 as plans do (一千零五, 二十三)."""
    text, gap = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + sign
        gap = bool(text) and not digit
    return text
