"""Policy instruments and systems that measures set up or use.

Three ways to find them: well-known names (以奖代补, 12314), names in quotation marks (“智慧水保”),
and nouns with a telling head (案件会商制度, 淤地坝监管信息平台), whose beginning is the last
verb or particle before the head. Heads with nothing but general words before them (工作机制) name
no instrument. Where finds overlap, the longest stands, and each name counts once per measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick

from loaders.extract.instrument_names import (
    HOTLINE_NUMBER,
    SLOGAN,
    Known,
    heads,
    key,
    known,
    resolve,
    spellings,
    word_set,
)
from loaders.extract.lexicon import alternatives, words
from loaders.extract.scope import Scope
from loaders.normalise import View
from loaders.records import InstrumentUse

RULE_KNOWN = "instruments.known"
RULE_QUOTED = "instruments.quoted"
RULE_HEAD = "instruments.head"
RULE_HOTLINE = "instruments.hotline"

_LONGEST = 22
_LEAST_BEFORE = 2
_BREAK = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9+“”]")
_QUOTED = re.compile(r"“(?P<name>[^“”\n。；]{2,20})”")
_HOTLINE = re.compile(
    rf"{HOTLINE_NUMBER.pattern}(?=[^。；，\n]{{0,12}}(?:热线|电话|平台|举报|投诉))"
)
#: Numbers with what is to be done, changed or kept: 四改, 六清, 两单.
_ABBREVIATION = re.compile(
    r"(?:[一二三四五六七八九十两双][同改清乱单查化提定包预保防制免减治建管服严]){1,2}"
)
_PERIOD = re.compile(r"[一二三四五六七八九十]{2}五|二十大|\d{4}")


class _Find(NamedTuple):
    start: int
    end: int
    instrument: Known
    rule: str


def extract_instruments(view: View, scopes: Sequence[Scope]) -> tuple[InstrumentUse, ...]:
    """The instruments of all measures, in reading order; goals and preambles are not read.

    `written` is as printed, `name` the shared one that links plans. Linear in the text.
    """
    uses = []
    for scope in scopes:
        if scope.measure is None:
            continue
        named: set[str] = set()
        for find in _widest(_finds(view.text, scope)):
            if find.instrument.name not in named:
                named.add(find.instrument.name)
                uses.append(_use(view, scope, find))
    return tuple(uses)


def _use(view: View, scope: Scope, find: _Find) -> InstrumentUse:
    return InstrumentUse(
        scope.measure,
        view.printed(find.start, find.end),
        find.instrument.name,
        find.instrument.kind,
        view.evidence(find.start, find.end, find.rule),
    )


def _finds(text: str, scope: Scope) -> Iterator[_Find]:
    yield from _known(text, scope)
    yield from _quoted(text, scope)
    yield from _headed(text, scope)
    for match in _HOTLINE.finditer(text, scope.start, scope.end):
        yield _Find(*match.span(), resolve(match[0]), RULE_HOTLINE)


def _widest(finds: Iterator[_Find]) -> list[_Find]:
    """Of overlapping finds the longest, of equal ones that of the earlier way."""
    kept: list[_Find] = []
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if kept and find.start < kept[-1].end:
            if find.end - find.start > kept[-1].end - kept[-1].start:
                kept[-1] = find
        else:
            kept.append(find)
    return kept


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in spellings():
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def _known(text: str, scope: Scope) -> Iterator[_Find]:
    if scope.start >= scope.end:
        return
    # The automaton copies the text it is given, so it gets the stretch and never the whole.
    for last, name in _automaton().iter_long(text[scope.start : scope.end]):
        end = scope.start + last + 1
        yield _Find(end - len(name), end, known()[key(name)], RULE_KNOWN)


def _quoted(text: str, scope: Scope) -> Iterator[_Find]:
    """Names in quotation marks that the next word or their own form tells to be instruments."""
    for match in _QUOTED.finditer(text, scope.start, scope.end):
        name = match["name"]
        if name in word_set("quoted.stop") or _PERIOD.search(name):
            continue
        telling = (
            _quoted_head().match(text, match.end(), scope.end)
            or _ABBREVIATION.fullmatch(name)
            or SLOGAN.fullmatch(name)
            or _sign().search(name)
        )
        if telling:
            yield _Find(*match.span("name"), resolve(name), RULE_QUOTED)


@cache
def _quoted_head() -> re.Pattern[str]:
    return re.compile(alternatives(words("instrument_words", "word", "quoted.head")))


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(alternatives(words("instrument_words", "word", "quoted.sign")))


def _headed(text: str, scope: Scope) -> Iterator[_Find]:
    """Nouns that end in a head noun and begin behind the last verb, particle or mark."""
    for match in _heads().finditer(text, scope.start, scope.end):
        start = _beginning(text, max(scope.start, match.start() - _LONGEST), match.start())
        before = text[start : match.start()]
        if len(before) < _LEAST_BEFORE or _generic().fullmatch(before):
            continue
        if before.count("“") == before.count("”"):
            yield _Find(start, match.end(), resolve(text[start : match.end()]), RULE_HEAD)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"{alternatives(words('instrument_words', 'word', 'generic'))}+")


@cache
def _heads() -> re.Pattern[str]:
    longest_first = tuple(sorted(heads(), key=lambda head: (-len(head), head)))
    return re.compile(alternatives(longest_first))


@cache
def _cuts() -> re.Pattern[str]:
    kept = alternatives(words("instrument_words", "word", "keep"))
    return re.compile(f"{kept}|(?P<cut>{alternatives(words('instrument_words', 'word', 'cut'))})")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(f"{alternatives(words('instrument_words', 'word', 'lead'))}+")


def _beginning(text: str, start: int, end: int) -> int:
    """Where a noun that ends at `end` begins, not before `start`."""
    if end > start and text[end - 1] == "”":
        return max(text.rfind("“", start, end), start)
    for mark in _BREAK.finditer(text, start, end):
        start = mark.end()
    for cut in _cuts().finditer(text, start, end):
        if cut["cut"]:
            start = cut.end()
    lead = _leads().match(text, start, end)
    return lead.end() if lead else start
