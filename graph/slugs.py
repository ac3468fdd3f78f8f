"""Chinese names and numbers as ASCII slugs: the words inside the IRIs that `graph.iri` mints."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from graph.errors import IriError

LONGEST = 24  # syllables; longer names are cut and told apart by a hash
# 税务局 and 水务局 are both shui-wu-ju, in every city: the rarer reading carries its tone.
_TONED = {"税": "shui4"}
_NUMBER = re.compile(r"(?P<word>.*?)[\[(【](?P<year>\d{4})(?:年)?[\])】](?:第)?(?P<number>\d+)号?")
_DASHED_YEAR = re.compile(r"(?<=\D)(\d{4})[—–-]+(?=第?\d+号)")  # as some sites print it: 2024—15号
_DIVISION = {"编": "part", "章": "ch", "节": "sec", "条": "art", "款": "para", "项": "item"}
_ORDINAL = re.compile(r"第?([〇零一二三四五六七八九十百千\d]+)([编章节条款项]?)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def slug(name: str) -> str:
    """A name as pinyin syllables joined by hyphens; ASCII letters and digits are kept.

    >>> slug("12314监督举报热线")
    '12314-jian-du-ju-bao-re-xian'
    """
    parts = syllables(plain(name))
    if not parts:
        raise IriError(f"The name {name!r} has no letter or digit to make an IRI of.")
    text = "-".join(parts[:LONGEST])
    return text if len(parts) <= LONGEST else f"{text}-{digest(name, 6)}"


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """Pinyin without tones, a run of ASCII as one syllable, other letters as u + code point."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its tables cost a query 0.2 s at start-up

    found: list[str] = []
    for run in re.findall(r"[a-zA-Z0-9]+|[^\W_a-zA-Z0-9]+", text):
        if run.isascii():
            found.append(run.lower())
        else:
            marks = lazy_pinyin(run, errors=_code_points)  # type: ignore[arg-type]
            found += [_TONED.get(c, m) for c, m in zip(run, marks, strict=True)]
    return tuple(re.sub(r"[^a-z0-9]", "", s.lower()) or "x" for s in found)


def _code_points(odd: str) -> list[str]:
    """Stand-ins for characters without pinyin; a list, as pypinyin allows but its types do not."""
    return [f"u{ord(char):x}" for char in odd]


def hashed_slug(name: str) -> str:
    """A slug that also tells homophones apart, by four digits of the name's hash."""
    return f"{slug(name)}-{digest(plain(name), 4)}"


def number_slug(number: str, *, joint: str) -> str:
    """The word part, the year and the running number of a document number."""
    number_text = re.sub(r"\s", "", plain(number)).translate(str.maketrans("〔〕［］", "[][]"))
    match = _NUMBER.fullmatch(_DASHED_YEAR.sub(r"[\1]", number_text))
    if match is None or not match["word"]:
        return slug(number)
    return f"{joint.join(syllables(match['word']))}-{match['year']}-{int(match['number'])}"


def path_step(step: str) -> str:
    """One number of a path: an Arabic number with the kind of heading before it."""
    base, _, repeat = step.partition("~")
    whole = plain(base)
    tail = f"~{repeat}" if repeat else ""
    if dotted := re.fullmatch(r"[(]?(\d+(?:\.\d+)+)[.)、]?", whole, re.ASCII):
        return dotted[1] + tail
    bare = re.sub(r"[\s()\[\]【】〔〕、.,:]", "", whole)
    if annex := re.fullmatch(r"附(?:件|录|表)(.*)", bare):
        return f"annex{_arabic(annex[1]) if annex[1] else ''}{tail}"
    if number := _ORDINAL.fullmatch(bare):
        return f"{_DIVISION.get(number[2], '')}{_arabic(number[1])}{tail}"
    return slug(base) + tail


def _arabic(number: str) -> str:
    """A Chinese or Arabic numeral below ten thousand in Arabic digits; other text as a slug."""
    if number.isascii() and number.isdigit():
        return str(int(number))
    total, current = 0, 0
    for char in number:
        if char in _UNITS:
            total, current = total + (current or 1) * _UNITS[char], 0
        elif char in _DIGITS:
            current = current * 10 + _DIGITS[char]
        else:
            return slug(number)
    return str(total + current)


def plain(text: str) -> str:
    """The text in NFKC form (UAX #15), full-width letters as half-width, ends trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def digest(text: str, digits: int) -> str:
    """The first hex digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
