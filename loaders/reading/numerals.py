"""How a word processor writes the numbers of lists (ECMA-376, part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counting(number: int, digits: str = _DIGITS, ten: str = "十", hundred: str = "百") -> str:
    """Chinese counting up to 999: 一, 十, 十一, 二十, 一百零一."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    legal = digits is _LEGAL
    written = digits[hundreds] + hundred if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds and not legal else digits[tens]) + ten
    elif hundreds and units:
        written += "零"
    return written + (digits[units] if units else "")


def _letters(number: int) -> str:
    """a to z, then aa, bb and so on, as word processors count."""
    repeat, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(repeat + 1, 5) if number > 0 else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN if 0 < number < 4000 else ():
        count, number = divmod(number, value)
        written += sign * count
    return written or str(number)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else f"（{number}）"


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(abs(number))),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ideographTraditional": _cycled(_STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "ideographEnclosedCircle": lambda number: f"（{_counting(number)}）",
    "ideographDigital": lambda number: "".join(_DIGITS[int(c)] for c in str(abs(number))),
    "japaneseDigitalTenThousand": lambda n: "".join(_DIGITS[int(c)] for c in str(abs(n))),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL, "拾", "佰"),
    "ideographLegalTraditional": lambda number: _counting(number, _LEGAL, "拾", "佰"),
    "bullet": lambda _: "",
    "none": lambda _: "",
}


def written(number: int, form: str) -> str:
    """A list's number in a number format by its name in the standard; unknown ones as digits."""
    return _FORMATS.get(form, str)(number)
