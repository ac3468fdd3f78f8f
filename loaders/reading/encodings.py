"""Which characters the bytes of a text stand for.

A byte order mark or valid UTF-8 settles it. Otherwise UTF-16 without a mark, GB18030 (with GBK
and GB 2312 inside it) and Big5 are tried strictly, and one is believed only where what comes out
looks like Chinese: mostly everyday characters, and enough of the most frequent ones. There is no
guessing beyond that: a text that fits nothing is refused.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from loaders.errors import UnreadableDocument

#: Longest mark first: the mark of UTF-32 LE begins like that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "utf-16-le", "utf-16-be", "big5")
_SAMPLE = 1 << 16
#: Shares that Chinese prose reaches easily and that misread bytes do not.
_EVERYDAY_SHARE, _FREQUENT_SHARE, _ENOUGH_TO_COUNT = 0.6, 0.15, 16
#: A text may hold a stray control character, not one in every hundred.
_CONTROL_SHARE = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xe3-\xef][\x80-\xbf]{2}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
#: Among the most frequent characters of written Chinese, both scripts, and its punctuation.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"
    "过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都"
    "两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重"
    "新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "市区县局委责任施保治监督管理信息計劃國會這個為來時們對說過還應開發動實經與關後產業體"
    "，。、；：“”《》（）"
)
_PUNCTUATION = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u3017\uff01-\uff5e\u00b7]")


@cache
def _everyday(encoding: str) -> frozenset[str]:
    """The first level of the encoding's Han characters; for UTF-16 those of both encodings."""
    if encoding.startswith("utf-16"):
        return _everyday("gb18030") | _everyday("big5")
    name, leads, trails = (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
        if encoding == "gb18030"
        else ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    )
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset("".join(pair.decode(name, "ignore") for pair in pairs))


def plausibility(text: str, encoding: str) -> float:
    """How much a sample decoded from `encoding` looks like Chinese, 0 to 2; 0 is not at all."""
    if _CONTROL.search(text):
        return 0.0
    foreign = [char for char in text if char > "\x7f"]
    if not foreign:
        return 1.0
    everyday = _everyday(encoding)
    known = sum(char in everyday or bool(_PUNCTUATION.match(char)) for char in foreign)
    frequent = sum(char in _FREQUENT for char in foreign) / len(foreign)
    if known / len(foreign) < _EVERYDAY_SHARE:
        return 0.0
    if len(foreign) >= _ENOUGH_TO_COUNT and frequent < _FREQUENT_SHARE:
        return 0.0
    return known / len(foreign) + frequent


def decode(source: str, data: bytes) -> str:
    """The text of `data` without byte order mark; UnreadableDocument where it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(source, data[len(mark) :], encoding)
    if b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            # Two characters or more before the fault: no other encoding would look like that.
            if len(_MULTIBYTE.findall(data[: error.start])) > 1:
                raise _damaged(source, "utf-8", error) from error
    best = max(_CANDIDATES, key=lambda encoding: _sampled(data, encoding))
    if not _sampled(data, best):
        raise _no_text(source, data)
    return _strictly(source, data, best)


def _sampled(data: bytes, encoding: str) -> float:
    """The plausibility of an encoding by the first piece of `data` that can tell."""
    first = 0
    if encoding in ("gb18030", "big5"):
        found = _NOT_ASCII.search(data)
        first = found.start() if found else 0
    elif len(data) % 2:
        return 0.0
    sample = data[first : first + _SAMPLE]
    try:
        return plausibility(codecs.getincrementaldecoder(encoding)().decode(sample), encoding)
    except UnicodeDecodeError as error:
        sound = sample[: error.start].decode(encoding)
    # Damaged text of this encoding, where what comes before the fault is enough to tell.
    return plausibility(sound, encoding) / 2 if len(sound) >= _ENOUGH_TO_COUNT else 0.0


def _strictly(source: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(source, encoding, error) from error


def _damaged(source: str, encoding: str, error: UnicodeDecodeError) -> UnreadableDocument:
    return UnreadableDocument(
        source,
        f"looks like {encoding.upper()} text, but its bytes from {error.start} on are not",
        "get an undamaged copy, or save it as UTF-8 from a program that shows it rightly",
    )


def _no_text(source: str, data: bytes) -> UnreadableDocument:
    sample = data[:_SAMPLE].decode("latin-1")
    if "\0" in sample or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        return binary(source)
    return UnreadableDocument(
        source,
        "is text in an encoding that is neither UTF-8, UTF-16, GB18030 nor Big5",
        "save it as UTF-8 and try again",
    )


def binary(source: str) -> UnreadableDocument:
    """The refusal of a file that holds no text."""
    return UnreadableDocument(
        source,
        "is a binary file, not a document",
        "give a text, HTML, DOCX or PDF file",
    )


def looks_binary(text: str) -> bool:
    """Whether so many of the characters are controls that this was never a text."""
    return len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROL_SHARE * len(text[:_SAMPLE])
