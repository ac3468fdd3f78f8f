"""Numbers as plans print them: digits, thousands separators, Chinese numerals, percentages."""

from __future__ import annotations

from random import Random

_DIGITS = "零一二三四五六七八九"


def han(value: int) -> str:
    """A whole number up to 9999 in Chinese numerals: 十二, 一百零五, 三千二百."""
    if value < 20:
        return ("十" + _DIGITS[value % 10].strip("零")) if value >= 10 else _DIGITS[value]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text


def printed(rnd: Random, value: str, unit: str) -> str:
    """A decimal string with its unit, printed in one of the usual ways."""
    whole, _, rest = value.partition(".")
    how = rnd.choice(("digits", "digits", "han", "thousands"))
    if unit == "%" and how == "han":
        tail = "点" + "".join(_DIGITS[int(digit)] for digit in rest) if rest else ""
        return f"百分之{han(int(whole))}{tail}"
    if how == "thousands" and int(whole) >= 1000:
        return f"{int(whole):,}{'.' * bool(rest)}{rest}{unit}"
    if how == "han" and not rest and unit in ("条", "座", "处"):
        return f"{han(int(whole))}{unit}"
    return f"{value}{unit}"


def han_date(year: int, month: int, day: int) -> str:
    """二〇二四年九月十三日."""
    years = "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(year))
    return f"{years}年{han(month)}月{han(day)}日"
