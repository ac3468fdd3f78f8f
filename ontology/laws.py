"""Laws, rules and policy documents that soil and water conservation plans cite.

`laws.csv` has one row per work, `law_articles.csv` the articles of 水土保持法 with a hint of
what each is about. The state is that of November 2026. Facts that could not be confirmed are
left empty.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast

LawLevel = Literal["national", "provincial"]
LawKind = Literal["law", "regulation", "rule", "standard", "party_document", "plan", "notice"]
LawState = Literal["in_force", "amended", "repealed", "not_yet"]
StatusOnDate = Literal["in_force", "not_yet", "repealed", "superseded"]

_STATE_NAME = "中华人民共和国"
_NAMES_ITS_YEAR = re.compile(r"[〔\[【（(]\d{4}")
# What varies between citations of one title: quotation marks, brackets, dashes, spaces, 、.
_DECORATION = re.compile(r"[\s《》〈〉<>“”\"'（）()〔〕\[\]【】、，,—–\-~～]")


@dataclass(frozen=True, slots=True)
class Law:
    """One work that plans cite, across all its revisions.

    `number` is the number under which the first or the latest wholly revised text was issued.
    `adopted` and `in_force` belong to the first text; where that is not known, `in_force` is
    the day the current revision took effect. A document without a day of entry into force has
    the day it was issued or published there. `amended` is the latest decision that amended or
    revised it. `articles` counts the articles of the text in force. `status` is the state in
    November 2026.
    """

    title: str
    short_title: str
    issuer: str
    level: LawLevel
    kind: LawKind
    number: str
    adopted: date | None
    in_force: date | None
    amended: date | None
    status: LawState
    superseded_by: str
    repealed_on: date | None
    articles: int | None


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article, e.g. 第二十五条, of a law and a few words on its topic (empty if none).

    `in_force` is the day from which it has this number and this content. `cues` are words of our
    own, not the article's, that show what carries it out; `a&b` asks for both in one sentence.
    """

    title: str
    article: str
    topic_hint: str
    in_force: date
    cues: tuple[str, ...]


class Laws:
    """The laws in the order of the table, found by the ways plans write their titles."""

    def __init__(self, laws: Iterable[Law]) -> None:
        """Index the laws by title, short title, title with issuer, and by number."""
        self._all = tuple(laws)
        self._by_title: dict[str, list[Law]] = defaultdict(list)
        self._by_number: dict[str, list[Law]] = defaultdict(list)
        for law in self._all:
            for key in {_title_key(t) for t in _written_titles(law)}:
                self._by_title[key].append(law)
            self._by_number[_bare(law.number)].append(law)

    def __iter__(self) -> Iterator[Law]:
        """All laws."""
        return iter(self._all)

    def find(self, title: str, number: str | None = None) -> Law | None:
        """The work meant by a citation, or None.

        The title may stand in 《》, without 中华人民共和国, shortened, or after its issuer. A
        document number, if cited, must agree: provinces issue documents under the titles of
        national ones. Statutes and regulations are exempt, since each revision has a number of
        its own. A number that names its year, such as 国函〔2015〕160号, is enough alone.
        """
        named = self._by_title.get(_title_key(title), [])
        if number is None:
            return named[0] if named else None
        cited = _bare(number)
        for law in named:
            if law.kind in ("law", "regulation") or _bare(law.number) in ("", cited):
                return law
        numbered = self._by_number.get(cited, []) if _NAMES_ITS_YEAR.search(number) else []
        return numbered[0] if numbered else None


def status_on(law: Law, day: date) -> StatusOnDate:
    """How the work stood on a day.

    `superseded` means no longer in force and replaced by the work in `superseded_by`;
    `repealed` means no longer in force and not replaced by name.
    """
    start = law.in_force or law.adopted
    if start is not None and day < start:
        return "not_yet"
    if law.repealed_on is not None and day >= law.repealed_on:
        return "superseded" if law.superseded_by else "repealed"
    return "in_force"


@cache
def load_laws() -> Laws:
    """The works of `laws.csv`, read once."""
    return Laws(_law(row) for row in _rows("laws.csv"))


@cache
def load_articles() -> tuple[LawArticle, ...]:
    """The articles of `law_articles.csv`, read once."""
    return tuple(
        LawArticle(
            title=row["title"],
            article=row["article"],
            topic_hint=row["topic_hint"],
            in_force=date.fromisoformat(row["in_force"]),
            cues=tuple(filter(None, row["cues"].split("|"))),
        )
        for row in _rows("law_articles.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("ontology").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _law(row: dict[str, str]) -> Law:
    return Law(
        title=row["title"],
        short_title=row["short_title"],
        issuer=row["issuer"],
        level=cast(LawLevel, row["level"]),
        kind=cast(LawKind, row["kind"]),
        number=row["number"],
        adopted=_day(row["adopted"]),
        in_force=_day(row["in_force"]),
        amended=_day(row["amended"]),
        status=cast(LawState, row["status"]),
        superseded_by=row["superseded_by"],
        repealed_on=_day(row["repealed_on"]),
        articles=int(row["articles"]) if row["articles"] else None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _written_titles(law: Law) -> Iterator[str]:
    for title in filter(None, (law.title, law.short_title)):
        yield title
        if not title.startswith(law.issuer):
            yield law.issuer + title


def _title_key(title: str) -> str:
    return _bare(title).replace(_STATE_NAME, "")


def _bare(text: str) -> str:
    return _DECORATION.sub("", text)
