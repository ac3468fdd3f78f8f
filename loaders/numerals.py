"""Chinese and circled numbers as headings print them: 十九 -> 19, ③ -> 3."""

from __future__ import annotations

import unicodedata

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def heading_number(printed: str) -> int | None:
    """The value of a heading's bare number (一, 二十三, 12, ⑤, ㈢, ⒈); None where it is none."""
    printed = unicodedata.normalize("NFKC", printed).strip("().")
    if printed.isascii() and printed.isdigit():
        return int(printed)
    total, digit = 0, 0
    for char in printed:
        if char in _DIGITS:
            digit = _DIGITS[char] if digit == 0 else digit * 10 + _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit or None
