"""What the finders of written works hand over, and the marks that stand around a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.lexicon import alternatives, words

BASIS = alternatives(words("reference_verbs", "verb", "basis"))
FORMULATE = alternatives(words("reference_verbs", "verb", "formulate"))
INCLUDE = alternatives(words("reference_verbs", "verb", "include"))
REPEAL = alternatives(words("reference_verbs", "verb", "repeal"))
#: A verb that puts a work to use or orders it written; the group that matched is the relation.
CUE = re.compile(
    rf"(?P<basis>{BASIS})|(?P<formulate>{FORMULATE})|(?P<include>{INCLUDE})|(?P<repeal>{REPEAL})"
)
_BRACKETED = r"(?:[^（）\n]|（[^（）\n]*）)*"
#: A bracket behind a title: its number, a short name for later use.
BEHIND = re.compile(rf"（(?P<inside>{_BRACKETED})）")
ALIAS = re.compile(r"(?:以下)?(?:简称|统称)(?:为)?[《“\"‘]?(?P<alias>[^》”\"’）]{2,30})")
_YEAR = r"[〔\[（【]\s?[12]\d{3}\s?[〕\]）】]"
#: 中办发〔2022〕68号, 水利部令第53号, GB 50433—2018: the forms of document numbers.
NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{1,14}}{_YEAR}第?\d{{1,4}}号"
    r"|[\u4e00-\u9fff]{1,20}令?(?:\d{4}年)?第\d{1,4}号令?(?:公告)?"
    r"|(?:GB|SL|DB|HJ|NY|LY|TD|JTG|CJJ|CJ|DL|SY"
    r"|T)[A-Z]{0,4}(?:\d{2,4}(?=\s?[／/]))?(?:\s?[／/]\s?[A-Z]{0,6})?\s?\d[\d.]*(?:\s?[-—–]+\s?\d{2,4})?"
)
#: The same from the year, 令第 or letters on, where a number stands alone in a sentence.
NUMBER_END = re.compile(
    rf"{_YEAR}第?\d{{1,4}}号|令(?:\d{{4}}年)?第\d{{1,4}}号|(?<![A-Z])(?:GB|SL|DB|HJ"
    rf"|NY|LY|TD|JTG|CJJ|DL)(?:\d{{2,4}}(?=[／/]))?[／/T]{{0,3}}\s?\d[\d.]+(?:\s?[-—–]+\s?\d{{2,4}})?"
)
ARTICLES = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,6}条(?:第[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[款项])*(?:、"
    r"|和|及|至|以及)?)+"
)
ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}条")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place `text[start:end]` where a work is named; `alias` is a short name given to it."""

    start: int
    end: int
    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    relation: str
    rule: str
    articles: tuple[str, ...] = ()
    alias: str | None = None


def relation_of(group: str | None) -> str:
    """The relation that a cue's group stands for; to be included in a plan means to change it."""
    return "formulate" if group == "include" else group or "basis"
