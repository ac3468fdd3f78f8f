"""Names of policy instruments: the well-known ones and how any name is made comparable.

`loaders/lexicon/instruments.csv` lists shared names with their aliases and kinds, in accord with
the concepts of `ontology/concepts/instrument.ttl`. Plans write one instrument in many ways
(“三同时”, “三同时”制度, 水土保持“三同时”); `resolve` gives all of them one name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.extract.lexicon import table, words

#: Parts of equal rank under one pair of quotation marks: 天上看、地上查、网上管.
SLOGAN = re.compile(r"[^、]{2,7}(?:、[^、]{2,7})+")

#: National short numbers for reports and services to the public: 12314, 12345, 12369.
HOTLINE_NUMBER = re.compile(r"(?<!\d)1[29]\d{3}(?!\d)")
_QUOTES = re.compile(r"[“”‘’\"'\s]")
#: A quoted name whose head noun adds nothing to it.
_QUOTED_WHOLE = re.compile(r"“(?P<name>[^“”]+)”(?:模式|制度)")
_SHORTEST = 3
#: From this length on, the end of a longer name counts as the well-known name that it is.
_TAIL = 7
_MARKS = re.compile(r"[“”‘’\"'《》「」\s、，]")
_ENDINGS = ("制度", "机制", "改革", "工作", "要求", "管理", "体系", "建设", "方式")
_BEGINNINGS = ("水土保持工作", "水土保持", "水土流失治理", "水土流失", "生产建设项目")


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known instrument: its shared name and the notation of its kind."""

    name: str
    kind: str


def key(name: str) -> str:
    """A name without marks, blanks and enumeration commas, to compare it by."""
    return _MARKS.sub("", name)


@cache
def known() -> dict[str, Known]:
    """The well-known instruments by the keys of their names and aliases."""
    found: dict[str, Known] = {}
    for row in table("instruments"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(key(name), Known(row["name"], row["kind"]))
    return found


@cache
def spellings() -> tuple[str, ...]:
    """Every name and alias as it may stand in a text, longest first."""
    found = set()
    for row in table("instruments"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            if name.isdigit():  # a number alone may count anything
                continue
            found |= {name, name.replace("、", ""), name.replace("“", "").replace("”", "")}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def resolve(written: str) -> Known:
    """The shared name and kind of an instrument written this way.

    The kind follows from the name alone, so that a name has one kind in all plans.

    >>> resolve("水土保持“三同时”制度").name
    '三同时'
    >>> resolve("案件会商制度")
    Known(name='案件会商制度', kind='system')
    """
    bare = key(written)
    number = HOTLINE_NUMBER.search(bare)
    if number:
        return Known(number[0], "hotline")
    for form in _forms(bare):
        if form in known():
            return known()[form]
    quoted = _QUOTED_WHOLE.fullmatch(written)
    name = _QUOTES.sub("", quoted["name"] if quoted else written)
    return Known(name, _kind(name))


def _forms(bare: str) -> list[str]:
    """The name itself, without its usual ending, beginning or both, and its long endings."""
    shorter = [bare.removesuffix(end) for end in _ENDINGS if bare.endswith(end)]
    ends = [bare, *(form for form in shorter if len(form) >= _SHORTEST)]
    begins = [form.removeprefix(b) for form in ends for b in _BEGINNINGS if form.startswith(b)]
    tails = [bare[cut:] for cut in range(1, len(bare) - _TAIL + 1)]
    return [*ends, *(form for form in begins if len(form) >= _SHORTEST), *tails]


def _kind(name: str) -> str:
    """The kind of a name that is not well known, by its head noun or form."""
    ending = max((head for head in heads() if name.endswith(head)), key=len, default=None)
    if ending is not None:
        return heads()[ending]
    if "谁" in name or SLOGAN.fullmatch(name):
        return "principle"
    return "model" if "+" in name else "other"


@cache
def heads() -> dict[str, str]:
    """Head nouns of instruments (制度, 平台) and the kind that each makes."""
    kinds = {row["kind"] for row in table("instrument_words") if row["kind"].startswith("head.")}
    return {
        head: kind.removeprefix("head.")
        for kind in sorted(kinds)
        for head in words("instrument_words", "word", kind)
    }


@cache
def word_set(kind: str) -> frozenset[str]:
    """The words of one kind in `loaders/lexicon/instrument_words.csv`."""
    return frozenset(words("instrument_words", "word", kind))
