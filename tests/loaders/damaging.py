"""What conversions do to a text: the same words, other characters and line breaks around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Damage = Callable[[Random, str], str]


def _each_line(change: Callable[[Random, str], str]) -> Damage:
    """Change prose lines only; rows of tables keep their separators."""

    def damage(rnd: Random, text: str) -> str:
        return "\n".join(
            line if re.search(r"[\t|]", line) else change(rnd, line) for line in text.split("\n")
        )

    return damage


def _wide_digits(_: Random, text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


def _digit_blanks(_: Random, line: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff%])", " ", line)


def _blanks(rnd: Random, line: str) -> str:
    """Blanks between the characters of running text."""
    if len(line) < 40:
        return line
    head, rest = line[:12], line[12:]
    return head + re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: _rare(rnd, " "), rest
    )


def _rare(rnd: Random, mark: str) -> str:
    return mark if rnd.random() < 0.04 else ""


def _strewn(marks: str) -> Damage:
    def damage(rnd: Random, text: str) -> str:
        return "".join(char + _rare(rnd, rnd.choice(marks)) for char in text)

    return damage


def _indented(_: Random, text: str) -> str:
    return "\n".join(f"　　{line}" for line in text.split("\n"))


def _entities(rnd: Random, text: str) -> str:
    return "\n".join(f"&nbsp;&nbsp;{line}&nbsp;" for line in text.split("\n"))


def _windows(_: Random, text: str) -> str:
    return text.replace("\n", "\r\n")


def _broken(line: str, width: int) -> list[str]:
    """The line in pieces that are as wide as the page; half-width characters take half a place."""
    pieces, room = [""], 2 * width
    for char in line:
        size = 1 if char.isascii() else 2
        if room < size:
            pieces.append("")
            room = 2 * width
        pieces[-1] += char
        room -= size
    return pieces


def _wrapped(rnd: Random, text: str) -> str:
    """Lines broken at one width, first lines indented, a page number every so many lines."""
    width, page = rnd.randint(26, 40), rnd.randint(18, 30)
    lines: list[str] = []
    for line in text.split("\n"):
        if re.search(r"[\t|]", line):
            lines.append(line)
        elif "　　" in line:
            lines.append(f"　　{line}")
        else:
            lines += _broken(f"　　{line}", width)
    paged: list[str] = []
    for number, line in enumerate(lines):
        if number and number % page == 0:
            paged.append(f"- {number // page} -")
        paged.append(line)
    return "\n".join(paged)


#: In the order in which conversions work: characters, then lines, then marks between them.
DAMAGES: dict[str, Damage] = {
    "wide digits": _wide_digits,
    "blanks around digits": _each_line(_digit_blanks),
    "blanks": _each_line(_blanks),
    "indents": _indented,
    "wrapped": _wrapped,
    "zero width": _strewn("\u200b\ufeff\u2060"),
    "soft hyphens": _strewn("\u00ad"),
    "entities": _entities,
    "line breaks of Windows": _windows,
}


def damaged(rnd: Random, text: str, kinds: list[str]) -> str:
    """The text after all these kinds of damage."""
    for kind in sorted(kinds, key=list(DAMAGES).index):
        text = DAMAGES[kind](rnd, text)
    return text
